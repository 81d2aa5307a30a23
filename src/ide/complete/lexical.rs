//! What kind of text a place stands in, found without a tree.

use std::ops::Range;

/// In what a place stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Code.
    Code,
    /// A comment or documentation.
    Comment,
    /// A string.
    Text,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lexical {
    /// In what it stands.
    pub kind: Kind,
    /// In code the word around the place, with `::` of resource types; in a string all of it, without quotes.
    pub word: Range<usize>,
    /// What closes the interpolation around the place, when nothing on the line does: half-typed text is read as if it were.
    pub closing: &'static str,
}

/// A string that is open: where it begins, and what closes it.
struct Open {
    start: usize,
    end: &'static str,
    is_raw: bool,
}

/// What stands at a byte offset.
pub fn at(text: &str, at: usize) -> Lexical {
    let bytes = text.as_bytes();
    // Strings that are open, each with how many braces are open in the `${` that follows it.
    let (mut open, mut braces): (Vec<Open>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut i = 0;
    while i < at {
        // In code exactly as many strings are open as there are interpolations around.
        if open.len() == braces.len() {
            match bytes[i] {
                b'/' if bytes.get(i + 1) == Some(&b'/') => {
                    let end = text[i..].find('\n').map_or(text.len(), |n| i + n);
                    if at <= end {
                        return Lexical {
                            kind: if at > i + 1 { Kind::Comment } else { Kind::Code },
                            word: at..at,
                            closing: "",
                        };
                    }
                    i = end;
                    continue;
                }
                b'"' => {
                    let before = |n: usize| i.checked_sub(n).map(|at| bytes[at]);
                    let raw = before(1) == Some(b'r');
                    let hashed = before(1) == Some(b'#') && before(2) == Some(b'r');
                    let triple = !raw && !hashed && bytes[i..].starts_with(b"\"\"\"");
                    let end = if hashed {
                        "\"#"
                    } else if triple {
                        "\"\"\""
                    } else {
                        "\""
                    };
                    i += if triple { 3 } else { 1 };
                    open.push(Open { start: i, end, is_raw: raw || hashed });
                    continue;
                }
                b'{' => braces.iter_mut().next_back().into_iter().for_each(|n| *n += 1),
                b'}' => match braces.last_mut() {
                    Some(0) => {
                        braces.pop();
                    }
                    Some(n) => *n -= 1,
                    None => {}
                },
                b'\n' => {
                    // An interpolation ends with its line, unless the text around it has several.
                    while open.last().is_some_and(|o| o.end == "\"") {
                        open.pop();
                        braces.pop();
                    }
                }
                _ => {}
            }
            i += 1;
            continue;
        }
        let Some(top) = open.last() else { break };
        if bytes[i..].starts_with(top.end.as_bytes()) {
            i += top.end.len();
            open.pop();
        } else if !top.is_raw && bytes[i] == b'\\' {
            i += 2;
        } else if !top.is_raw && bytes[i..].starts_with(b"${") {
            i += 2;
            braces.push(0);
        } else if bytes[i] == b'\n' && top.end == "\"" {
            open.pop();
        } else {
            i += 1;
        }
    }
    match open.last().filter(|_| open.len() > braces.len()) {
        Some(top) => {
            let start = top.start.min(at);
            let rest = &text[at..];
            let line = rest.find('\n').unwrap_or(rest.len());
            let end = rest.find(top.end).map_or(line, |n| if top.end == "\"" { n.min(line) } else { n });
            Lexical { kind: Kind::Text, word: start..at + end, closing: "" }
        }
        None => {
            let word = word(text, at);
            let line = text[word.end..].lines().next().unwrap_or_default();
            let closing = match open.last() {
                Some(top) if !line.contains('}') => match top.end {
                    "\"" if !line.contains('"') => "}\"",
                    _ => "}",
                },
                _ => "",
            };
            Lexical { kind: Kind::Code, word, closing }
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The word around a place in code.
fn word(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let mut start = at;
    loop {
        if start > 0 && is_word(bytes[start - 1]) {
            start -= 1;
        } else if start > 2 && bytes[start - 1] == b':' && bytes[start - 2] == b':' && is_word(bytes[start - 3]) {
            start -= 2;
        } else if start > 3
            && start == at
            && bytes[start - 1] == b':'
            && (text[..start - 1].ends_with("AWS")
                || text[..start - 1].ends_with("Custom")
                || text[..start - 1].rsplit(|c: char| c.is_whitespace()).next().is_some_and(|w| w.contains("::")))
        {
            // `AWS:`, which will become `AWS::`.
            start -= 1;
        } else {
            break;
        }
    }
    let mut end = at;
    while end < bytes.len() && is_word(bytes[end]) {
        end += 1;
    }
    while text[start..end].contains("::") && text[end..].starts_with("::") {
        end += 2;
        while end < bytes.len() && is_word(bytes[end]) {
            end += 1;
        }
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(marked: &str) -> (Kind, String) {
        let offset = marked.find("$0").expect("a mark");
        let text = marked.replacen("$0", "", 1);
        let found = at(&text, offset);
        (found.kind, text[found.word].to_owned())
    }

    #[test]
    fn words_strings_and_comments_are_told_apart() {
        assert_eq!(seen("let a = fo$0o + 1"), (Kind::Code, "foo".into()));
        assert_eq!(seen("resource a = AWS::S3::Bu$0cket {"), (Kind::Code, "AWS::S3::Bucket".into()));
        assert_eq!(seen("resource a = AWS:$0\n"), (Kind::Code, "AWS:".into()));
        assert_eq!(seen("a: $0"), (Kind::Code, String::new()));
        assert_eq!(seen("a // b$0"), (Kind::Comment, String::new()));
        assert_eq!(seen("a: \"b$0c\" // d"), (Kind::Text, "bc".into()));
        assert_eq!(seen("a: \"b$0\nc: \"d\""), (Kind::Text, "b".into()));
        assert_eq!(seen("a: \"b${c.$0}\""), (Kind::Code, String::new()));
        assert_eq!(seen("a: \"b${ {x: \"y\"}.x }$0c\""), (Kind::Text, "b${ {x: \"y\"}.x }c".into()));
        assert_eq!(seen("a: \"\"\"\n b \"c\" $0\n\"\"\""), (Kind::Text, "\n b \"c\" \n".into()));
        assert_eq!(seen("a: r\"\\$0\" + b"), (Kind::Text, "\\".into()));
        assert_eq!(seen("a: \"https://$0\""), (Kind::Text, "https://".into()));
    }
}
