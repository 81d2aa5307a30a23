//! Stable codes.

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// Worth a look; `-D warnings` makes it an error.
    Warning,
}

/// A stable code such as `E0101` or `W0201`, with the title of its page.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// `E` or `W` and four digits; the first two name the phase.
    pub id: &'static str,
    /// A short title, lowercase.
    pub title: &'static str,
}

impl Code {
    /// A code; `id` begins with `E` (error) or `W` (warning).
    pub const fn new(id: &'static str, title: &'static str) -> Code {
        Code { id, title }
    }

    /// The address of its page, when the package says where its repository is.
    pub fn url(self) -> Option<String> {
        let repository = env!("CARGO_PKG_REPOSITORY");
        (!repository.is_empty()).then(|| format!("{repository}/blob/main/docs/errors/{}.md", self.id))
    }

    /// The severity that the code's first letter says.
    pub fn severity(self) -> Severity {
        if self.id.starts_with('W') { Severity::Warning } else { Severity::Error }
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Code) -> bool {
        self.id == other.id
    }
}

impl Eq for Code {}
