//! Takes look-around at the beginning (`^(?!aws:)…`) and at the end (`…(?<!-)$`) apart into
//! patterns of their own, which the `regex` crate can match.

/// A pattern without its look-around.
pub struct Parts {
    /// What remains.
    pub main: String,
    /// What must match too, or must not.
    pub guards: Vec<(String, bool)>,
}

/// The parts; `None` when there is look-around elsewhere.
pub fn split(pattern: &str) -> Option<Parts> {
    let mut guards = Vec::new();
    let begins = pattern.strip_prefix('^').or_else(|| pattern.strip_prefix("\\A"));
    // Only a pattern that begins at the beginning has its look-ahead there.
    let mut rest = begins.unwrap_or(pattern).to_owned();
    if begins.is_some() {
        while let Some(at) = fixed_prefix(&rest) {
            let Some(group) = ["(?=", "(?!"].into_iter().find(|g| rest[at..].starts_with(g)) else { break };
            let end = at + closing(&rest[at..])?;
            let inner = rest[at + group.len()..end].trim_start_matches('^');
            let before: String = rest[..at].replace('(', "");
            guards.push((format!("^{before}(?:{inner})"), group == "(?="));
            rest.replace_range(at..=end, "");
        }
        rest = rest.trim_start_matches('^').to_owned();
    }
    let mut rest = rest.as_str();
    let body = rest.strip_suffix('$').unwrap_or(rest);
    let at_end = body.len() < rest.len();
    if let Some(start) = body.rfind("(?<!")
        && at_end
        && closing(&body[start..]) == Some(body.len() - start - 1)
    {
        let inner = &body[start + 4..body.len() - 1];
        guards.push((format!("(?:{inner})$"), false));
        rest = &body[..start];
    } else {
        rest = body;
    }
    let has_more = ["(?=", "(?<=", "(?<!", "(?>"];
    if guards.is_empty() || has_more.into_iter().any(|group| rest.contains(group)) {
        return None;
    }
    // The anchors belong to the first and the last branch only.
    if has_branches(rest) {
        return None;
    }
    let (start, end) = (if begins.is_some() { "^" } else { "" }, if at_end { "$" } else { "" });
    Some(Parts { main: format!("{start}{rest}{end}"), guards })
}

/// Where look-around stands after characters of which each is one only, and after brackets that open and close once
/// and without branches: what it looks at is always at the same place.
fn fixed_prefix(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        if rest.starts_with("(?=") || rest.starts_with("(?!") {
            return Some(at);
        }
        let length = match rest.chars().next()? {
            '(' if !rest.starts_with("(?") => {
                let end = closing(rest)?;
                let repeated = rest[end + 1..].starts_with(['*', '+', '?', '{']);
                if repeated || has_branches(&rest[1..end]) {
                    return None;
                }
                1
            }
            '[' => class_length(rest)?,
            '\\' => 1 + rest[1..].chars().next().filter(|c| !c.is_ascii_alphanumeric())?.len_utf8(),
            c if !"()|*+?{}^$.".contains(c) => c.len_utf8(),
            _ => return None,
        };
        at += length;
        if length > 0 && text[at..].starts_with(['*', '+', '?', '{']) {
            return None;
        }
    }
}

/// The length of the class that begins the text.
fn class_length(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' if at > 1 => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Where the group that begins the text closes.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in outside_classes(text) {
        match c {
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

fn has_branches(text: &str) -> bool {
    let mut depth = 0;
    for (_, c) in outside_classes(text) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '|' if depth == 0 => return true,
            _ => {}
        }
    }
    false
}

/// The characters that are not escaped and not in a class.
fn outside_classes(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut in_class = false;
    let mut escaped = false;
    text.char_indices().filter(move |(_, c)| {
        if escaped {
            escaped = false;
            return false;
        }
        match c {
            '\\' => {
                escaped = true;
                false
            }
            '[' if !in_class => {
                in_class = true;
                false
            }
            ']' if in_class => {
                in_class = false;
                false
            }
            _ => !in_class,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn both_ends_are_taken_apart() {
        let parts = split(r"^(?![.\-])(?!.*\.\.)[a-z0-9.\-]{3,63}(?<![.\-])$").expect("parts");
        assert_eq!(parts.main, r"^[a-z0-9.\-]{3,63}$");
        let no = |text: &str| (text.to_owned(), false);
        let guards = [no(r"^(?:[.\-])"), no(r"^(?:.*\.\.)"), no(r"(?:[.\-])$")];
        assert_eq!(parts.guards, guards);
        let parts = split(r"^/[a-z](?!.*--)(?!x)[a-z-]*$").expect("parts");
        assert_eq!(parts.main, r"^/[a-z][a-z-]*$");
        assert_eq!(parts.guards, [no(r"^/[a-z](?:.*--)"), no(r"^/[a-z](?:x)")]);
        let parts = split(r"^((?!aws:)[a-z:]*)$").expect("parts");
        assert_eq!((parts.main.as_str(), &parts.guards[..]), (r"^([a-z:]*)$", &[no("^(?:aws:)")][..]));
        assert_eq!(split(r"\A(?!aws:)[a-z:]+$").expect("parts").main, "^[a-z:]+$");
        assert_eq!(split(r"[a-z-]+(?<!-)$").expect("parts").main, "[a-z-]+$");
        assert!(split(r"^a*(?!b)c$").is_none());
        assert!(split(r"^(a(?!b)c)+$").is_none());
        assert!(split(r"^(?!a)b$|c").is_none());
    }
}
