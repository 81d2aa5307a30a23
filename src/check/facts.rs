//! What the checker knows of each place, for who looks at a source with an editor's eye.
//!
//! In: the chunks that are of interest. Out: [`Facts`] of their expressions, names and records. Invariants: nothing is noted of
//! other chunks; a declaration is known by its name's place, wherever it is named; noting changes no diagnostic.

use rustc_hash::FxHashSet;

use super::{Checker, stage::Staged, typed::Typed};
use crate::{
    ast::Symbol,
    builtins::Stage,
    resolve::{Target, declared_name},
    source::{ChunkId, FileId, SourceMap, Span},
    types::{BodyId, Ty, TyKind},
};

/// Of which chunks facts are wanted.
#[derive(Clone, Debug, Default)]
pub enum Wanted {
    /// Of none.
    #[default]
    Nothing,
    /// Of these.
    Chunks(FxHashSet<ChunkId>),
    /// Of all that is checked.
    Everything,
}

/// What was noted.
#[derive(Debug, Default)]
pub struct Facts {
    /// Of expressions, and of declared names: what they are. Inner expressions come before those around them.
    pub values: Vec<ValueFact>,
    /// What names mean.
    pub names: Vec<(Span, Meaning)>,
    /// What the fields of records are, by the place of the record with its braces.
    pub records: Vec<(Span, FieldsOf)>,
    /// What is demanded of params, in sentences, by the place of the param's name.
    pub demands: Vec<(Span, Vec<String>)>,
}

impl Facts {
    /// Takes declarations to be where they are now, also where what is known of them was kept from before an edit.
    pub(crate) fn follow(&mut self, sources: &SourceMap) {
        for (_, meaning) in &mut self.names {
            if let Meaning::Declared(span) = meaning {
                *span = sources.current(*span);
            }
        }
    }
}

/// What an expression is.
#[derive(Clone, Debug)]
pub struct ValueFact {
    /// Where it stands.
    pub span: Span,
    /// Its type.
    pub ty: Ty,
    /// When it is known.
    pub stage: Stage,
    /// What the place takes, where that is known.
    pub expected: Option<Ty>,
}

/// What a name means.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// What is declared there: the place of the declared name.
    Declared(Span),
    /// A module.
    Module(FileId),
    /// A resource type.
    ResourceType(Symbol),
    /// A property: the node of the resource type's schema that it is a field of.
    Property(Symbol, u32),
    /// An attribute of a resource type; `ref` is its Ref.
    Attribute(Symbol, Symbol),
    /// A built-in function.
    Function(Symbol),
    /// A built-in type.
    Type(Symbol),
    /// `env.name`, `stack.region`, `aws.account_id`: the root.
    Root(Symbol),
}

/// What the fields of a record are.
#[derive(Clone, Debug)]
pub enum FieldsOf {
    /// Those of a type.
    Type(Ty),
    /// A body's params.
    Params(BodyId),
    /// An app's params, `account`, `region` and `production`.
    Settings(BodyId),
}

/// What is being noted.
#[derive(Debug, Default)]
pub(super) struct Recording {
    wanted: Wanted,
    facts: Facts,
}

impl Recording {
    pub fn new(wanted: Wanted) -> Recording {
        Recording { wanted, facts: Facts::default() }
    }

    /// Whether facts of a chunk are wanted.
    pub fn wants(&self, chunk: ChunkId) -> bool {
        match &self.wanted {
            Wanted::Nothing => false,
            Wanted::Chunks(chunks) => chunks.contains(&chunk),
            Wanted::Everything => true,
        }
    }

    pub fn into_facts(self) -> Facts {
        self.facts
    }

    /// Notes what an expression is.
    pub fn value(&mut self, typed: &Typed, span: Span, expected: Option<&Ty>) {
        if self.wants(span.chunk) {
            let stage = typed.staged.flat().stage();
            let fact = ValueFact { span, ty: typed.ty.clone(), stage, expected: expected.cloned() };
            self.facts.values.push(fact);
        }
    }

    /// Notes what a declared name is; `first` is the place by which the declaration is known.
    pub fn declared(&mut self, span: Span, first: Span, ty: &Ty, staged: &Staged) {
        if self.wants(span.chunk) {
            let stage = staged.flat().stage();
            self.facts.values.push(ValueFact { span, ty: ty.clone(), stage, expected: None });
            self.facts.names.push((span, Meaning::Declared(first)));
        }
    }

    /// Notes what is demanded of a param, in sentences.
    pub fn demands(&mut self, span: Span, texts: impl FnOnce() -> Vec<String>) {
        if self.wants(span.chunk) {
            self.facts.demands.push((span, texts()));
        }
    }

    /// Notes what a name means.
    pub fn name(&mut self, span: Span, meaning: impl FnOnce() -> Meaning) {
        if self.wants(span.chunk) {
            self.facts.names.push((span, meaning()));
        }
    }

    /// Notes what the fields of a record are.
    pub fn record(&mut self, span: Span, fields: impl FnOnce() -> FieldsOf) {
        if self.wants(span.chunk) {
            self.facts.records.push((span, fields()));
        }
    }
}

impl Checker<'_> {
    /// Notes what the key of a record's field means.
    pub(super) fn note_key(&mut self, span: Span, name: &Symbol, of: &Ty) {
        if !self.recording.wants(span.chunk) {
            return;
        }
        let meaning = match &**of {
            TyKind::Record(record) => record.fields.get(name).and_then(|field| field.span).map(Meaning::Declared),
            TyKind::Property(resource, node) => Some(Meaning::Property(resource.clone(), *node)),
            _ => None,
        };
        if let Some(meaning) = meaning {
            self.recording.name(span, || meaning);
        }
    }
}

impl Checker<'_> {
    /// Notes what a name of a module means.
    pub(super) fn note_target(&mut self, span: Span, target: Target) {
        if !self.recording.wants(span.chunk) {
            return;
        }
        let meaning = match target {
            Target::Item(item) => declared_name(self.modules.item(item)).map(|name| Meaning::Declared(name.span)),
            Target::Module(module) => Some(Meaning::Module(self.modules.get(module).file)),
            Target::Missing => None,
        };
        if let Some(meaning) = meaning {
            self.recording.name(span, || meaning);
        }
    }
}
