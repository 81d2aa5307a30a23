//! JSON as it grows: pretty, two spaces, every byte decided here.

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

/// Writes JSON into a buffer.
#[derive(Debug, Default)]
pub(super) struct Json {
    out: Vec<u8>,
    /// One per open object or list: whether something is in it already.
    open: Vec<bool>,
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
        let has_content = !out.is_empty();
        Json { out, open: vec![has_content], indent, after_key: false }
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
        if let Some(has_content) = self.open.last_mut() {
            if *has_content {
                self.out.push(b',');
            }
            *has_content = true;
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
        self.before_value();
        self.out.push(b'{');
        self.open.push(false);
    }

    /// Opens a list.
    pub(super) fn begin_list(&mut self) {
        self.before_value();
        self.out.push(b'[');
        self.open.push(false);
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
        if self.open.pop() == Some(true) {
            self.new_line(self.open.len());
        }
        self.out.push(close);
    }

    /// Opens an object with entries that were written by [`resume`](Json::resume) one level further out.
    pub(super) fn raw_object(&mut self, entries: Vec<u8>) {
        self.before_value();
        self.out.push(b'{');
        self.open.push(!entries.is_empty());
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

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn objects_and_lists_are_indented() {
        let mut json = Json::new(0);
        json.begin_object();
        json.key("a");
        json.begin_list();
        json.int(1);
        json.entry("Ref", "X");
        json.end_list();
        json.key("b\n\u{1}\"");
        json.begin_object();
        json.end_object();
        json.end_object();
        let text = String::from_utf8(json.finish()).unwrap();
        let expected = "{\n  \"a\": [\n    1,\n    {\n      \"Ref\": \"X\"\n    }\n  ],\n  \"b\\n\\u0001\\\"\": {}\n}";
        assert_eq!(text, expected);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap()["b\n\u{1}\""], serde_json::json!({}));
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
