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
    // Only a pattern that begins at the beginning has its look-ahead there.
    let mut rest = pattern.strip_prefix('^')?;
    while let Some(group) = ["(?=", "(?!"].into_iter().find(|g| rest.starts_with(g)) {
        let end = closing(rest)?;
        let inner = rest[group.len()..end].trim_start_matches('^');
        guards.push((format!("^(?:{inner})"), group == "(?="));
        rest = &rest[end + 1..];
    }
    let mut rest = rest.trim_start_matches('^');
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
    let has_more = ["(?=", "(?!", "(?<=", "(?<!", "(?>"];
    if guards.is_empty() || has_more.into_iter().any(|group| rest.contains(group)) {
        return None;
    }
    // The anchors belong to the first and the last branch only.
    if has_branches(rest) {
        return None;
    }
    let end = if at_end { "$" } else { "" };
    Some(Parts { main: format!("^{rest}{end}"), guards })
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
        assert!(split(r"^a(?!b)c$").is_none());
        assert!(split(r"^(?!a)b$|c").is_none());
    }
}
