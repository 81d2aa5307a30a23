//! What mends each code: the first failing example of each page of `docs/errors/` with the actions that an editor offers for it.
//! The first action, where it is what is most likely meant, makes the report go away, and gives no error of syntax.

mod support;

use std::fmt::Write as _;
use std::ops::Range;

use batc::check::Wanted;
use batc::diagnostics::Diagnostics;
use batc::driver::Session;
use batc::ide::Document;
use batc::ide::actions::{Action, Change, Known, Report, mend};
use batc::world::{error_page, error_page_codes};

use support::{blocks, files, list, outcome, world};

/// The first report with a code, and what is offered for it.
struct Offered {
    path: String,
    actions: Vec<Action>,
}

fn offered(id: &str, example: &str) -> Option<Offered> {
    let (sources, found) = outcome(example);
    let report = found.iter().find(|report| report.code.id == id)?;
    let (file, range) = sources.resolve(report.span()?);
    let path = sources.file(file).path.clone();
    let mut actions: Vec<Action> = Vec::new();
    if let Some(suggestion) = report.suggestion(&sources) {
        let (_, range) = sources.resolve(suggestion.span);
        let title = format!("Write `{}`", suggestion.replacement);
        actions.push(Action::fix(title, vec![Change { range, text: suggestion.replacement }]).preferred());
    }
    let (world, inputs) = world(&files(example));
    let mut session = Session::new(world);
    let analysis = session.check(&inputs, Wanted::Everything);
    let (_, module) = analysis.modules.iter().find(|(_, module)| module.path.display() == path)?;
    let text = &session.sources().file(module.file).text;
    let document = Document { text, tree: &module.tree, sources: session.sources() };
    let known = Known { program: &analysis.program, facts: &analysis.facts };
    let told = Report {
        code: id,
        message: &report.message,
        lacking: report.lacking(),
        help: report.help.as_deref().unwrap_or_default(),
        range: &range,
    };
    actions.extend(mend(&document, &known, &told));
    Some(Offered { path, actions })
}

/// The example after an action.
fn acted(example: &str, path: &str, action: &Action) -> String {
    let mut out = String::new();
    for (name, mut text) in files(example) {
        if name == path {
            let mut changes = action.changes.clone();
            changes.sort_by_key(|change| std::cmp::Reverse(change.range.start));
            for change in changes {
                let range: Range<usize> = change.range;
                text.replace_range(range, &change.text);
            }
        }
        let _ = write!(out, "// file: {name}\n{text}");
    }
    out
}

fn count(found: &Diagnostics, id: &str) -> usize {
    found.iter().filter(|report| report.code.id == id).count()
}

#[test]
fn each_code_is_mended_as_far_as_there_is_no_choice() {
    let (mut table, mut wrong) = (String::new(), String::new());
    for id in error_page_codes() {
        let examples = blocks(error_page(id).unwrap_or_default(), "bat failing");
        let Some(((_, example), Some(offered))) = examples.first().map(|(line, e)| ((line, e), offered(id, e))) else {
            continue;
        };
        let titles: Vec<&str> = offered.actions.iter().map(|action| action.title.as_str()).collect();
        let _ = writeln!(table, "{id}: {}", if titles.is_empty() { "-".to_owned() } else { titles.join(" | ") });
        let before = outcome(example).1;
        for action in offered.actions.iter().filter(|action| action.is_preferred) {
            let text = acted(example, &offered.path, action);
            let (sources, after) = outcome(&text);
            let breaks = !id.starts_with("E01") && after.iter().any(|report| report.code.id.starts_with("E01"));
            if count(&after, id) >= count(&before, id) || breaks {
                let _ = writeln!(wrong, "{id}: `{}` gives\n{text}\n{}", action.title, list(&sources, &after));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!(table) });
}
