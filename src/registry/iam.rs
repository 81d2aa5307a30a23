//! IAM's services and actions, by any case, with AWS's own case and the access level.

use std::cmp::Ordering;
use std::sync::OnceLock;

use super::text::Text;
use super::{names, pack};

static TEXT: &str = include_str!("data/iam.txt");

/// A service as policies name it.
pub struct IamService {
    /// `s3`.
    pub prefix: Text,
    text: &'static str,
    actions: OnceLock<Vec<IamAction>>,
}

/// An action of a service.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct IamAction {
    /// `GetObject`, in AWS's case where it is known.
    pub name: &'static str,
    /// What it does.
    pub access: Access,
}

/// What an action does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Reads what is inside resources.
    Read,
    /// Lists resources.
    List,
    /// Changes resources.
    Write,
    /// Changes tags only.
    Tagging,
    /// Changes who may do what.
    Permissions,
    /// Not documented.
    Unknown,
}

/// All services, sorted.
pub fn iam_services() -> &'static [IamService] {
    static SERVICES: OnceLock<Vec<IamService>> = OnceLock::new();
    SERVICES.get_or_init(|| {
        let mut start = 0;
        let services = pack::iam_index().into_iter().map(|(prefix, end)| {
            let text = TEXT.get(start..end as usize).unwrap_or("");
            start = end as usize;
            IamService { prefix, text, actions: OnceLock::new() }
        });
        services.collect()
    })
}

/// The service of that prefix, in any case.
pub fn iam_service(prefix: &str) -> Option<&'static IamService> {
    let services = iam_services();
    let at = services.binary_search_by(|service| compare(&service.prefix, prefix));
    at.ok().map(|at| &services[at])
}

/// The action of that name, in any case.
pub fn iam_action(prefix: &str, name: &str) -> Option<IamAction> {
    iam_service(prefix)?.action(name)
}

/// The service whose prefix is nearest.
pub fn suggest_iam_service(prefix: &str) -> Option<&'static str> {
    names::closest(prefix, iam_services().iter().map(|service| service.prefix.as_str()))
}

impl IamService {
    /// All actions, sorted without regard to case.
    pub fn actions(&self) -> &[IamAction] {
        self.actions.get_or_init(|| {
            // The first line is the service's own.
            let lines = self.text.lines().skip(1).filter(|line| line.len() > 1);
            lines
                .map(|line| IamAction {
                    name: &line[1..],
                    access: match line.as_bytes()[0] {
                        b'R' => Access::Read,
                        b'L' => Access::List,
                        b'W' => Access::Write,
                        b'T' => Access::Tagging,
                        b'P' => Access::Permissions,
                        _ => Access::Unknown,
                    },
                })
                .collect()
        })
    }

    /// The action of that name, in any case.
    pub fn action(&self, name: &str) -> Option<IamAction> {
        let actions = self.actions();
        let at = actions.binary_search_by(|action| compare(action.name, name));
        at.ok().map(|at| actions[at])
    }

    /// The actions that a name with `*` and `?` means.
    pub fn matching<'p>(&'p self, pattern: &'p str) -> impl Iterator<Item = IamAction> + 'p {
        let actions = self.actions().iter().copied();
        actions.filter(move |action| wildcard(pattern.as_bytes(), action.name.as_bytes()))
    }

    /// The action whose name is nearest.
    pub fn suggest(&self, name: &str) -> Option<&'static str> {
        names::closest(name, self.actions().iter().map(|action| action.name))
    }
}

fn compare(one: &str, other: &str) -> Ordering {
    let lower = |byte: u8| byte.to_ascii_lowercase();
    one.bytes().map(lower).cmp(other.bytes().map(lower))
}

/// Whether the text fits a pattern with `*` (any characters) and `?` (one), in any case.
pub fn wildcard(pattern: &[u8], text: &[u8]) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(c) if *c == b'?' || c.eq_ignore_ascii_case(&text[t]) => {
                p += 1;
                t += 1;
            }
            _ => match star {
                // Let the last star take one more.
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    p = at + 1;
                    t = taken + 1;
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|c| *c == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_found_in_any_case() {
        let action = iam_action("s3", "getobject").expect("an action");
        assert_eq!((action.name, action.access), ("GetObject", Access::Read));
        assert!(iam_action("S3", "PutObject").is_some());
        assert!(iam_action("s3", "GetObjekt").is_none());
        assert_eq!(iam_service("s3").and_then(|s| s.suggest("GetObjekt")), Some("GetObject"));
        assert_eq!(suggest_iam_service("dynamodbb"), Some("dynamodb"));
    }

    #[test]
    fn there_are_as_many_as_the_sources_have() {
        let services = iam_services();
        assert!(services.len() >= 457, "{}", services.len());
        let actions: usize = services.iter().map(|service| service.actions().len()).sum();
        assert!(actions >= 22_268, "{actions}");
        for service in services {
            for action in service.actions() {
                assert_eq!(service.action(action.name), Some(*action), "{}", service.prefix);
            }
        }
    }

    #[test]
    fn wildcards_match_some_action() {
        let s3 = iam_service("s3").expect("a service");
        assert!(s3.matching("Get*").count() > 10);
        assert!(s3.matching("Get?bject").any(|action| action.name == "GetObject"));
        assert_eq!(s3.matching("Fetch*").count(), 0);
        assert!(wildcard(b"*a*b", b"xxaxxb"));
        assert!(!wildcard(b"*a*b", b"xxaxx"));
    }
}
