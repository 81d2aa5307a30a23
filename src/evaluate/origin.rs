//! Where a value comes from. Values carry no spans; when one is found wrong, its expression is followed again.

use arcstr::ArcStr;

use super::{
    cells::Presence,
    conditions::Truth,
    frames::FrameId,
    machine::Evaluator,
    value::{InstanceId, Value},
};
use crate::{
    hir::{BinaryOp, BodyKind, DeclKind, Expr, ExprKind, Field, Item},
    source::Span,
};

/// One step into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A field of a record or key of a map.
    Field(ArcStr),
    /// An element of a list.
    Index(usize),
}

/// What a value was evaluated from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place<'p> {
    /// An expression where the cells of a frame are seen.
    Expr(&'p Expr, FrameId),
    /// A param of an instance.
    Param(InstanceId, u16),
}

/// The way from where a value is used to where it is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Trail {
    /// A place for each expression on the way: the part of it that makes the value. The last one is the origin.
    pub(super) places: Vec<Span>,
    /// The environment that wrote the value, and the places of those that it extends and overrides.
    pub(super) env: Option<ArcStr>,
    /// Where environments wrote the same setting before.
    pub(super) overridden: Vec<(ArcStr, Span)>,
}

impl Trail {
    fn jump(&mut self, span: Span) {
        self.places.push(span);
    }

    fn refine(&mut self, span: Span) {
        match self.places.last_mut() {
            Some(last) => *last = span,
            None => self.places.push(span),
        }
    }

    /// The part of the first expression.
    pub(super) fn first(&self) -> Option<Span> {
        self.places.first().copied()
    }

    /// Where the value is written.
    pub(super) fn last(&self) -> Option<Span> {
        self.places.last().copied()
    }
}

/// How many names are followed before the search gives up.
const MAX_JUMPS: usize = 64;

impl<'p> Evaluator<'p> {
    /// Where the part of a value at `path` comes from.
    pub(super) fn trail(&mut self, place: Place<'p>, path: &[Step]) -> Trail {
        let mut trail = Trail::default();
        // The budget may be what ran out.
        let spent = std::mem::replace(&mut self.budget.spent, false);
        self.quietly(|e| match place {
            Place::Expr(expr, at) => e.follow(expr, at, path, &mut trail),
            Place::Param(instance, index) => e.follow_param(instance, index, path, &mut trail),
        });
        self.budget.spent = spent;
        trail
    }

    fn follow(&mut self, expr: &'p Expr, at: FrameId, path: &[Step], trail: &mut Trail) {
        trail.refine(expr.span);
        if trail.places.len() > MAX_JUMPS {
            return;
        }
        let with = |step: Step| -> Vec<Step> { std::iter::once(step).chain(path.iter().cloned()).collect() };
        match &expr.kind {
            ExprKind::Record(fields) => {
                if let Some((Step::Field(name), rest)) = path.split_first() {
                    self.follow_field(fields, name, at, rest, trail);
                }
            }
            ExprKind::List(items) => {
                if let Some((Step::Index(index), rest)) = path.split_first() {
                    self.follow_item(items, *index, at, rest, trail);
                }
            }
            ExprKind::Cell(cell) => {
                let frame = self.frames.up(at, cell.up);
                self.follow_cell(frame, cell.cell, path, trail);
            }
            ExprKind::Global(id) => {
                let value = &self.program.global(*id).value;
                trail.jump(value.span);
                self.follow(value, FrameId::NONE, path, trail);
            }
            ExprKind::Field(of, name) | ExprKind::OptField(of, name) => {
                let span = expr.span;
                self.follow_part(of, at, &with(Step::Field(name.clone())), span, trail);
            }
            ExprKind::Index(of, index) => {
                let step = match self.eval(index, at) {
                    Ok(Value::Int(i)) => usize::try_from(i).ok().map(Step::Index),
                    Ok(Value::Str(key)) => Some(Step::Field(key)),
                    _ => None,
                };
                if let Some(step) = step {
                    self.follow_part(of, at, &with(step), expr.span, trail);
                }
            }
            ExprKind::Output { of, output, .. } => {
                if let Ok(Value::Instance(id)) = self.eval(of, at) {
                    let placed = self.instance(id);
                    let (value, frame) = (&placed.body.outputs[*output as usize].value, placed.frame);
                    trail.jump(value.span);
                    self.follow(value, frame, path, trail);
                }
            }
            ExprKind::Coerce(inner, _)
            | ExprKind::Unchecked(inner)
            | ExprKind::Reveal(inner, _)
            | ExprKind::Identifier(inner, _) => self.follow(inner, at, path, trail),
            ExprKind::If(condition, then, otherwise) => {
                let value = self.eval(condition, at);
                match value.and_then(|value| self.truth(&value, condition.span)) {
                    Ok(Truth::Known(true)) => self.follow(then, at, path, trail),
                    Ok(Truth::Known(false)) => self.follow(otherwise, at, path, trail),
                    _ => {}
                }
            }
            ExprKind::Binary(BinaryOp::Merge, a, b) => {
                let over = self.eval(b, at).is_ok_and(|value| has(&value, path));
                self.follow(if over { b } else { a }, at, path, trail);
            }
            ExprKind::Binary(BinaryOp::Else, a, b) => {
                let absent = self.eval(a, at).is_ok_and(|value| value.is_null());
                self.follow(if absent { b } else { a }, at, path, trail);
            }
            _ => {}
        }
    }

    /// Follows what `a.b` or `a[b]` is a part of, but shows the whole of it where it is written.
    fn follow_part(&mut self, of: &'p Expr, at: FrameId, path: &[Step], whole: Span, trail: &mut Trail) {
        let place = trail.places.len().saturating_sub(1);
        self.follow(of, at, path, trail);
        if let Some(span) = trail.places.get_mut(place) {
            *span = whole;
        }
    }

    fn follow_field(&mut self, fields: &'p [Field], name: &str, at: FrameId, rest: &[Step], trail: &mut Trail) {
        for field in fields.iter().rev() {
            if self.follow_in_field(field, name, at, rest, trail) {
                return;
            }
        }
    }

    fn follow_in_field(&mut self, field: &'p Field, name: &str, at: FrameId, rest: &[Step], trail: &mut Trail) -> bool {
        match field {
            Field::Value(key, _, value) if key == name => {
                self.follow(value, at, rest, trail);
                true
            }
            Field::Value(..) => false,
            Field::Computed(key, value) => {
                let found = self.key(key, at).is_ok_and(|key| key == name);
                if found {
                    self.follow(value, at, rest, trail);
                }
                found
            }
            Field::If(condition, inner) => {
                let value = self.eval(condition, at);
                let truth = value.and_then(|value| self.truth(&value, condition.span));
                !matches!(truth, Ok(Truth::Known(false)) | Err(_)) && self.follow_in_field(inner, name, at, rest, trail)
            }
            Field::Spread(value) => {
                let found = matches!(self.eval(value, at), Ok(Value::Record(record)) if record.get(name).is_some());
                if found {
                    let path: Vec<Step> =
                        std::iter::once(Step::Field(name.into())).chain(rest.iter().cloned()).collect();
                    self.follow(value, at, &path, trail);
                }
                found
            }
        }
    }

    fn follow_item(&mut self, items: &'p [Item], index: usize, at: FrameId, rest: &[Step], trail: &mut Trail) {
        let mut passed = 0;
        for item in items {
            match item {
                Item::Value(value) => {
                    if passed == index {
                        return self.follow(value, at, rest, trail);
                    }
                    passed += 1;
                }
                Item::If(condition, value) => {
                    let holds = self.eval(condition, at);
                    let truth = holds.and_then(|holds| self.truth(&holds, condition.span));
                    if !matches!(truth, Ok(Truth::Known(false)) | Err(_)) {
                        if passed == index {
                            return self.follow(value, at, rest, trail);
                        }
                        passed += 1;
                    }
                }
                Item::Spread(value) => {
                    let count = match self.eval(value, at) {
                        Ok(Value::List(list)) => list.len(),
                        _ => 0,
                    };
                    if index < passed + count {
                        let path: Vec<Step> =
                            std::iter::once(Step::Index(index - passed)).chain(rest.iter().cloned()).collect();
                        return self.follow(value, at, &path, trail);
                    }
                    passed += count;
                }
            }
        }
    }

    fn follow_cell(&mut self, frame: FrameId, cell: u16, path: &[Step], trail: &mut Trail) {
        let block = self.frames.get(frame).block;
        for decl in &block.cells[cell as usize].decls {
            if !matches!(self.presence(frame, &decl.guards), Ok(Presence::Always | Presence::When(_))) {
                continue;
            }
            match &decl.kind {
                DeclKind::Let(value) => {
                    trail.jump(value.span);
                    return self.follow(value, frame, path, trail);
                }
                DeclKind::Param(index) => {
                    let instance = self.frames.get(frame).instance;
                    return self.follow_param(instance, *index, path, trail);
                }
                DeclKind::LoopVar(var) => return self.follow_loop_var(frame, *var, path, trail),
                _ => return,
            }
        }
    }

    /// The second variable of `for key, value in …` is the element at the first.
    fn follow_loop_var(&mut self, frame: FrameId, var: u16, path: &[Step], trail: &mut Trail) {
        let (parent, of_loop) = (self.frames.get(frame).parent, self.frames.get(frame).of_loop);
        let of_loop = &self.frames.get(parent).block.loops[of_loop as usize];
        let (1, [key, _]) = (var, &of_loop.vars[..]) else { return };
        let step = match self.cell(frame, *key, of_loop.span) {
            Ok(Value::Str(key)) => Step::Field(key),
            Ok(Value::Int(index)) => Step::Index(usize::try_from(index).unwrap_or(usize::MAX)),
            _ => return,
        };
        let path: Vec<Step> = std::iter::once(step).chain(path.iter().cloned()).collect();
        trail.jump(of_loop.iter.span);
        self.follow(&of_loop.iter, parent, &path, trail);
    }

    fn follow_param(&mut self, instance: InstanceId, index: u16, path: &[Step], trail: &mut Trail) {
        let placed = self.instance(instance);
        let (body, frame) = (placed.body, placed.frame);
        let param = &body.params[index as usize];
        if let Some((made_by, caller)) = placed.made_by {
            if let Some(Some(arg)) = made_by.args.get(index as usize) {
                trail.jump(arg.span);
                return self.follow(arg, caller, path, trail);
            }
        } else if body.kind == BodyKind::App && self.follow_setting(&param.name, path, trail) {
            return;
        }
        match &param.default {
            Some(default) => {
                trail.jump(default.span);
                self.follow(default, frame, path, trail);
            }
            None => trail.jump(param.span),
        }
    }

    /// The environment that wrote a part of a setting, and those that it overrides; `false` when none did.
    fn follow_setting(&mut self, name: &str, path: &[Step], trail: &mut Trail) -> bool {
        let Some(env) = &self.env else { return false };
        let chain = env.chain.clone();
        let mut found = false;
        for env in chain.iter().rev() {
            let Some(setting) = env.settings.iter().find(|setting| setting.name == name) else { continue };
            if !self.eval(&setting.value, FrameId::NONE).is_ok_and(|value| has(&value, path)) {
                continue;
            }
            let mut own = Trail::default();
            own.jump(setting.value.span);
            self.follow(&setting.value, FrameId::NONE, path, &mut own);
            let Some(first) = own.first() else { continue };
            if found {
                trail.overridden.push((env.name.clone(), first));
            } else {
                found = true;
                trail.env = Some(env.name.clone());
                trail.places.extend(own.places);
            }
        }
        found
    }
}

/// Whether a value has a part at `path`.
fn has(value: &Value, path: &[Step]) -> bool {
    let Some((step, rest)) = path.split_first() else { return true };
    let part = match (value, step) {
        // A unit of it: `.days`.
        (Value::Duration(_) | Value::Size(_), Step::Field(_)) => return rest.is_empty(),
        (Value::Record(record), Step::Field(name)) => record.get(name),
        (Value::List(items), Step::Index(index)) => items.get(*index),
        _ => None,
    };
    part.is_some_and(|part| has(part, rest))
}

/// A path as it is written: `a.b[0]["c d"]`.
pub(super) fn path_text(path: &[Step]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            Step::Field(name) if name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') && !name.is_empty() => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(name);
            }
            Step::Field(name) => text.push_str(&format!("[{:?}]", name.as_str())),
            Step::Index(index) => text.push_str(&format!("[{index}]")),
        }
    }
    text
}
