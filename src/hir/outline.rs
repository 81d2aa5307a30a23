//! What a program's declarations say of themselves, for documentation: names, types with links, and `///` texts.

use arcstr::ArcStr;

use super::BodyKind;

/// All modules, imported ones before those that import them.
#[derive(Debug, Default)]
pub struct Outline {
    /// The modules; links hold indexes into them.
    pub modules: Vec<ModuleOutline>,
}

/// A file.
#[derive(Debug)]
pub struct ModuleOutline {
    /// How it is imported: `std.network`, or the path relative to the project, `stacks/files.bat`.
    pub name: String,
    /// Whether it is of the standard library.
    pub is_std: bool,
    /// The `///` text at its top.
    pub docs: Option<ArcStr>,
    /// What it declares, in source order.
    pub declarations: Vec<Declaration>,
    /// What its names mean, its own and the imported ones, sorted.
    pub names: Vec<(ArcStr, Target)>,
}

/// A declaration of a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Index of the module.
    pub module: usize,
    /// The name there.
    pub name: ArcStr,
}

/// A declaration.
#[derive(Debug)]
pub struct Declaration {
    /// Its name; a rule's is any text.
    pub name: ArcStr,
    /// Its `///` text.
    pub docs: Option<ArcStr>,
    /// What is declared.
    pub kind: DeclarationKind,
}

/// What is declared.
#[derive(Debug)]
#[allow(missing_docs)]
pub enum DeclarationKind {
    /// A construct, stack or app.
    Body {
        kind: BodyKind,
        params: Vec<ParamOutline>,
        outputs: Vec<OutputOutline>,
        resources: Vec<ArcStr>,
    },
    /// `type`: a record's fields, or else what it stands for.
    Record(Vec<ParamOutline>),
    Alias(TypeText),
    /// `fn`.
    Function {
        params: Vec<ParamOutline>,
        result: TypeText,
    },
    /// `let`.
    Value(TypeText),
    /// `resource type`.
    ResourceType {
        properties: Vec<ParamOutline>,
        attributes: Vec<ParamOutline>,
    },
    /// `rule`, with the type of the resources that it is about.
    Rule(TypeText),
    /// `env`, with the app or environment that it is made from.
    Env {
        is_abstract: bool,
        base: String,
    },
}

/// A param of a body or function, or a field of a record.
#[derive(Debug)]
pub struct ParamOutline {
    /// Its name.
    pub name: ArcStr,
    /// Its type as it is written.
    pub ty: TypeText,
    /// Its default as it is written.
    pub default: Option<String>,
    /// Whether it must be given.
    pub is_required: bool,
    /// Its `///` text.
    pub docs: Option<ArcStr>,
    /// What of it must be known how early: sentences.
    pub demands: Vec<String>,
}

/// An output of a body.
#[derive(Debug)]
pub struct OutputOutline {
    /// Its name.
    pub name: ArcStr,
    /// Its type as it was found.
    pub ty: TypeText,
    /// Its `///` text.
    pub docs: Option<ArcStr>,
}

/// A type as text with links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypeText(pub Vec<Piece>);

/// A part of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Just text.
    Text(String),
    /// A resource type of the registry.
    Resource(ArcStr),
    /// Something that the program declares, by the text that names it.
    Declared(String, Target),
}

impl TypeText {
    /// Appends text.
    pub fn text(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.0.push(Piece::Text(text.to_owned())),
        }
    }

    /// The text alone.
    pub fn plain(&self) -> String {
        let text = |piece: &Piece| match piece {
            Piece::Text(text) | Piece::Declared(text, _) => text.clone(),
            Piece::Resource(name) => name.to_string(),
        };
        self.0.iter().map(text).collect()
    }
}
