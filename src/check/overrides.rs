//! `override a.b["k"].c { … }`: one raw resource of an environment, by its path.

use std::sync::Arc;

use super::{
    Checker, MemberInfo,
    context::{Cx, Role, State},
    errors,
    facts::Meaning,
};
use crate::{
    ast,
    builtins::Stage,
    hir,
    registry::registry,
    resolve::did_you_mean,
    source::Span,
    types::{self, BodyId, Ty, TyKind},
};

impl<'a> Checker<'a> {
    /// A stack or member of the app that an environment instantiates, while its overrides are checked; in a test a param
    /// too. Its cell is seen from the blocks that stand within the app's.
    pub(super) fn app_member(&self, cx: &Cx<'a>, name: &str) -> Option<(hir::CellRef, Ty, Span)> {
        let app = self.body(cx.app?);
        let mut up = 0;
        let mut block = cx.at.block;
        while let Some(b) = block {
            up += 1;
            block = cx.blocks[b].parent;
        }
        if let Some(member) = app.members.get(name) {
            return Some((hir::CellRef { up, cell: member.cell }, member.seen(), member.span));
        }
        let State::Done(params) = &app.params else { return None };
        let index = params.iter().position(|p| p.name == name).filter(|_| cx.role == Role::Test)?;
        Some((hir::CellRef { up, cell: index as u16 }, params[index].ty.clone(), params[index].span))
    }

    pub(super) fn override_(&mut self, cx: &mut Cx<'a>, app: BodyId, tree: &'a ast::Override) -> Option<hir::Override> {
        let mut at = app;
        let mut path = Vec::with_capacity(tree.path.len());
        let mut target: Option<Ty> = None;
        for (i, segment) in tree.path.iter().enumerate() {
            if segment.name.is_missing() {
                return None;
            }
            let member = self.override_member(at, segment, i == 0)?;
            let keys = self.override_keys(cx, segment, &member)?;
            path.push(hir::OverrideSegment { name: segment.name.name.clone(), keys });
            match &*member.ty {
                TyKind::Instance(body) => {
                    at = *body;
                    if !self.body_checked(at, segment.name.span) {
                        return None;
                    }
                    target = None;
                }
                _ => target = Some(member.ty.clone()),
            }
            if target.is_some() && i + 1 < tree.path.len() {
                self.report(errors::override_below_resource(tree.path[i + 1].name.span, &segment.name.name));
                return None;
            }
        }
        let Some(TyKind::Resource(resource)) = target.as_deref() else {
            let members: Vec<&str> = self.body(at).members.keys().map(|n| n.as_str()).collect();
            let last = &tree.path[tree.path.len() - 1].name;
            self.report(errors::override_not_resource(last.span, &last.name, &members));
            return None;
        };
        cx.app = Some(app);
        cx.leaves.clear();
        let properties = match registry().resource_type(resource) {
            Some(schema) => {
                let want = super::resource::property(resource, schema.root);
                let typed = self.record(cx, &tree.body, Some(&want));
                self.validate_partial(cx, &schema, schema.root, &typed.hir, true);
                typed
            }
            None => self.record(cx, &tree.body, Some(&types::json())),
        };
        self.no_secrets(cx, resource, &properties.hir);
        cx.app = None;
        Some(hir::Override { path, span: tree.path_span, ty: resource.clone(), properties: Arc::new(properties.hir) })
    }

    fn override_member(&mut self, at: BodyId, segment: &ast::Segment, first: bool) -> Option<MemberInfo> {
        let info = &self.bodies[at.0 as usize];
        if let Some(member) = info.members.get(&segment.name.name) {
            self.recording.name(segment.name.span, || Meaning::Declared(member.span));
            return Some(member.clone());
        }
        let members: Vec<&str> = info.members.keys().map(|n| n.as_str()).collect();
        let help = did_you_mean(&segment.name.name, members.iter().copied());
        let error = errors::unknown_member(segment.name.span, &segment.name.name, &info.name, first, help, &members);
        self.report(error);
        None
    }

    fn override_keys(
        &mut self,
        cx: &mut Cx<'a>,
        segment: &'a ast::Segment,
        member: &MemberInfo,
    ) -> Option<Vec<hir::Expr>> {
        if segment.keys.len() != member.keys {
            self.report(errors::override_keys(segment.name.span, &segment.name.name, member.keys, member.span));
            return None;
        }
        let want = types::union([types::string(), types::int()]);
        let mut keys = Vec::with_capacity(segment.keys.len());
        for key in &segment.keys {
            let typed = self.expr_as(cx, key, &want, None);
            self.demand(cx, &typed.staged.flat(), Stage::Known, key.span, "a key must be known when compiling");
            keys.push(typed.hir);
        }
        Some(keys)
    }
}
