//! Expressions.

use super::Printer;
use super::brackets::{Below, CALL, LIST, LIST_COMPREHENSION, MAP_COMPREHENSION, RECORD};
use super::cursor::Between::{Nothing, Space};
use super::cursor::{Built, Mismatch};
use super::layout::{Of, Piece};
use crate::ast::{
    Argument, Arm, BinaryOp, Element, Expr, ExprKind, Field, Ident, Key, Literal, Pattern, PatternField, PatternKind,
    Record,
};

/// How many bytes one level takes at most, in a debug build, and how many are added when there are fewer.
const STACK_LEFT: usize = 256 << 10;
const STACK_MORE: usize = 4 << 20;

impl<'a> Printer<'a> {
    /// One level deeper, wherever the stack is.
    pub(super) fn deeper<T>(&mut self, build: impl FnOnce(&mut Self) -> T) -> T {
        stacker::maybe_grow(STACK_LEFT, STACK_MORE, || build(self))
    }

    /// An expression.
    pub(super) fn expr(&mut self, e: &Expr) -> Built<Piece<'a>> {
        self.deeper(|printer| printer.expr_here(e))
    }

    fn expr_here(&mut self, e: &Expr) -> Built<Piece<'a>> {
        match &e.kind {
            ExprKind::Literal(_) | ExprKind::Interpolation(_) | ExprKind::Name(_) | ExprKind::ResourceType(_) => {
                self.leaf(e.span)
            }
            ExprKind::Paren(inner) => self.enclosed("(", inner, ")"),
            ExprKind::Field { base, name } => self.member(base, ".", name),
            ExprKind::OptField { base, name } => self.member(base, "?.", name),
            ExprKind::Index { base, index } => {
                let base = self.expr(base)?;
                let between = self.between(Nothing);
                let index = self.enclosed("[", index, "]")?;
                Ok(self.seq([base, between, index]))
            }
            ExprKind::Call { function, arguments } => {
                let function = self.path(function)?;
                let between = self.between(Nothing);
                let arguments = self.arguments(arguments)?;
                Ok(self.seq([function, between, arguments]))
            }
            ExprKind::Unary { op, operand } => {
                let op = self.token(op.as_str())?;
                let end = self.at;
                let mut between = self.between(Nothing);
                // Directly before a number, a minus would become part of it.
                if self.at > end && self.next_word().starts_with(|c: char| c.is_ascii_digit()) && !between.is_broken() {
                    between = self.plain(" ");
                }
                let operand = self.expr(operand)?;
                Ok(self.seq([op, between, operand]))
            }
            ExprKind::Binary { op, .. } => self.operators(e, *op),
            ExprKind::If { .. } => self.if_expr(e),
            ExprKind::Match { subject, arms } => {
                let head = self.token("match")?;
                let after = self.between(Space);
                let subject = self.expr(subject)?;
                let before = self.between(Space);
                let arms = self.bracketed(RECORD, arms, Self::arm)?;
                Ok(Piece { has_body: true, ..self.seq([head, after, subject, before, arms]) })
            }
            ExprKind::List(elements) => self.bracketed(LIST, elements, Self::element),
            ExprKind::Record(record) => self.record(record),
            ExprKind::ListComp(of) => {
                let mut of = Some(of);
                self.brackets(LIST_COMPREHENSION, |printer, below| {
                    let Some(of) = of.take() else { return Ok(None) };
                    let head = printer.loop_head(&of.vars, &of.iter, of.filter.as_ref(), below)?;
                    let colon = printer.colon()?;
                    let between = printer.between(Space);
                    let value = printer.expr(&of.value)?;
                    Ok(Some(printer.beside_or_below(printer.join(head, colon), between, value)))
                })
            }
            ExprKind::MapComp(of) => {
                let mut of = Some(of);
                self.brackets(MAP_COMPREHENSION, |printer, below| {
                    let Some(of) = of.take() else { return Ok(None) };
                    let head = printer.loop_head(&of.vars, &of.iter, of.filter.as_ref(), below)?;
                    let colon = printer.colon()?;
                    let between = printer.between(Space);
                    let key = printer.expr(&of.key)?;
                    let value = printer.arrow(&of.value)?;
                    let entry = printer.join(key, value);
                    Ok(Some(printer.beside_or_below(printer.join(head, colon), between, entry)))
                })
            }
            ExprKind::Error => Err(Mismatch),
        }
    }

    pub(super) fn enclosed(&mut self, open: &'static str, e: &Expr, close: &'static str) -> Built<Piece<'a>> {
        let open = self.token(open)?;
        let after = self.between(Nothing);
        let value = self.expr(e)?;
        let before = self.between(Nothing);
        let close = self.token(close)?;
        if after.is_broken() || before.is_broken() {
            let inside = self.nest(self.cat([after.doc, value.doc]));
            let end = if before.is_broken() { before.doc } else { self.line_end() };
            return Ok(Piece::broken(self.cat([open.doc, inside, end, close.doc])));
        }
        Ok(self.seq([open, value, close]))
    }

    fn member(&mut self, base: &Expr, dot: &'static str, name: &Ident) -> Built<Piece<'a>> {
        let base = self.expr(base)?;
        let before = self.between(Nothing);
        let dot = self.token(dot)?;
        let after = self.between(Nothing);
        let name = self.ident(name)?;
        if before.is_broken() || after.is_broken() {
            let rest = self.nest(self.cat([before.doc, dot.doc, after.doc, name.doc]));
            return Ok(Piece { sticks: base.sticks, ..Piece::broken(self.append(base.doc, rest)) });
        }
        Ok(self.seq([base, dot, name]))
    }

    /// `(a, b: c)`
    pub(super) fn arguments(&mut self, arguments: &[Argument]) -> Built<Piece<'a>> {
        self.bracketed(CALL, arguments, |printer, argument| match &argument.name {
            None => printer.expr(&argument.value),
            Some(name) => {
                let name = printer.ident(name)?;
                printer.field_value(name, &argument.value)
            }
        })
    }

    /// `:` behind what it belongs to.
    pub(super) fn colon(&mut self) -> Built<Piece<'a>> {
        let before = self.between(Nothing);
        let colon = self.token(":")?;
        Ok(self.join(before, colon))
    }

    /// `: value` behind a name or key.
    fn field_value(&mut self, key: Piece<'a>, value: &Expr) -> Built<Piece<'a>> {
        let colon = self.colon()?;
        let between = self.between(Space);
        let value = self.expr(value)?;
        let head = self.join(key, colon);
        Ok(self.after_head(head, between, value))
    }

    /// A value beside what announces it, where only a comment puts it below.
    pub(super) fn after_head(&self, head: Piece<'a>, between: Piece<'a>, value: Piece<'a>) -> Piece<'a> {
        match between.is_broken() {
            true => {
                let doc = self.append(head.doc, self.nest(self.append(between.doc, value.doc)));
                Piece { sticks: head.sticks, ..Piece::broken(doc) }
            }
            false => self.seq([head, between, value]),
        }
    }

    /// ` => value`
    fn arrow(&mut self, value: &Expr) -> Built<Piece<'a>> {
        let before = self.between(Space);
        let arrow = self.token("=>")?;
        let between = self.between(Space);
        let value = self.expr(value)?;
        let head = self.join(before, arrow);
        Ok(self.beside_or_below(head, between, value))
    }

    /// Operators of one rank in a row.
    fn operators(&mut self, e: &Expr, op: BinaryOp) -> Built<Piece<'a>> {
        let (mut operands, mut operators) = (Vec::new(), Vec::new());
        let mut left = e;
        // They group to the left, `??` to the right.
        while let ExprKind::Binary { op: inner, op_span, left: before, right } = &left.kind
            && inner.precedence() == op.precedence()
        {
            operators.push(*op_span);
            if op == BinaryOp::Coalesce {
                operands.push(&**before);
                left = right;
            } else {
                operands.push(&**right);
                left = before;
            }
        }
        operands.push(left);
        if op != BinaryOp::Coalesce {
            operands.reverse();
            operators.reverse();
        }
        let mut operands = operands.into_iter();
        let first = operands.next().ok_or(Mismatch)?;
        let first = self.expr(first)?;
        let (mut split, mut beside) = (self.nil(), first);
        for (operand, operator) in operands.zip(operators) {
            let before = self.between(Space);
            let operator = self.leaf(operator)?;
            let after = self.between(Space);
            let operand = self.expr(operand)?;
            let line_end = if after.is_broken() || operand.sticks { after.doc } else { self.line_end() };
            split = self.cat([split, before.doc, operator.doc, line_end, operand.doc]);
            // Two operands of several lines, or a comment between them, leave nothing that could stand beside.
            let is_loose = before.is_broken() || after.is_broken() || (beside.is_broken() && operand.is_broken());
            let all = self.seq([beside, before, operator, after, operand]);
            beside = if is_loose { Piece { hug: None, ..all } } else { all };
        }
        let split = self.append(first.doc, self.nest(split));
        let first_line = first.first + if first.is_broken() { 0 } else { 3 };
        Ok(match (beside.flat, beside.hug) {
            (Some(_), _) => Piece { doc: self.group(split, beside.doc), first: first_line, hug: None, ..beside },
            (None, Some(hug)) => Piece { doc: self.if_left(hug.width, beside.doc, split), ..beside },
            (None, None) => Piece { doc: split, ..beside },
        })
    }

    /// `if c then a else if d then b else e`
    fn if_expr(&mut self, e: &Expr) -> Built<Piece<'a>> {
        // Each branch with what stands before it.
        let mut branches: Vec<(Piece<'a>, Piece<'a>)> = Vec::new();
        let mut separator = self.seq([]);
        let mut keyword = self.seq([]);
        let mut next = e;
        while let ExprKind::If { cond, then, otherwise } = &next.kind {
            let head = self.token("if")?;
            let after = self.between(Space);
            let opens = self.sees("{");
            let cond = self.condition_value(cond)?;
            let head = self.after_head(sticking(head, cond), after, cond);
            let head = Piece { has_body: head.has_body || opens, ..head };
            let before = self.between(Space);
            let word = self.token("then")?;
            let after = self.between(Space);
            let then = self.expr(then)?;
            let head = self.join(keyword, head);
            let then = self.after_head(word, after, then);
            branches.push((separator, self.then_branch(head, before, then)));
            separator = self.between(Space);
            keyword = self.token("else")?;
            let after = self.between(Space);
            keyword = self.join(keyword, after);
            next = otherwise;
        }
        let last = self.expr(next)?;
        branches.push((separator, self.join(keyword, last)));

        let (mut split, mut beside) = (self.nil(), self.seq([]));
        let mut below = 0;
        let is_commented = branches.iter().any(|(separator, _)| separator.is_broken());
        for (i, (separator, branch)) in branches.iter().enumerate() {
            if i > 0 {
                let line_end = if separator.is_broken() { separator.doc } else { self.line_end() };
                split = self.cat([split, line_end, branch.doc]);
                below = below.max(branch.flat.unwrap_or(usize::MAX / 2));
            }
            beside = self.seq([beside, *separator, *branch]);
        }
        let first = branches.first().map(|(_, branch)| *branch).ok_or(Mismatch)?;
        let split = self.append(first.doc, self.nest(split));
        if is_commented || branches.iter().any(|(_, branch)| branch.is_loose()) {
            return Ok(Piece { doc: split, flat: None, first: first.first, hug: None, ..beside });
        }
        Ok(match (beside.flat, beside.hug) {
            (Some(_), Some(hug)) => {
                let hugging = self.if_left(hug.width, beside.doc, split);
                let split = self.if_fits_below(below, split, hugging);
                Piece { doc: self.group(split, beside.doc), first: first.first, ..beside }
            }
            (Some(_), None) => Piece { doc: self.group(split, beside.doc), first: first.first, ..beside },
            (None, Some(hug)) => Piece { doc: self.if_left(hug.width, beside.doc, split), ..beside },
            (None, None) => Piece { doc: split, flat: None, first: first.first, hug: None, ..beside },
        })
    }

    /// `if c then a`, with `then` on a line of its own where it has to be.
    fn then_branch(&self, head: Piece<'a>, between: Piece<'a>, then: Piece<'a>) -> Piece<'a> {
        let beside = self.after_head(head, between, then);
        let needed = match (then.flat, then.hug) {
            _ if between.is_broken() => return beside,
            (_, Some(hug)) if hug.of < Of::Comprehension || then.is_broken() => hug.width,
            (Some(width), _) => width,
            (None, _) => return beside,
        };
        let side = self.append(between.doc, then.doc);
        let below = self.nest(self.append(self.line_end(), then.doc));
        let below = self.append(head.doc, self.if_left(1 + needed, side, below));
        let doc = if beside.is_broken() { below } else { self.group(below, beside.doc) };
        Piece { doc, first: head.first, ..beside }
    }

    /// `for k, v in m if c` of a loop or comprehension.
    pub(super) fn loop_head(
        &mut self,
        vars: &[Ident],
        iter: &Expr,
        filter: Option<&Expr>,
        below: Below,
    ) -> Built<Piece<'a>> {
        let mut head = vec![self.token("for")?, self.between(Space)];
        for (i, var) in vars.iter().enumerate() {
            if i > 0 {
                head.extend([self.between(Nothing), self.token(",")?, self.between(Space)]);
            }
            head.push(self.ident(var)?);
        }
        let before = self.between(Space);
        let mut values = vec![self.token("in")?, self.between(Space)];
        let iter = self.before_colon(iter)?;
        values.push(Piece { has_body: true, ..iter });
        if let Some(filter) = filter {
            values.extend([self.between(Space), self.token("if")?, self.between(Space)]);
            values.push(self.before_colon(filter)?);
        }
        let values = self.seq(values);
        if below.0 && values.is_broken() && !before.is_broken() {
            // On one line with `for` it would look like a statement's head.
            let values = self.nest(self.append(self.line_end(), values.doc));
            head.push(Piece { has_body: true, ..Piece::broken(values) });
        } else {
            head.extend([before, values]);
        }
        Ok(self.seq(head).unsplit())
    }

    fn element(&mut self, element: &Element) -> Built<Piece<'a>> {
        match element {
            Element::Item(e) => self.expr(e),
            Element::Spread { value, .. } => self.spread(value),
            Element::If { cond, element, .. } => {
                let head = self.condition(cond)?;
                let between = self.between(Space);
                let element = self.deeper(|printer| printer.element(element))?;
                Ok(self.after_head(head, between, element))
            }
        }
    }

    fn spread(&mut self, value: &Expr) -> Built<Piece<'a>> {
        let dots = self.token("...")?;
        let between = self.between(Nothing);
        let value = self.expr(value)?;
        Ok(self.after_head(dots, between, value))
    }

    /// `if c:` before an element or field.
    fn condition(&mut self, cond: &Expr) -> Built<Piece<'a>> {
        let word = self.token("if")?;
        let between = self.between(Space);
        let cond = self.before_colon(cond)?;
        let colon = self.colon()?;
        Ok(self.seq([sticking(word, cond), between, cond, colon]))
    }

    /// What stands before a `:`, and is not split so that a line of it would begin like a field.
    fn before_colon(&mut self, e: &Expr) -> Built<Piece<'a>> {
        let value = self.condition_value(e)?;
        Ok(if last_operand_is_word(e) { value.unsplit() } else { value })
    }

    /// What stands behind an `if` that is no statement, and must not look like one.
    fn condition_value(&mut self, cond: &Expr) -> Built<Piece<'a>> {
        let cond = self.expr(cond)?;
        Ok(if cond.has_body { cond.unsplit() } else { cond })
    }

    /// `{ a: b }`
    pub(super) fn record(&mut self, record: &Record) -> Built<Piece<'a>> {
        self.bracketed(RECORD, &record.fields, Self::field)
    }

    /// An entry of a record.
    pub(super) fn field(&mut self, field: &Field) -> Built<Piece<'a>> {
        match field {
            Field::Pair { key, value, .. } => {
                let key = match key {
                    Key::Name(name) => self.ident(name)?,
                    Key::Quoted(name) => self.leaf(name.span)?,
                    Key::Computed(e) => self.enclosed("[", e, "]")?,
                };
                self.field_value(key, value)
            }
            Field::Shorthand(name) => self.ident(name),
            Field::Spread { value, .. } => self.spread(value),
            Field::If { cond, field, .. } => {
                let head = self.condition(cond)?;
                let between = self.between(Space);
                let field = self.deeper(|printer| printer.field(field))?;
                Ok(self.after_head(head, between, field))
            }
            Field::Error(_) => Err(Mismatch),
        }
    }

    fn arm(&mut self, arm: &Arm) -> Built<Piece<'a>> {
        let mut head = Vec::new();
        for (i, pattern) in arm.patterns.iter().enumerate() {
            if i > 0 {
                head.extend([self.between(Space), self.token("|")?, self.between(Space)]);
            }
            head.push(self.pattern(pattern)?);
        }
        if let Some(binding) = &arm.binding {
            head.extend([self.between(Space), self.token("as")?, self.between(Space)]);
            head.push(self.ident(binding)?);
        }
        let head = self.seq(head);
        let value = self.arrow(&arm.value)?;
        Ok(self.join(head, value))
    }

    fn pattern(&mut self, pattern: &Pattern) -> Built<Piece<'a>> {
        match &pattern.kind {
            PatternKind::Wildcard
            | PatternKind::Literal(_)
            | PatternKind::Type(_)
            | PatternKind::ResourceType(_)
            | PatternKind::Binding(_) => self.leaf(pattern.span),
            PatternKind::Record(fields) => {
                self.deeper(|printer| printer.bracketed(RECORD, fields, Self::pattern_field))
            }
            PatternKind::Error => Err(Mismatch),
        }
    }

    fn pattern_field(&mut self, field: &PatternField) -> Built<Piece<'a>> {
        let name = self.ident(&field.name)?;
        let Some(pattern) = &field.pattern else { return Ok(name) };
        let colon = self.colon()?;
        let between = self.between(Space);
        let pattern = self.pattern(pattern)?;
        Ok(self.after_head(self.join(name, colon), between, pattern))
    }

    /// `= value`, on a line of its own where it does not fit beside `head` and is no record or list.
    pub(super) fn assigned(&mut self, head: Piece<'a>, value: &Expr) -> Built<Piece<'a>> {
        let (head, between) = self.equals(head)?;
        let value = self.expr(value)?;
        Ok(self.beside_equals(head, between, value))
    }

    /// `head =`, and what stands before the value.
    pub(super) fn equals(&mut self, head: Piece<'a>) -> Built<(Piece<'a>, Piece<'a>)> {
        let before = self.between(Space);
        let equals = self.token("=")?;
        let between = self.between(Space);
        Ok((self.seq([head, before, equals]), between))
    }

    /// A value beside `=`, or below it.
    pub(super) fn beside_equals(&self, head: Piece<'a>, between: Piece<'a>, value: Piece<'a>) -> Piece<'a> {
        let beside = self.seq([head, between, value]);
        if between.is_broken() {
            let below = self.nest(self.append(between.doc, value.doc));
            return Piece { doc: self.append(head.doc, below), first: head.first, hug: None, ..beside };
        }
        let side = self.append(between.doc, value.doc);
        if value.sticks {
            return Piece { doc: self.append(head.doc, side), first: head.first, ..beside };
        }
        let indented = self.nest(self.append(self.line_end(), value.doc));
        let doc = match (value.flat, value.hug) {
            (None, Some(hug)) => self.if_left(1 + hug.width, side, indented),
            (None, None) => side,
            (Some(_), Some(hug)) if hug.of == Of::Record => {
                self.group(self.if_left(1 + hug.width, side, indented), side)
            }
            (Some(width), hug) => {
                // What hangs one step further right anyway begins there.
                let hanging = self.cat([self.line_end(), self.text("  "), value.doc]);
                let alone = if hug.is_some() { indented } else { hanging };
                let several = self.if_left(1 + hug.map_or(value.first, |hug| hug.width), side, alone);
                self.group(self.if_fits_below(width, indented, several), side)
            }
        };
        Piece { doc: self.append(head.doc, doc), first: head.first, ..beside }
    }
}

/// An `if` before a condition: with one that takes several lines, of which the first may end with `{`, it would look
/// like a statement where it begins a line.
fn sticking<'a>(word: Piece<'a>, cond: Piece<'a>) -> Piece<'a> {
    Piece { sticks: cond.has_body && cond.is_broken(), ..word }
}

/// Whether the last thing behind an operator is a single word.
fn last_operand_is_word(e: &Expr) -> bool {
    let ExprKind::Binary { right, .. } = &e.kind else { return false };
    let is_word = matches!(right.kind, ExprKind::Name(_) | ExprKind::Literal(Literal::Null | Literal::Bool(_)));
    is_word || last_operand_is_word(right)
}
