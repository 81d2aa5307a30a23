//! One diagnostic, and the list that all phases add to.

use super::{Code, Help, Severity};
use crate::source::{SourceMap, Span};

/// A place in the sources with what to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What to say about it; may be empty.
    pub text: String,
    /// Whether it is the place of the mistake (exactly one label is) or one that explains it.
    pub primary: bool,
    /// Whether it only says in which environment the mistake was found.
    pub is_environment: bool,
    /// What belongs in its place, when that is certain; see [`Diagnostic::suggestion`].
    pub replacement: Option<Replacement>,
    /// What is missing there, as it is written.
    pub lacking: Vec<String>,
}

/// What belongs in the place of a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replacement {
    /// This, exactly.
    Text(String),
    /// A name, with quotes or `@` as they stand there.
    Name(String),
}

impl Label {
    fn new(span: Span, text: String) -> Label {
        Label { span, text, primary: false, is_environment: false, replacement: None, lacking: Vec::new() }
    }
}

/// Lines below a diagnostic; seldom there, so that they stand apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// The lines.
    pub lines: String,
}

/// One mistake: what is wrong, where, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code.
    pub code: Code,
    /// The code's severity, or `Error` when warnings are denied.
    pub severity: Severity,
    /// What is wrong: lowercase, no final period, names in backticks.
    pub message: String,
    /// The primary label first, then those that explain. Empty when the mistake is in no source (an unreadable file).
    pub labels: Vec<Label>,
    /// Lines that belong below it, such as what was found beside what was expected.
    pub detail: Option<Box<Detail>>,
    /// What to write instead.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic whose primary label stands at `span`.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        let label = Label { primary: true, ..Label::new(span, String::new()) };
        Diagnostic {
            code,
            severity: code.severity(),
            message: message.into(),
            labels: vec![label],
            detail: None,
            help: None,
        }
    }

    /// A diagnostic about something outside the sources: an unreadable file, an unknown environment.
    pub fn unplaced(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity(),
            message: message.into(),
            labels: Vec::new(),
            detail: None,
            help: None,
        }
    }

    /// Sets the primary label's text; nothing when there is no place.
    pub fn label(mut self, text: impl Into<String>) -> Diagnostic {
        if let Some(primary) = self.labels.first_mut() {
            primary.text = text.into();
        }
        self
    }

    /// Adds a second place, for instance the declaration that is contradicted.
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.push(Label::new(span, text.into()));
        self
    }

    /// Says in which environment the mistake was found; others may make the same one.
    pub fn in_environment(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { is_environment: true, ..Label::new(span, text.into()) });
        self
    }

    /// Says what to write instead.
    pub fn help(mut self, help: impl Into<Help>) -> Diagnostic {
        let help = help.into();
        self.help = Some(help.text);
        if let Some(primary) = self.labels.first_mut()
            && !matches!(primary.replacement, Some(Replacement::Text(_)))
        {
            primary.replacement = help.name.map(Replacement::Name);
        }
        self
    }

    /// Says what to write instead, when there is something to say.
    pub fn help_opt(self, help: Option<impl Into<Help>>) -> Diagnostic {
        match help {
            Some(help) => self.help(help),
            None => self,
        }
    }

    /// Says what is missing at the place of the mistake, as it is written: for who adds it.
    pub fn lacks(mut self, lacking: impl Into<Vec<String>>) -> Diagnostic {
        if let Some(primary) = self.labels.first_mut() {
            primary.lacking = lacking.into();
        }
        self
    }

    /// What is missing at the place of the mistake, as it is written.
    pub fn lacking(&self) -> &[String] {
        self.labels.first().map_or(&[], |primary| &primary.lacking)
    }

    /// Says what to write in the place of the mistake, exactly: an editor offers to do it.
    pub fn replace_by(mut self, text: impl Into<String>) -> Diagnostic {
        if let Some(primary) = self.labels.first_mut() {
            primary.replacement = Some(Replacement::Text(text.into()));
        }
        self
    }

    /// Adds lines that belong below it, when there are some.
    pub fn detail_opt(mut self, lines: Option<String>) -> Diagnostic {
        self.detail = lines.map(|lines| Box::new(Detail { lines })).or(self.detail);
        self
    }

    /// The same mistake, with each place where it is now; none when a place is gone.
    pub fn moved(&self, place: impl Fn(Span) -> Option<Span>) -> Option<Diagnostic> {
        let mut moved = self.clone();
        for label in &mut moved.labels {
            label.span = place(label.span)?;
        }
        Some(moved)
    }

    /// The span of the mistake, when it is in a source.
    pub fn span(&self) -> Option<Span> {
        self.labels.first().map(|primary| primary.span)
    }
}

/// The list that all phases add to.
#[derive(Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    errors: usize,
}

impl Diagnostics {
    /// An empty list.
    pub fn new() -> Diagnostics {
        Diagnostics::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if diagnostic.severity == Severity::Error {
            self.errors += 1;
        }
        self.list.push(diagnostic);
    }

    /// Whether there is an error, so that nothing may be written.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The number of errors.
    pub fn error_count(&self) -> usize {
        self.errors
    }

    /// The number of warnings.
    pub fn warning_count(&self) -> usize {
        self.list.len() - self.errors
    }

    /// All of them, as they came.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Adds all of `other`.
    pub fn extend(&mut self, other: Diagnostics) {
        self.errors += other.errors;
        self.list.extend(other.list);
    }

    /// Makes errors of all warnings (`-D warnings`).
    pub fn deny_warnings(&mut self) {
        for d in &mut self.list {
            d.severity = Severity::Error;
        }
        self.errors = self.list.len();
    }

    /// Keeps those that `wanted` says.
    pub fn retain(&mut self, wanted: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(wanted);
        self.errors = self.list.iter().filter(|d| d.severity == Severity::Error).count();
    }

    /// Whether an error lies outside the sources: a file that cannot be read, an environment that does not exist.
    pub fn has_unplaced_error(&self) -> bool {
        self.list.iter().any(|d| d.labels.is_empty() && d.severity == Severity::Error)
    }

    /// Sorted by file and place, each only once; those without a place come first.
    pub fn into_sorted(mut self, sources: &SourceMap) -> Vec<Diagnostic> {
        self.list.sort_by_cached_key(|d| {
            let place = d.span().map(|span| {
                let (file, range) = sources.resolve(span);
                (file, range.start, range.end)
            });
            (place, d.code.id)
        });
        // Several environments make the same mistake at the same places: the first of them is told.
        let mut told = rustc_hash::FxHashSet::default();
        self.list.retain(|d| {
            let labels = d.labels.iter().filter(|label| !label.is_environment).map(|label| label.span);
            told.insert((d.code.id, d.message.clone(), labels.collect::<Vec<_>>()))
        });
        self.list
    }
}
