//! Paths as `@was` writes them.

use arcstr::ArcStr;

use super::places::Segment;

/// The segments of `old.subnet["public"].table`; `None` when it is no path.
pub(super) fn parse(path: &str) -> Option<Vec<Segment>> {
    let mut rest = path.trim();
    let mut segments = Vec::new();
    loop {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let name = &rest[..end];
        if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        rest = &rest[end..];
        let mut keys: Vec<ArcStr> = Vec::new();
        while let Some(inner) = rest.strip_prefix('[') {
            let (key, after) = inner.split_once(']')?;
            let key = key.trim();
            let quoted = key.strip_prefix(['"', '\'']).and_then(|k| k.strip_suffix(['"', '\'']));
            let key = quoted.or_else(|| key.bytes().all(|b| b.is_ascii_digit()).then_some(key))?;
            keys.push(key.into());
            rest = after;
        }
        segments.push(Segment { name: name.into(), keys: keys.into() });
        if rest.is_empty() {
            return Some(segments);
        }
        rest = rest.strip_prefix('.')?;
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn show(path: &str) -> Option<String> {
        let mut out = String::new();
        for segment in parse(path)? {
            out.push('/');
            segment.write(&mut out);
        }
        Some(out)
    }

    #[test]
    fn paths_are_names_with_keys() {
        assert_eq!(show("old").as_deref(), Some("/old"));
        assert_eq!(show(r#"net.subnet["a"][2].table"#).as_deref(), Some(r#"/net/subnet["a"]["2"]/table"#));
        for wrong in ["", "a..b", "a.", ".a", "a[", "a[b]", "1a", "a b"] {
            assert_eq!(show(wrong), None, "{wrong}");
        }
    }
}
