//! Values that only the deployment knows.

use super::*;
use crate::evaluate::ConditionId;

fn parameter(n: u32) -> Value {
    Value::deploy(Deploy::Parameter(ParameterId(n)))
}

fn opaque() -> Value {
    run("zones", []).unwrap()
}

#[test]
fn lists_of_the_deployment() {
    assert_eq!(shown(&opaque()), "Zones(\"\")");
    assert_eq!(value_of("select", [opaque(), i(1)]), "Select(1, Zones(\"\"))");
    assert_eq!(value_of("length", [opaque()]), "Length(Zones(\"\"))");
    assert_eq!(value_of("join", [opaque(), s(",")]), "Join(\",\", Zones(\"\"))");
    assert_eq!(value_of("split", [made(1), s(",")]), "Split(\",\", !r1)");
    assert_eq!(value_of("zones", [made(1)]), "Zones(!r1)");
    assert_eq!(value_of("select", [list([s("a"), made(1)]), parameter(0)]), "Select(!p0, [\"a\", !r1])");
    assert!(error_of("select", [list([record([])]), parameter(0)]).contains("strings and numbers only"));
    assert!(error_of("sort", [opaque()]).contains("only the deployment knows it"));
    assert!(error_of("sort", [list([made(1)])]).contains("only the deployment knows some"));
}

#[test]
fn what_is_known_is_joined() {
    let parts = list([s("a"), i(1), made(1), s("b"), s("c")]);
    assert_eq!(value_of("join", [parts, s("/")]), "Join(\"/\", [\"a/1\", !r1, \"b/c\"])");
    assert_eq!(value_of("join", [list([made(1)]), s("/")]), "!r1");
    // The shape is known, so that these need no deployment.
    assert_eq!(value_of("length", [list([made(1), made(2)])]), "2");
    assert_eq!(value_of("values", [record([("a", made(1))])]), "[!r1]");
    assert_eq!(value_of("keys", [record([("a", made(1))])]), "[\"a\"]");
    assert_eq!(value_of("reverse", [list([made(1), s("a")])]), "[\"a\", !r1]");
    assert_eq!(value_of("select", [list([made(1), made(2)]), i(1)]), "!r2");
    assert_eq!(value_of("contains", [record([("a", made(1))]), s("a")]), "true");
    assert!(error_of("contains", [list([made(1)]), s("a")]).contains("only the deployment knows some"));
}

#[test]
fn interpolations_flatten() {
    let inner = interpolate([s("a-"), made(1)]).unwrap();
    assert_eq!(shown(&interpolate([s("x-"), inner, s("-y"), i(3)]).unwrap()), "Sub(x-a-${!r1}-y3)");
    assert_eq!(shown(&interpolate([s("a"), Value::Bool(true)]).unwrap()), "\"atrue\"");
    assert_eq!(shown(&interpolate([made(1)]).unwrap()), "!r1");
    let condition = Value::Condition(ConditionId(4));
    assert_eq!(shown(&interpolate([s("on: "), condition]).unwrap()), "Sub(on: ${If(c4, \"true\", \"false\")})");
    let error = interpolate([s("a"), Value::Duration(1000)]).unwrap_err();
    assert_eq!(error.argument, Some(1));
    assert!(error.message.contains("which unit"));
}

#[test]
fn blocks_of_the_deployment() {
    assert_eq!(value_of("subnet", [made(1), i(2), i(24)]), "Select(2, Cidr(!r1, 3, 8))");
    assert!(error_of("subnet", [made(1), i(256), i(24)]).contains("within 0 and 255"));
    assert!(error_of("subnet", [made(1), i(0), i(64)]).contains("within 1 and 32"));
}

#[test]
fn json_with_open_parts() {
    let value = record([("arn", made(1)), ("list", list([i(1), made(2)])), ("q", s("\""))]);
    assert_eq!(value_of("json", [value]), r#"Sub({"arn":"${!r1}","list":[1,"${!r2}"],"q":"\""})"#);
    // Text within text is escaped too.
    let text = interpolate([s("say \""), made(1), s("\"")]).unwrap();
    assert_eq!(value_of("json", [list([text])]), r#"Sub(["say \"${!r1}\""])"#);
    let joined = run("join", [list([made(1), made(2)]), s("\"")]).unwrap();
    assert_eq!(value_of("json", [joined]), r#"Sub("${!r1}\"${!r2}")"#);
}

#[test]
fn json_whose_parts_need_escaping() {
    assert_eq!(value_of("json", [parameter(0)]), "Sub(\"${!p0}\")");
    // This parameter may hold anything, so that the deployment must escape it.
    assert_eq!(value_of("json", [list([i(1), parameter(1)])]), "ToJson([1, !p1])");
    let first = run("select", [run("split", [parameter(1), s(",")]).unwrap(), i(0)]).unwrap();
    assert_eq!(value_of("json", [first]), "ToJson(Select(0, Split(\",\", !p1)))");
}

#[test]
fn json_with_choices() {
    let choice = |a, b| Value::deploy(Deploy::If(ConditionId(0), a, b));
    let records = choice(record([("a", i(1))]), Value::Null);
    assert_eq!(value_of("json", [record([("x", records)])]), r#"Sub({"x":${If(c0, "{\"a\":1}", "null")}})"#);
    let texts = interpolate([s("a"), choice(s("\""), made(1))]).unwrap();
    assert_eq!(value_of("json", [texts]), r#"Sub("a${If(c0, "\\\"", !r1)}")"#);
    assert_eq!(value_of("json", [list([Value::Condition(ConditionId(2))])]), r#"Sub([${If(c2, "true", "false")}])"#);
}

#[test]
fn what_the_deployment_looks_up() {
    let key = [Value::Resource(ResourceId(7)), s("password")];
    assert_eq!(value_of("secret", key), "Secret(!r7, Some(\"password\"))");
    assert_eq!(value_of("secret", [made(7)]), "Secret(!r7, None)");
    assert!(error_of("secret", [made(1), s("a:b")]).contains("cannot be the key"));
    assert_eq!(value_of("ssm", [s("/a/b")]), "Dynamic({{resolve:ssm:/a/b}})");
    assert_eq!(value_of("ssm", [s("/a/b"), i(3)]), "Dynamic({{resolve:ssm:/a/b:3}})");
    assert_eq!(value_of("ssm_secure", [made(1)]), "Dynamic({{resolve:ssm-secure:${!r1}}})");
    assert!(error_of("ssm", [s("a b")]).contains("not allowed"));
    assert!(error_of("ssm", [s("")]).contains("empty"));
    assert_eq!(
        value_of("metric", [Value::Resource(ResourceId(7)), s("CPUUtilization")]),
        "{ namespace: \"AWS/RDS\", name: \"CPUUtilization\", dimensions: { DBInstanceIdentifier: !r7 }, statistic: \"Average\", region: \"eu-central-1\" }"
    );
    assert!(error_of("metric", [Value::Resource(ResourceId(7)), s("VolumeUtilization")]).contains("no metric"));
    assert_eq!(value_of("base64", [made(1)]), "Base64(!r1)");
    assert_eq!(value_of("string", [made(1)]), "!r1");
    assert!(error_of("upper", [made(1)]).contains("`upper` needs `text` when compiling"));
    assert!(error_of("hash", [list([made(1)])]).contains("only the deployment knows a part"));
}

#[test]
fn rules_and_tests() {
    for name in ["count", "only", "resources", "statements", "like", "known", "stacks"] {
        assert!(error_of(name, [s("AWS::S3::Bucket")]).contains("rules and tests"), "{name}");
    }
    assert_eq!(value_of("unchecked", [i(1)]), "1");
}
