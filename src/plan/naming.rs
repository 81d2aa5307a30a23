//! Names that CloudFormation knows things by.

/// The longest logical id, and the longest name of a parameter, output or mapping.
pub const MAX_LOGICAL_ID: usize = 255;

/// The longest name of a stack.
pub const MAX_STACK_NAME: usize = 128;

/// How many hexadecimal digits of a hash stand at the end of a name that was cut.
const HASH_DIGITS: usize = 8;

/// Adds a name or key in PascalCase to a logical id; characters that are not allowed are dropped. `false` when nothing
/// of the name remains.
pub fn push_segment(id: &mut String, name: &str) -> bool {
    let before = id.len();
    let mut word_starts = true;
    for c in name.chars() {
        if !c.is_ascii_alphanumeric() {
            word_starts = true;
            continue;
        }
        id.push(if word_starts { c.to_ascii_uppercase() } else { c });
        word_starts = false;
    }
    id.len() > before
}

/// A name or key in PascalCase.
pub fn pascal(name: &str) -> String {
    let mut id = String::with_capacity(name.len());
    push_segment(&mut id, name);
    id
}

/// Cuts a logical id that is too long and ends it with a hash of the path that it stands for.
pub fn shorten(id: String, path: &str) -> String {
    shorten_to(id, path, MAX_LOGICAL_ID)
}

/// The same for another limit; `id` is ASCII.
pub fn shorten_to(mut id: String, path: &str, limit: usize) -> String {
    if id.len() > limit {
        id.truncate(limit.saturating_sub(HASH_DIGITS));
        id.push_str(&hash(path));
    }
    id
}

/// Some hexadecimal digits that stand for a text: FNV-1a with a final mix, the same on every machine and in every
/// release, which the standard hasher does not promise.
pub fn hash(text: &str) -> String {
    let sum = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let mixed = (sum ^ (sum >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    format!("{:016x}", mixed ^ (mixed >> 29))[..HASH_DIGITS].to_owned()
}

/// A stack's default name: app, environment and the stack's path in the app.
pub fn stack_name<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut name = String::new();
    for part in parts {
        if !name.is_empty() {
            name.push('-');
        }
        let mut last_is_hyphen = true;
        for c in part.chars() {
            let c = if c.is_ascii_alphanumeric() { c } else { '-' };
            if c != '-' || !last_is_hyphen {
                name.push(c);
            }
            last_is_hyphen = c == '-';
        }
        while name.ends_with('-') {
            name.pop();
        }
    }
    let path = name.clone();
    shorten_to(name, &path, MAX_STACK_NAME)
}

/// What is wrong with a stack's name, if anything.
pub fn stack_name_problem(name: &str) -> Option<String> {
    let first = name.chars().next()?;
    if let Some(c) = name.chars().find(|c| !c.is_ascii_alphanumeric() && *c != '-') {
        return Some(format!("{c:?} is not allowed: letters, digits and hyphens only"));
    }
    if !first.is_ascii_alphabetic() {
        return Some("it must begin with a letter".to_owned());
    }
    (name.len() > MAX_STACK_NAME).then(|| format!("it has {} characters, at most {MAX_STACK_NAME}", name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_become_pascal_case() {
        for (name, expected) in [
            ("application", "Application"),
            ("nat_gateway", "NatGateway"),
            ("eu-central-1a", "EuCentral1a"),
            ("10.0.0.0/16", "1000016"),
            ("userID", "UserID"),
            ("größe", "GrE"),
            ("--", ""),
        ] {
            assert_eq!(pascal(name), expected);
        }
    }

    #[test]
    fn long_ids_are_cut_by_their_own_path() {
        let long = "A".repeat(300);
        let one = shorten(long.clone(), "a.b");
        let other = shorten(long, "a.c");
        assert_eq!((one.len(), other.len()), (255, 255));
        assert_ne!(one, other);
        assert_eq!(shorten("Short".to_owned(), "x"), "Short");
    }

    #[test]
    fn stack_names_are_what_cloudformation_takes() {
        assert_eq!(stack_name(["BATbern", "production", "net"]), "BATbern-production-net");
        assert_eq!(stack_name(["a", "b", "x_y", "eu/1"]), "a-b-x-y-eu-1");
        assert!(stack_name_problem("1a").is_some());
        assert!(stack_name_problem("a_b").is_some());
        assert!(stack_name_problem("a-b").is_none());
        assert!(stack_name([&*"x".repeat(200)]).len() == MAX_STACK_NAME);
    }
}
