//! Types and stages of calls.

use super::*;
use crate::types::{
    Bindings, Literal, NoBodies, Ty, bool, display, int, list, literal, literal_str, map, opaque_list, optional,
    record, scalar, secret, string, unify,
};

/// Type and stage of a call, as the checker finds them.
fn typed(name: &str, arguments: &[(Ty, Stage)]) -> Result<(String, ResultStage), String> {
    let builtin = lookup(name).unwrap();
    let spec = spec(builtin);
    let mut bindings = Bindings::default();
    for (i, (ty, _)) in arguments.iter().enumerate() {
        let param = spec.params.get(i).or(spec.params.last()).unwrap();
        unify(&param.ty, ty, &mut bindings, &NoBodies).map_err(|m| m.message(&NoBodies))?;
    }
    let arguments: Vec<ArgumentType> = arguments.iter().cloned().map(Some).collect();
    check_arguments(builtin, &arguments, &bindings, &NoBodies).map_err(|(_, m)| m.message(&NoBodies))?;
    let (ty, stage) = result_of(builtin, &arguments, &bindings);
    Ok((display(&ty, &NoBodies), stage))
}

fn known(name: &str, arguments: &[Ty]) -> Result<String, String> {
    let arguments: Vec<_> = arguments.iter().map(|t| (t.clone(), Stage::Known)).collect();
    typed(name, &arguments).map(|r| r.0)
}

fn ok(text: &str) -> Result<String, String> {
    Ok(text.to_owned())
}

fn n(i: i64) -> Ty {
    literal(Literal::Int(i))
}

#[test]
fn results_follow_arguments() {
    assert_eq!(known("values", &[map(int())]), ok("[Int]"));
    assert_eq!(known("values", &[record([("a", n(1)), ("b", n(2))])]), ok("[1 | 2]"));
    assert_eq!(known("entries", &[map(string())]), ok("[{ key: String, value: String }]"));
    assert_eq!(known("zip", &[list(int()), list(string())]), ok("[{ first: Int, second: String }]"));
    assert_eq!(known("concat", &[list(n(1)), list(int()), list(crate::types::never())]), ok("[Int]"));
    assert_eq!(known("flatten", &[list(list(string()))]), ok("[String]"));
    assert_eq!(known("merge", &[list(map(int()))]), ok("Map<Int>"));
    assert_eq!(known("select", &[list(map(int())), n(0)]), ok("Map<Int>"));
    assert_eq!(known("sum", &[list(crate::types::union([n(1), n(2)]))]), ok("Int"));
    assert_eq!(known("sum", &[list(crate::types::never())]), ok("Int"));
    assert_eq!(known("max", &[list(crate::types::duration())]), ok("Duration"));
    assert_eq!(known("length", &[list(int())]), ok("Int(0..)"));
    assert_eq!(known("values", &[record([] as [(&str, Ty); 0])]), ok("[nothing]"));
}

#[test]
fn wrong_arguments_are_told() {
    assert_eq!(known("upper", &[int()]), Err("expected `String`, found `Int`".to_owned()));
    assert!(known("sort", &[list(bool())]).unwrap_err().contains("found `Bool`"));
    assert!(known("sum", &[list(string())]).unwrap_err().contains("found `String`"));
    assert!(known("contains", &[list(int()), string()]).is_err());
    assert!(known("contains", &[map(int()), int()]).is_err());
    assert!(known("contains", &[list(secret(string())), string()]).is_err());
    assert_eq!(known("contains", &[map(secret(string())), string()]), ok("Bool"));
    assert_eq!(known("contains", &[string(), literal_str("a")]), ok("Bool"));
    assert!(known("keys", &[list(int())]).is_err());
    assert!(known("length", &[int()]).is_err());
    assert!(known("any", &[list(optional(bool()))]).is_err());
    assert!(known("unique", &[list(secret(string()))]).is_err());
    assert!(known("flatten", &[list(opaque_list(string()))]).unwrap_err().contains("known only when deploying"));
}

#[test]
fn stages_follow_what_is_looked_at() {
    let length = lookup("length").unwrap();
    assert_eq!(argument_stage(length, 0, &string()), Stage::Known);
    assert_eq!(argument_stage(length, 0, &list(string())), Stage::Made);
    let made = |ty| (ty, Stage::Made);
    assert!(shape_only(length, 0, &list(string())) && !shape_only(length, 0, &opaque_list(string())));
    let contains = lookup("contains").unwrap();
    assert_eq!(argument_stage(contains, 0, &map(string())), Stage::Made);
    assert_eq!(argument_stage(contains, 1, &map(string())), Stage::Known);
    assert_eq!(typed("length", &[made(opaque_list(string()))]).unwrap().1, ResultStage::Always(Stage::Made));
    assert_eq!(typed("base64", &[(string(), Stage::Given)]).unwrap().1, ResultStage::Always(Stage::Made));
    assert_eq!(typed("base64", &[(string(), Stage::Known)]).unwrap().1, ResultStage::Arguments);
    assert_eq!(typed("split", &[(string(), Stage::Known), (string(), Stage::Known)]).unwrap().0, "[String]");
    let late = typed("split", &[made(scalar()), (string(), Stage::Known)]).unwrap();
    assert_eq!(late, ("list of String known when deploying".to_owned(), ResultStage::Arguments));
    assert_eq!(typed("zones", &[]).unwrap().1, ResultStage::Always(Stage::Made));
    let region = literal_str("eu-central-1");
    assert_eq!(typed("zones", &[(region, Stage::Known)]).unwrap().0, "[String]");
    assert_eq!(typed("zones", &[(string(), Stage::Given)]).unwrap().0, "list of String known when deploying");
    let perhaps = (optional(string()), Stage::Known);
    assert_eq!(typed("zones", std::slice::from_ref(&perhaps)).unwrap().0, "list of String known when deploying");
    assert!(typed("secret", &[made(scalar()), perhaps]).is_ok());
    let index = (int(), Stage::Given);
    assert!(typed("select", &[(list(map(int())), Stage::Known), index.clone()]).is_err());
    assert_eq!(typed("select", &[(list(string()), Stage::Known), index]).unwrap().0, "String");
    assert_eq!(
        typed("secret", &[made(scalar())]).unwrap(),
        ("Secret<String>".to_owned(), ResultStage::Always(Stage::Made))
    );
}
