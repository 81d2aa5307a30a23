//! Sources with other white space, and with comments wherever one can stand.

/// A source, cut into what may not be changed and the white space between.
pub struct Cut<'a> {
    /// Tokens, strings and comments, each with the white space before it.
    pub parts: Vec<(&'a str, &'a str)>,
    /// The white space at the end.
    pub rest: &'a str,
}

/// Random numbers, the same ones for the same seed.
pub struct Random(pub u64);

impl Random {
    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        // Knuth's multiplier; the high bits are good enough to choose white space with.
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % n.max(1)
    }

    /// Whether something with one chance in `n` happens.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// The end of a string that begins at `at`.
fn string_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    for raw in ["r##", "r#", "r"] {
        if rest.starts_with(&format!("{raw}\"")) {
            let close = format!("\"{}", &raw[1..]);
            return at + raw.len() + 1 + rest[raw.len() + 1..].find(&close).unwrap() + close.len();
        }
    }
    let quote = if rest.starts_with("\"\"\"") { "\"\"\"" } else { "\"" };
    let mut end = at + quote.len();
    loop {
        let rest = &text[end..];
        if let Some(escaped) = rest.strip_prefix('\\') {
            end += 1 + escaped.chars().next().unwrap().len_utf8();
        } else if rest.starts_with("${") {
            let mut depth = 1;
            end += 2;
            while depth > 0 {
                match text.as_bytes()[end] {
                    b'{' => depth += 1,
                    b'}' => depth -= 1,
                    b'"' => {
                        end = string_end(text, end);
                        continue;
                    }
                    _ => {}
                }
                end += 1;
            }
        } else if rest.starts_with(quote) {
            return end + quote.len();
        } else {
            end += rest.chars().next().unwrap().len_utf8();
        }
    }
}

/// Cuts a source without syntax errors.
pub fn cut(text: &str) -> Cut<'_> {
    let mut parts: Vec<(&str, &str)> = Vec::new();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let start = at + (rest.len() - rest.trim_start().len());
        let Some(first) = text[start..].chars().next() else {
            return Cut { parts, rest };
        };
        let token = &text[start..];
        let before = parts.last().map_or("", |(_, token)| token);
        let is_raw = ["r\"", "r#\"", "r##\""].iter().any(|raw| token.starts_with(raw));
        let end = if token.starts_with("//") {
            start + token.find('\n').unwrap_or(token.len())
        } else if first == '"' || is_raw {
            string_end(text, start)
        } else if first == '/' && matches!(before, "(" | ",") {
            let mut end = start + 1;
            while text.as_bytes()[end] != b'/' {
                end += if text.as_bytes()[end] == b'\\' { 2 } else { 1 };
            }
            end + 1
        } else if first.is_alphanumeric() || first == '_' {
            // A number's dot, and the colons of a resource type, belong to it.
            let stop = |(i, c): (usize, char)| {
                let next = token[i + c.len_utf8()..].chars().next();
                let inner = (c == '.' && first.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit()))
                    || (c == ':' && (next == Some(':') || token[..i].ends_with(':')));
                !(c.is_alphanumeric() || c == '_' || inner)
            };
            start + token.char_indices().find(|at| stop(*at)).map_or(token.len(), |(i, _)| i)
        } else {
            let signs = ["..=", "...", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "=>", ".."];
            start + signs.iter().find(|s| token.starts_with(**s)).map_or(first.len_utf8(), |s| s.len())
        };
        parts.push((&text[at..start], &text[start..end]));
        at = end;
    }
}

/// The words that begin declarations and statements.
const WORDS: [&str; 24] = [
    "use",
    "let",
    "type",
    "fn",
    "construct",
    "stack",
    "app",
    "env",
    "abstract",
    "rule",
    "test",
    "param",
    "resource",
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
    "override",
];

/// How far the last line of white space is indented.
fn indent(space: &str) -> usize {
    space.rsplit('\n').next().unwrap_or(space).len()
}

/// The same program with other white space on its lines: the formatter must not see a difference.
pub fn other_spaces(cut: &Cut, random: &mut Random) -> String {
    let mut out = String::new();
    let unit = [" ", "\t", "    ", "  "][random.below(4)];
    for (space, token) in &cut.parts {
        let line_ends = space.matches('\n').count();
        if line_ends > 0 {
            // Several empty lines are as one.
            let more = if line_ends > 1 { random.below(3) } else { 0 };
            for _ in 0..line_ends + more {
                out.push_str(["", " ", "\t", "   "][random.below(4)]);
                out.push_str(if random.once_in(4) { "\r\n" } else { "\n" });
            }
            // The parser looks at how lines are indented where brackets are missing, and only there.
            out.push_str(&unit.repeat(indent(space).div_ceil(2)));
        } else if !space.is_empty() {
            out.push_str([" ", "  ", "\t", " \t "][random.below(4)]);
        }
        out.push_str(token);
    }
    out + cut.rest
}

/// The same tokens with line ends and comments wherever chance puts some, which may be another program or none.
pub fn with_line_ends(cut: &Cut, random: &mut Random) -> String {
    let mut out = String::new();
    let often = 3 + random.below(cut.parts.len().max(1));
    for (i, (space, token)) in cut.parts.iter().enumerate() {
        match random.below(often) {
            0 => out.push_str(["\n", "\n  ", " // a\n", "\n// b\n", "\n\n    ", " // c\n\n// d\n  "][random.below(6)]),
            1 if i > 0 && !space.is_empty() && !cut.parts[i - 1].1.starts_with("//") => out.push(' '),
            _ => out.push_str(space),
        }
        out.push_str(token);
    }
    out + cut.rest
}

/// The same program with comments at the ends and beginnings of lines, and lines ended where a line goes on.
pub fn with_comments(cut: &Cut, random: &mut Random) -> String {
    let mut out = String::new();
    let (mut line_indent, mut count) = (0, 0);
    let mut before = "";
    for (i, (space, token)) in cut.parts.iter().enumerate() {
        let goes_on = matches!(before, "=" | "," | "&&" | "||" | "+" | "=>" | "then" | "else" | "==" | "&" | "??");
        let is_new = space.contains('\n');
        // A line that begins with such a word begins something of its own.
        let is_key = cut.parts.get(i + 1).is_some_and(|(_, next)| *next == ":");
        let may_begin = !token.starts_with("//") && !WORDS.contains(token) && !is_key;
        if out.is_empty() || !(is_new || (goes_on && may_begin && random.once_in(6))) {
            out.push_str(space);
        } else {
            if !before.starts_with("//") && random.once_in(5) {
                count += 1;
                out.push_str(&format!(" // trailing {count}"));
            }
            out.push_str(if space.matches('\n').count() > 1 { "\n\n" } else { "\n" });
            if random.once_in(7) {
                count += 1;
                out.push_str(&format!("  //own {count}\n"));
            }
            if is_new {
                line_indent = indent(space);
            }
            let indent = if is_new { line_indent } else { line_indent + 4 };
            out.push_str(&" ".repeat(indent));
        }
        out.push_str(token);
        before = token;
    }
    out + cut.rest
}
