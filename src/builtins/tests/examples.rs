use super::*;

#[test]
fn every_example_has_its_value() {
    for spec in all().map(spec) {
        let (source, expected) = spec.example;
        // These need resources, which an example cannot have; their tests are beside the deploy-time ones.
        if spec.special || matches!(spec.name, "ssm" | "ssm_secure") {
            continue;
        }
        let found = sample::evaluate(source);
        assert_eq!(shown(&found), shown(&sample::evaluate(expected)), "{source}");
    }
}

#[test]
fn the_table_is_whole() {
    let names: Vec<&str> = all().map(|b| spec(b).name).collect();
    assert!(names.windows(2).all(|w| w[0] < w[1]), "{names:?}");
    for builtin in all() {
        let spec = spec(builtin);
        assert_eq!(lookup(spec.name), Some(builtin));
        assert!(!spec.docs.is_empty() && spec.docs.ends_with('.'), "{}", spec.name);
        assert!(spec.example.0.contains(spec.name), "{}", spec.name);
        // An optional param before a required one could not be left out.
        let optional: Vec<bool> = spec.params.iter().map(|p| p.optional).collect();
        assert!(optional.is_sorted(), "{}", spec.name);
    }
    assert_eq!(lookup("no_such_function"), None);
    assert_eq!(suggest("lenght"), Some("length"));
    assert_eq!(suggest("jsonencode"), Some("json"));
    assert_eq!(suggest("quux_frobnicate"), None);
}

#[test]
fn the_reference_names_all() {
    let text = reference();
    for builtin in all() {
        assert!(text.contains(&format!("\n### {}\n", spec(builtin).name)));
    }
    let join = spec(lookup("join").unwrap());
    assert_eq!(signature(join), "join(list: [String | Int | Float | Bool], separator: String): String");
    let sort = spec(lookup("sort").unwrap());
    assert_eq!(signature(sort), "sort(list: [T]): [T]");
}

/// `UPDATE_DOCS=1 cargo test the_page_is_current` writes the page anew.
#[test]
fn the_page_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reference/functions.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, reference()).unwrap();
    }
    let page = std::fs::read_to_string(path).unwrap_or_default();
    assert!(page == reference(), "{path} is not what the table says: UPDATE_DOCS=1 cargo test the_page_is_current");
}

#[test]
fn units_are_exact() {
    let in_unit = |value: Value, unit| unit_value(&value, unit).map(|v| shown(&v)).map_err(|e| (e.message, e.help));
    assert_eq!(in_unit(Value::Duration(30 * 86_400_000), "days"), Ok("30".to_owned()));
    assert_eq!(in_unit(Value::Duration(90_000), "seconds"), Ok("90".to_owned()));
    let (message, help) = in_unit(Value::Duration(90_000), "minutes").unwrap_err();
    assert_eq!(message, "`90s` is not a whole number of minutes");
    assert_eq!(help.as_deref(), Some("it is 90 seconds: `.seconds`"));
    assert_eq!(in_unit(Value::Size(20 << 30), "mib"), Ok("20480".to_owned()));
    assert_eq!(in_unit(Value::Size(512 << 20), "gib").unwrap_err().0, "`512MiB` is not a whole number of GiB");
    assert_eq!(in_unit(Value::Duration(0), "days"), Ok("0".to_owned()));
    assert!(crate::types::unit_field(&crate::types::size(), "gib").is_some());
    assert!(crate::types::unit_field(&crate::types::size(), "days").is_none());
    assert!(crate::types::unit_fields(&crate::types::duration()).contains(&"weeks"));
}

#[test]
fn subnets() {
    let subnet =
        |block, slot, prefix| run("subnet", [s(block), i(slot), i(prefix)]).map(|v| shown(&v)).map_err(|e| e.message);
    assert_eq!(subnet("10.1.0.0/16", 255, 24), Ok("\"10.1.255.0/24\"".to_owned()));
    assert_eq!(subnet("10.0.0.0/16", 0, 16), Ok("\"10.0.0.0/16\"".to_owned()));
    assert_eq!(subnet("0.0.0.0/0", 1, 1), Ok("\"128.0.0.0/1\"".to_owned()));
    assert_eq!(subnet("10.0.0.0/30", 3, 32), Ok("\"10.0.0.3/32\"".to_owned()));
    assert_eq!(subnet("fd00::/8", 1, 64), Ok("\"fd00:0:0:1::/64\"".to_owned()));
    assert_eq!(subnet("::/0", 0, 0), Ok("\"::/0\"".to_owned()));
    assert_eq!(subnet("10.0.0.0/16", 256, 24), Err("`10.0.0.0/16` has 256 blocks of /24, and no slot 256".to_owned()));
    assert_eq!(subnet("10.0.0.0/16", 0, 8), Err("a block of /8 does not fit into `10.0.0.0/16`".to_owned()));
    assert!(subnet("10.0.0.0/16", 0, 200).is_err());
    assert!(subnet("10.0.0.0/16", -1, 24).is_err());
    assert_eq!(value_of("cidr_contains", [s("10.0.0.0/16"), s("10.0.3.4")]), "true");
    assert_eq!(value_of("cidr_contains", [s("10.0.0.0/16"), s("10.0.0.0/8")]), "false");
    assert_eq!(value_of("cidr_contains", [s("10.0.0.0/16"), s("fd00::/8")]), "false");
    assert_eq!(value_of("cidr_host", [s("fd00::/64"), i(1)]), "\"fd00::1\"");
    assert_eq!(value_of("cidr_host", [s("0.0.0.0/0"), i(1)]), "\"0.0.0.1\"");
    assert!(error_of("cidr_host", [s("10.0.0.0/30"), i(4)]).contains("no address number 4"));
}

#[test]
fn zones_that_differ_are_not_named() {
    assert!(error_of("zones", [s("us-west-1")]).contains("differs between accounts"));
    assert_eq!(value_of("zones", [s("ca-central-1")]), "[\"ca-central-1a\", \"ca-central-1b\", \"ca-central-1d\"]");
}

#[test]
fn texts() {
    assert_eq!(value_of("split", [s("a,,b"), s(",")]), "[\"a\", \"\", \"b\"]");
    assert_eq!(value_of("substring", [s("äöü"), i(1), i(99)]), "\"öü\"");
    assert_eq!(value_of("substring", [s("abc"), i(2), i(1)]), "\"\"");
    assert_eq!(value_of("join", [list([i(1), Value::Bool(true), Value::Float(1.5)]), s("-")]), "\"1-true-1.5\"");
    assert_eq!(value_of("join", [list([]), s("-")]), "\"\"");
    assert!(error_of("replace", [s("a"), s(""), s("b")]).contains("empty"));
    assert!(error_of("split", [s("a"), s("")]).contains("empty"));
    assert!(error_of("matches", [s("a"), s("(")]).contains("not a regular expression"));
    assert!(error_of("int", [s("4.5")]).contains("not an integer"));
    assert!(error_of("int", [Value::Float(4.5)]).contains("not an integer"));
    assert!(error_of("float", [s("inf")]).contains("not a number"));
    assert_eq!(value_of("round", [Value::Float(-2.5)]), "-3");
    assert!(error_of("ceil", [Value::Float(1e300)]).contains("too large"));
}

#[test]
fn collections() {
    let half = record([("a", record([("x", i(1))])), ("gone", i(2))]);
    let other = record([("a", record([("y", i(2))])), ("gone", Value::Null)]);
    assert_eq!(value_of("merge", [list([half.clone(), other.clone()])]), "{ a: { x: 1, y: 2 } }");
    assert_eq!(shown(&merge_values(&half, &other, None)), "{ a: { x: 1, y: 2 }, gone: null }");
    let map = crate::types::map(crate::types::json());
    assert_eq!(shown(&merge_values(&half, &other, Some(&map))), "{ a: { x: 1, y: 2 } }");
    assert_eq!(value_of("sum", [list([])]), "0");
    assert_eq!(value_of("sum", [list([Value::Duration(1000), Value::Duration(59_000)])]), "1min");
    assert!(error_of("sum", [list([i(i64::MAX), i(1)])]).contains("too large"));
    assert!(error_of("min", [list([])]).contains("empty"));
    assert!(error_of("select", [list([i(1)]), i(1)]).contains("no element 1 in a list of 1 element"));
    assert!(error_of("zip", [list([i(1)]), list([])]).contains("same length"));
    assert_eq!(value_of("contains", [record([("a", i(1))]), s("a")]), "true");
    assert_eq!(value_of("contains", [list([i(1)]), Value::Float(1.0)]), "true");
    assert_eq!(value_of("unique", [list([i(1), s("1"), Value::Float(1.0), s("1")])]), "[1, \"1\"]");
    assert_eq!(value_of("sort", [list([Value::Size(2048), Value::Size(1)])]), "[1B, 2KiB]");
    assert_eq!(value_of("range", [i(3)]), "[0, 1, 2]");
    assert_eq!(value_of("range", [i(3), i(1)]), "[]");
    assert_eq!(value_of("any", [list([])]), "false");
    assert_eq!(value_of("all", [list([])]), "true");
}

#[test]
fn variants_with_another_tag_replace() {
    let variant = |kind: &str, field| {
        crate::types::record([("kind", crate::types::literal_str(kind)), (field, crate::types::int())])
    };
    let either = crate::types::union([variant("a", "x"), variant("b", "y")]);
    let a = record([("kind", s("a")), ("x", i(1))]);
    let b = record([("kind", s("b")), ("y", i(2))]);
    assert_eq!(shown(&merge_values(&a, &b, Some(&either))), "{ kind: \"b\", y: 2 }");
    let more = record([("x", i(3))]);
    assert_eq!(shown(&merge_values(&a, &more, Some(&either))), "{ kind: \"a\", x: 3 }");
}

#[test]
fn json() {
    let odd = record([("k\"", s("a\\b\n\u{1}")), ("f", Value::Float(1.0)), ("n", Value::Null), ("e", list([]))]);
    let text = match run("json", [odd.clone()]).unwrap() {
        Value::Str(text) => text,
        other => panic!("{}", shown(&other)),
    };
    assert_eq!(text, r#"{"k\"":"a\\b\n\u0001","f":1.0,"n":null,"e":[]}"#);
    assert_eq!(shown(&run("parse_json", [Value::Str(text)]).unwrap()), shown(&odd));
    assert!(error_of("parse_json", [s("{")]).starts_with("this is not Json: "));
    assert!(error_of("parse_json", [s("18446744073709551615")]).contains("too large"));
    assert!(error_of("json", [Value::Duration(1)]).contains("no Json value"));
}

#[test]
fn files() {
    assert_eq!(value_of("files", [s("sql/**/*.sql")]), "[\"sql/a.sql\", \"sql/b.sql\", \"sql/old/c.sql\"]");
    assert_eq!(value_of("files", [s("*.{txt,md}")]), "[\"hello.txt\"]");
    assert!(error_of("files", [s("a[")]).contains("not a pattern"));
    assert!(error_of("file", [s("no")]).contains("there is no file"));
}
