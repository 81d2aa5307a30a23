//! Whether a known value meets a refinement, and why not.

use std::{net::IpAddr, str::FromStr};

use ipnet::IpNet;

use super::{
    FloatRange, IntRange, Literal, NamedString, StrRefinement, TyKind, duration_text,
    pattern::pattern,
    regions, size_text,
    units::{Bounds, duration_bounds, size_bounds},
};

/// Why a known value does not meet a refinement: a clause such as "`x` has 3 characters, not 1..=2".
pub type Unmet = String;

/// Checks a string.
pub fn check_refinement(refinement: &StrRefinement, text: &str) -> Result<(), Unmet> {
    if let Some(name) = refinement.named {
        check_named(name, text)?;
    }
    check_length(refinement.length, text)?;
    refinement.patterns.iter().try_for_each(|pattern| check_pattern(pattern, text))
}

/// Checks an integer.
pub fn check_range(range: IntRange, value: i64) -> Result<(), Unmet> {
    if range.contains(value) {
        return Ok(());
    }
    let text = |bound: i64| bound.to_string();
    let bounds = Bounds { min: range.min.map(text), max: range.max.map(text), exclusive: false };
    Err(outside(&bounds, &value.to_string(), range.min.is_some_and(|min| value < min)))
}

/// Checks a number.
pub fn check_float(range: FloatRange, value: f64) -> Result<(), Unmet> {
    if range.contains(value) {
        return Ok(());
    }
    let text = |bound: f64| format!("{bound:?}");
    let bounds = Bounds { min: range.min.map(text), max: range.max.map(text), exclusive: range.exclusive };
    Err(outside(&bounds, &text(value), range.min.is_some_and(|min| value < min)))
}

/// Checks a duration in milliseconds.
pub fn check_duration(range: IntRange, value: i64) -> Result<(), Unmet> {
    if range.contains(value) {
        return Ok(());
    }
    let bounds = duration_bounds(range.min, range.max);
    Err(outside(&bounds, &duration_text(value), range.min.is_some_and(|min| value < min)))
}

/// Checks a size in bytes.
pub fn check_size(range: IntRange, value: i64) -> Result<(), Unmet> {
    if range.contains(value) {
        return Ok(());
    }
    let bounds = size_bounds(range.min, range.max);
    Err(outside(&bounds, &size_text(value), range.min.is_some_and(|min| value < min)))
}

/// Why a value lies outside of bounds: below the first, or else beyond the last.
fn outside(bounds: &Bounds, value: &str, below: bool) -> Unmet {
    match (&bounds.min, &bounds.max) {
        (Some(min), Some(max)) if !bounds.exclusive => format!("{value} is not within {min} and {max}"),
        (Some(min), _) if below => format!("{value} is less than {min}"),
        (_, Some(max)) if bounds.exclusive => format!("{value} is not less than {max}"),
        (_, max) => format!("{value} is more than {}", max.as_deref().unwrap_or_default()),
    }
}

/// Checks a literal against a type that is a scalar with or without refinement; `None` when it is of another kind.
pub(super) fn check_literal(kind: &TyKind, literal: &Literal) -> Option<Result<(), Unmet>> {
    match (kind, literal) {
        (TyKind::Int(range), Literal::Int(i)) => Some(check_range(*range, *i)),
        (TyKind::Str(refinement), Literal::Str(s)) => Some(check_refinement(refinement, s)),
        (TyKind::Bool, Literal::Bool(_)) => Some(Ok(())),
        (TyKind::Float(range), Literal::Int(i)) => Some(check_float(*range, *i as f64)),
        (TyKind::Float(range), Literal::Float(n)) => Some(check_float(*range, n.get())),
        (TyKind::Duration(range), Literal::Duration(ms)) => Some(check_duration(*range, *ms)),
        (TyKind::Size(range), Literal::Size(bytes)) => Some(check_size(*range, *bytes)),
        _ => None,
    }
}

/// Checks that a regular expression matches the whole of a text.
fn check_pattern(source: &str, text: &str) -> Result<(), Unmet> {
    if pattern(source)?.is_match(text) {
        return Ok(());
    }
    Err(format!("{} does not match /{}/", quote(text), source.replace('/', "\\/")))
}

fn quote(text: &str) -> String {
    match text.char_indices().nth(60) {
        None if text.is_empty() => "`\"\"`".to_owned(),
        Some((cut, _)) => format!("`{}…`", &text[..cut]),
        None => format!("`{text}`"),
    }
}

fn check_length(range: IntRange, text: &str) -> Result<(), Unmet> {
    let length = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    if range.contains(length) {
        return Ok(());
    }
    let characters = if length == 1 { "character" } else { "characters" };
    Err(match (range.min, range.max) {
        (Some(min), _) if length < min => {
            let are = if min == 1 { "is" } else { "are" };
            format!("{} has {length} {characters}, at least {min} {are} needed", quote(text))
        }
        (_, Some(max)) => {
            let are = if max == 1 { "is" } else { "are" };
            format!("{} has {length} {characters}, at most {max} {are} allowed", quote(text))
        }
        _ => return Ok(()),
    })
}

fn check_named(name: NamedString, text: &str) -> Result<(), Unmet> {
    match name {
        NamedString::Cidr => check_cidr(text),
        NamedString::IpAddress => match IpAddr::from_str(text) {
            Ok(_) => Ok(()),
            Err(_) if text.contains('/') => Err(format!("{} is a block, not an address", quote(text))),
            Err(_) => Err(format!("{} is not an IPv4 or IPv6 address", quote(text))),
        },
        NamedString::Region => check_region(text),
        NamedString::AccountId => check_account(text),
        NamedString::Arn => check_arn(text),
        NamedString::DomainName => check_domain(text),
        NamedString::Email => check_email(text),
    }
}

fn check_cidr(text: &str) -> Result<(), Unmet> {
    let Some((address, prefix)) = text.split_once('/') else {
        let what =
            if IpAddr::from_str(text).is_ok() { "has no prefix length, such as `/16`" } else { "is not a CIDR block" };
        return Err(format!("{} {what}", quote(text)));
    };
    let Ok(address) = IpAddr::from_str(address) else {
        return Err(format!("{}: {} is not an IPv4 or IPv6 address", quote(text), quote(address)));
    };
    let most = if address.is_ipv4() { 32 } else { 128 };
    let block = match prefix.parse::<u8>() {
        // A sign or leading zero parses as a number, but no tool writes a block so.
        Ok(n) if n <= most && prefix == n.to_string() => IpNet::new(address, n).ok(),
        _ => None,
    };
    let Some(block) = block else {
        return Err(format!("{}: the prefix length must be a number from 0 to {most}", quote(text)));
    };
    if block.network() != address {
        return Err(format!("{} has host bits set; the block is `{}`", quote(text), block.trunc()));
    }
    Ok(())
}

fn check_region(text: &str) -> Result<(), Unmet> {
    if regions::is_region(text) {
        return Ok(());
    }
    let zone = text.strip_suffix(|c: char| c.is_ascii_lowercase()).filter(|r| regions::is_region(r));
    Err(match (zone, nearest(text, regions::names())) {
        (Some(region), _) => format!("{} is an availability zone of the region `{region}`", quote(text)),
        (None, Some(near)) => format!("{} is not a known AWS region; did you mean `{near}`?", quote(text)),
        (None, None) => format!("{} is not a known AWS region", quote(text)),
    })
}

fn check_account(text: &str) -> Result<(), Unmet> {
    if let Some(c) = text.chars().find(|c| !c.is_ascii_digit()) {
        return Err(format!("{} is not an account id: {:?} is not a digit", quote(text), c));
    }
    match text.len() {
        12 => Ok(()),
        n => Err(format!("{} is not an account id: it has {n} digits, not 12", quote(text))),
    }
}

fn check_arn(text: &str) -> Result<(), Unmet> {
    let fail = |why: &str| Err(format!("{} is not an ARN: {why}", quote(text)));
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let [arn, partition, service, region, account, resource] = parts[..] else {
        return fail("it needs the form `arn:partition:service:region:account:resource`");
    };
    let word = |s: &str| s.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if arn != "arn" {
        fail("it must begin with `arn:`")
    } else if !partition.starts_with("aws") || !word(partition) {
        fail(&format!("{} is not a partition", quote(partition)))
    } else if service.is_empty() || service.contains(char::is_whitespace) {
        fail("the service is missing")
    } else if !(region == "*" || word(region)) {
        fail(&format!("{} is not a region", quote(region)))
    } else if !matches!(account, "" | "*" | "aws" | "aws-managed" | "cloudfront") && check_account(account).is_err() {
        fail(&format!("{} is not an account id", quote(account)))
    } else if resource.is_empty() {
        fail("the resource is missing")
    } else if text.contains(char::is_whitespace) {
        fail("it contains white space")
    } else {
        Ok(())
    }
}

fn check_domain(text: &str) -> Result<(), Unmet> {
    let fail = |why: &str| Err(format!("{} is not a domain name: {why}", quote(text)));
    if text.is_empty() {
        return fail("it is empty");
    }
    if text.contains("://") {
        return fail("leave the scheme out");
    }
    if text.len() > 253 {
        return fail(&format!("it has {} characters, at most 253 are allowed", text.len()));
    }
    let name = text.strip_prefix("*.").unwrap_or(text);
    for label in name.strip_suffix('.').unwrap_or(name).split('.') {
        if label.is_empty() {
            return fail("a label is empty");
        }
        if label.len() > 63 {
            return fail(&format!("the label {} is longer than 63 characters", quote(label)));
        }
        if let Some(c) = label.chars().find(|&c| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')) {
            return fail(&format!("{c:?} is not allowed"));
        }
        if label.starts_with('-') || label.ends_with('-') {
            return fail(&format!("the label {} begins or ends with a hyphen", quote(label)));
        }
    }
    Ok(())
}

fn check_email(text: &str) -> Result<(), Unmet> {
    let fail = |why: &str| Err(format!("{} is not an e-mail address: {why}", quote(text)));
    let Some((local, domain)) = text.rsplit_once('@') else {
        return fail("`@` is missing");
    };
    let allowed = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    if local.is_empty() || local.len() > 64 {
        fail("what stands before the `@` must have 1 to 64 characters")
    } else if let Some(c) = local.chars().find(|&c| !allowed(c)) {
        fail(&format!("{c:?} is not allowed before the `@`"))
    } else if local.starts_with('.') || local.ends_with('.') || local.contains("..") {
        fail("a dot stands at an end or twice in a row")
    } else if check_domain(domain).is_err() || domain.starts_with('*') || !domain.contains('.') {
        fail(&format!("{} is not a domain name", quote(domain)))
    } else {
        Ok(())
    }
}

/// The name nearest to `text`, if one is near enough to have been meant.
pub fn nearest<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = (text.chars().count() / 3).clamp(1, 4);
    names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(text, name), name))
        .filter(|(distance, name)| *distance <= most || name.eq_ignore_ascii_case(text))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}
