//! Nothing that is written in a few lines may take the machine's memory or time.

use super::*;

#[test]
fn results_are_bounded() {
    assert!(error_of("range", [i(i64::MAX)]).contains("at most 100000"));
    assert!(error_of("range", [i(i64::MIN), i(i64::MAX)]).contains("at most 100000"));
    let long = "a".repeat(3 << 20);
    assert!(error_of("replace", [s(&long), s("a"), s("aaaaaaaa")]).contains("more than"));
    assert!(error_of("join", [list([s(&long), s(&long)]), s("")]).contains("at most"));
    assert!(interpolate([s(&long), s(&long)]).is_err());
    let wide = list((0..60_000).map(i));
    assert!(error_of("concat", [wide.clone(), wide.clone()]).contains("at most"));
    assert!(error_of("flatten", [list([wide.clone(), wide])]).contains("at most"));
    let texts = list((0..3).map(|_| s(&long)));
    assert!(error_of("json", [texts]).contains("longer than"));
}

#[test]
fn deep_values_are_refused() {
    let mut deep = list([]);
    for _ in 0..1000 {
        deep = list([deep]);
    }
    assert!(error_of("json", [deep]).contains("nested too deeply"));
    let text = "[".repeat(100_000);
    assert!(error_of("parse_json", [s(&text)]).contains("not Json"));
}

#[test]
fn a_budget_that_is_used_up_ends_the_call() {
    let mut project = Project { steps: 9_999_999 };
    let range = lookup("range").unwrap();
    let error = call(range, vec![Some(i(1000)), None], &mut project).unwrap_err();
    assert_eq!(error.message, "the budget is used up");
}

/// Every function with every kind of argument: an error perhaps, but never a panic.
#[test]
fn no_argument_makes_a_function_panic() {
    let kinds = || {
        vec![
            Value::Null,
            Value::Bool(true),
            i(0),
            i(-1),
            i(i64::MAX),
            i(i64::MIN),
            Value::Float(f64::NAN),
            Value::Float(-1.5),
            s(""),
            s("10.0.0.0/16"),
            s("::/0"),
            s("äb"),
            Value::Duration(i64::MIN),
            Value::Size(i64::MAX),
            list([]),
            list([i(1), s("a"), made(1), Value::Null]),
            list([list([i(1)])]),
            record([("a", Value::Null)]),
            Value::Resource(ResourceId(0)),
            Value::Condition(crate::evaluate::ConditionId(0)),
            made(0),
            run("zones", []).unwrap(),
        ]
    };
    for builtin in all() {
        let params = spec(builtin).params.len();
        for a in kinds() {
            for b in kinds() {
                for c in if params > 2 { kinds() } else { vec![Value::Null] } {
                    let args = [&a, &b, &c].into_iter().take(params).map(|v| Some(v.clone())).collect();
                    let _ = call(builtin, args, &mut Project::default());
                }
            }
        }
        let _ = call(builtin, vec![], &mut Project::default());
    }
}
