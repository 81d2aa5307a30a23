//! IAM's services and actions, by any case, with AWS's own case, the access level, and what they can be limited to.

use std::cmp::Ordering;
use std::sync::OnceLock;

use super::text::Text;
use super::{names, pack};

static TEXT: &str = include_str!("data/iam.txt");

/// A service as policies name it.
pub struct IamService {
    /// `s3`.
    pub prefix: Text,
    /// Its name, its resource types, its condition keys, and a line for each action.
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
    /// Numbers of resource types, those that a policy must name with `*`, and of condition keys.
    details: &'static str,
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
            // The first lines are the service's own.
            let lines = self.text.lines().skip(3).filter(|line| line.len() > 1);
            lines
                .map(|line| {
                    let (name, details) = line[1..].split_once('\t').unwrap_or((&line[1..], ""));
                    let access = match line.as_bytes()[0] {
                        b'R' => Access::Read,
                        b'L' => Access::List,
                        b'W' => Access::Write,
                        b'T' => Access::Tagging,
                        b'P' => Access::Permissions,
                        _ => Access::Unknown,
                    };
                    IamAction { name, access, details }
                })
                .collect()
        })
    }

    /// `Amazon S3`; empty where it is not documented.
    pub fn name(&self) -> &'static str {
        self.line(0).split_once('\t').map_or("", |(_, name)| name)
    }

    /// The page of its actions in AWS's reference.
    pub fn page(&self) -> Option<String> {
        let name = self.name();
        let slug: String = name.to_lowercase().chars().filter(|c| !matches!(c, ' ' | '(' | ')')).collect();
        let address = "https://docs.aws.amazon.com/service-authorization/latest/reference/list_";
        (!name.is_empty()).then(|| format!("{address}{slug}.html"))
    }

    /// The resource types that an action can be limited to, each with whether a policy that allows it must name one.
    pub fn resources(&self, action: IamAction) -> impl Iterator<Item = (&'static str, bool)> {
        let names = self.line(1);
        let numbers = action.details.split('\t').next().unwrap_or_default().split(',');
        numbers.filter_map(move |number| {
            let (number, must) = number.strip_suffix('*').map_or((number, false), |number| (number, true));
            Some((names.split('\t').nth(number.parse().ok()?)?, must))
        })
    }

    /// The condition keys that an action can be limited by.
    pub fn condition_keys(&self, action: IamAction) -> impl Iterator<Item = &'static str> {
        let names = self.line(2);
        let numbers = action.details.split('\t').nth(1).unwrap_or_default().split(',');
        numbers.filter_map(move |number| names.split('\t').nth(number.parse().ok()?))
    }

    fn line(&self, number: usize) -> &'static str {
        self.text.lines().nth(number).unwrap_or_default()
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
    fn an_action_says_what_it_can_be_limited_to() {
        let s3 = iam_service("s3").expect("a service");
        let action = s3.action("GetObject").expect("an action");
        assert_eq!(s3.name(), "Amazon S3");
        assert!(s3.resources(action).any(|(name, _)| name == "object"));
        assert!(s3.condition_keys(action).any(|key| key == "s3:ResourceAccount"));
        let page = iam_service("iam").and_then(IamService::page).unwrap_or_default();
        assert!(page.ends_with("/list_awsidentityandaccessmanagementiam.html"), "{page}");
        let ecs = iam_service("ecs").expect("a service");
        let run = ecs.action("RunTask").expect("an action");
        assert_eq!(ecs.resources(run).collect::<Vec<_>>(), [("task-definition", true)]);
    }

    #[test]
    fn there_are_as_many_as_the_sources_have() {
        let services = iam_services();
        assert!(services.len() >= 457, "{}", services.len());
        let actions: usize = services.iter().map(|service| service.actions().len()).sum();
        assert!(actions >= 22_268, "{actions}");
        let levels = services.iter().flat_map(|service| service.actions()).map(|action| action.access);
        let of = |access: Access| levels.clone().filter(|level| *level == access).count();
        assert!(of(Access::Unknown) < 1000, "{}", of(Access::Unknown));
        assert!(of(Access::Permissions) > 400 && of(Access::Tagging) > 700);
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
