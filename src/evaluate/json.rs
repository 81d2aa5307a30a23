//! JSON as it grows: two spaces a level, what is short on one line, every byte decided here.

/// The bytes that cannot stand in a JSON string.
const NEEDS_ESCAPE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = true;
        byte += 1;
    }
    table[b'"' as usize] = true;
    table[b'\\' as usize] = true;
    table
};

/// How many columns an object or list may take that is written on one line.
const WIDTH: usize = 100;
/// From this depth on objects of several entries are written on one line: a template's sections, its entries and their
/// properties never are, so that a change of one shows as a change of one line.
const ON_ONE_LINE: usize = 4;

/// An object or list that is not closed yet.
#[derive(Debug, Default)]
struct Open {
    /// How many entries or elements it has so far.
    count: usize,
    /// Where its bracket stands, unless what is in it was written elsewhere.
    start: Option<usize>,
}

/// Writes JSON into a buffer.
#[derive(Debug, Default)]
pub(super) struct Json {
    out: Vec<u8>,
    open: Vec<Open>,
    /// How deep what is written stands in the whole template.
    indent: usize,
    /// Whether a key was written whose value follows.
    after_key: bool,
}

impl Json {
    /// An empty buffer whose content stands `indent` levels deep.
    pub(super) fn new(indent: usize) -> Json {
        Json { indent, ..Json::default() }
    }

    /// Writes into a buffer that exists, whose content stands `indent` levels deep; `has_content` when a comma must
    /// precede what comes next.
    pub(super) fn resume(out: Vec<u8>, indent: usize) -> Json {
        let open = Open { count: usize::from(!out.is_empty()), start: None };
        Json { out, open: vec![open], indent, after_key: false }
    }

    /// The buffer.
    pub(super) fn finish(self) -> Vec<u8> {
        self.out
    }

    fn new_line(&mut self, depth: usize) {
        const SPACES: [u8; 64] = [b' '; 64];
        self.out.push(b'\n');
        let mut missing = (self.indent + depth) * 2;
        while missing > 0 {
            let now = missing.min(SPACES.len());
            self.out.extend_from_slice(&SPACES[..now]);
            missing -= now;
        }
    }

    fn before_value(&mut self) {
        if self.after_key {
            self.after_key = false;
            return;
        }
        let depth = self.open.len();
        if let Some(open) = self.open.last_mut() {
            if open.count > 0 {
                self.out.push(b',');
            }
            open.count += 1;
            self.new_line(depth);
        }
    }

    /// The key of the entry that follows.
    pub(super) fn key(&mut self, key: &str) {
        self.before_value();
        self.quoted(key);
        self.out.extend_from_slice(b": ");
        self.after_key = true;
    }

    /// Opens an object.
    pub(super) fn begin_object(&mut self) {
        self.begin(b'{');
    }

    /// Opens a list.
    pub(super) fn begin_list(&mut self) {
        self.begin(b'[');
    }

    fn begin(&mut self, bracket: u8) {
        self.before_value();
        self.open.push(Open { count: 0, start: Some(self.out.len()) });
        self.out.push(bracket);
    }

    /// Closes an object.
    pub(super) fn end_object(&mut self) {
        self.end(b'}');
    }

    /// Closes a list.
    pub(super) fn end_list(&mut self) {
        self.end(b']');
    }

    fn end(&mut self, close: u8) {
        let Some(open) = self.open.pop() else { return };
        if open.count > 0 {
            let depth = self.indent + self.open.len();
            let may_fold = depth >= ON_ONE_LINE || (depth + 1 == ON_ONE_LINE && (close == b']' || open.count == 1));
            if let Some(start) = open.start
                && may_fold
                && self.fold(start, close)
            {
                return;
            }
            self.new_line(self.open.len());
        }
        self.out.push(close);
    }

    /// Writes what was opened at `start` on one line and closes it, if that is short enough.
    fn fold(&mut self, start: usize, close: u8) -> bool {
        let Some(column) = self.out[..start].iter().rev().take(WIDTH).position(|&byte| byte == b'\n') else {
            return false;
        };
        // The bracket that closes, the blank before it, and the comma that may follow.
        let mut left = WIDTH.saturating_sub(column + if close == b'}' { 3 } else { 2 });
        let is_short = pieces(&self.out[start..]).all(|(piece, blank)| match left.checked_sub(piece.len() + blank) {
            Some(fewer) => {
                left = fewer;
                true
            }
            None => false,
        });
        if !is_short {
            return false;
        }
        let written = self.out.split_off(start);
        for (piece, blank) in pieces(&written) {
            self.out.extend_from_slice(piece);
            self.out.extend_from_slice(&b" "[..blank]);
        }
        self.out.extend_from_slice(if close == b'}' { b" }" } else { b"]" });
        true
    }

    /// A value that was written at the same place before, after the same key.
    pub(super) fn raw(&mut self, value: &[u8]) {
        self.before_value();
        self.out.extend_from_slice(value);
    }

    /// How much was written.
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// What was written since there were so many bytes.
    pub(super) fn since(&self, begin: usize) -> &[u8] {
        &self.out[begin..]
    }

    /// Opens an object with entries that were written by [`resume`](Json::resume) one level further out.
    pub(super) fn raw_object(&mut self, entries: Vec<u8>) {
        self.before_value();
        self.out.push(b'{');
        self.open.push(Open { count: usize::from(!entries.is_empty()), start: None });
        self.out.reserve(entries.len() + 64);
        self.out.extend_from_slice(&entries);
    }

    /// A string.
    pub(super) fn str(&mut self, text: &str) {
        self.before_value();
        self.quoted(text);
    }

    /// An integer.
    pub(super) fn int(&mut self, number: i64) {
        use std::io::Write as _;
        self.before_value();
        // Writing into a vector cannot fail.
        let _ = write!(self.out, "{number}");
    }

    /// A number.
    pub(super) fn float(&mut self, number: f64) {
        use std::io::Write as _;
        self.before_value();
        let _ = write!(self.out, "{number}");
    }

    /// A truth value.
    pub(super) fn bool(&mut self, truth: bool) {
        self.before_value();
        self.out.extend_from_slice(if truth { b"true" } else { b"false" });
    }

    /// `null`.
    pub(super) fn null(&mut self) {
        self.before_value();
        self.out.extend_from_slice(b"null");
    }

    /// An object with one entry whose value is a string.
    pub(super) fn entry(&mut self, key: &str, value: &str) {
        self.begin_object();
        self.key(key);
        self.str(value);
        self.end_object();
    }

    fn quoted(&mut self, text: &str) {
        self.out.push(b'"');
        let bytes = text.as_bytes();
        let mut copied = 0;
        for (i, &byte) in bytes.iter().enumerate() {
            if !NEEDS_ESCAPE[byte as usize] {
                continue;
            }
            let escape: &[u8] = match byte {
                b'"' => b"\\\"",
                b'\\' => b"\\\\",
                b'\n' => b"\\n",
                b'\r' => b"\\r",
                b'\t' => b"\\t",
                0x08 => b"\\b",
                0x0c => b"\\f",
                _ => b"",
            };
            self.out.extend_from_slice(&bytes[copied..i]);
            if escape.is_empty() {
                self.out.extend_from_slice(format!("\\u{byte:04x}").as_bytes());
            } else {
                self.out.extend_from_slice(escape);
            }
            copied = i + 1;
        }
        self.out.extend_from_slice(&bytes[copied..]);
        self.out.push(b'"');
    }
}

/// The lines of what was written, without the white space around them, and how many blanks follow each on one line. No
/// string holds a line end.
fn pieces(written: &[u8]) -> impl Iterator<Item = (&[u8], usize)> {
    let mut lines = written.split(|&byte| byte == b'\n').map(|line| line.trim_ascii_start()).peekable();
    std::iter::from_fn(move || {
        let line = lines.next()?;
        let blank = usize::from(lines.peek().is_some() && !line.ends_with(b"["));
        Some((line, blank))
    })
}

#[cfg(test)]
mod tests {
    use super::Json;

    /// A resource with these entries in its properties.
    fn resource(properties: impl FnOnce(&mut Json)) -> String {
        let mut json = Json::new(0);
        json.begin_object();
        json.key("Resources");
        json.begin_object();
        json.key("A");
        json.begin_object();
        json.key("Properties");
        json.begin_object();
        properties(&mut json);
        json.end_object();
        json.end_object();
        json.end_object();
        json.end_object();
        String::from_utf8(json.finish()).unwrap()
    }

    #[test]
    fn what_is_short_stands_on_one_line() {
        let text = resource(|json| {
            json.key("a");
            json.begin_list();
            json.int(1);
            json.entry("Ref", "X[ {");
            json.begin_object();
            json.key("Key");
            json.int(1);
            json.key("Value");
            json.begin_list();
            json.end_list();
            json.end_object();
            json.end_list();
            json.key("b\n\u{1}\"");
            json.begin_object();
            json.end_object();
        });
        let properties = "        \"a\": [1, { \"Ref\": \"X[ {\" }, { \"Key\": 1, \"Value\": [] }],\n        \"b\\n\\u0001\\\"\": {}\n";
        let before = "{\n  \"Resources\": {\n    \"A\": {\n      \"Properties\": {\n";
        assert_eq!(text, format!("{before}{properties}      }}\n    }}\n  }}\n}}"));
        let value = serde_json::from_str::<serde_json::Value>(&text).unwrap();
        assert_eq!(value["Resources"]["A"]["Properties"]["b\n\u{1}\""], serde_json::json!({}));
    }

    #[test]
    fn no_line_is_wider_than_it_may_be_for_being_folded() {
        for length in 1..100 {
            let text = resource(|json| {
                json.key("a");
                json.begin_list();
                json.str(&"x".repeat(length));
                json.end_list();
                json.key("b");
                json.begin_object();
                json.key("c");
                json.str(&"x".repeat(length));
                json.key("d");
                json.int(1);
                json.end_object();
            });
            serde_json::from_str::<serde_json::Value>(&text).unwrap();
            let list = text.lines().find(|line| line.contains("\"a\"")).unwrap();
            assert!(list.len() <= super::WIDTH, "{list}");
            // `[""],` and eight columns and the key before it.
            assert_eq!(list.ends_with("],"), length + 8 + 5 + 5 <= super::WIDTH, "{list}");
            let object = text.lines().find(|line| line.contains("\"b\"")).unwrap();
            assert!(object.len() < super::WIDTH, "{object}");
            assert_eq!(object.ends_with('}'), length + 8 + 5 + 18 + 1 < super::WIDTH, "{object}");
        }
    }

    #[test]
    fn a_buffer_can_be_continued() {
        let mut json = Json::resume(Vec::new(), 1);
        json.key("a");
        json.int(1);
        let mut json = Json::resume(json.finish(), 1);
        json.key("b");
        json.float(0.5);
        assert_eq!(String::from_utf8(json.finish()).unwrap(), "\n    \"a\": 1,\n    \"b\": 0.5");
    }
}
