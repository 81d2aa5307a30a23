use super::*;

fn check(name: NamedString, good: &[&str], bad: &[(&str, &str)]) {
    for text in good {
        assert_eq!(check_refinement(&StrRefinement::named(name), text), Ok(()), "{text}");
    }
    for (text, why) in bad {
        match check_refinement(&StrRefinement::named(name), text) {
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
    let three = StrRefinement::length(IntRange { min: Some(1), max: Some(3) });
    assert_eq!(check_refinement(&three, "äöü"), Ok(()));
    assert!(check_refinement(&three, "abcd").unwrap_err().contains("4 characters, at most 3"));
    assert!(check_refinement(&three, "").unwrap_err().contains("at least 1"));
}

#[test]
fn patterns_match_the_whole() {
    let vowels = StrRefinement::pattern("[aeiou]+|y".into());
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

#[test]
fn patterns_of_aws_stay_small() {
    for (source, good, bad) in [
        (r"^[\w/+=.@-]{1,512}$", "a/b@c-1", "ä"),
        (r"^[\w+=,.@-]{1,64}$", "role-1", ""),
        (r"^([\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256})$", "Größe = 1", "a\nb"),
        (r"^arn:aws[\w-]*:iam::\d{12}:role/.{1,2048}$", "arn:aws:iam::123456789012:role/x", "arn:aws:iam::1:role/x"),
        (r"[^\s]{1,4096}", "x", "a b"),
        (r"\bx\b", "x", "é"),
        (r"(?x) [a-z]+ # letters", "abc", "1"),
        ("[a-z]{2,3}-[0-9]{2}", "ab-12", "a-12"),
        ("x{3}y{1,2}", "xxxyy", "xxxyyy"),
    ] {
        let compiled = pattern(source).unwrap_or_else(|why| panic!("{source}: {why}"));
        assert!(compiled.is_match(good), "{source} takes {good}");
        assert!(!compiled.is_match(bad), "{source} refuses {bad}");
    }
    assert!(pattern(r"^[\w/+=.@-]{1,512}$").unwrap().is_match(&"a".repeat(512)));
    assert!(!pattern(r"^[\w/+=.@-]{1,512}$").unwrap().is_match(&"a".repeat(513)));
    assert!(!pattern(r"\d").unwrap().is_match("٣"));
}

fn days(min: Option<i64>, max: Option<i64>) -> Ty {
    let ms = |days: i64| days * 86_400_000;
    Arc::new(TyKind::Duration(IntRange { min: min.map(ms), max: max.map(ms) }))
}

#[test]
fn durations_and_sizes_are_bounded() {
    let backup = days(Some(0), Some(35));
    let d = |n: i64| literal(Literal::Duration(n * 86_400_000));
    assert_eq!(shown(&backup), "Duration(0d..=35d)");
    assert_eq!(shown(&days(Some(1), None)), "Duration(1d..)");
    assert_eq!(fails(&d(99), &backup), "expected `Duration(0d..=35d)`, but 99d is not within 0d and 35d");
    assert_eq!(fails(&d(0), &days(Some(1), None)), "expected `Duration(1d..)`, but 0s is less than 1d");
    assert_eq!(ok(&d(30), &backup), None);
    assert_eq!(ok(&days(Some(1), Some(7)), &backup), None);
    assert!(ok(&duration(), &backup).is_some_and(|c| c.check));
    assert!(fails(&days(Some(40), None), &backup).contains("no value of `Duration(40d..)` is one"));
    let below = Arc::new(TyKind::Duration(IntRange { min: None, max: Some(35 * 86_400_000 - 1) }));
    assert_eq!(shown(&below), "Duration(..35d)");
    assert_eq!(fails(&d(35), &below), "expected `Duration(..35d)`, but 35d is not less than 35d");
    let disk = Arc::new(TyKind::Size(IntRange { min: Some(20 << 30), max: Some(64 << 40) }));
    assert_eq!(shown(&disk), "Size(20GiB..=64TiB)");
    assert_eq!(
        fails(&literal(Literal::Size(1 << 30)), &disk),
        "expected `Size(20GiB..=64TiB)`, but 1GiB is not within 20GiB and 64TiB"
    );
    assert_eq!(shown(&union([d(1), d(7)])), "1d | 7d");
    assert_eq!(shown(&join(&d(1), &backup, &NoBodies).unwrap()), "Duration(0d..=35d)");
    assert!(!overlap(&d(50), &backup));
    assert!(fails(&d(1), &string()).starts_with("expected `String`, found `1d`"));
    assert!(assignable(&d(1), &scalar(), &NoBodies).is_err());
    assert!(assignable(&d(1), &json(), &NoBodies).is_err());
    assert!(unit_field(&union([d(1), d(7)]), "days").is_some());
    assert!(!has_units(&union([d(1), int()])));
}

#[test]
fn numbers_are_bounded() {
    let share = Arc::new(TyKind::Float(FloatRange { min: Some(0.0), max: Some(1.0), exclusive: false }));
    let below = Arc::new(TyKind::Float(FloatRange { min: Some(0.0), max: Some(1.0), exclusive: true }));
    let f = |n: f64| literal(Literal::Float(Number::new(n)));
    assert_eq!(shown(&share), "Float(0.0..=1.0)");
    assert_eq!(shown(&below), "Float(0.0..1.0)");
    assert_eq!(fails(&f(1.5), &share), "expected `Float(0.0..=1.0)`, but 1.5 is not within 0.0 and 1.0");
    assert_eq!(fails(&i(1), &below), "expected `Float(0.0..1.0)`, but 1.0 is not less than 1.0");
    assert!(ok(&i(1), &share).is_some_and(|c| c.convert && !c.check));
    assert!(ok(&int(), &share).is_some_and(|c| c.convert && c.check));
    assert_eq!(ok(&below, &share), None);
    assert!(ok(&share, &below).is_some_and(|c| c.check));
    assert!(ok(&i(1), &f(1.0)).is_some_and(|c| c.convert));
    assert_eq!(shown(&join(&i(1), &f(2.5), &NoBodies).unwrap()), "Float");
}

#[test]
fn a_string_can_have_several_refinements() {
    let name = StrRefinement {
        named: None,
        length: IntRange { min: Some(1), max: Some(8) },
        patterns: vec!["[a-z/]+".into(), ".*z".into()],
    };
    let ty = refined(name.clone());
    assert_eq!(shown(&ty), r"String(/[a-z\/]+/, /.*z/, 1..=8)");
    assert!(check_refinement(&name, "abz").is_ok());
    assert!(check_refinement(&name, "abcdefghz").unwrap_err().contains("at most 8"));
    assert!(check_refinement(&name, "ab").unwrap_err().contains("does not match /.*z/"));
    assert_eq!(ok(&ty, &refined(StrRefinement::pattern(".*z".into()))), None);
    assert_eq!(ok(&ty, &refined(StrRefinement::length(IntRange { min: None, max: Some(8) }))), None);
    assert!(ok(&ty, &refined(StrRefinement::length(IntRange { min: None, max: Some(7) }))).is_some_and(|c| c.check));
    let region = StrRefinement::named(NamedString::Region);
    let european = region.and(&StrRefinement::pattern("eu-.*".into())).unwrap();
    assert_eq!(shown(&refined(european.clone())), "Region(/eu-.*/)");
    assert_eq!(ok(&refined(european), &named(NamedString::Region)), None);
    assert!(region.and(&StrRefinement::named(NamedString::Arn)).is_none());
}
