//! Rules and tests: bodies that look at what was compiled, and where they apply.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{
    Checker,
    context::{Cx, Role},
    decorators::{OF_RULE, OF_TEST},
    errors,
    memo::{Kept, Part, What},
};
use crate::{
    ast::{self, EnvBase, Item},
    hir,
    resolve::{ItemId, ModuleId, Target, did_you_mean},
    source::Span,
    types::BodyId,
};

const WHAT_A_REPORT_SAYS: &str = "what the report has to say, in texts that are written out";

impl<'a> Checker<'a> {
    /// Checks a rule and adds it to the program.
    pub(super) fn rule(&mut self, id: ItemId, tree: &'a ast::RuleDecl) {
        let found = self.again(id, Part::Whole, |this| {
            let before = std::mem::take(&mut this.program.read_by_rules);
            let rule = this.rule_now(id, tree);
            Some(What::Rule(rule.map(Arc::new), std::mem::replace(&mut this.program.read_by_rules, before)))
        });
        let Some(Kept { what: What::Rule(rule, read), .. }) = found.as_deref() else { return };
        self.program.read_by_rules.everything |= read.everything;
        self.program.read_by_rules.types.extend(read.types.iter().cloned());
        let Some(rule) = rule else { return };
        let own = self.rules.entry(id.module).or_default();
        let twin = own.iter().map(|i| &self.program.rules[*i]).find(|r| r.name == tree.name.name).map(|r| r.span);
        own.push(self.program.rules.len());
        if let Some(first) = twin {
            self.report(errors::rule_twice(tree.name.span, &tree.name.name, first));
        }
        self.program.rules.push(rule.clone());
    }

    fn rule_now(&mut self, id: ItemId, tree: &'a ast::RuleDecl) -> Option<hir::Rule> {
        let is_warning = self.severity(&tree.attached);
        let mut cx = Cx::new(id.module, Role::Rule);
        let (ty, about) = self.rule_types(&mut cx, &tree.types);
        cx.bound = Some(ty);
        let root = self.declare_looking(&mut cx, Some(&tree.binding), &tree.body);
        self.elaborate_block(&mut cx, root);
        self.note_unused(&cx, id);
        let block = self.finish_block(&mut cx, root);
        let (name, span) = (tree.name.name.clone(), tree.name.span);
        (!tree.name.is_missing()).then_some(hir::Rule { name, span, is_warning, about, block })
    }

    /// `@severity("warning")`.
    fn severity(&mut self, attached: &'a ast::Attached) -> bool {
        let mut is_warning = false;
        for decorator in attached.decorators.iter().filter(|d| !d.name.is_missing()) {
            if !OF_RULE.contains(&decorator.name.name.as_str()) {
                let help = super::decorators::near(&decorator.name.name, &OF_RULE);
                let (span, name) = (decorator.name.span, &decorator.name.name);
                self.report(errors::unknown_decorator(span, name, "a rule", help, &OF_RULE));
                continue;
            }
            let word = match &decorator.arguments[..] {
                [one] => match &one.value.kind {
                    ast::ExprKind::Literal(ast::Literal::String(word)) => Some(word.as_str()),
                    _ => None,
                },
                _ => None,
            };
            match word {
                Some("warning") => is_warning = true,
                Some("error") => {}
                _ => {
                    self.report(errors::decorator_arguments(decorator.span, "severity", "`\"error\"` or `\"warning\"`"))
                }
            }
        }
        is_warning
    }

    /// `@says("text", "another")`: what a report has to say.
    fn says(&mut self, attached: &'a ast::Attached) -> Vec<(ast::Symbol, Span)> {
        let mut texts = Vec::new();
        for decorator in attached.decorators.iter().filter(|d| !d.name.is_missing()) {
            if !OF_TEST.contains(&decorator.name.name.as_str()) {
                let help = super::decorators::near(&decorator.name.name, &OF_TEST);
                let (span, name) = (decorator.name.span, &decorator.name.name);
                self.report(errors::unknown_decorator(span, name, "a test", help, &OF_TEST));
                continue;
            }
            if decorator.arguments.is_empty() {
                self.report(errors::decorator_arguments(decorator.span, "says", WHAT_A_REPORT_SAYS));
            }
            for argument in &decorator.arguments {
                match (&argument.name, &argument.value.kind) {
                    (None, ast::ExprKind::Literal(ast::Literal::String(text))) if !text.is_empty() => {
                        texts.push((text.clone(), argument.value.span));
                    }
                    _ => self.report(errors::not_said(argument.value.span, WHAT_A_REPORT_SAYS)),
                }
            }
        }
        texts
    }

    /// Checks a test and adds it to the program; what is checked again for its mistakes only has no tests.
    pub(super) fn test(&mut self, id: ItemId, tree: &'a ast::Test) {
        if self.memo.is_none() {
            return self.test_now(id, tree);
        }
        self.again(id, Part::Whole, |this| {
            this.test_now(id, tree);
            Some(What::Test)
        });
        self.program.tests.clear();
    }

    fn test_now(&mut self, id: ItemId, tree: &'a ast::Test) {
        let kind = match &tree.kind {
            ast::TestKind::For { envs, body } => {
                self.no_decorators(&tree.attached, "a test for environments");
                let (indexes, app) = self.test_envs(id, envs);
                if let Some(app) = app {
                    // Its members are seen.
                    self.body_checked(app, tree.name.span);
                    self.params(app, tree.name.span);
                }
                let mut cx = Cx::new(id.module, Role::Test);
                cx.app = app;
                if app.is_none() {
                    // Which names there are is not known: what was reported is all there is to say.
                    return;
                }
                let root = self.declare_looking(&mut cx, None, body);
                self.in_test = true;
                self.elaborate_block(&mut cx, root);
                self.in_test = false;
                self.note_unused(&cx, id);
                let block = self.finish_block(&mut cx, root);
                hir::TestKind::For { envs: indexes, block }
            }
            ast::TestKind::Expects { code, program, .. } => {
                let texts = self.says(&tree.attached);
                if code.is_missing() {
                    return;
                }
                // Every code has a page.
                let codes: Vec<&str> = crate::world::error_page_codes().collect();
                if !codes.contains(&code.name.as_str()) {
                    let help = did_you_mean(&code.name, codes.iter().copied());
                    self.report(errors::unknown_code(code.span, &code.name, help));
                    return;
                }
                let imports = self.modules.get(id.module).tree.items.iter().filter_map(|item| match &**item {
                    Item::Use(tree) => {
                        self.mark_used(id.module, tree);
                        Some(tree.span)
                    }
                    _ => None,
                });
                let imports = imports.collect();
                let (code, code_span) = (code.name.clone(), code.span);
                hir::TestKind::Expects { code, code_span, texts, program: *program, imports }
            }
            ast::TestKind::Error(_) => return,
        };
        if !tree.name.is_missing() {
            self.program.tests.push(hir::Test { name: tree.name.name.clone(), span: tree.name.span, kind });
        }
    }

    /// What a file imports may be used by the programs in its tests, which are compiled apart.
    fn mark_used(&self, module: ModuleId, tree: &ast::Use) {
        match &tree.names {
            ast::UseNames::Names(names) => names.iter().for_each(|name| {
                self.modules.lookup(module, &name.local().name);
            }),
            ast::UseNames::Module(name) => {
                self.modules.lookup(module, &name.name);
            }
            ast::UseNames::Nothing | ast::UseNames::Error(_) => {}
        }
    }

    /// The environments that a test is for, and their app; no app when something was reported.
    fn test_envs(&mut self, id: ItemId, paths: &'a [ast::Path]) -> (Vec<usize>, Option<BodyId>) {
        let mut indexes: Vec<usize> = Vec::new();
        let mut app: Option<BodyId> = None;
        let mut failed = false;
        for path in paths {
            let Some(item) = self.target(id, path) else {
                failed = true;
                continue;
            };
            let modules = self.modules;
            let (of, found) = match modules.item(item) {
                Item::Env(tree) => match self.env(item, tree) {
                    Some(index) if self.program.envs[index].is_abstract => {
                        let all = self.all_envs();
                        let extends = all.into_iter().filter(|i| self.extends(*i, index)).collect();
                        (Some(self.program.envs[index].app), extends)
                    }
                    Some(index) => (Some(self.program.envs[index].app), vec![index]),
                    None => (None, Vec::new()),
                },
                Item::App(_) => {
                    let body = self.body_id(item);
                    if let Some(body) = body {
                        self.body_checked(body, path.span);
                    }
                    let all = self.all_envs();
                    (body, all.into_iter().filter(|i| Some(self.program.envs[*i].app) == body).collect())
                }
                other => {
                    let what = super::item_noun(other);
                    self.report(errors::not_testable(path.span, &path.to_string(), what));
                    failed = true;
                    continue;
                }
            };
            let Some(of) = of else {
                failed = true;
                continue;
            };
            if found.is_empty() {
                self.report(errors::no_environments(path.span, &path.to_string()));
                failed = true;
            }
            match app {
                Some(first) if first != of => {
                    self.report(errors::test_of_two_apps(path.span, &self.body(first).name.clone()));
                    failed = true;
                }
                _ => app = Some(of),
            }
            for index in found {
                if !indexes.contains(&index) {
                    indexes.push(index);
                }
            }
        }
        (indexes, app.filter(|_| !failed))
    }

    /// All environments of the loaded files that are not abstract, checked.
    fn all_envs(&mut self) -> Vec<usize> {
        let modules = self.modules;
        let mut all = Vec::new();
        for (module, tree) in modules.iter() {
            for (i, item) in tree.tree.items.iter().enumerate() {
                if let Item::Env(env) = &**item
                    && !matches!(env.base, EnvBase::Error(_))
                    && let Some(index) = self.env(ItemId { module, item: i as u32 }, env)
                    && !self.program.envs[index].is_abstract
                {
                    all.push(index);
                }
            }
        }
        all
    }

    fn extends(&self, env: usize, base: usize) -> bool {
        let mut at = Some(env);
        while let Some(index) = at {
            if index == base {
                return true;
            }
            at = self.program.envs[index].parent;
        }
        false
    }

    /// Gives each environment the rules that its file reaches, and looks up the names of rules in `@allow`.
    pub(super) fn rules_in_force(&mut self) {
        if !self.program.rules.is_empty() {
            for index in 0..self.program.envs.len() {
                let span = self.program.envs[index].span;
                let Some(module) = self.module_of(span) else { continue };
                let mut rules: Vec<usize> = Vec::new();
                for module in self.reached(module) {
                    rules.extend(self.rules.get(&module).into_iter().flatten());
                }
                rules.sort_unstable();
                self.program.envs[index].rules = rules;
            }
        }
        self.check_allowed();
    }

    /// The module that a place is in.
    fn module_of(&self, span: Span) -> Option<ModuleId> {
        let file = self.sources.resolve(span).0;
        self.modules.iter().find(|(_, m)| m.file == file).map(|(id, _)| id)
    }

    /// A module and all that it imports, directly or not, sorted.
    pub(super) fn reached(&self, from: ModuleId) -> Vec<ModuleId> {
        let mut seen = FxHashSet::default();
        let mut open = vec![from];
        while let Some(module) = open.pop() {
            if seen.insert(module) {
                open.extend(&self.modules.get(module).imports);
            }
        }
        let mut all: Vec<ModuleId> = seen.into_iter().collect();
        all.sort_unstable();
        all
    }

    /// Reports names in `@allow` that no rule has.
    fn check_allowed(&mut self) {
        let allowed = std::mem::take(&mut self.allowed);
        if allowed.is_empty() {
            return;
        }
        let mut seen = FxHashSet::default();
        let allowed = allowed.into_iter().filter(|(_, span)| seen.insert(*span));
        // The library's rules are known also where nobody has asked for them: its constructs have exceptions from them.
        let library = self.library_rules();
        let known: Vec<&str> =
            self.program.rules.iter().map(|r| r.name.as_str()).chain(library.iter().map(String::as_str)).collect();
        // A stack that is checked by itself does not import the rules that its app has.
        let is_whole = self
            .modules
            .iter()
            .any(|(_, m)| m.tree.items.iter().any(|item| matches!(**item, Item::App(_) | Item::Env(_))));
        let unknown: Vec<_> = allowed
            .filter(|(name, _)| !known.contains(&name.as_str()))
            .map(|(name, span)| (did_you_mean(&name, known.iter().copied()), name, span))
            .filter(|(help, ..)| is_whole || help.is_some())
            .map(|(help, name, span)| errors::unknown_rule(span, &name, help))
            .collect();
        unknown.into_iter().for_each(|error| self.report(error));
    }

    /// The names of the rules in `std.policy`.
    fn library_rules(&self) -> Vec<String> {
        let Some(text) = crate::world::std_file("policy.bat") else { return Vec::new() };
        let line = |line: &str| {
            let rest = line.strip_prefix("rule \"")?;
            rest.split_once('"').map(|(name, _)| name.to_owned())
        };
        text.lines().filter_map(line).collect()
    }

    /// Whether an import without names brings something: a rule or an environment.
    pub(super) fn target_of_use(&self, module: ModuleId) -> bool {
        let items = &self.modules.get(module).tree.items;
        items.iter().any(|item| matches!(**item, Item::Rule(_) | Item::Env(_)))
    }

    /// Reports an import without names of a module that has neither rules nor environments.
    pub(super) fn use_(&mut self, id: ItemId, tree: &'a ast::Use) {
        if !matches!(tree.names, ast::UseNames::Nothing) {
            return;
        }
        let Some(Some(Target::Module(module))) = self.modules.get(id.module).targets.get(id.item as usize).copied()
        else {
            return;
        };
        if !self.reached(module).iter().any(|m| self.target_of_use(*m)) {
            self.report(crate::resolve::nothing_imported(tree.span));
        }
    }
}
