//! `batc test`.

use crate::support::Project;

const APP: &str = r#"
stack Orders {
  resource queue = AWS::SQS::Queue { VisibilityTimeout: 30 }
}

app Shop {
  stack orders = Orders {}
}

env development = Shop {}

env production = Shop { production: true }
"#;

const TESTS: &str = r#"
use "../app.bat".{Shop, production}

test "one queue" for Shop {
  assert count(AWS::SQS::Queue) == 1
}

test "a minute" for production {
  assert only(AWS::SQS::Queue).VisibilityTimeout == 60
}

test "only there" for Shop {
  if env.production {
    assert env.name == "production"
  }
}

test "refused" expects E0410 {
  stack Wrong {
    resource queue = AWS::SQS::Queue { Nope: 1 }
  }
}
"#;

/// What does not depend on the time.
fn timeless(text: &str) -> String {
    let cut = |line: &str| match line.rsplit_once(" in ") {
        Some((before, after)) if after.ends_with(" ms") => before.to_owned(),
        _ => line.to_owned(),
    };
    text.lines().map(cut).collect::<Vec<_>>().join("\n")
}

#[test]
fn each_format_tells_the_same() {
    let project = Project::new(&[("app.bat", APP), ("tests/queue.bat", TESTS)]);
    let human = project.run(&["test"]);
    assert_eq!((human.code, &*human.stdout), (1, ""));
    insta::assert_snapshot!("human", timeless(&human.stderr));
    let short = project.run(&["test", "tests", "--message-format", "short"]);
    assert_eq!((short.code, &*short.stdout), (1, ""));
    insta::assert_snapshot!("short", timeless(&short.stderr));
    let json = project.run(&["test", "--message-format", "json"]);
    assert_eq!((json.code, &*json.stderr), (1, ""));
    insta::assert_snapshot!("json", json.stdout);
    let junit = project.run(&["test", "--message-format", "junit"]);
    assert_eq!((junit.code, &*junit.stderr), (1, ""));
    insta::assert_snapshot!("junit", junit.stdout);
}

#[test]
fn tests_are_chosen_by_name() {
    let project = Project::new(&[("app.bat", APP), ("tests/queue.bat", TESTS)]);
    let one = project.run(&["test", "--filter", "one"]);
    assert_eq!(one.code, 0, "{one:?}");
    assert_eq!(timeless(&one.stderr), "ok      one queue: development, production\n2 tests: 2 passed");
    let none = project.run(&["test", "--filter", "two"]);
    assert_eq!(none.code, 2);
    insta::assert_snapshot!("none", none.stderr);
}

#[test]
fn an_environment_with_errors_fails_its_tests() {
    let broken =
        "rule \"no queues\" for AWS::SQS::Queue as queue {\n  assert env.name != \"production\", \"a queue\"\n}\n";
    let project = Project::new(&[("app.bat", &format!("{APP}\n{broken}")), ("tests/queue.bat", TESTS)]);
    let run = project.run(&["test", "--filter", "one"]);
    assert_eq!(run.code, 1, "{run:?}");
    insta::assert_snapshot!("broken", timeless(&run.stderr));
    let junit = project.run(&["test", "--filter", "one", "--message-format", "junit"]);
    assert!(junit.stdout.contains("errors=\"1\""), "{junit:?}");
    assert!(junit.stderr.contains("E1101"), "{junit:?}");
}
