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

    /// The address of its page. `None` until the package's `repository` in `Cargo.toml` says where the pages are.
    pub fn url(self) -> Option<String> {
        self.url_in(env!("CARGO_PKG_REPOSITORY"))
    }

    /// The address of its page in a repository.
    fn url_in(self, repository: &str) -> Option<String> {
        let repository = repository.trim_end_matches('/').trim_end_matches(".git");
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_found_in_the_repository() {
        let code = Code::new("E0101", "title");
        let page = Some("https://example.com/batc/blob/main/docs/errors/E0101.md".to_owned());
        for repository in ["https://example.com/batc", "https://example.com/batc/", "https://example.com/batc.git"] {
            assert_eq!(code.url_in(repository), page);
        }
        assert_eq!(code.url_in(""), None);
    }

    #[test]
    fn there_is_an_address_exactly_when_the_package_has_a_repository() {
        let has_repository = !env!("CARGO_PKG_REPOSITORY").is_empty();
        assert_eq!(Code::new("E0101", "title").url().is_some(), has_repository);
    }
}
