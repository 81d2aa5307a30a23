//! What mends a mistake does: after its edits the text has no syntax error, and the mistake is gone.

use std::ops::Range;

use batc::check::Wanted;
use batc::driver::{Analysis, Session};
use batc::ide::Document;
use batc::ide::actions::{self, Action, Known};
use batc::world::World;

struct Checked {
    session: Session,
    analysis: Analysis,
    text: String,
}

impl Checked {
    fn of(text: &str) -> Checked {
        let mut session = Session::new(World::in_memory([("main.bat", text)]));
        let input = session.world().input("main.bat".as_ref()).expect("it is in memory");
        let analysis = session.check(&[input], Wanted::Everything);
        Checked { session, analysis, text: text.to_owned() }
    }

    fn codes(&self) -> Vec<&'static str> {
        self.analysis.diagnostics.iter().map(|d| d.code.id).collect()
    }

    fn act(&self, act: impl FnOnce(&Document, &Known) -> Option<Action>) -> Option<Action> {
        let (_, module) = self.analysis.modules.iter().find(|(_, m)| m.path.display() == "main.bat").expect("a module");
        let document = Document { text: &self.text, tree: &module.tree, sources: self.session.sources() };
        act(&document, &Known { program: &self.analysis.program, facts: &self.analysis.facts })
    }

    /// The place of the first report with a code, and what it says is missing.
    fn report(&self, code: &str) -> (Range<usize>, Vec<String>) {
        let found = self.analysis.diagnostics.iter().find(|d| d.code.id == code);
        let found = found.unwrap_or_else(|| panic!("no {code} in {:?}", self.codes()));
        let (_, range) = self.session.sources().resolve(found.span().expect("a place"));
        (range, found.lacking().to_vec())
    }
}

fn applied(text: &str, action: &Action) -> String {
    let mut text = text.to_owned();
    let mut changes = action.changes.clone();
    changes.sort_by_key(|change| std::cmp::Reverse(change.range.start));
    for change in changes {
        text.replace_range(change.range, &change.text);
    }
    text
}

/// Mends the report with a code, and gives the text then, which does not have it.
fn mended(
    text: &str,
    code: &str,
    act: impl FnOnce(&Document, &Known, &Range<usize>, &[String]) -> Option<Action>,
) -> String {
    let before = Checked::of(text);
    let (range, lacking) = before.report(code);
    let action = before.act(|document, known| act(document, known, &range, &lacking)).expect("something mends it");
    let text = applied(text, &action);
    let after = Checked::of(&text).codes();
    assert!(!after.contains(&code), "{code} is still there:\n{text}");
    assert!(!after.iter().any(|code| code.starts_with("E01")), "{after:?}\n{text}");
    text
}

#[test]
fn a_match_gets_its_arms() {
    let text =
        "type Size = \"s\" | \"m\" | \"l\"\nfn n(size: Size): Int = match size {\n  \"s\" => 1\n}\nlet a = n(\"s\")\n";
    let done = mended(text, "E0314", actions::arms);
    assert!(done.contains("  \"s\" => 1\n  \"m\" => 0\n  \"l\" => 0\n}"), "{done}");
    let one_line = "fn n(size: \"s\" | \"m\"): Int = match size { \"s\" => 1 }\nlet a = n(\"s\")\n";
    let done = mended(one_line, "E0314", actions::arms);
    assert!(done.contains("{ \"s\" => 1, \"m\" => 0 }"), "{done}");
}

#[test]
fn a_member_of_what_may_be_null_is_read_all_the_same() {
    let text = "construct A {\n  param web: { port: Int }?\n  output port = web.port\n}\n";
    let done = mended(text, "E0317", |document, _, at, _| actions::optional(document, at));
    assert!(done.contains("web?.port"), "{done}");
}

#[test]
fn an_environment_gets_its_settings() {
    let text = "type Net = { cidr: Cidr, zones: Int }\napp A {\n  param net: Net\n  param size: Int\n  assert net.zones > size, \
                \"few\"\n}\nenv dev = A {\n  account: \"123456789012\"\n  region: \"eu-central-1\"\n  net: { zones: 2 }\n}\n";
    let set = |document: &Document, known: &Known, at: &Range<usize>, lacking: &[String]| {
        actions::setting(document, known, at, lacking.first()?)
    };
    // Each is a report of its own, with the same code.
    let before = Checked::of(text);
    assert_eq!(before.codes(), ["E0601", "E0601"]);
    let (range, lacking) = before.report("E0601");
    let first = before.act(|document, known| set(document, known, &range, &lacking)).expect("something mends it");
    let text = applied(text, &first);
    let done = mended(&text, "E0601", set);
    assert!(done.contains("net: { zones: 2, cidr: \"10.0.0.0/16\" }"), "{done}");
    assert!(done.contains("\n  size: 0\n}"), "{done}");
}

#[test]
fn imports_are_put_in_order() {
    let text = "use \"./b.bat\".{B}\nuse std.storage.{Bucket}\nuse std.network.{Vpc as V, SecurityGroup}\nuse std.storage.{Bucket as \
                Store}\n\nlet a = 1\n";
    let action = Checked::of(text).act(|document, _| actions::organize(document)).expect("they are not in order");
    let done = applied(text, &action);
    let imports = "use std.network.{SecurityGroup, Vpc as V}\nuse std.storage.{Bucket, Bucket as Store}\nuse \"./b.bat\".{B}\n\nlet";
    assert!(done.starts_with(imports), "{done}");
    assert_eq!(Checked::of(&done).act(|document, _| actions::organize(document)), None);
    let commented = "use std.storage.{Bucket}\n// why\nuse std.network.{Vpc}\n";
    assert_eq!(Checked::of(commented).act(|document, _| actions::organize(document)), None);
}

#[test]
fn the_type_of_a_let_is_written() {
    let typed = |value: &str| {
        let text = format!("type Net = {{ zones: Int }}\nlet a = {value}\n");
        let at = text.find("a =").expect("a let");
        let action = Checked::of(&text).act(|document, known| actions::annotate(document, known, at))?;
        let text = applied(&text, &action);
        assert_eq!(Checked::of(&text).codes(), Vec::<&str>::new(), "{text}");
        text.lines().nth(1).map(|line| line.split(" =").next().unwrap_or_default().to_owned())
    };
    assert_eq!(typed("[1, 2]").as_deref(), Some("let a: [Int]"));
    assert_eq!(typed("{ zones: 1 }").as_deref(), Some("let a: { zones: Int }"));
    assert_eq!(typed("4d").as_deref(), Some("let a: Duration"));
    assert_eq!(typed("null"), None);
}

#[test]
fn what_the_help_asks_for_is_written() {
    let mended = |text: &str| {
        let checked = Checked::of(text);
        let report = checked.analysis.diagnostics.iter().next().expect("a report");
        let suggestion = report.suggestion(checked.session.sources())?;
        let (_, range) = checked.session.sources().resolve(suggestion.span);
        let mut text = text.to_owned();
        text.replace_range(range, &suggestion.replacement);
        assert_eq!(Checked::of(&text).codes(), Vec::<&str>::new(), "{text}");
        Some(text)
    };
    let done = |text: &str, wanted: &str| assert_eq!(mended(text).as_deref(), Some(wanted));
    done("let count = 1\nlet more = cuont + 1\n", "let count = 1\nlet more = count + 1\n");
    done("let nothing: Int? = None\n", "let nothing: Int? = null\n");
    done("let name: string = \"a\"\n", "let name: String = \"a\"\n");
    done("let size: \"small\" | \"large\" = \"smal\"\n", "let size: \"small\" | \"large\" = \"small\"\n");
    done(
        "stack A {\n  resource topic = AWS::SNS::Topci {}\n}\n",
        "stack A {\n  resource topic = AWS::SNS::Topic {}\n}\n",
    );
    done(
        "stack A {\n  resource topic = AWS::SNS::Topic { DisplayName: region }\n}\n",
        "stack A {\n  resource topic = AWS::SNS::Topic { DisplayName: stack.region }\n}\n",
    );
    // What is in a list is for the user to say.
    assert_eq!(mended("let names: list = [1]\n"), None);
}

/// The titles and texts of all that mends the first report with a code.
fn mends(text: &str, code: &str) -> Vec<(String, String)> {
    let before = Checked::of(text);
    let (range, lacking) = before.report(code);
    let report = before.analysis.diagnostics.iter().find(|d| d.code.id == code).expect("it was found");
    let (message, help) = (report.message.as_str(), report.help.clone().unwrap_or_default());
    let mut found = Vec::new();
    before.act(|document, known| {
        let report = actions::Report { code, message, lacking: &lacking, help: &help, range: &range };
        found = actions::mend(document, known, &report);
        None
    });
    found.iter().map(|action| (action.title.clone(), applied(text, action))).collect()
}

/// What one of the actions makes of the text, in which the code is gone.
fn mended_by(text: &str, code: &str, title: &str) -> String {
    let found = mends(text, code);
    let (_, done) = found.iter().find(|(other, _)| other == title).unwrap_or_else(|| panic!("not among {found:?}"));
    let codes = Checked::of(done).codes();
    assert!(!codes.contains(&code) && !codes.iter().any(|code| code.starts_with("E01")), "{codes:?}\n{done}");
    done.clone()
}

#[test]
fn what_may_be_null_gets_a_value_or_a_test() {
    let of = |value: &str| {
        format!(
            "fn f(n: Int): Int = n\nstack A {{\n  param size: Int?\n\n  /// What it is.\n  @on_delete(\"Delete\")\n  resource q = \
             AWS::SQS::Queue {{\n    DelaySeconds: {value}\n  }}\n  output a = 1\n}}\n"
        )
    };
    let given = "Take `0` where it is `null`, by `??`";
    assert!(mended_by(&of("f(size)"), "E0304", given).contains("f(size ?? 0)"));
    assert!(mended_by(&of("size + 1"), "E0309", given).contains("DelaySeconds: (size ?? 0) + 1"));
    let done = mended_by(&of("f(size)"), "E0304", "Declare it only where `size` is there");
    let wanted = "  if size != null {\n    /// What it is.\n    @on_delete(\"Delete\")\n    resource q = AWS::SQS::Queue {\n      \
                  DelaySeconds: f(size)\n    }\n  }\n  output";
    assert!(done.contains(wanted), "{done}");
    let field = "type S = { size: Int }\nstack A {\n  param size: Int?\n  let s: S = { size }\n  output s\n}\n";
    assert!(mended_by(field, "E0304", given).contains("{ size: size ?? 0 }"));
    let text = "stack A {\n  param name: String?\n  output a = \"x${name}\"\n}\n";
    assert!(mended_by(text, "E0311", "Take `\"\"` where it is `null`, by `??`").contains("\"x${name ?? \"\"}\""));
}

#[test]
fn texts_that_are_added_become_one() {
    let one = |value: &str| {
        let text = format!("stack A {{\n  param name: String\n  output a = {value}\n}}\n");
        let done = mended_by(&text, "E0309", "Write one text with `${…}`");
        done.lines().nth(2).map(|line| line.trim_start_matches("  output a = ").to_owned()).unwrap_or_default()
    };
    assert_eq!(one("name + \"-x\""), "\"${name}-x\"");
    assert_eq!(one("\"a-\" + name + \"-${name}\" + string(3)"), "\"a-${name}-${name}${string(3)}\"");
    assert_eq!(one("1 + 2 + name"), "\"${1 + 2}${name}\"");
}
