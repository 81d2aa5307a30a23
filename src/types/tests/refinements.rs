use super::*;

fn check(name: NamedString, good: &[&str], bad: &[(&str, &str)]) {
    for text in good {
        assert_eq!(check_refinement(&StrRefinement::Named(name), text), Ok(()), "{text}");
    }
    for (text, why) in bad {
        match check_refinement(&StrRefinement::Named(name), text) {
            Err(found) => assert!(found.contains(why), "{found}"),
            Ok(()) => panic!("{text} passes as {}", name.name()),
        }
    }
}

#[test]
fn cidr() {
    let bad = [
        ("10.0.0.0", "no prefix length"),
        ("10.0.0.0/33", "from 0 to 32"),
        ("10.0.0.0/+8", "from 0 to 32"),
        ("10.0.0.0/08", "from 0 to 32"),
        ("10.0.0/8", "not an IPv4"),
        ("fd00::1/8", "host bits"),
        ("x", "not a CIDR"),
    ];
    check(NamedString::Cidr, &["10.0.0.0/16", "0.0.0.0/0", "::/0", "fd00::/8"], &bad);
}

#[test]
fn address() {
    let bad = [("10.0.0.0/8", "a block"), ("10.0.0.256", "not an IPv4")];
    check(NamedString::IpAddress, &["10.0.0.1", "::1"], &bad);
}

#[test]
fn region() {
    let bad = [
        ("eu-centrl-1", "did you mean `eu-central-1`"),
        ("eu-central-1a", "an availability zone"),
        ("mars", "not a known AWS region"),
    ];
    check(NamedString::Region, &["eu-central-1", "us-gov-west-1", "cn-north-1"], &bad);
}

#[test]
fn account() {
    let bad = [("12345678901", "11 digits"), ("12345678901x", "not a digit"), ("", "0 digits")];
    check(NamedString::AccountId, &["954163570305"], &bad);
}

#[test]
fn arn() {
    let good = [
        "arn:aws:s3:::bucket/key",
        "arn:aws:iam::123456789012:role/x",
        "arn:aws-cn:sns:cn-north-1:123456789012:topic",
        "arn:aws:iam::aws:policy/ReadOnlyAccess",
    ];
    let bad = [
        ("arn:aws:s3", "the form"),
        ("arn:aws:iam::12:role/x", "not an account id"),
        ("urn:aws:s3:::x", "begin with `arn:`"),
        ("arn:gcp:s3:::x", "not a partition"),
        ("arn:aws:s3:::", "the resource is missing"),
        ("arn:aws:s3:::a b", "white space"),
    ];
    check(NamedString::Arn, &good, &bad);
}

#[test]
fn domain() {
    let long = "a".repeat(64);
    let bad = [
        ("https://batbern.ch", "scheme"),
        ("a..b", "empty"),
        ("-a.b", "hyphen"),
        ("a b", "not allowed"),
        (long.as_str(), "63"),
        ("", "empty"),
    ];
    check(NamedString::DomainName, &["www.batbern.ch", "*.batbern.ch", "_acme.batbern.ch.", "local"], &bad);
}

#[test]
fn email() {
    let bad = [("a.b.c", "missing"), ("a@b", "not a domain"), ("a..b@c.d", "dot"), ("a b@c.d", "not allowed")];
    check(NamedString::Email, &["a.b+c@batbern.ch"], &bad);
}

#[test]
fn lengths_count_characters() {
    let three = StrRefinement::Length(IntRange { min: Some(1), max: Some(3) });
    assert_eq!(check_refinement(&three, "äöü"), Ok(()));
    assert!(check_refinement(&three, "abcd").unwrap_err().contains("4 characters, at most 3"));
    assert!(check_refinement(&three, "").unwrap_err().contains("at least 1"));
}

#[test]
fn patterns_match_the_whole() {
    let vowels = StrRefinement::Pattern("[aeiou]+|y".into());
    assert_eq!(check_refinement(&vowels, "aei"), Ok(()));
    assert_eq!(check_refinement(&vowels, "y"), Ok(()));
    assert!(check_refinement(&vowels, "aeix").unwrap_err().contains("does not match /[aeiou]+|y/"));
    assert!(pattern("a)|(b").is_err());
    assert!(pattern("((a{1000}){1000}){1000}").is_err());
    assert!(pattern("a(").is_err());
}

#[test]
fn every_region_is_well_formed() {
    let all = regions::all();
    assert!(all.len() > 35);
    assert!(all.windows(2).all(|w| w[0].name < w[1].name));
    for region in all {
        assert!(region.partition.starts_with("aws"), "{region:?}");
        assert!(region.zones.chars().all(|c| c.is_ascii_lowercase()), "{region:?}");
    }
    assert_eq!(regions::region("eu-central-1").map(|r| r.zones), Some("abc"));
}
