//! Tests: asserts on what environments compile to.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use similar::{ChangeTag, TextDiff};

use super::{facts::Elsewhere, rules::Asserted};
use crate::{
    builtins,
    diagnostics::{Diagnostic, Diagnostics},
    evaluate::{
        Options, build,
        conditions::Truth,
        errors,
        frames::FrameId,
        machine::{Evaluator, Inputs},
        value::{InstanceId, Value},
    },
    hir::{BinaryOp, Expr, ExprKind, Look, Program, TestKind, UnaryOp},
    source::{SourceMap, Span},
    world::World,
};

/// What a test found in one environment.
#[derive(Debug)]
pub struct Tested {
    /// Which test: an index into the program's.
    pub test: usize,
    /// In which environment: an index into the program's.
    pub env: usize,
    /// What came of it.
    pub verdict: Verdict,
    /// Why it failed.
    pub diagnostics: Vec<Diagnostic>,
}

/// What came of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All asserts hold.
    Passed,
    /// One does not, or could not be evaluated.
    Failed,
    /// No assert was reached.
    Skipped,
    /// The environment could not be built, which was reported.
    NotBuilt,
}

/// An environment that was built and is looked at.
struct Built<'p> {
    env: usize,
    app: InstanceId,
    evaluator: Evaluator<'p>,
}

/// Runs tests, each in all environments that it names; an environment is built once. What is wrong with an environment
/// itself goes to `diagnostics`.
pub fn test(
    program: &Program,
    tests: &[usize],
    (sources, world): (&SourceMap, &World),
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Vec<Tested> {
    let (tested, found) = build::on_deep_stack(options, |options| {
        let inputs = Inputs { program, sources, world, options };
        run(inputs, tests)
    });
    diagnostics.extend(found);
    tested
}

fn run(inputs: Inputs<'_>, tests: &[usize]) -> (Vec<Tested>, Diagnostics) {
    let program = inputs.program;
    let mut needed: Vec<usize> = Vec::new();
    for test in tests {
        if let TestKind::For { envs, .. } = &program.tests[*test].kind {
            needed.extend(envs);
        }
    }
    if !needed.is_empty() {
        needed.extend(&program.compared);
    }
    needed.sort_unstable();
    needed.dedup();
    let mut lists: Vec<Diagnostics> = needed.iter().map(|_| Diagnostics::new()).collect();
    let mut tested = Vec::new();
    {
        let mut all: Vec<Built<'_>> = Vec::new();
        for (env, list) in needed.iter().zip(&mut lists) {
            if let Some((app, evaluator)) = build::keep(inputs, *env, list) {
                all.push(Built { env: *env, app, evaluator });
            }
        }
        let mut elsewhere: FxHashMap<usize, Option<Rc<Elsewhere>>> = FxHashMap::default();
        for env in &program.compared {
            let built = all.iter_mut().find(|built| built.env == *env);
            elsewhere.insert(*env, built.map(|built| Rc::new(built.evaluator.copied())));
        }
        let elsewhere = Rc::new(elsewhere);
        for built in &mut all {
            built.evaluator.kept.elsewhere = elsewhere.clone();
            built.evaluator.kept.is_looking = true;
            // What a test says names the environment itself.
            if let Some(env) = &mut built.evaluator.env {
                env.is_one_of_several = false;
            }
        }
        for test in tests {
            let TestKind::For { envs, .. } = &program.tests[*test].kind else { continue };
            for env in envs {
                let found = all.iter_mut().find(|built| built.env == *env);
                tested.push(match found {
                    Some(built) => built.evaluator.run_test(*test, *env, built.app),
                    None => Tested { test: *test, env: *env, verdict: Verdict::NotBuilt, diagnostics: Vec::new() },
                });
            }
        }
    }
    let mut found = Diagnostics::new();
    lists.into_iter().for_each(|list| found.extend(list));
    (tested, found)
}

impl<'p> Evaluator<'p> {
    /// Remembers what was written, for `stacks()`.
    pub(in crate::evaluate) fn keep_assembly(&mut self, assembly: crate::emit::Assembly) {
        self.kept.assembly = Some(Rc::new(assembly));
    }

    fn run_test(&mut self, index: usize, env: usize, app: InstanceId) -> Tested {
        let program = self.program;
        let test = &program.tests[index];
        let TestKind::For { block, .. } = &test.kind else {
            return Tested { test: index, env, verdict: Verdict::Skipped, diagnostics: Vec::new() };
        };
        let outer = self.instance(app).frame;
        let frame = self.frames.enter(block, outer, 0, app, None);
        let name = program.envs[env].name.clone();
        let before = self.start_list();
        let mut asserts = 0;
        self.look_through(&block.stmts, frame, &mut |e, asserted| {
            asserts += 1;
            if asserted.truth != Truth::Known(true) {
                let failure = e.failure(&asserted, test.span);
                e.report_another(failure);
            }
        });
        let mut diagnostics = self.end_list(before);
        for diagnostic in &mut diagnostics {
            diagnostic.message = format!("in `{name}`, {}", diagnostic.message);
        }
        let verdict = match (diagnostics.is_empty(), asserts) {
            (false, _) => Verdict::Failed,
            (true, 0) => Verdict::Skipped,
            (true, _) => Verdict::Passed,
        };
        Tested { test: index, env, verdict, diagnostics }
    }

    /// Why an assert does not hold.
    fn failure(&mut self, asserted: &Asserted<'p>, test: Span) -> Diagnostic {
        let frame = asserted.frame;
        let part = self.failing_part_of(asserted.condition, frame);
        let (label, detail) = self.why(part, frame, asserted.truth);
        let message = match asserted.message {
            Some(message) => self.activation(0, |e| e.eval(message, frame)).ok(),
            None => None,
        };
        // Without words of its own, what was found is the message.
        let (message, label) = match message {
            Some(Value::Str(text)) => (text.to_string(), label),
            Some(other) => (self.shown(&other), label),
            None => (label, "does not hold".to_owned()),
        };
        errors::test_failed(part.span, &message, &label, detail, test)
    }

    /// Of `a && b`, the one that does not hold.
    fn failing_part_of(&mut self, e: &'p Expr, frame: FrameId) -> &'p Expr {
        let ExprKind::Binary(BinaryOp::And, a, b) = &e.kind else { return e };
        match self.value_of(a, frame) {
            Some(Value::Bool(true)) => self.failing_part_of(b, frame),
            _ => self.failing_part_of(a, frame),
        }
    }

    fn value_of(&mut self, e: &'p Expr, frame: FrameId) -> Option<Value> {
        self.quietly(|ev| ev.activation(0, |ev| ev.eval(e, frame))).ok()
    }

    /// What was found instead, in a few words, and as a diff where it takes lines.
    fn why(&mut self, e: &'p Expr, frame: FrameId, truth: Truth) -> (String, Option<String>) {
        let untold = match truth {
            Truth::Known(_) => "",
            Truth::When(_) => ", which only the deployment knows",
        };
        match &e.kind {
            ExprKind::Binary(BinaryOp::Eq, a, b) => {
                // What is spelled out is what is expected, on whichever side it stands.
                let (found, expected) = if is_literal(a) && !is_literal(b) { (b, a) } else { (a, b) };
                let (Some(found), Some(expected)) = (self.value_of(found, frame), self.value_of(expected, frame))
                else {
                    return ("the assertion does not hold".to_owned(), None);
                };
                self.difference(&found, &expected, untold)
            }
            ExprKind::Look(Look::Like(value, parts)) => {
                let (Some(found), Some(expected)) = (self.value_of(value, frame), self.value_of(parts, frame)) else {
                    return ("the assertion does not hold".to_owned(), None);
                };
                let found = self.parts_of(&found, &expected, e.span);
                self.difference(&found, &expected, untold)
            }
            ExprKind::Binary(BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge, a, b) => {
                let (Some(a_value), Some(b_value)) = (self.value_of(a, frame), self.value_of(b, frame)) else {
                    return ("the assertion does not hold".to_owned(), None);
                };
                let (left, right) = (self.shown(&a_value), self.shown(&b_value));
                let text = match (is_literal(a), is_literal(b)) {
                    (false, true) => format!("found `{left}`"),
                    (true, false) => format!("found `{right}`"),
                    _ => format!("found `{left}` and `{right}`"),
                };
                (text + untold, None)
            }
            ExprKind::Unary(UnaryOp::Not, inner) => match self.value_of(inner, frame) {
                Some(Value::Bool(true)) => ("what must not hold holds".to_owned(), None),
                _ => (format!("the assertion does not hold{untold}"), None),
            },
            ExprKind::Builtin(builtin, args) => {
                let name = builtins::spec(*builtin).name;
                let mut shown = Vec::new();
                for arg in args.iter().flatten() {
                    if let Some(value) = self.value_of(arg, frame) {
                        shown.push((self.shown(&value), value));
                    }
                }
                let list: Vec<String> = shown.iter().map(|(text, _)| text.clone()).collect();
                let detail = shown.iter().find(|(_, v)| matches!(v, Value::List(_) | Value::Record(_)));
                let lines = detail.map(|(_, value)| value.clone()).map(|value| self.lines(&value));
                let lines = lines.filter(|_| list.iter().any(|text| text.starts_with("a ")));
                let verb = if untold.is_empty() { "is false of" } else { "cannot be told of" };
                (format!("`{name}` {verb} {}", list.join(", ")), lines)
            }
            _ => (format!("the assertion does not hold{untold}"), None),
        }
    }

    /// What was found and what was expected: in one line, or line by line.
    fn difference(&mut self, found: &Value, expected: &Value, untold: &str) -> (String, Option<String>) {
        let (short, wanted) = (self.shown(found), self.shown(expected));
        let compound = |value: &Value| matches!(value, Value::List(_) | Value::Record(_));
        let is_short = !compound(found) && !compound(expected) || short.starts_with('[') && wanted.starts_with('[');
        if is_short && short != wanted {
            let text = match untold {
                "" => format!("found `{short}`, expected `{wanted}`"),
                _ => format!("found `{short}`{untold}; expected `{wanted}`"),
            };
            return (text, None);
        }
        let (found, expected) = (self.lines(found), self.lines(expected));
        ("found something else than expected".to_owned() + untold, Some(diff(&found, &expected)))
    }
}

/// What is missing with `-`, what is there instead with `+`.
fn diff(found: &str, expected: &str) -> String {
    let mut out = "- expected\n+ found\n".to_owned();
    for change in TextDiff::from_lines(expected, found).iter_all_changes() {
        let sign = match change.tag() {
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
            ChangeTag::Equal => ' ',
        };
        out.push(sign);
        out.push(' ');
        out.push_str(change.value().trim_end_matches('\n'));
        out.push('\n');
    }
    out
}

/// Whether an expression spells its value out.
fn is_literal(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Null
        | ExprKind::Bool(_)
        | ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Str(_)
        | ExprKind::Duration(_)
        | ExprKind::Size(_)
        | ExprKind::List(_)
        | ExprKind::Record(_) => true,
        ExprKind::Coerce(inner, _) => is_literal(inner),
        _ => false,
    }
}
