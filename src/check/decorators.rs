//! `@on_delete`, `@depends_on` … before resources and instances.

use super::{Checker, context::Cx, errors};
use crate::{
    ast::{Attached, Decorator},
    builtins::Stage,
    diagnostics::Help,
    hir,
    resolve::nearest,
    types::{self, Literal, Ty, TyKind},
};

/// The decorators that a raw resource takes.
pub(crate) const OF_RESOURCE: [&str; 7] =
    ["on_delete", "on_replace", "depends_on", "logical_id", "was", "allow", "attributes"];
/// The decorators that an instance of a construct or stack takes.
pub(crate) const OF_INSTANCE: [&str; 3] = ["depends_on", "was", "allow"];
/// The decorators that an output takes.
pub(crate) const OF_OUTPUT: [&str; 1] = ["export"];
/// The decorators that a rule takes.
pub(crate) const OF_RULE: [&str; 1] = ["severity"];
/// What a test takes that expects a code.
pub(crate) const OF_TEST: [&str; 1] = ["says"];

impl<'a> Checker<'a> {
    /// Elaborates the decorators of a raw resource, or of an instance of a construct or stack.
    pub(super) fn decorators(&mut self, cx: &mut Cx<'a>, attached: &'a Attached, is_resource: bool) -> hir::Decorators {
        let mut out = hir::Decorators::default();
        let known: &[&str] = if is_resource { &OF_RESOURCE } else { &OF_INSTANCE };
        let what = if is_resource { "a resource" } else { "an instance of a construct or stack" };
        self.decorators_once(&attached.decorators);
        for decorator in &attached.decorators {
            let name = decorator.name.name.as_str();
            if decorator.name.is_missing() {
                continue;
            }
            if !known.contains(&name) {
                let help = match known.contains(&"on_delete") {
                    false if OF_RESOURCE.contains(&name) => {
                        Some(Help::from("it belongs to the resources inside: give the construct a param for it"))
                    }
                    _ => {
                        let ours = elsewhere(name).filter(|ours| known.contains(ours));
                        ours.map(|ours| format!("write `@{ours}(…)`").into())
                    }
                };
                let help = help.or_else(|| near(name, known));
                self.report(errors::unknown_decorator(decorator.name.span, name, what, help, known));
                for argument in &decorator.arguments {
                    self.infer(cx, &argument.value);
                }
                continue;
            }
            self.decorator(cx, decorator, &mut out);
        }
        out
    }

    /// Reports what is said twice of one thing.
    pub(super) fn decorators_once(&mut self, decorators: &[Decorator]) {
        for (i, decorator) in decorators.iter().enumerate() {
            let name = &decorator.name.name;
            let once = matches!(name.as_str(), "on_delete" | "on_replace" | "logical_id" | "attributes" | "export");
            if once && let Some(first) = decorators[..i].iter().find(|d| d.name.name == *name) {
                self.report(errors::decorator_twice(decorator.span, name, first.span));
            }
        }
    }

    /// Reports decorators of something that takes none, or only those that are `known`.
    pub(super) fn no_decorators(&mut self, attached: &Attached, what: &str) {
        for decorator in attached.decorators.iter().filter(|d| !d.name.is_missing()) {
            self.report(errors::undecorated(decorator.name.span, &decorator.name.name, what));
        }
    }

    fn decorator(&mut self, cx: &mut Cx<'a>, decorator: &'a Decorator, out: &mut hir::Decorators) {
        let policy = |words: &[&str]| types::union(words.iter().map(|w| types::literal_str(*w)));
        match decorator.name.name.as_str() {
            "on_delete" => {
                let want = policy(&["Delete", "Retain", "Snapshot", "RetainExceptOnCreate"]);
                out.on_delete = self.decorator_value(
                    cx,
                    decorator,
                    &want,
                    "what becomes of the resource when it is deleted, such as `\"Retain\"`",
                );
            }
            "on_replace" => {
                let want = policy(&["Delete", "Retain", "Snapshot"]);
                out.on_replace = self.decorator_value(
                    cx,
                    decorator,
                    &want,
                    "what becomes of the old resource when it is replaced, such as `\"Retain\"`",
                );
            }
            "logical_id" => {
                out.logical_id =
                    self.decorator_value(cx, decorator, &types::string(), "the logical id, such as `\"Bucket\"`");
            }
            "attributes" => {
                out.attributes = self.decorator_value(
                    cx,
                    decorator,
                    &types::json(),
                    "a record of the remaining attributes, such as `{ UpdatePolicy: … }`",
                );
            }
            "depends_on" => {
                if decorator.arguments.is_empty() {
                    self.report(errors::decorator_arguments(
                        decorator.span,
                        "depends_on",
                        "what must be there first: resources, instances, lists and maps of them",
                    ));
                }
                for argument in &decorator.arguments {
                    let typed = self.infer(cx, &argument.value);
                    if !typed.is_error() && !is_dependency(&typed.ty) {
                        let shown = self.show(&typed.ty);
                        self.report(errors::not_a_dependency(argument.value.span, &shown));
                    }
                    out.depends_on.push(typed.hir);
                }
            }
            "was" => {
                if let Some(path) =
                    self.decorator_text(cx, decorator, 0, "the path that it had, such as `\"old.bucket\"`")
                {
                    out.was.push((path, decorator.span));
                }
            }
            "allow" => {
                // `@allow(reason: "…")` names none.
                let is_named = decorator.arguments.first().is_some_and(|first| first.name.is_some());
                let rule = match is_named {
                    true => {
                        self.report(errors::decorator_arguments(decorator.span, "allow", "the rule's name first"));
                        None
                    }
                    false => self.decorator_text(cx, decorator, 0, "the rule's name"),
                };
                let reason = decorator
                    .arguments
                    .iter()
                    .position(|a| a.name.as_ref().is_some_and(|n| n.name == "reason"))
                    .and_then(|i| self.decorator_text(cx, decorator, i, "a reason"));
                match (rule, reason) {
                    (Some(rule), Some(_)) if rule.strip_prefix(hir::Allow::CHECKOV).is_some_and(|id| !is_check(id)) => {
                        self.report(errors::not_a_check(decorator.arguments[0].value.span, &rule));
                    }
                    (Some(rule), Some(reason)) => {
                        if !rule.starts_with(hir::Allow::CHECKOV) {
                            self.allowed.push((rule.clone(), decorator.arguments[0].value.span));
                        }
                        out.allow.push(hir::Allow { rule, reason, span: decorator.span });
                    }
                    (Some(_), None) => {
                        let wanted = "the rule's name and `reason: \"…\"`";
                        let help = "write why it is allowed: `@allow(\"rule\", reason: \"why\")`";
                        self.report(errors::decorator_arguments(decorator.span, "allow", wanted).help(help));
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn decorator_value(
        &mut self,
        cx: &mut Cx<'a>,
        decorator: &'a Decorator,
        want: &Ty,
        what: &str,
    ) -> Option<hir::Expr> {
        let [argument] = &decorator.arguments[..] else {
            self.report(errors::decorator_arguments(decorator.span, &decorator.name.name, what));
            for argument in &decorator.arguments {
                self.infer(cx, &argument.value);
            }
            return None;
        };
        let typed = self.expr_as(cx, &argument.value, want, None);
        if !matches!(**want, TyKind::Json) && !typed.is_error() {
            let why = "a decorator must be known when compiling";
            self.demand(cx, &typed.staged.flat(), Stage::Known, argument.value.span, why);
        }
        Some(typed.hir)
    }

    fn decorator_text(
        &mut self,
        cx: &mut Cx<'a>,
        decorator: &'a Decorator,
        index: usize,
        what: &str,
    ) -> Option<crate::ast::Symbol> {
        let Some(argument) = decorator.arguments.get(index) else {
            self.report(errors::decorator_arguments(decorator.span, &decorator.name.name, what));
            return None;
        };
        let typed = self.expr_as(cx, &argument.value, &types::string(), None);
        match &*typed.ty {
            TyKind::Literal(Literal::Str(text)) => Some(text.clone()),
            TyKind::Error => None,
            _ => {
                self.report(errors::reason_literal(argument.value.span));
                None
            }
        }
    }
}

/// A decorator that is near to what is written.
pub(super) fn near(name: &str, known: &[&str]) -> Option<Help> {
    nearest(name, known.iter().copied()).map(|n| Help::meant(&format!("@{n}")))
}

/// What other languages call it.
fn elsewhere(name: &str) -> Option<&'static str> {
    Some(match name {
        "retain" | "deletion_policy" | "removal_policy" | "prevent_destroy" | "DeletionPolicy" => "on_delete",
        "update_replace_policy" | "UpdateReplacePolicy" => "on_replace",
        "after" => "depends_on",
        "id" | "name" => "logical_id",
        "moved" | "renamed" | "alias" => "was",
        "ignore" | "suppress" => "allow",
        "metadata" | "update_policy" | "creation_policy" => "attributes",
        _ => return None,
    })
}

/// Resources, instances, and lists or maps of them; what may be absent is skipped.
fn is_dependency(ty: &Ty) -> bool {
    match &**ty {
        TyKind::Resource(_) | TyKind::Instance(_) | TyKind::Error | TyKind::Null | TyKind::Never => true,
        TyKind::Optional(inner) | TyKind::List(inner) | TyKind::Map(inner) => is_dependency(inner),
        TyKind::Union(members) => members.iter().all(is_dependency),
        _ => false,
    }
}

/// Whether it is the id of a check of checkov's: `CKV_AWS_18`, `CKV2_AWS_3`.
fn is_check(id: &str) -> bool {
    let numbered = id.rsplit_once('_').filter(|(kind, _)| kind.starts_with("CKV_") || kind.starts_with("CKV2_"));
    let plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    numbered.is_some_and(|(kind, number)| {
        kind.chars().all(plain) && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
    })
}
