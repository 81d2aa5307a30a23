//! Calls of functions: the user's, the built-in ones, and the special forms.

use std::rc::Rc;

use super::{Checker, Meaning, context::Cx, demand_name, errors, paths::Named, stage::Staged, typed::Typed};
use crate::{
    ast::{self, Argument, Item},
    builtins::{self, Builtin, BuiltinSpec, ResultStage, Stage},
    diagnostics::{Diagnostic, Help},
    hir::{self, ExprKind},
    resolve::{ItemId, ModuleId, Target, did_you_mean},
    source::Span,
    types::{self, Bindings, Literal, Ty, TyKind},
};

impl<'a> Checker<'a> {
    pub(super) fn call(
        &mut self,
        cx: &mut Cx<'a>,
        function: &'a ast::Path,
        arguments: &'a [Argument],
        span: Span,
    ) -> Typed {
        let last = function.segments.len() - 1;
        let name = &function.segments[last];
        if name.is_missing() {
            return self.bad_call(cx, arguments, span);
        }
        let module = match last {
            0 => None,
            _ => match self.module_of_call(cx, function, arguments) {
                Some(module) => Some(module),
                None => return self.bad_call(cx, arguments, span),
            },
        };
        let target = match module {
            None => self.modules.lookup(cx.module, &name.name).map(|n| n.target),
            Some(module) => Some(self.declared_in(module, name)),
        };
        if let Some(target) = target {
            self.note_target(name.span, target);
        }
        match target {
            Some(Target::Item(item)) => match self.modules.item(item) {
                Item::Function(tree) => return self.user_call(cx, item, tree, arguments, span),
                other => {
                    let what = super::item_noun(other);
                    let declared = crate::resolve::declared_name(other).map_or(span, |n| n.span);
                    self.report(errors::not_a_function(name.span, &name.name, what, declared));
                    return self.bad_call(cx, arguments, span);
                }
            },
            Some(Target::Missing) => return self.bad_call(cx, arguments, span),
            Some(Target::Module(_)) => {
                self.report(errors::not_a_function(name.span, &name.name, "a module", name.span));
                return self.bad_call(cx, arguments, span);
            }
            None => {}
        }
        self.recording.name(name.span, || Meaning::Function(name.name.clone()));
        match name.name.as_str() {
            "unchecked" => return self.unchecked(cx, arguments, span),
            "reveal" => return self.reveal(cx, arguments, span),
            _ => {}
        }
        if let Some(builtin) = builtins::lookup(&name.name) {
            return self.builtin_call(cx, builtin, arguments, name.span, span);
        }
        let functions = self.modules.get(cx.module).names.iter().filter_map(|(n, at)| match at.target {
            Target::Item(item) => matches!(self.modules.item(item), Item::Function(_)).then_some(n.as_str()),
            _ => None,
        });
        let near = || {
            did_you_mean(&name.name, functions.chain(["unchecked", "reveal"]))
                .or_else(|| builtins::suggest(&name.name).map(Help::meant))
        };
        let near = if self.suggests(self.name_count(cx.module)) { near() } else { None };
        let help = near.or_else(|| foreign_function(&name.name).map(Help::from));
        self.report(errors::unknown_function(name.span, &name.name, help));
        self.bad_call(cx, arguments, span)
    }

    /// The module in which a call's function is looked for; `None` when there is none, which was reported.
    fn module_of_call(&mut self, cx: &mut Cx<'a>, function: &ast::Path, arguments: &[Argument]) -> Option<ModuleId> {
        let [inner @ .., name] = &function.segments[..] else { return None };
        let first = inner.first()?;
        let is_value = cx.local(&first.name).is_some() || cx.cell(&first.name).is_some();
        let mut module = cx.module;
        for (i, segment) in inner.iter().enumerate() {
            let target = match i {
                0 if is_value => None,
                0 => self.modules.lookup(module, &segment.name).map(|n| n.target),
                _ => Some(self.declared_in(module, segment)),
            };
            match target {
                Some(Target::Module(inner)) => module = inner,
                Some(Target::Missing) => return None,
                None if !is_value => {
                    let dotted = function.to_string();
                    let help = builtins::lookup(&name.name).map(|_| Help::meant(&name.name));
                    self.report(errors::unknown_function(function.span, &dotted, help));
                    return None;
                }
                Some(Target::Item(_)) | None => {
                    let value: Vec<&str> = inner.iter().map(|s| s.name.as_str()).collect();
                    let value = value.join(".");
                    self.name(cx, &first.name, first.span);
                    // Of `xs.map(x => x)`, the parser has told that functions are not values, and what to write.
                    if !arguments.iter().any(|a| matches!(a.value.kind, ast::ExprKind::Error)) {
                        let help = self.method_help(&value, name);
                        self.report(errors::not_a_method(name.span, &name.name, &value, help));
                    }
                    return None;
                }
            }
        }
        Some(module)
    }

    fn bad_call(&mut self, cx: &mut Cx<'a>, arguments: &'a [Argument], span: Span) -> Typed {
        for argument in arguments {
            self.infer(cx, &argument.value);
        }
        Typed::error(span)
    }

    /// Sorts arguments by params. `None` when something was reported.
    pub(super) fn arrange(
        &mut self,
        arguments: &'a [Argument],
        names: &[&str],
        required: usize,
        variadic: bool,
        call: (&str, Span),
    ) -> Option<Vec<Option<&'a Argument>>> {
        let mut given: Vec<Option<&'a Argument>> = vec![None; names.len()];
        let mut extra = Vec::new();
        let mut ok = true;
        for (i, argument) in arguments.iter().enumerate() {
            match &argument.name {
                None if i < names.len() => given[i] = Some(argument),
                None if variadic => extra.push(Some(argument)),
                None => {
                    self.report(errors::too_many_arguments(argument.span(), call.0, names));
                    ok = false;
                    break;
                }
                Some(name) => match names.iter().position(|n| *n == name.name) {
                    Some(at) if given[at].is_some() => {
                        let first = given[at].map_or(name.span, Argument::span);
                        self.report(errors::argument_twice(name.span, &name.name, first));
                        ok = false;
                    }
                    Some(at) => given[at] = Some(argument),
                    None => {
                        let help = did_you_mean(&name.name, names.iter().copied());
                        self.report(errors::unknown_argument(name.span, call.0, &name.name, help, names));
                        ok = false;
                    }
                },
            }
        }
        let missing: Vec<&str> =
            names.iter().zip(&given).take(required).filter(|(_, g)| g.is_none()).map(|(n, _)| *n).collect();
        if ok && !missing.is_empty() {
            self.report(errors::missing_arguments(call.1, call.0, &missing, &names[..required]));
            ok = false;
        }
        given.extend(extra);
        ok.then_some(given)
    }

    fn user_call(
        &mut self,
        cx: &mut Cx<'a>,
        item: ItemId,
        tree: &'a ast::Function,
        arguments: &'a [Argument],
        span: Span,
    ) -> Typed {
        let name = tree.name.name.as_str();
        let Some((id, params, result)) = self.function_signature(item, tree) else {
            return self.bad_call(cx, arguments, span);
        };
        let names: Vec<&str> = params.iter().map(|p| p.0.as_str()).collect();
        let required = params.iter().position(|p| p.2.is_some()).unwrap_or(params.len());
        let Some(given) = self.arrange(arguments, &names, required, false, (name, span)) else {
            return self.bad_call(cx, arguments, span);
        };
        for name in arguments.iter().filter_map(|argument| argument.name.as_ref()) {
            if let Some(param) = params.iter().find(|param| param.0 == name.name) {
                self.recording.name(name.span, || Meaning::Declared(param.3));
            }
        }
        let mut values = Vec::with_capacity(params.len());
        let mut stages: Vec<(Staged, Span)> = Vec::with_capacity(params.len());
        for (param, argument) in params.iter().zip(given) {
            match argument {
                Some(argument) => {
                    let typed = self.expr_as(cx, &argument.value, &param.1, Some(param.3));
                    stages.push((typed.staged, argument.value.span));
                    values.push(typed.hir);
                }
                None => {
                    stages.push((Staged::known(), span));
                    let default = param.2.clone();
                    values.push(default.unwrap_or(hir::Expr { kind: ExprKind::Error, span }));
                }
            }
        }
        let Some((staged, demands)) = self.function_stage(item, tree, span) else { return Typed::error(span) };
        let given = |param: u16| stages.get(param as usize).cloned();
        self.meet(cx, &demands, &given, name);
        let staged = staged.substitute(&|p| stages.get(p as usize).map(|s| s.0.clone()).unwrap_or_default(), span);
        Typed::new(ExprKind::Call(id, values), span, result, staged)
    }

    fn builtin_call(
        &mut self,
        cx: &mut Cx<'a>,
        builtin: Builtin,
        arguments: &'a [Argument],
        name_span: Span,
        span: Span,
    ) -> Typed {
        let spec = builtins::spec(builtin);
        if cx.role.inspects() {
            match spec.name {
                "resources" => return self.find(cx, hir::Find::All, spec.name, arguments, span),
                "only" => return self.find(cx, hir::Find::Only, spec.name, arguments, span),
                "count" => return self.find(cx, hir::Find::Count, spec.name, arguments, span),
                "statements" => return self.statements(cx, arguments, span),
                "stacks" => return self.stack_facts(cx, arguments, span),
                "like" => return self.like(cx, arguments, span),
                "known" => return self.is_known(cx, arguments, span),
                _ => {}
            }
        }
        let names: Vec<&str> = spec.params.iter().map(|p| p.name).collect();
        let required = spec.params.iter().filter(|p| !p.optional).count();
        let Some(given) = self.arrange(arguments, &names, required, spec.variadic, (spec.name, span)) else {
            return self.bad_call(cx, arguments, span);
        };
        let mut bindings = Bindings::default();
        let mut values = Vec::with_capacity(given.len());
        let mut staged = Staged::known();
        let mut parts = Vec::with_capacity(given.len());
        let mut failed = false;
        let (mut secret, mut is_late) = (false, false);
        let mut typed_arguments: Vec<Option<(Ty, Stage)>> = Vec::with_capacity(given.len());
        let mut spans = Vec::with_capacity(given.len());
        let mut wrong: Vec<(usize, Ty, Diagnostic)> = Vec::new();
        for (i, argument) in given.iter().enumerate() {
            spans.push(argument.map_or(span, |a| a.value.span));
            let Some(argument) = argument else {
                values.push(None);
                typed_arguments.push(None);
                continue;
            };
            let param = &spec.params[i.min(spec.params.len() - 1)];
            let typed = self.builtin_argument(cx, (spec.name, param), &argument.value, &bindings);
            if typed.is_error() {
                failed = true;
                continue;
            }
            let bare = types::without_secret(&typed.ty);
            let hides = types::contains_secret(&typed.ty)
                && !types::contains_secret(&param.ty)
                && !types::contains_var(&param.ty);
            secret |= hides;
            let actual = if hides { &bare } else { &typed.ty };
            if let Err(mismatch) = types::unify(&param.ty, actual, &mut bindings, self) {
                let clause = mismatch.message(self);
                let help = mismatch.help();
                let error = errors::bad_argument(argument.value.span, spec.name, param.name, &clause);
                wrong.push((i, actual.clone(), error.help_opt(help)));
                failed = true;
                continue;
            }
            let most = builtins::argument_stage(builtin, i, actual);
            let why = demand_name(spec.name, param.name);
            if most < Stage::Made && !self.is_met(cx, &typed.staged.flat(), most, argument.value.span, &why) {
                // What is made of it would be too late elsewhere, for the same reason.
                is_late = true;
            }
            let part = if builtins::shape_only(builtin, i, actual) { typed.staged.keys() } else { typed.staged.flat() };
            staged = staged.and(&part);
            parts.push(typed.staged.clone());
            typed_arguments.push(Some((actual.clone(), typed.staged.stage())));
            values.push(Some(typed.hir));
        }
        self.wrong_arguments(spec, wrong, &spans);
        if failed {
            return Typed::error(span);
        }
        if let Err((at, mismatch)) = builtins::check_arguments(builtin, &typed_arguments, &bindings, self) {
            let clause = mismatch.message(self);
            let param = spec.params.get(at).or(spec.params.last()).map_or("", |p| p.name);
            let place = spans.get(at).copied().unwrap_or(span);
            self.report(errors::bad_argument(place, spec.name, param, &clause).help_opt(mismatch.help()));
            return Typed::error(span);
        }
        if spec.name == "metric" && !self.check_metric(&typed_arguments, &values, &spans) {
            return Typed::error(span);
        }
        let (mut ty, result_stage) = builtins::result_of(builtin, &typed_arguments, &bindings);
        if secret && !matches!(*ty, TyKind::Bool | TyKind::Int(_)) {
            ty = types::secret(ty);
        }
        if !self.special_check(cx, spec, arguments, name_span, span) {
            return Typed::error(span);
        }
        let staged = match result_stage {
            _ if is_late => Staged::known(),
            ResultStage::Arguments => elements_of(spec.name, &parts).unwrap_or(staged),
            ResultStage::Always(stage) => Staged::at(stage, span),
            ResultStage::AlwaysBut(stage, known) => known_in(known, stage, &ty, span),
        };
        Typed::new(ExprKind::Builtin(builtin, values), span, ty, staged)
    }

    /// Reports arguments of a wrong type; two in the wrong order are one mistake.
    fn wrong_arguments(&mut self, spec: &BuiltinSpec, wrong: Vec<(usize, Ty, Diagnostic)>, spans: &[Span]) {
        if let [(i, a, _), (j, b, _)] = &wrong[..]
            && let (Some(first), Some(second)) = (spec.params.get(*i), spec.params.get(*j))
        {
            let mut bindings = Bindings::default();
            if types::unify(&first.ty, b, &mut bindings, self).is_ok()
                && types::unify(&second.ty, a, &mut bindings, self).is_ok()
            {
                let span = spans[*i].to(spans[*j]);
                self.report(errors::swapped_arguments(span, spec.name, first.name, second.name));
                return;
            }
        }
        for (_, _, error) in wrong {
            self.report(error);
        }
    }

    fn builtin_argument(
        &mut self,
        cx: &mut Cx<'a>,
        (function, param): (&str, &builtins::ParamSpec),
        value: &'a ast::Expr,
        bindings: &Bindings,
    ) -> Typed {
        if let ast::ExprKind::ResourceType(name) = &value.unparen().kind {
            if !self.known_resource_type(name) {
                return Typed::error(value.span);
            }
            let ty: Ty = std::sync::Arc::new(TyKind::TypeName(name.name.clone()));
            return Typed::known(ExprKind::TypeName(name.name.clone()), value.span, ty);
        }
        let want = types::resolve_vars(&param.ty, bindings);
        if types::contains_var(&want) || types::contains_var(&param.ty) {
            return self.infer(cx, value);
        }
        let declared = cx.declared.take();
        let typed = self.expr(cx, value, Some(&want));
        cx.declared = declared;
        if matches!(*param.ty, TyKind::Path) {
            let names = match function {
                "file" => Named::File,
                "files" => Named::Files,
                _ => Named::Any,
            };
            return self.written_path(cx, typed, names);
        }
        typed
    }

    /// What some functions ask beyond their signature.
    fn special_check(
        &mut self,
        cx: &Cx<'a>,
        spec: &BuiltinSpec,
        arguments: &[Argument],
        name_span: Span,
        span: Span,
    ) -> bool {
        let _ = arguments;
        match spec.name {
            "count" | "only" | "resources" | "statements" | "stacks" | "like" | "known" => {
                self.report(errors::only_in_tests(name_span, spec.name));
                false
            }
            "asset" | "file" | "files" if matches!(cx.role, super::context::Role::Env) => {
                let _ = span;
                true
            }
            _ => true,
        }
    }

    fn unchecked(&mut self, cx: &mut Cx<'a>, arguments: &'a [Argument], span: Span) -> Typed {
        let Some(given) = self.arrange(arguments, &["value"], 1, false, ("unchecked", span)) else {
            return self.bad_call(cx, arguments, span);
        };
        let Some(Some(argument)) = given.first() else { return Typed::error(span) };
        let typed = self.infer(cx, &argument.value);
        if typed.is_error() {
            return Typed::error(span);
        }
        let ty = if types::contains_secret(&typed.ty) { typed.ty.clone() } else { types::json() };
        let staged = typed.staged.clone();
        let typed = Typed::new(ExprKind::Unchecked(Box::new(typed.hir)), span, ty, staged);
        self.note_leaf(cx, &typed);
        typed
    }

    fn reveal(&mut self, cx: &mut Cx<'a>, arguments: &'a [Argument], span: Span) -> Typed {
        let Some(given) = self.arrange(arguments, &["value", "reason"], 2, false, ("reveal", span)) else {
            return self.bad_call(cx, arguments, span);
        };
        let (Some(Some(value)), Some(Some(reason))) = (given.first(), given.get(1)) else { return Typed::error(span) };
        let typed = self.infer(cx, &value.value);
        let reason = self.expr_as(cx, &reason.value, &types::string(), None);
        if typed.is_error() || reason.is_error() {
            return Typed::error(span);
        }
        let TyKind::Literal(Literal::Str(text)) = &*reason.ty else {
            self.report(errors::reason_literal(reason.span()));
            return Typed::error(span);
        };
        if !types::contains_secret(&typed.ty) {
            let shown = self.show(&typed.ty);
            self.report(errors::nothing_to_reveal(value.value.span, &shown));
        }
        let ty = types::without_secret(&typed.ty);
        let staged = typed.staged.clone();
        Typed::new(ExprKind::Reveal(Box::new(typed.hir), text.clone()), span, ty, staged)
    }

    /// A function's type, from its declaration alone.
    #[allow(clippy::type_complexity)]
    fn function_signature(
        &mut self,
        item: ItemId,
        tree: &'a ast::Function,
    ) -> Option<(hir::FnId, Rc<Vec<(ast::Symbol, Ty, Option<hir::Expr>, Span)>>, Ty)> {
        self.declare_function(item, tree, tree.name.span);
        let info = self.functions.get(&item)?;
        Some((info.id, info.params.clone(), info.result.clone()))
    }
}

/// The stages of a list that is put together from others: those of its elements, part by part.
fn elements_of(function: &str, parts: &[Staged]) -> Option<Staged> {
    let (first, rest) = parts.split_first()?;
    let (element, keys) = match function {
        "concat" => rest.iter().fold((first.element(), first.keys()), |(element, keys), part| {
            (element.or(&part.element()), keys.and(&part.keys()))
        }),
        "flatten" => (first.element().element(), first.keys().and(&first.element().keys())),
        "reverse" | "values" => (first.element(), first.keys()),
        _ => return None,
    };
    Some(Staged::elements(element).with_keys(keys))
}

/// A record of which some fields are known.
fn known_in(known: &[&str], rest: Stage, ty: &Ty, span: Span) -> Staged {
    let TyKind::Record(record) = &**ty else { return Staged::at(rest, span) };
    let stage = |name: &str| if known.contains(&name) { Staged::known() } else { Staged::at(rest, span) };
    Staged::record(record.fields.iter().map(|(name, _)| (name.clone(), stage(name))).collect())
}

/// What is written instead of functions that other languages have.
fn foreign_function(name: &str) -> Option<&'static str> {
    Some(match name {
        "format" | "sprintf" | "Sub" | "concat_strings" => "write values within a string: `\"${a}-${b}\"`",
        "lookup" | "get" | "element" | "Select" | "FindInMap" => {
            "take an element with brackets: `map[\"key\"]`, `list[0]`"
        }
        "coalesce" | "try" | "default" => "give a value for `null` with `??`: `value ?? other`",
        "Ref" | "GetAtt" => "write the resource by its name, and its attribute after a dot: `bucket.Arn`",
        "map" | "filter" | "forEach" | "for_each" => "go through a list with `[for x in list if condition: value]`",
        "If" | "iif" | "cond" => "write `if condition then a else b`",
        "Join" => "did you mean `join`?",
        "Split" => "did you mean `split`?",
        "tolist" | "toset" | "tostring" | "tonumber" => "values keep their type; text is written `\"${value}\"`",
        _ => return None,
    })
}
