use std::sync::Arc;

use super::*;
use crate::hir::Pattern;

mod algebra;
mod refinements;

fn ok(from: &Ty, to: &Ty) -> Option<Coercion> {
    assignable(from, to, &NoBodies).unwrap_or_else(|m| panic!("{}", m.message(&NoBodies)))
}

fn fails(from: &Ty, to: &Ty) -> String {
    match assignable(from, to, &NoBodies) {
        Err(m) => m.message(&NoBodies),
        Ok(c) => panic!("`{}` fits `{}`: {c:?}", shown(from), shown(to)),
    }
}

fn shown(ty: &Ty) -> String {
    display(ty, &NoBodies)
}

fn i(n: i64) -> Ty {
    literal(Literal::Int(n))
}

fn s(text: &str) -> Ty {
    literal_str(text)
}

fn named_record(name: &str, fields: &[(&str, Ty)]) -> Ty {
    let plain = record(fields.iter().map(|(n, t)| (*n, t.clone())));
    match &*plain {
        TyKind::Record(r) => {
            Arc::new(TyKind::Record(Arc::new(RecordTy { name: Some(name.into()), fields: r.fields.clone() })))
        }
        _ => plain,
    }
}

#[test]
fn types_are_shown_as_they_are_written() {
    let sizing = named_record("NetworkSizing", &[("cidr", named(NamedString::Cidr))]);
    let cases = [
        (int_within(Some(1), Some(35)), "Int(1..=35)"),
        (int_within(Some(0), None), "Int(0..)"),
        (list(string()), "[String]"),
        (map(list(bool())), "Map<[Bool]>"),
        (union([s("a"), s("b")]), "\"a\" | \"b\""),
        (list(union([s("a"), i(2)])), "[\"a\" | 2]"),
        (optional(union([s("a"), s("b")])), "(\"a\" | \"b\")?"),
        (record([("a", int()), ("b", optional(string()))]), "{ a: Int, b: String? }"),
        (sizing, "NetworkSizing"),
        (secret(string()), "Secret<String>"),
        (resource("AWS::EC2::VPC"), "AWS::EC2::VPC"),
        (refined(StrRefinement::length(IntRange { min: Some(1), max: Some(64) })), "String(1..=64)"),
        (refined(StrRefinement::pattern("[a-z]+".into())), "String(/[a-z]+/)"),
        (empty(), "{}"),
    ];
    for (ty, text) in cases {
        assert_eq!(shown(&ty), text);
    }
    let wide = record((0..40).map(|n| (format!("field_{n}"), string())));
    assert!(shown(&wide).len() < 120 && shown(&wide).ends_with("… }"), "{}", shown(&wide));
}

#[test]
fn unions_are_in_normal_form() {
    assert_eq!(shown(&union([s("a"), union([s("b"), s("a")])])), "\"a\" | \"b\"");
    assert_eq!(shown(&union([s("a"), null()])), "\"a\"?");
    assert_eq!(shown(&union([string(), s("a")])), "String");
    assert_eq!(shown(&union([literal(Literal::Bool(true)), literal(Literal::Bool(false))])), "Bool");
    assert_eq!(shown(&union([optional(int()), optional(string())])), "(Int | String)?");
    assert!(matches!(*union([int(), error()]), TyKind::Error));
    assert!(matches!(*union([]), TyKind::Never));
}

#[test]
fn optionals_and_secrets_collapse() {
    assert_eq!(shown(&optional(optional(int()))), "Int?");
    assert_eq!(shown(&secret(secret(string()))), "Secret<String>");
    assert_eq!(shown(&secret(optional(string()))), "Secret<String>?");
}

#[test]
fn literals_are_checked_where_they_are_written() {
    assert_eq!(ok(&i(3), &int_within(Some(1), Some(6))), None);
    assert_eq!(fails(&i(9), &int_within(Some(1), Some(6))), "expected `Int(1..=6)`, but 9 is not within 1 and 6");
    assert_eq!(
        fails(&s("10.0.0.1/16"), &named(NamedString::Cidr)),
        "expected `Cidr`, but `10.0.0.1/16` has host bits set; the block is `10.0.0.0/16`"
    );
    assert!(ok(&i(3), &float()).is_some_and(|c| c.convert));
    assert!(ok(&string(), &named(NamedString::Cidr)).is_some_and(|c| c.check));
    assert!(ok(&s("./x"), &path()).is_some_and(|c| c.path));
    assert_eq!(
        fails(&int_within(Some(10), None), &int_within(None, Some(5))),
        "expected `Int(..=5)`, and no value of `Int(10..)` is one"
    );
    assert_eq!(fails(&named(NamedString::Arn), &named(NamedString::Email)), "expected `Email`, found `Arn`");
}

#[test]
fn the_innermost_disagreement_is_told() {
    let inner = record([("zones", string())]);
    let expected = named_record("Sizing", &[("zones", int_within(Some(1), Some(6)))]);
    assert_eq!(fails(&inner, &expected), "field `zones`: expected `Int(1..=6)`, found `String`");
    let deep = |t| record([("networks", list(map(record([("zones", t)]))))]);
    assert_eq!(fails(&deep(s("2")), &deep(int())), "field `networks[][*].zones`: expected `Int`, found `\"2\"`");
    assert_eq!(
        fails(&list(optional(int())), &list(int())),
        "element: expected `Int`, found `Int?`, which may be `null`"
    );
}

#[test]
fn fields_are_missing_or_unknown() {
    let sizing = named_record("Sizing", &[("zones", int()), ("cidr", string()), ("note", optional(string()))]);
    assert_eq!(fails(&record([("zones", int())]), &sizing), "field `cidr` of `Sizing` is missing");
    assert_eq!(fails(&empty(), &sizing), "fields `zones`, `cidr` of `Sizing` are missing");
    let typo = record([("zone", int()), ("cidr", string())]);
    assert_eq!(fails(&typo, &sizing), "`Sizing` has no field `zone`; did you mean `zones`?");
    assert!(ok(&record([("zones", int()), ("cidr", string())]), &sizing).is_some_and(|c| c.fill));
}

#[test]
fn unions_choose_the_variant_that_was_meant() {
    let a = record([("kind", s("public")), ("slot", int())]);
    let b = record([("kind", s("private")), ("nat", bool())]);
    let tiers = union([a, b]);
    assert_eq!(ok(&record([("kind", s("public")), ("slot", i(1))]), &tiers), None);
    let wrong = record([("kind", s("private")), ("nat", int())]);
    assert_eq!(fails(&wrong, &tiers), "field `nat`: expected `Bool`, found `Int`");
    let kinds = union([s("public"), s("private")]);
    assert_eq!(
        fails(&s("pubic"), &kinds),
        "expected `\"public\" | \"private\"`, found `\"pubic\"`; did you mean `\"public\"`?"
    );
    assert_eq!(fails(&string(), &kinds), "expected `\"public\" | \"private\"`, found `String`");
    assert_eq!(ok(&kinds, &string()), None);
    assert_eq!(fails(&union([int(), string()]), &string()), "expected `String`, found `Int`");
}

#[test]
fn secrets_stay_secret() {
    assert_eq!(ok(&string(), &secret(string())), None);
    assert!(fails(&secret(string()), &string()).contains("must not become readable"));
    assert!(fails(&record([("p", secret(string()))]), &json()).starts_with("field `p`:"));
    assert!(fails(&secret(string()), &secret(int())).contains("expected `Int`"));
    assert!(contains_secret(&list(record([("p", optional(secret(string())))]))));
    assert!(!contains_secret(&without_secret(&list(record([("p", optional(secret(string())))])))));
}

#[test]
fn json_takes_what_can_be_written() {
    let value = record([("a", list(optional(int()))), ("b", map(scalar()))]);
    assert_eq!(ok(&value, &json()), None);
    assert!(fails(&resource("AWS::EC2::VPC"), &json()).contains("AWS::EC2::VPC"));
    let lasting = assignable(&record([("ttl", duration())]), &json(), &NoBodies).unwrap_err();
    assert_eq!(lasting.reason, Reason::Unit);
    assert!(lasting.help().unwrap().contains(".seconds"));
    assert_eq!(ok(&null(), &json()), None);
}

#[test]
fn lists_and_maps() {
    assert_eq!(ok(&list(never()), &list(int())), None);
    assert_eq!(ok(&record([("a", int())]), &map(int())), None);
    assert_eq!(
        fails(&record([("a", int()), ("b", string())]), &map(int())),
        "field `b`: expected `Int`, found `String`"
    );
    assert!(fails(&opaque_list(string()), &list(string())).contains("known only when deploying"));
    assert_eq!(ok(&list(string()), &opaque_list(string())), None);
    assert_eq!(ok(&scalar(), &named(NamedString::Arn)), None);
    assert_eq!(ok(&scalar(), &int()), None);
}

#[test]
fn partial_types_require_nothing() {
    let full = named_record("Db", &[("class", string()), ("windows", record([("backup", string())]))]);
    let half = partial(&full);
    assert_eq!(shown(&half), "Partial<Db>");
    ok(&record([("windows", empty())]), &half);
    assert!(fails(&record([("windows", record([("backup", int())]))]), &half).starts_with("field `windows.backup`"));
}

fn missing_patterns(ty: &Ty, patterns: &[Pattern]) -> Vec<String> {
    let mut matching = Matching::new(ty);
    patterns.iter().for_each(|pattern| matching.take(pattern));
    matching.missing()
}

#[test]
fn patterns_narrow() {
    let kinds = optional(union([s("a"), s("b")]));
    let a = Pattern::Literals(vec![Literal::Str("a".into())]);
    assert_eq!(shown(&narrow_to(&kinds, &a)), "\"a\"");
    assert_eq!(shown(&narrow_away(&kinds, &a)), "\"b\"?");
    assert_eq!(shown(&narrow_away(&kinds, &Pattern::Null)), "\"a\" | \"b\"");
    assert_eq!(shown(&narrow_to(&string(), &a)), "\"a\"");
    assert_eq!(shown(&narrow_away(&string(), &a)), "String");
    assert_eq!(shown(&without_null(&kinds)), "\"a\" | \"b\"");
    assert_eq!(missing_patterns(&kinds, std::slice::from_ref(&a)), ["\"b\"", "null"]);
    assert_eq!(missing_patterns(&bool(), &[Pattern::Literals(vec![Literal::Bool(true)])]), ["false"]);
    assert_eq!(missing_patterns(&kinds, &[a, Pattern::Any]), Vec::<String>::new());
    let two = int_within(Some(1), Some(2));
    let both = Pattern::Literals(vec![Literal::Int(1), Literal::Int(2)]);
    assert_eq!(missing_patterns(&two, &[both]), Vec::<String>::new());
}

#[test]
fn records_are_told_apart() {
    let web = record([("kind", s("web")), ("port", int())]);
    let job = record([("kind", s("job")), ("cron", string())]);
    let either = union([web, job]);
    let tag = |t: &str| Pattern::Record(vec![("kind".into(), Some(Literal::Str(t.into())))]);
    assert_eq!(shown(&narrow_to(&either, &tag("web"))), "{ kind: \"web\", port: Int }");
    assert_eq!(missing_patterns(&either, &[tag("web")]), ["{ kind: \"job\" }"]);
    assert_eq!(missing_patterns(&either, &[tag("web"), tag("job")]), Vec::<String>::new());
    let by_field = Pattern::Record(vec![("cron".into(), None)]);
    assert_eq!(shown(&narrow_away(&either, &by_field)), "{ kind: \"web\", port: Int }");
    let given = [("kind".into(), Some(Literal::Str("job".into())))];
    assert_eq!(variant_for(&either, &given).map(|t| shown(&t)).as_deref(), Some("{ kind: \"job\", cron: String }"));
    let only_names = [("port".into(), None)];
    assert!(variant_for(&union([record([("port", int())]), record([("host", string())])]), &only_names).is_some());
}

#[test]
fn signatures_bind_their_variables() {
    let var = || Arc::new(TyKind::Var(0));
    let mut bindings = Bindings::default();
    unify(&list(var()), &list(s("a")), &mut bindings, &NoBodies).unwrap();
    unify(&var(), &s("b"), &mut bindings, &NoBodies).unwrap();
    assert_eq!(shown(&resolve_vars(&list(var()), &bindings)), "[\"a\" | \"b\"]");
    let clash = unify(&var(), &bool(), &mut bindings, &NoBodies).unwrap_err();
    assert_eq!(shown(&clash.found), "Bool");
    assert!(matches!(*resolve_vars(&Arc::new(TyKind::Var(3)), &bindings), TyKind::Never));
    let collection = union([string(), list(var()), map(var())]);
    let mut bindings = Bindings::default();
    unify(&collection, &record([("a", int())]), &mut bindings, &NoBodies).unwrap();
    assert_eq!(shown(&resolve_vars(&map(var()), &bindings)), "Map<Int>");
    assert!(unify(&collection, &int(), &mut bindings, &NoBodies).is_err());
}

#[test]
fn types_that_share_parts_take_linear_time() {
    let mut a = record([("leaf", int())]);
    let mut b = record([("leaf", int_within(Some(0), None))]);
    for _ in 0..60 {
        a = record([("l", a.clone()), ("r", a.clone())]);
        b = record([("l", b.clone()), ("r", b.clone())]);
    }
    assert!(ok(&a, &b).is_some_and(|c| c.check));
    assert_eq!(ok(&b, &a), None);
    assert!(join(&a, &b, &NoBodies).is_ok());
    assert!(!same(&a, &b));
    assert!(!contains_secret(&partial(&a)));
    assert!(shown(&a).len() < 1000);
    ok(&a, &json());
}

fn empty() -> Ty {
    record([] as [(&str, Ty); 0])
}

#[test]
fn types_overlap_when_a_value_is_one_of_both() {
    let kinds = union([s("a"), s("b")]);
    assert!(overlap(&kinds, &string()));
    assert!(overlap(&kinds, &optional(s("b"))));
    assert!(!overlap(&kinds, &s("c")));
    assert!(!overlap(&int(), &string()));
    assert!(overlap(&int(), &float()));
    assert!(!overlap(&int_within(Some(1), Some(2)), &i(3)));
    assert!(overlap(&scalar(), &int()));
    assert!(!overlap(&duration(), &int()));
    assert!(overlap(&optional(int()), &optional(string())));
    let tagged = |t: &str| record([("kind", s(t))]);
    assert!(!overlap(&tagged("a"), &tagged("b")));
    assert!(!overlap(&resource("AWS::EC2::VPC"), &resource("AWS::S3::Bucket")));
}
