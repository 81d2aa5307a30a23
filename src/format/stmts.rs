//! Statements and bodies.

use std::ops::Range;

use super::Printer;
use super::brackets::Below;
use super::cursor::Between::{LineEnd, Nothing, Space};
use super::cursor::{Built, Mismatch};
use super::layout::{Hug, Of, Piece};
use super::rows::{Member, Spacing};
use crate::ast::{Attached, Block, Decorator, Else, Expr, If, Let, Record, Stmt, TypeRef};

impl<'a> Printer<'a> {
    /// `{ … }` with statements, each on its line.
    pub(super) fn block(&mut self, block: &Block) -> Built<Piece<'a>> {
        let range = self.range(block.span);
        let members: Vec<Member> = block.stmts.iter().map(|stmt| self.stmt_member(stmt)).collect();
        self.deeper(|printer| {
            printer.body(&range, &members, Spacing::AsWritten, |printer, index| printer.stmt(&block.stmts[index]))
        })
    }

    /// `{ … }` with members.
    pub(super) fn body(
        &mut self,
        range: &Range<usize>,
        members: &[Member],
        spacing: Spacing,
        each: impl FnMut(&mut Self, usize) -> Built<Piece<'a>>,
    ) -> Built<Piece<'a>> {
        let open = self.token("{")?;
        let inner = self.rows(range.start + 1..range.end.saturating_sub(1), members, spacing, each)?;
        let close = self.token("}")?;
        let Some(rows) = inner else { return Ok(self.seq([open, close])) };
        let tail = self.cat([self.nest(rows), self.line_end(), close.doc]);
        let hug = Hug { head: open.doc, width: 1, tail, of: Of::Record };
        Ok(Piece { first: 1, hug: Some(hug), ..Piece::broken(self.append(open.doc, tail)) })
    }

    fn stmt_member(&self, stmt: &Stmt) -> Member {
        let mut bodies = Vec::new();
        match stmt {
            Stmt::If(branch) => self.branch_bodies(branch, &mut bodies),
            Stmt::For(stmt) => bodies.push(self.range(stmt.body.span)),
            _ => {}
        }
        Member { start: self.start(attached(stmt), stmt.span()), bodies, is_line: false }
    }

    fn branch_bodies(&self, branch: &If, bodies: &mut Vec<Range<usize>>) {
        let mut branch = branch;
        loop {
            bodies.push(self.range(branch.then.span));
            match &branch.otherwise {
                Some(Else::If(next)) => branch = next,
                Some(Else::Block(block)) => return bodies.push(self.range(block.span)),
                None => return,
            }
        }
    }

    /// Where a declaration begins, with its documentation and decorators.
    pub(super) fn start(&self, attached: Option<&Attached>, span: crate::source::Span) -> usize {
        super::members::start(attached, |span| self.range(span), &self.range(span))
    }

    /// Decorators, each on its line, documentation and comments among them.
    pub(super) fn decorators(&mut self, decorators: &[Decorator]) -> Built<Piece<'a>> {
        let mut all = Vec::new();
        for decorator in decorators {
            let mut pieces = vec![self.token("@")?, self.between(Nothing), self.ident(&decorator.name)?];
            if self.range(decorator.span).end > self.at {
                pieces.extend([self.between(Nothing), self.arguments(&decorator.arguments)?]);
            }
            all.extend([self.seq(pieces), self.between(LineEnd)]);
        }
        Ok(self.seq(all))
    }

    fn stmt(&mut self, stmt: &Stmt) -> Built<Piece<'a>> {
        let decorators = self.decorators(attached(stmt).map_or(&[], |a| &a.decorators))?;
        let piece = match stmt {
            Stmt::Param(s) => {
                let name = self.keyword("param", |p| p.ident(&s.name))?;
                let head = self.typed(name, &s.ty)?;
                self.default(head, s.default.as_ref())
            }
            Stmt::Let(s) => self.let_stmt(s),
            Stmt::Resource(s) => self.instance("resource", &s.name, &s.keys, &s.ty, s.body.as_ref()),
            Stmt::Stack(s) => self.instance("stack", &s.name, &s.keys, &s.ty, s.body.as_ref()),
            Stmt::Existing(s) => self.instance("existing", &s.name, &s.keys, &s.ty, s.body.as_ref()),
            Stmt::Parameter(s) => {
                let name = self.keyword("parameter", |p| p.ident(&s.name))?;
                let head = self.typed(name, &s.ty)?;
                self.with_record(head, s.body.as_ref())
            }
            Stmt::Output(s) => {
                let mut head = self.keyword("output", |p| p.ident(&s.name))?;
                if let Some(ty) = &s.ty {
                    head = self.typed(head, ty)?;
                }
                self.default(head, s.value.as_ref())
            }
            Stmt::If(s) => self.if_stmt(s),
            Stmt::For(s) => {
                let head = self.loop_head(&s.vars, &s.iter, s.filter.as_ref(), Below(false))?;
                let between = self.between(Space);
                let body = self.block(&s.body)?;
                Ok(self.seq([head, between, body]))
            }
            Stmt::Assert(s) => {
                let cond = self.keyword("assert", |p| p.expr(&s.cond))?;
                let Some(message) = &s.message else { return Ok(cond) };
                let before = self.between(Nothing);
                let comma = self.token(",")?;
                let between = self.between(Space);
                let message = self.expr(message)?;
                Ok(self.beside_or_below(self.seq([cond, before, comma]), between, message))
            }
            Stmt::Settings(s) => self.keyword("settings", |p| p.record(&s.body)),
            Stmt::Tags(s) => self.keyword("tags", |p| p.record(&s.body)),
            Stmt::Transform(s) => {
                let name = self.keyword("transform", |p| p.expr(&s.name))?;
                self.with_record(name, s.body.as_ref())
            }
            Stmt::Fragment(s) => {
                let path = self.keyword("fragment", |p| p.leaf(s.path_span))?;
                self.assigned(path, &s.value)
            }
            Stmt::Error(_) => Err(Mismatch),
        }?;
        Ok(self.join(decorators, piece))
    }

    /// A keyword and what follows it.
    pub(super) fn keyword(
        &mut self,
        word: &'static str,
        next: impl FnOnce(&mut Self) -> Built<Piece<'a>>,
    ) -> Built<Piece<'a>> {
        let word = self.token(word)?;
        let between = self.between(Space);
        let next = next(self)?;
        Ok(self.after_head(word, between, next))
    }

    fn default(&mut self, head: Piece<'a>, value: Option<&Expr>) -> Built<Piece<'a>> {
        value.map_or(Ok(head), |value| self.assigned(head, value))
    }

    /// A record behind `head`, when there is one.
    fn with_record(&mut self, head: Piece<'a>, record: Option<&Record>) -> Built<Piece<'a>> {
        let Some(record) = record else { return Ok(head) };
        let between = self.between(Space);
        let record = self.record(record)?;
        Ok(self.seq([head, between, record]))
    }

    /// `let n: T = e`
    pub(super) fn let_stmt(&mut self, s: &Let) -> Built<Piece<'a>> {
        let mut head = self.keyword("let", |p| p.ident(&s.name))?;
        if let Some(ty) = &s.ty {
            head = self.typed(head, ty)?;
        }
        self.assigned(head, &s.value)
    }

    /// `[k]` behind names.
    pub(super) fn keys(&mut self, keys: &[Expr]) -> Built<Piece<'a>> {
        let mut all = Vec::new();
        for key in keys {
            all.extend([self.between(Nothing), self.enclosed("[", key, "]")?]);
        }
        Ok(self.seq(all))
    }

    fn instance(
        &mut self,
        word: &'static str,
        name: &crate::ast::Ident,
        keys: &[Expr],
        ty: &TypeRef,
        body: Option<&Record>,
    ) -> Built<Piece<'a>> {
        let name = self.keyword(word, |p| p.ident(name))?;
        let keys = self.keys(keys)?;
        let (head, between) = self.equals(self.join(name, keys))?;
        let ty = self.type_ref(ty)?;
        let head = self.after_head(head, between, ty);
        self.with_record(head, body)
    }

    fn if_stmt(&mut self, s: &If) -> Built<Piece<'a>> {
        let mut all = Vec::new();
        let mut branch = s;
        loop {
            all.extend([self.keyword("if", |p| p.expr(&branch.cond))?, self.between(Space)]);
            all.push(self.block(&branch.then)?);
            let Some(otherwise) = &branch.otherwise else { break };
            all.extend([self.between(Space), self.token("else")?, self.between(Space)]);
            match otherwise {
                Else::If(next) => branch = next,
                Else::Block(block) => {
                    all.push(self.block(block)?);
                    break;
                }
            }
        }
        Ok(self.seq(all))
    }
}

/// What stands before a statement that may have documentation and decorators.
pub(super) fn attached(stmt: &Stmt) -> Option<&Attached> {
    match stmt {
        Stmt::Param(s) => Some(&s.attached),
        Stmt::Let(s) => Some(&s.attached),
        Stmt::Resource(s) => Some(&s.attached),
        Stmt::Stack(s) => Some(&s.attached),
        Stmt::Existing(s) => Some(&s.attached),
        Stmt::Parameter(s) => Some(&s.attached),
        Stmt::Output(s) => Some(&s.attached),
        _ => None,
    }
}
