//! What a line's first words announce.

use super::CutKind;

/// What a line can be, judged by its first words alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A declaration of file level. `sure`: its first words can be nothing else.
    Item { sure: bool, word: &'static str },
    /// A statement of a body.
    Statement,
    /// `key:`
    Key,
    /// `@…`
    Decorator,
    /// `///…`
    Docs,
    /// `name = …`
    Assignment,
    /// A declaration of another language.
    Foreign,
    /// Anything else.
    Other,
}

impl Shape {
    pub(super) fn lead(&self) -> bool {
        matches!(self, Shape::Decorator | Shape::Docs)
    }

    /// Whether only a body can hold it.
    pub(super) fn statement(&self) -> bool {
        matches!(self, Shape::Item { .. } | Shape::Statement | Shape::Decorator)
    }

    pub(super) fn is_use(&self) -> bool {
        matches!(self, Shape::Item { word: "use", .. })
    }

    /// Whether it ends all open bodies when it stands at the margin. `indented`: the lines of these bodies are
    /// indented, so that not even a `let` at the margin can belong to them.
    pub(super) fn closes_bodies(&self, indented: bool) -> bool {
        matches!(self, Shape::Item { sure: true, word } if indented || *word != "let")
    }

    pub(super) fn cut_kind(&self) -> CutKind {
        match self {
            Shape::Item { .. } => CutKind::Item,
            Shape::Statement => CutKind::Statement,
            Shape::Foreign => CutKind::Foreign,
            Shape::Docs => CutKind::Docs,
            Shape::Decorator => CutKind::Lead,
            Shape::Key | Shape::Assignment | Shape::Other => CutKind::Unknown,
        }
    }
}

/// The words that begin a declaration at file level.
pub(in crate::parse) const ITEM_WORDS: [&str; 11] =
    ["use", "let", "type", "fn", "construct", "stack", "app", "env", "abstract", "rule", "test"];

/// The words that begin a statement.
pub(in crate::parse) const STATEMENT_WORDS: [&str; 14] = [
    "param",
    "let",
    "resource",
    "stack",
    "existing",
    "parameter",
    "output",
    "if",
    "for",
    "assert",
    "settings",
    "tags",
    "transform",
    "fragment",
];

/// Words that begin a declaration in other languages.
const FOREIGN_WORDS: [&str; 24] = [
    "var",
    "const",
    "val",
    "def",
    "function",
    "func",
    "import",
    "from",
    "class",
    "module",
    "variable",
    "provider",
    "data",
    "locals",
    "terraform",
    "interface",
    "enum",
    "export",
    "struct",
    "namespace",
    "include",
    "template",
    "record",
    "alias",
];

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// The word at the start of `text`, and what follows it on the line without spaces.
fn word(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|b| !is_name(*b)).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let spaces = rest.iter().position(|b| !matches!(b, b' ' | b'\t' | b'\r')).unwrap_or(rest.len());
    (word, &rest[spaces..])
}

/// Whether a line that begins with `if` or `for` is a statement: it ends with the `{` of its body, and has no `:` or
/// `then` that would make an element or expression of it.
fn opens_block(rest: &[u8]) -> bool {
    let line = rest.split(|b| *b == b'\n').next().unwrap_or_default().trim_ascii_end();
    let Some(head) = line.strip_suffix(b"{") else { return false };
    let head = head.trim_ascii_end();
    head.last().is_some_and(|b| is_name(*b) || matches!(b, b')' | b']' | b'"' | b'}'))
        && !head.contains(&b':')
        && !head.split(|b| !is_name(*b)).any(|word| word == b"then")
}

/// The shape of the line whose first token is at `at`.
pub(super) fn at(text: &[u8], at: usize) -> Shape {
    let line = &text[at..];
    match line.first() {
        Some(b'@') => return Shape::Decorator,
        Some(b'/') if line.starts_with(b"///") => return Shape::Docs,
        Some(b) if b.is_ascii_alphabetic() || *b == b'_' || *b >= 0x80 => {}
        _ => return Shape::Other,
    }
    let (first, rest) = word(line);
    let next = rest.first().copied().unwrap_or(b'\n');
    if next == b':' && rest.get(1) != Some(&b':') {
        return Shape::Key;
    }
    let named = is_name(next) || next == b'"';
    let (second, after) = word(rest);
    let after = after.first().copied().unwrap_or(b'\n');
    // The form with a missing name, or with a mistake right after the keyword.
    let broken = matches!(next, b'\n' | b'{' | b'=' | b'\'' | b'[' | b'<' | super::BAD);
    let item = |word, sure| Shape::Item { sure, word };
    match first {
        b"use" if named || broken => item("use", next == b'"' || (named && matches!(after, b'.' | b'a'))),
        b"let" if named || broken => item("let", named && matches!(after, b'=' | b':')),
        b"type" if named || broken => item("type", named && after == b'='),
        b"fn" if named || broken => item("fn", named && after == b'('),
        b"construct" if named || broken => item("construct", named && matches!(after, b'{' | b'\n')),
        b"app" if named || broken => item("app", named && matches!(after, b'{' | b'\n')),
        b"env" if named || broken => item("env", named && matches!(after, b'=' | b'e' | b'{')),
        b"abstract" if second == b"env" || broken => item("abstract", second == b"env"),
        b"rule" if named || broken => item("rule", next == b'"'),
        b"test" if named || broken => item("test", next == b'"'),
        b"stack" if named && matches!(after, b'=' | b'[') => Shape::Statement,
        b"stack" if named || broken => item("stack", named && matches!(after, b'{' | b'\n')),
        b"resource" if second == b"type" && !matches!(after, b'=' | b'[' | b':') => item("resource", is_name(after)),
        b"param" | b"resource" | b"existing" | b"parameter" | b"output" | b"assert" | b"transform" | b"fragment"
            if named =>
        {
            Shape::Statement
        }
        b"override" if named && next != b'"' => Shape::Statement,
        b"if" | b"for" if opens_block(rest) => Shape::Statement,
        // `if` may begin an expression or element, the others a key whose `:` is missing.
        b"if" | b"for" | b"tags" | b"settings" => Shape::Other,
        _ if next == b'=' && !matches!(rest.get(1), Some(b'=' | b'>')) => Shape::Assignment,
        b"locals" | b"terraform" if next == b'{' => Shape::Foreign,
        _ if (named || (first == b"import" && next == b'*')) && FOREIGN_WORDS.iter().any(|w| w.as_bytes() == first) => {
            Shape::Foreign
        }
        _ => Shape::Other,
    }
}
