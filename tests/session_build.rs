//! A session builds after each edit what a fresh build of the same texts makes: the same diagnostics, notes and templates, and names
//! that stand for the same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use batc::driver::{self, BuildOptions, BuildOutcome, Session};
use batc::evaluate::Stop;
use batc::source::SourceMap;
use batc::world::{FilePath, World};

#[path = "support/platform.rs"]
mod platform;

use platform::{Random, platform, seen};

/// All that can be seen of a build.
fn all(outcome: &BuildOutcome, sources: &SourceMap) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for diagnostic in outcome.diagnostics.iter() {
        *all.entry(seen(diagnostic, sources)).or_insert_with(String::new) += "told ";
    }
    for assembly in &outcome.assemblies {
        for (at, stack) in assembly.stacks.iter().enumerate() {
            let template = String::from_utf8(stack.template.clone()).expect("a template is text");
            let stack = batc::emit::StackOutput { template: Vec::new(), ..stack.clone() };
            let name = format!("{} {}", assembly.env_name, stack.name);
            all.insert(name, format!("{at} {stack:?}\n{template}"));
        }
    }
    all.insert("notes".to_owned(), outcome.notes.join("\n"));
    for named in &outcome.named {
        for (span, meant) in &named.names {
            let (file, range) = sources.resolve(*span);
            let path = &sources.file(file).path;
            all.insert(format!("{} {path}:{range:?}", named.environment), format!("{meant:?}"));
        }
    }
    all
}

/// What is different, shortly.
fn difference(a: &BTreeMap<String, String>, b: &BTreeMap<String, String>) -> String {
    let keys: BTreeSet<&String> = a.keys().chain(b.keys()).filter(|key| a.get(*key) != b.get(*key)).collect();
    let lines = |text: Option<&String>| text.map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>());
    let mut out = String::new();
    for key in keys.into_iter().take(8) {
        let (a, b) = (lines(a.get(key)), lines(b.get(key)));
        out += &format!("== {key}\n");
        let only = |a: &Option<Vec<String>>, b: &Option<Vec<String>>| {
            let b: BTreeSet<&String> = b.iter().flatten().collect();
            let lines = a.iter().flatten().filter(|line| !b.contains(line)).take(6).cloned();
            lines.collect::<Vec<_>>().join("\n")
        };
        out += &format!("session ({}): {}\nfresh ({}): {}\n", a.is_some(), only(&a, &b), b.is_some(), only(&b, &a));
    }
    out
}

/// An edit that often leaves a program that can be built: of a number, a truth, a text, a line, a comment, white space.
fn edited(text: &str, random: &mut Random) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = random.below(lines.len());
    let line = lines[at];
    let put = |new: &str| lines[..at].concat() + new + &lines[at + 1..].concat();
    let digit = line.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(i, _)| i).next_back();
    let quote = line.rfind('"');
    match random.below(10) {
        0 => put(&format!("{}  // {}\n", line.trim_end(), random.below(100))),
        1 => put(&format!("\n{line}")),
        2 => put(&format!("  // a remark\n{line}")),
        3 if line.contains("true") => put(&line.replacen("true", "false", 1)),
        3 if line.contains("false") => put(&line.replacen("false", "true", 1)),
        4 | 5 if digit.is_some() => {
            let digit = digit.unwrap_or_default();
            put(&format!("{}{}{}", &line[..digit], random.below(10), &line[digit + 1..]))
        }
        6 if quote.is_some() => {
            let quote = quote.unwrap_or_default();
            put(&format!("{}{}{}", &line[..quote], ["x", "-1", "A"][random.below(3)], &line[quote..]))
        }
        7 => put(""),
        8 => put(&format!("{line}{line}")),
        _ => put(&line.replacen(": ", ":  ", 1)),
    }
}

#[test]
fn a_session_builds_what_a_fresh_build_makes() {
    let edits: usize = std::env::var("BATC_EDITS").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    let mut random = Random(std::env::var("BATC_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(5));
    let (world, inputs) = platform();
    let mut session = Session::new(world);
    let options = BuildOptions { named: true, ..BuildOptions::default() };
    let (mut built, mut wrong) = (0, 0);
    for step in 0..edits {
        let path = &inputs[random.below(inputs.len())];
        let before = session.world().read(path).expect("a text");
        session.world_mut().overlay(path, &edited(&before, &mut random));
        let found = session.build(&inputs, &options, &Stop::default()).expect("nobody stops it");
        let fresh = driver::build(session.world(), &inputs, &options);
        match found.assemblies.is_empty() {
            true => wrong += 1,
            false => built += 1,
        }
        let (found, fresh) = (all(&found, session.sources()), all(&fresh, &fresh.sources));
        assert!(found == fresh, "after edit {step} in {}:\n{}", path.display(), difference(&found, &fresh));
        // Some edits stay for a while.
        if random.below(3) > 0 || wrong > built {
            session.world_mut().overlay(path, &before);
        }
        if random.below(12) == 0 {
            inputs.iter().for_each(|path| session.world_mut().without_overlay(path));
        }
    }
    eprintln!("{built} built, {wrong} with errors");
}

/// A session over these texts, built once, and the texts' paths.
fn of_texts(texts: &[(&str, &str)]) -> (Session, Vec<FilePath>) {
    let mut session = Session::new(World::in_memory(texts.iter().copied()));
    let sources = texts.iter().filter(|(path, _)| path.ends_with(".bat"));
    let paths: Vec<FilePath> =
        sources.map(|(path, _)| session.world().input(Path::new(path)).expect("a text")).collect();
    build(&mut session, &paths);
    (session, paths)
}

/// Builds, compares with a fresh build, and tells how many environments were evaluated.
fn build(session: &mut Session, inputs: &[FilePath]) -> usize {
    let options = BuildOptions { named: true, ..BuildOptions::default() };
    let before = session.evaluations();
    let found = session.build(inputs, &options, &Stop::default()).expect("nobody stops it");
    let fresh = driver::build(session.world(), inputs, &options);
    let (found, fresh) = (all(&found, session.sources()), all(&fresh, &fresh.sources));
    assert!(found == fresh, "{}", difference(&found, &fresh));
    session.evaluations() - before
}

/// Writes one text in the place of another, and builds.
fn edited_build(session: &mut Session, inputs: &[FilePath], path: &str, old: &str, new: &str) -> usize {
    let file = session.world().locate(Path::new(path)).expect("a path");
    let text = session.world().read(&file).expect("a text");
    assert!(text.contains(old));
    session.world_mut().overlay(&file, &text.replacen(old, new, 1));
    build(session, inputs)
}

const APP: &str = r#"stack Store {
  param keep: Int
  param note: String
  // Why it is there.
  resource bucket = AWS::S3::Bucket {
    LifecycleConfiguration: { Rules: [{ Status: "Enabled", ExpirationInDays: keep }] }
    BucketName: file("name.txt")
  }
  assert keep > 3, "too short"
}

app All {
  param keep: Int
  stack store = Store { keep, note: "x" }
}
"#;
const DEV: &str = "use \"./app.bat\".{All}\n\nenv dev = All {\n  keep: 3\n}\n";
const PROD: &str = "use \"./app.bat\".{All}\n\nenv prod = All {\n  keep: 30\n}\n";

fn texts() -> [(&'static str, &'static str); 5] {
    [("app.bat", APP), ("dev.bat", DEV), ("prod.bat", PROD), ("name.txt", "a-name"), ("other.bat", "let a = 1\n")]
}

#[test]
fn what_an_edit_changes_nothing_for_is_not_evaluated_again() {
    let (mut session, paths) = of_texts(&texts());
    let mut edit = |path: &str, old: &str, new: &str| edited_build(&mut session, &paths, path, old, new);
    assert_eq!(edit("other.bat", "1", "2"), 0, "no environment reaches the file");
    assert_eq!(edit("app.bat", "Why it is", "Here for what reason it is"), 0, "a comment says nothing");
    assert_eq!(edit("app.bat", "resource bucket", "resource  bucket"), 0, "white space says nothing");
    assert_eq!(edit("dev.bat", "env", "\n\n// first\nenv"), 0, "the mistake is told at its new place");
    assert_eq!(edit("prod.bat", "30", "40"), 1, "the other environment does not see it");
    assert_eq!(edit("app.bat", "keep >", "kept >"), 0, "with mistakes nothing is evaluated");
    assert_eq!(edit("app.bat", "kept >", "keep >"), 0, "and then all is as it was");
    assert_eq!(edit("name.txt", "a-name", "b-name"), 2, "both have read the text");
    assert_eq!(edit("app.bat", "keep > 3", "keep > 2"), 2, "both assert it");
}

#[test]
fn a_build_that_is_out_of_date_stops_and_leaves_nothing_behind() {
    let (mut session, paths) = of_texts(&texts());
    let file = session.world().locate(Path::new("app.bat")).expect("a path");
    session.world_mut().overlay(&file, &APP.replace("keep > 3", "keep > 2"));
    let stop = Stop::default();
    stop.stop();
    assert!(session.build(&paths, &BuildOptions::default(), &stop).is_none());
    assert_eq!(build(&mut session, &paths), 2);
}

const LOOK: &str = r#"use "./app.bat".{All}
use "./dev.bat".{dev}

rule "production keeps as long" for AWS::S3::Bucket as bucket {
  for other in resources(AWS::S3::Bucket, in: dev) {
    assert bucket.BucketName == other.BucketName, "`${bucket.meta.path}` is not named as in development"
  }
}

env prod = All {
  keep: 30
}
"#;

#[test]
fn rules_see_other_environments_as_they_are_now() {
    let mut texts = texts();
    (texts[1].1, texts[2].1) = ("use \"./app.bat\".{All}\n\nenv dev = All {\n  keep: 5\n}\n", LOOK);
    let (mut session, paths) = of_texts(&texts);
    let mut edit = |path: &str, old: &str, new: &str| edited_build(&mut session, &paths, path, old, new);
    assert_eq!(edit("prod.bat", "30", "40"), 1, "development is known");
    assert_eq!(edit("dev.bat", "5", "6"), 2, "production looks at it");
    let named = r#"if env.name == "dev" then "other" else file("name.txt")"#;
    assert_eq!(edit("app.bat", r#"file("name.txt")"#, named), 2, "the rule does not hold");
    let built = driver::build(session.world(), &paths, &BuildOptions::default());
    assert!(built.diagnostics.iter().any(|found| found.message.contains("is not named as in development")));
    let mut edit = |path: &str, old: &str, new: &str| edited_build(&mut session, &paths, path, old, new);
    assert_eq!(edit("prod.bat", "40", "41"), 1);
    assert_eq!(edit("app.bat", "other", "a-name"), 2, "it does again");
    assert_eq!(edit("app.bat", "keep > 3", "keep > 7"), 2, "development cannot be looked at");
    assert_eq!(edit("prod.bat", "41", "42"), 1);
    assert_eq!(edit("app.bat", "keep > 7", "keep > 2"), 2, "it can again");
}

/// A stack with as many things in it as there are ways to depend on something, and another that reads from it.
const KEPT: &str = r#"construct Store {
  param name: String
  param days: Int
  param kept: Bool
  resource bucket = AWS::S3::Bucket {
    BucketName: name
    VersioningConfiguration: { Status: if kept then "Enabled" else "Suspended" }
    LifecycleConfiguration: { Rules: [{ Status: "Enabled", ExpirationInDays: days }] }
  }
  output bucket
}

stack Data {
  settings { region: "eu-central-1" }
  parameter stage: String { default: "a", allowed: ["a", "b"] }
  resource store = Store { name: "bench-${env.name}", days: 5, kept: true }
  resource queue = AWS::SQS::Queue { VisibilityTimeout: 30 }
  if stage == "b" {
    resource topic = AWS::SNS::Topic { DisplayName: "only there" }
  }
  resource alarm = AWS::CloudWatch::Alarm {
    AlarmDescription: "messages wait in ${queue.QueueName} of ${stage}"
    Namespace: "AWS/SQS"
    MetricName: "ApproximateNumberOfMessagesVisible"
    Dimensions: [{ Name: "QueueName", Value: queue.QueueName }]
    Statistic: "Maximum"
    Period: 300
    EvaluationPeriods: 1
    Threshold: 100
    ComparisonOperator: "GreaterThanThreshold"
  }
  output arn = queue.Arn
  output store
}

stack Reader {
  param from: String
  param bucket: String
  resource role = AWS::IAM::Role {
    AssumeRolePolicyDocument: {
      Version: "2012-10-17"
      Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }]
    }
    Policies: [{
      PolicyName: "queue"
      PolicyDocument: {
        Version: "2012-10-17"
        Statement: [{ Effect: "Allow", Action: ["sqs:SendMessage"], Resource: from }]
      }
    }]
    Description: "reads ${bucket}"
  }
}

app All {
  stack data = Data {}
  stack reader = Reader { from: data.arn, bucket: data.store.bucket.Arn }
  tags { Owner: "me" }
}

env dev = All {
  account: "123456789012"
  region: "eu-central-1"
}
"#;

#[test]
fn what_is_kept_of_resources_is_what_they_are() {
    let (mut session, paths) = of_texts(&[("main.bat", KEPT)]);
    let kept = session.resource_count();
    assert!(kept > 2, "{kept}");
    let edits = [
        ("days: 5", "days: 6"),
        ("kept: true", "kept: false"),
        ("bench-", "other-"),
        ("resource queue", "resource line"),
        ("resource line", "resource queue"),
        ("queue.QueueName}", "queue.Arn}"),
        ("Value: queue.QueueName", "Value: store.bucket.ref"),
        ("from: data.arn", "from: data.store.bucket.Arn"),
        ("region: \"eu-central-1\" }", "region: \"us-east-1\" }"),
        ("Owner: \"me\"", "Owner: \"you\""),
        ("if stage == \"b\"", "if stage == \"a\""),
        (
            "  if stage",
            "  @on_delete(\"Retain\")\n  resource more = AWS::SNS::Topic { DisplayName: \"more\" }\n  if stage",
        ),
        ("DisplayName: \"more\"", "DisplayName: \"more\", KmsMasterKeyId: queue.Arn"),
        ("Threshold: 100", "Threshold: 100.5"),
        ("Period: 300", "Period: 0"),
        ("Period: 0", "Period: 60"),
        ("stack reader", "stack second"),
    ];
    for (old, new) in edits {
        edited_build(&mut session, &paths, "main.bat", old, new);
    }
    // A mistake is taken back, and the names in the loop below are new each time.
    edited_build(&mut session, &paths, "main.bat", "more\", KmsMasterKeyId: queue.Arn", "more\"");
    for turn in 0..40 {
        let text = session.world().read(&paths[0]).expect("a text");
        let (old, new) =
            (format!("resource more{}", "x".repeat(turn)), format!("resource more{}", "x".repeat(turn + 1)));
        session.world_mut().overlay(&paths[0], &text.replace(&old, &new));
        let built = session.build(&paths, &BuildOptions::default(), &Stop::default()).expect("nobody stops it");
        assert!(!built.assemblies.is_empty(), "{:?}", built.diagnostics);
    }
    assert!(session.resource_count() < kept + 20, "what is gone is dropped: {}", session.resource_count());
}
