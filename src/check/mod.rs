//! The static checker: from trees to the checked program.
//!
//! In: [`Modules`]. Out: a [`hir::Program`] and all diagnostics that need no environment's values. Invariants: every
//! declaration of a requested module is checked, used or not, every branch, taken or not; types are computed on demand,
//! so order is free; a mistake is reported once and is [`TyKind::Error`] from then on. ARCHITECTURE.md describes the
//! design.

mod access;
mod again;
mod arguments;
mod body;
mod call;
mod cells;
mod choose;
mod coerce;
mod context;
mod cycles;
mod declare;
mod decorators;
mod demand;
mod depth;
mod env;
mod errors;
mod expr;
mod facts;
mod finish;
mod inspect;
mod items;
mod list;
mod lower;
mod memo;
mod merge;
mod metric;
mod narrow;
mod operator;
mod outline;
mod overrides;
mod paths;
mod pattern;
mod record;
mod refine;
mod resource;
mod rules;
mod signature;
mod stage;
mod suggest;
mod typed;
mod view;

use std::{rc::Rc, sync::Arc};

use indexmap::IndexMap;
use rustc_hash::FxHashMap;

use self::{
    context::{Demand, Known, State},
    stage::Staged,
};
use crate::{
    ast::{self, Symbol},
    diagnostics::{Diagnostic, Diagnostics},
    hir::{self, BodyKind},
    resolve::{ItemId, Modules},
    source::{SourceMap, Span},
    types::{BodyId, Ty, TyKind},
    world::{FilePath, World},
};

pub(crate) use decorators::{OF_OUTPUT, OF_RESOURCE, OF_RULE, OF_TEST};
pub use errors::CODES;
pub use facts::{Facts, FieldsOf, Meaning, ValueFact, Wanted};
pub(crate) use lower::BUILT_IN;
pub use memo::Memo;

/// How many names are compared with what is written wrong, in all.
const MOST_COMPARED: usize = 300_000;

/// Checks all requested modules and what they use.
pub fn check(modules: &Modules, world: &World, sources: &SourceMap, diagnostics: &mut Diagnostics) -> hir::Program {
    checked(modules, world, sources, diagnostics, (None, Focus::All, Wanted::Nothing)).finish()
}

/// What is checked for its own sake; what that uses is checked in any case.
#[derive(Clone, Debug, Default)]
pub enum Focus {
    /// All modules.
    #[default]
    All,
    /// A file, and what it imports, directly or not.
    File(FilePath),
    /// The declarations of which facts are wanted.
    Wanted,
}

/// The same, after an edit: what the check before found and nothing has changed for is taken over. Facts are noted of what
/// they are wanted of.
pub fn check_again(
    memo: &mut Memo,
    (focus, wanted): (Focus, Wanted),
    modules: &Modules,
    world: &World,
    sources: &SourceMap,
    diagnostics: &mut Diagnostics,
) -> (hir::Program, Facts) {
    let mut checker = checked(modules, world, sources, diagnostics, (Some(memo), focus, wanted));
    let recording = std::mem::take(&mut checker.recording);
    let program = checker.finish();
    memo.end();
    (program, recording.into_facts())
}

/// Checks all requested modules, and outlines what they and those that they import declare.
pub fn outline(modules: &Modules, world: &World, sources: &SourceMap, diagnostics: &mut Diagnostics) -> hir::Outline {
    let checker = checked(modules, world, sources, diagnostics, (None, Focus::All, Wanted::Nothing));
    let outline = checker.outline();
    checker.finish();
    outline
}

fn checked<'a>(
    modules: &'a Modules,
    world: &'a World,
    sources: &'a SourceMap,
    diagnostics: &'a mut Diagnostics,
    (memo, focus, wanted): (Option<&'a mut Memo>, Focus, Wanted),
) -> Checker<'a> {
    let mut checker = Checker {
        memo,
        recording: facts::Recording::new(wanted),
        keys: again::Keys::default(),
        frames: Vec::new(),
        modules,
        world,
        sources,
        diagnostics,
        aliases: FxHashMap::default(),
        globals: FxHashMap::default(),
        functions: FxHashMap::default(),
        body_ids: FxHashMap::default(),
        bodies: Vec::new(),
        envs: FxHashMap::default(),
        custom: FxHashMap::default(),
        instances: Default::default(),
        late: Vec::new(),
        untyped: Default::default(),
        asking: Vec::new(),
        depth: depth::Depth::default(),
        compared: Default::default(),
        unused: Vec::new(),
        global_values: Vec::new(),
        function_values: Vec::new(),
        rules: FxHashMap::default(),
        in_test: false,
        allowed: Vec::new(),
        program: hir::Program::default(),
    };
    checker.begin_again();
    checker.custom_types();
    checker.items(&focus);
    checker.rules_in_force();
    checker
}

/// What a param of a body is, seen from outside.
#[derive(Clone, Debug)]
pub(crate) struct ParamInfo {
    pub name: Symbol,
    pub span: Span,
    pub ty: Ty,
    pub has_default: bool,
}

/// What an output of a body is, seen from outside.
#[derive(Clone, Debug)]
struct OutputInfo {
    index: u16,
    ty: Ty,
    staged: Staged,
    span: Span,
}

/// What stands below a body, for overrides.
#[derive(Clone, Debug)]
struct MemberInfo {
    ty: Ty,
    /// How many keys select one.
    keys: usize,
    span: Span,
    /// Which cell of the body it is, and what that is as a whole.
    cell: u16,
    whole: Ty,
    /// Whether it stands under a condition.
    guarded: bool,
}

impl MemberInfo {
    /// What it is for who looks at it from outside, where its condition is not known to hold.
    fn seen(&self) -> Ty {
        if self.guarded { crate::types::optional(self.whole.clone()) } else { self.whole.clone() }
    }
}

/// What is known of a body from outside.
#[derive(Debug)]
struct BodyInfo {
    item: ItemId,
    kind: BodyKind,
    name: Symbol,
    span: Span,
    params: State<Rc<Vec<ParamInfo>>>,
    /// Filled when the body has been checked.
    checked: State<()>,
    outputs: Rc<IndexMap<Symbol, OutputInfo>>,
    members: Rc<IndexMap<Symbol, MemberInfo>>,
    demands: Rc<Vec<Demand>>,
    defaults: Rc<Vec<Option<Staged>>>,
    hir: Option<Arc<hir::Body>>,
}

/// A function's param: its name, type, default and place.
type FunctionParam = (Symbol, Ty, Option<hir::Expr>, Span);

/// What is known of a function.
#[derive(Debug)]
struct FunctionInfo {
    id: hir::FnId,
    params: Rc<Vec<FunctionParam>>,
    result: Ty,
    state: State<(Staged, Rc<Vec<Demand>>)>,
}

/// A custom resource's type that the program declares.
#[derive(Clone, Debug)]
struct CustomType {
    properties: Ty,
    attributes: Ty,
    /// Whether its declaration has mistakes: it may have more than is seen.
    damaged: bool,
    span: Span,
}

struct Checker<'a> {
    /// What was kept of the check before, when something is.
    memo: Option<&'a mut Memo>,
    keys: again::Keys,
    /// The declarations that are being checked and kept, outermost first.
    frames: Vec<memo::Frame>,
    recording: facts::Recording,
    modules: &'a Modules,
    world: &'a World,
    sources: &'a SourceMap,
    diagnostics: &'a mut Diagnostics,
    aliases: FxHashMap<ItemId, State<Ty>>,
    globals: FxHashMap<ItemId, (hir::GlobalId, State<Known>)>,
    functions: FxHashMap<ItemId, FunctionInfo>,
    body_ids: FxHashMap<ItemId, BodyId>,
    bodies: Vec<BodyInfo>,
    /// Environments: index into the program's, or being checked.
    envs: FxHashMap<ItemId, State<Option<usize>>>,
    custom: FxHashMap<Symbol, CustomType>,
    /// Instances whose elaboration has begun.
    instances: rustc_hash::FxHashSet<(crate::resolve::ModuleId, Span)>,
    /// Values that were reported to be known too late, each with what makes it late.
    late: Vec<(Span, Option<Span>)>,
    /// Resource types without a schema that were reported.
    untyped: rustc_hash::FxHashSet<Symbol>,
    /// The declarations of files that are being checked, outermost first: for cycles.
    asking: Vec<cycles::Asking>,
    depth: depth::Depth,
    /// How many names were compared with what was written, to find out what was meant.
    compared: std::cell::Cell<usize>,
    /// What is never used: reported when there is no error, since what is wrong uses nothing.
    unused: Vec<Diagnostic>,
    global_values: Vec<(hir::GlobalId, hir::Global)>,
    function_values: Vec<(hir::FnId, Arc<hir::Function>)>,
    /// Indexes of the rules in the program, by the module that declares them.
    rules: FxHashMap<crate::resolve::ModuleId, Vec<usize>>,
    /// Whether a test is being checked, and not a rule.
    in_test: bool,
    /// The names of rules in `@allow`, each with its place.
    allowed: Vec<(Symbol, Span)>,
    program: hir::Program,
}

impl Checker<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.reported();
        self.diagnostics.push(diagnostic);
    }

    /// Whether to look for what may have been meant among so many candidates: not for ever, because that would make a
    /// long file of mistakes slow.
    fn suggests(&self, candidates: usize) -> bool {
        let compared = self.compared.get() + candidates;
        self.compared.set(compared);
        compared <= MOST_COMPARED
    }

    /// How many names a module has.
    fn name_count(&self, module: crate::resolve::ModuleId) -> usize {
        self.modules.get(module).names.len()
    }

    fn body(&self, id: BodyId) -> &BodyInfo {
        &self.bodies[id.0 as usize]
    }

    /// A short text of the sources, for help that shows what to write.
    fn text(&self, span: Span) -> Option<String> {
        let text = self.sources.text(span);
        (!text.contains('\n') && text.chars().count() <= 40).then(|| text.to_owned())
    }

    /// A type, without the literals that it was found to be.
    fn show_wide(&self, ty: &Ty) -> String {
        match &**ty {
            TyKind::Union(_) => self.show(&crate::types::widen(ty)),
            _ => self.show(ty),
        }
    }

    /// A type as the user writes it, in backticks.
    fn show(&self, ty: &Ty) -> String {
        match &**ty {
            TyKind::Scalar => "a value known only when deploying".into(),
            TyKind::Identifier(of, name) if name == "ref" => format!("the identifier of an `{of}`"),
            TyKind::Identifier(of, name) => format!("`{name}` of an `{of}`"),
            _ => format!("`{}`", crate::types::display(ty, self)),
        }
    }
}

impl crate::types::BodyNames for Checker<'_> {
    fn body_name(&self, body: BodyId) -> Symbol {
        self.body(body).name.clone()
    }

    fn outputs(&self, body: BodyId) -> Option<Ty> {
        let info = self.body(body);
        let fields = info.outputs.iter().map(|(name, output)| (name.clone(), output.ty.clone()));
        matches!(info.checked, State::Done(())).then(|| crate::types::record(fields))
    }

    fn property(&self, _: &str, _: u32) -> Option<Ty> {
        None
    }
}

/// Why an argument of a built-in function must be known early.
fn demand_name(function: &str, param: &str) -> String {
    format!("`{function}` looks at its argument `{param}`")
}

/// What kind of declaration an item is, with its article.
fn item_noun(item: &ast::Item) -> &'static str {
    match item {
        ast::Item::Use(_) => "an import",
        ast::Item::Let(_) => "a value",
        ast::Item::TypeAlias(_) => "a type",
        ast::Item::Function(_) => "a function",
        ast::Item::Construct(_) => "a construct",
        ast::Item::Stack(_) => "a stack",
        ast::Item::App(_) => "an app",
        ast::Item::Env(_) => "an environment",
        ast::Item::ResourceType(_) => "a resource type",
        ast::Item::Rule(_) => "a rule",
        ast::Item::Test(_) => "a test",
        ast::Item::Error(_) => "broken",
    }
}
