//! Declarations that lead back to themselves, with the way there.

use super::{Checker, context::Cx, errors};
use crate::{
    ast::{Item, Symbol},
    diagnostics::Diagnostic,
    resolve::ItemId,
    source::Span,
};

/// A declaration of a file that is being checked.
#[derive(Clone, Debug)]
pub(super) struct Asking {
    item: ItemId,
    name: Symbol,
    /// Where it is asked for.
    from: Span,
}

impl<'a> Checker<'a> {
    /// Runs `f`, which checks a declaration that is asked for at `from`.
    pub(super) fn asking<T>(&mut self, item: ItemId, name: &Symbol, from: Span, f: impl FnOnce(&mut Self) -> T) -> T {
        self.asking.push(Asking { item, name: name.clone(), from });
        let result = f(self);
        self.asking.pop();
        result
    }

    /// The way from a declaration that is being checked back to itself: what each step says, and where.
    fn way_back(&self, item: ItemId, name: &Symbol, from: Span) -> Vec<(String, Span)> {
        let start = self.asking.iter().rposition(|a| a.item == item).unwrap_or(self.asking.len());
        let steps = &self.asking[start..];
        let mut way: Vec<_> = steps
            .iter()
            .enumerate()
            .map(|(i, step)| {
                let (to, at) = steps.get(i + 1).map_or((name, from), |next| (&next.name, next.from));
                let verb = match self.modules.item(step.item) {
                    Item::Function(_) => "calls",
                    Item::Construct(_) | Item::Stack(_) | Item::App(_) | Item::TypeAlias(_) => "contains",
                    Item::Env(_) => "extends",
                    _ => "needs",
                };
                (format!("`{}` {verb} `{to}`", step.name), at)
            })
            .collect();
        if way.is_empty() {
            way.push(("leads back to it".to_owned(), from));
        }
        way
    }

    /// Reports a construct or stack that contains itself.
    pub(super) fn recursive_body(&mut self, item: ItemId, name: &Symbol, from: Span) {
        let way = self.way_back(item, name, from);
        self.report(errors::recursive_body(name, &way));
    }

    /// Reports a type that contains itself.
    pub(super) fn recursive_type(&mut self, item: ItemId, name: &Symbol, from: Span) {
        let way = self.way_back(item, name, from);
        self.report(errors::recursive_type(name, &way));
    }

    /// Reports a function that calls itself.
    pub(super) fn recursive_function(&mut self, item: ItemId, name: &Symbol, from: Span) {
        let way = self.way_back(item, name, from);
        self.report(errors::recursive_function(name, &way));
    }

    /// Reports a file-level `let` that depends on itself.
    pub(super) fn global_cycle(&mut self, item: ItemId, name: &Symbol, from: Span) {
        let way = self.way_back(item, name, from);
        self.report(errors::value_cycle(&format!("`{name}`"), &way));
    }

    /// Reports a cell that depends on itself.
    pub(super) fn cell_cycle(&mut self, cx: &Cx<'a>, name: &str, from: Span) {
        let start = cx.busy.iter().rposition(|(n, _)| n == name).unwrap_or(0);
        let way: Vec<_> = (start..cx.busy.len())
            .map(|i| {
                let (to, at) = cx.busy.get(i + 1).map_or((name, from), |(next, at)| (next.as_str(), *at));
                (step(&cx.busy[i].0, to), at)
            })
            .collect();
        self.report(errors::value_cycle(&shown(name), &way));
    }

    /// Reports a cell that its own condition asks for: the condition is being computed.
    pub(super) fn condition_cycle(&mut self, cx: &Cx<'a>, condition: &str, name: &str, declared: Span, from: Span) {
        let start = cx.busy.iter().rposition(|(n, _)| n == condition).unwrap_or(cx.busy.len());
        let mut way: Vec<_> = (start..cx.busy.len())
            .map(|i| {
                let (to, at) = cx.busy.get(i + 1).map_or((name, from), |(next, at)| (next.as_str(), *at));
                (step(&cx.busy[i].0, to), at)
            })
            .collect();
        way.insert(0, (step(name, condition), declared));
        self.report(errors::value_cycle(&shown(name), &way));
    }
}

fn is_condition(name: &str) -> bool {
    name.starts_with("if ")
}

fn shown(name: &str) -> String {
    if is_condition(name) { "the condition".to_owned() } else { format!("`{name}`") }
}

fn step(from: &str, to: &str) -> String {
    match is_condition(to) {
        true => format!("{} is declared under the condition", shown(from)),
        false => format!("{} needs {}", shown(from), shown(to)),
    }
}

/// The labels of a cycle: the last step is where it closes.
pub(super) fn labelled(diagnostic: Diagnostic, way: &[(String, Span)]) -> Diagnostic {
    let Some(((last, _), others)) = way.split_last() else { return diagnostic };
    others.iter().fold(diagnostic.label(last), |all, (text, at)| all.also(*at, text))
}
