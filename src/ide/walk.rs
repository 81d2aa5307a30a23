//! One walk over a tree, which all features that look at the tree share.

use crate::ast::{
    Argument, Arm, Attached, Block, Comprehension, Decorator, Docs, Element, Else, EnvBase, Existing, Expr, ExprKind,
    Field, File, FunctionParam, Ident, Item, Key, Literal, MapComprehension, Path, Pattern, PatternField, PatternKind,
    Record, Refinement, ResourceTypeName, Segment, Stmt, StringPart, Test, TestKind, TypeExpr, TypeField, TypeKind,
    TypeRef, UseNames, UseSource,
};
use crate::source::Span;

/// What a name is where it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It declares this.
    Declares(Declared),
    /// It refers to a value: a variable, a param, a member.
    Value,
    /// It refers to a function.
    Function,
    /// It refers to a type, construct, stack, app or environment.
    Type,
    /// It leads on to something else: a module, or what stands before `.Params`.
    Qualifier,
    /// It is a member of the value before it.
    Member,
    /// It is the key of a field, or the name of an argument.
    Key,
    /// It is the key of a field and the value of the same name.
    KeyAndValue,
    /// It is a decorator's name.
    Decorator,
    /// It is a name of another file, in a `use`.
    Imported,
    /// It is the name of a rule or test, with its quotes.
    Title,
    /// It is a diagnostic's code.
    Code,
    /// It names a resource within an `override`.
    Path,
}

/// What is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declared {
    /// `use … as x`, `use ….{A as B}`
    Import,
    /// `let`
    Let,
    /// `type`
    Type,
    /// `fn`
    Function,
    /// A function's parameter
    Argument,
    /// `construct`
    Construct,
    /// `stack S { … }`
    Stack,
    /// `app`
    App,
    /// `env`
    Env,
    /// `param`
    Param,
    /// `resource`
    Resource,
    /// `stack x = S`
    StackInstance,
    /// `existing`
    Existing,
    /// `parameter`
    Parameter,
    /// `output`
    Output,
    /// A variable of `for`, of a comprehension, of a pattern or of a rule
    Variable,
    /// A field of a record type
    Field,
    /// A value that an environment gives
    Setting,
    /// `resource type`
    ResourceType,
    /// `rule`
    Rule,
    /// `test`
    Test,
}

/// Something in a tree.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// A declaration at file level, with what is attached to it.
    Item(&'a Item),
    /// A statement, with what is attached to it.
    Stmt(&'a Stmt),
    /// A body with its braces.
    Block(&'a Block),
    /// A record with its braces.
    Record(&'a Record),
    /// A field.
    Field(&'a Field),
    /// An expression.
    Expr(&'a Expr),
    /// An element of a list.
    Element(&'a Element),
    /// An argument.
    Argument(&'a Argument),
    /// A type.
    Type(&'a TypeExpr),
    /// A field of a record type.
    TypeField(&'a TypeField),
    /// An arm of a `match`.
    Arm(&'a Arm),
    /// A pattern.
    Pattern(&'a Pattern),
    /// Documentation.
    Docs(&'a Docs),
    /// A decorator.
    Decorator(&'a Decorator),
    /// A name.
    Name(&'a Ident, Role),
    /// A resource type; whether it is being declared.
    ResourceType(&'a ResourceTypeName, bool),
    /// A path of several names, or of one.
    Path(&'a Path),
    /// A value that is written out in a type, a pattern or a range.
    Literal(&'a Literal, Span),
    /// A text that is no expression: an imported path, a fragment's place, a regular expression.
    Text(Span),
}

impl Node<'_> {
    /// Where it is written.
    pub fn span(&self) -> Span {
        match self {
            Node::Item(n) => n.span(),
            Node::Stmt(n) => n.span(),
            Node::Block(n) => n.span,
            Node::Record(n) => n.span,
            Node::Field(n) => n.span(),
            Node::Expr(n) => n.span,
            Node::Element(n) => n.span(),
            Node::Argument(n) => n.span(),
            Node::Type(n) => n.span,
            Node::TypeField(n) => n.span,
            Node::Arm(n) => n.span,
            Node::Pattern(n) => n.span,
            Node::Docs(n) => n.span,
            Node::Decorator(n) => n.span,
            Node::Name(n, _) => n.span,
            Node::ResourceType(n, _) => n.span,
            Node::Path(n) => n.span,
            Node::Literal(_, span) | Node::Text(span) => *span,
        }
    }
}

/// Calls `visit` for each node of a file, a node before what is in it. Missing names are left out.
pub fn walk<'a>(file: &'a File, visit: &mut dyn FnMut(Node<'a>)) {
    let mut walk = Walk { visit };
    if let Some(docs) = &file.docs {
        (walk.visit)(Node::Docs(docs));
    }
    file.items.iter().for_each(|item| walk.item(item));
}

/// The same for one declaration.
pub fn walk_item<'a>(item: &'a Item, visit: &mut dyn FnMut(Node<'a>)) {
    Walk { visit }.item(item);
}

struct Walk<'w, 'a> {
    visit: &'w mut dyn FnMut(Node<'a>),
}

impl<'a> Walk<'_, 'a> {
    fn name(&mut self, name: &'a Ident, role: Role) {
        if !name.is_missing() {
            (self.visit)(Node::Name(name, role));
        }
    }

    fn declares(&mut self, name: &'a Ident, declared: Declared) {
        self.name(name, Role::Declares(declared));
    }

    fn path(&mut self, path: &'a Path, last: Role) {
        (self.visit)(Node::Path(path));
        if let Some((name, before)) = path.segments.split_last() {
            before.iter().for_each(|name| self.name(name, Role::Qualifier));
            self.name(name, last);
        }
    }

    fn attached(&mut self, attached: &'a Attached) {
        if let Some(docs) = &attached.docs {
            (self.visit)(Node::Docs(docs));
        }
        for decorator in &attached.decorators {
            (self.visit)(Node::Decorator(decorator));
            self.name(&decorator.name, Role::Decorator);
            self.arguments(&decorator.arguments);
        }
    }

    fn arguments(&mut self, arguments: &'a [Argument]) {
        for argument in arguments {
            (self.visit)(Node::Argument(argument));
            if let Some(name) = &argument.name {
                self.name(name, Role::Key);
            }
            self.expr(&argument.value);
        }
    }

    fn item(&mut self, item: &'a Item) {
        (self.visit)(Node::Item(item));
        match item {
            Item::Use(i) => {
                match &i.source {
                    UseSource::Std(path) => self.path(path, Role::Qualifier),
                    UseSource::File { span, .. } => (self.visit)(Node::Text(*span)),
                    UseSource::Error(_) => {}
                }
                match &i.names {
                    UseNames::Names(names) => {
                        for name in names {
                            self.name(&name.name, Role::Imported);
                            if let Some(alias) = &name.alias {
                                self.declares(alias, Declared::Import);
                            }
                        }
                    }
                    UseNames::Module(name) => self.declares(name, Declared::Import),
                    UseNames::Nothing | UseNames::Error(_) => {}
                }
            }
            Item::Let(i) => {
                self.attached(&i.attached);
                self.declares(&i.name, Declared::Let);
                i.ty.iter().for_each(|ty| self.ty(ty));
                self.expr(&i.value);
            }
            Item::TypeAlias(i) => {
                self.attached(&i.attached);
                self.declares(&i.name, Declared::Type);
                self.ty(&i.ty);
            }
            Item::Function(i) => {
                self.attached(&i.attached);
                self.declares(&i.name, Declared::Function);
                i.params.iter().for_each(|param| self.function_param(param));
                self.ty(&i.result);
                self.expr(&i.body);
            }
            Item::Construct(i) => self.body(&i.attached, &i.name, Declared::Construct, &i.body),
            Item::Stack(i) => self.body(&i.attached, &i.name, Declared::Stack, &i.body),
            Item::App(i) => self.body(&i.attached, &i.name, Declared::App, &i.body),
            Item::Env(i) => {
                self.attached(&i.attached);
                self.declares(&i.name, Declared::Env);
                match &i.base {
                    EnvBase::App(path) | EnvBase::Extends(path) => self.path(path, Role::Type),
                    EnvBase::Error(_) => {}
                }
                self.record(&i.settings);
                for over in &i.overrides {
                    over.path.iter().for_each(|segment| self.segment(segment));
                    self.record(&over.body);
                }
            }
            Item::ResourceType(i) => {
                self.attached(&i.attached);
                if !i.name.name.is_empty() {
                    (self.visit)(Node::ResourceType(&i.name, true));
                }
                i.properties.iter().chain(&i.attributes).for_each(|field| self.type_field(field));
            }
            Item::Rule(i) => {
                self.attached(&i.attached);
                self.name(&i.name, Role::Title);
                i.types.iter().for_each(|ty| self.type_ref(ty));
                self.declares(&i.binding, Declared::Variable);
                self.block(&i.body);
            }
            Item::Test(i) => self.test(i),
            Item::Error(_) => {}
        }
    }

    fn body(&mut self, attached: &'a Attached, name: &'a Ident, declared: Declared, body: &'a Block) {
        self.attached(attached);
        self.declares(name, declared);
        self.block(body);
    }

    fn test(&mut self, test: &'a Test) {
        self.attached(&test.attached);
        self.name(&test.name, Role::Title);
        match &test.kind {
            TestKind::For { envs, body } => {
                envs.iter().for_each(|path| self.path(path, Role::Type));
                self.block(body);
            }
            TestKind::Expects { code, items, .. } => {
                self.name(code, Role::Code);
                items.iter().for_each(|item| self.item(item));
            }
            TestKind::Error(_) => {}
        }
    }

    fn segment(&mut self, segment: &'a Segment) {
        self.name(&segment.name, Role::Path);
        segment.keys.iter().for_each(|key| self.expr(key));
    }

    fn function_param(&mut self, param: &'a FunctionParam) {
        self.declares(&param.name, Declared::Argument);
        self.ty(&param.ty);
        param.default.iter().for_each(|e| self.expr(e));
    }

    fn type_ref(&mut self, ty: &'a TypeRef) {
        match ty {
            TypeRef::Resource(name) => (self.visit)(Node::ResourceType(name, false)),
            TypeRef::Named(path) => self.path(path, Role::Type),
            TypeRef::Error(_) => {}
        }
    }

    fn block(&mut self, block: &'a Block) {
        (self.visit)(Node::Block(block));
        block.stmts.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn instance(&mut self, name: (&'a Ident, Declared), keys: &'a [Expr], ty: &'a TypeRef, body: Option<&'a Record>) {
        self.declares(name.0, name.1);
        keys.iter().for_each(|key| self.expr(key));
        self.type_ref(ty);
        body.into_iter().for_each(|record| self.record(record));
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        (self.visit)(Node::Stmt(stmt));
        match stmt {
            Stmt::Param(s) => {
                self.attached(&s.attached);
                self.declares(&s.name, Declared::Param);
                self.ty(&s.ty);
                s.default.iter().for_each(|e| self.expr(e));
            }
            Stmt::Let(s) => {
                self.attached(&s.attached);
                self.declares(&s.name, Declared::Let);
                s.ty.iter().for_each(|ty| self.ty(ty));
                self.expr(&s.value);
            }
            Stmt::Resource(s) => {
                self.attached(&s.attached);
                self.instance((&s.name, Declared::Resource), &s.keys, &s.ty, s.body.as_ref());
            }
            Stmt::Stack(s) => {
                self.attached(&s.attached);
                self.instance((&s.name, Declared::StackInstance), &s.keys, &s.ty, s.body.as_ref());
            }
            Stmt::Existing(Existing { attached, name, keys, ty, body, .. }) => {
                self.attached(attached);
                self.instance((name, Declared::Existing), keys, ty, body.as_ref());
            }
            Stmt::Parameter(s) => {
                self.attached(&s.attached);
                self.declares(&s.name, Declared::Parameter);
                self.ty(&s.ty);
                s.body.iter().for_each(|record| self.record(record));
            }
            Stmt::Output(s) => {
                self.attached(&s.attached);
                self.declares(&s.name, Declared::Output);
                s.ty.iter().for_each(|ty| self.ty(ty));
                s.value.iter().for_each(|e| self.expr(e));
            }
            Stmt::If(s) => self.branch(s),
            Stmt::For(s) => {
                s.vars.iter().for_each(|var| self.declares(var, Declared::Variable));
                self.expr(&s.iter);
                s.filter.iter().for_each(|e| self.expr(e));
                self.block(&s.body);
            }
            Stmt::Assert(s) => {
                self.expr(&s.cond);
                s.message.iter().for_each(|e| self.expr(e));
            }
            Stmt::Settings(s) => self.record(&s.body),
            Stmt::Tags(s) => self.record(&s.body),
            Stmt::Transform(s) => {
                self.expr(&s.name);
                s.body.iter().for_each(|record| self.record(record));
            }
            Stmt::Fragment(s) => {
                (self.visit)(Node::Text(s.path_span));
                self.expr(&s.value);
            }
            Stmt::Error(_) => {}
        }
    }

    fn branch(&mut self, branch: &'a crate::ast::If) {
        let mut branch = branch;
        loop {
            self.expr(&branch.cond);
            self.block(&branch.then);
            match &branch.otherwise {
                Some(Else::If(next)) => branch = next,
                Some(Else::Block(block)) => return self.block(block),
                None => return,
            }
        }
    }

    fn record(&mut self, record: &'a Record) {
        (self.visit)(Node::Record(record));
        record.fields.iter().for_each(|field| self.field(field));
    }

    fn field(&mut self, field: &'a Field) {
        (self.visit)(Node::Field(field));
        match field {
            Field::Pair { key, value, .. } => {
                match key {
                    Key::Name(name) | Key::Quoted(name) => self.name(name, Role::Key),
                    Key::Computed(e) => self.expr(e),
                }
                self.expr(value);
            }
            Field::Shorthand(name) => self.name(name, Role::KeyAndValue),
            Field::Spread { value, .. } => self.expr(value),
            Field::If { cond, field, .. } => {
                self.expr(cond);
                self.field(field);
            }
            Field::Error(_) => {}
        }
    }

    fn expr(&mut self, expr: &'a Expr) {
        (self.visit)(Node::Expr(expr));
        match &expr.kind {
            ExprKind::Literal(_) | ExprKind::Name(_) | ExprKind::Error => {}
            ExprKind::Interpolation(parts) => {
                for part in parts {
                    if let StringPart::Expr(e) = part {
                        self.expr(e);
                    }
                }
            }
            ExprKind::ResourceType(name) => (self.visit)(Node::ResourceType(name, false)),
            ExprKind::Paren(e) => self.expr(e),
            ExprKind::Field { base, name } | ExprKind::OptField { base, name } => {
                self.expr(base);
                self.name(name, Role::Member);
            }
            ExprKind::Index { base, index } => {
                self.expr(base);
                self.expr(index);
            }
            ExprKind::Call { function, arguments } => {
                self.path(function, Role::Function);
                self.arguments(arguments);
            }
            ExprKind::Unary { operand, .. } => self.expr(operand),
            ExprKind::Binary { left, right, .. } => {
                self.expr(left);
                self.expr(right);
            }
            ExprKind::If { cond, then, otherwise } => {
                self.expr(cond);
                self.expr(then);
                self.expr(otherwise);
            }
            ExprKind::Match { subject, arms } => {
                self.expr(subject);
                arms.iter().for_each(|arm| self.arm(arm));
            }
            ExprKind::List(elements) => elements.iter().for_each(|element| self.element(element)),
            ExprKind::Record(record) => self.record(record),
            ExprKind::ListComp(comprehension) => {
                let Comprehension { vars, iter, filter, value } = &**comprehension;
                vars.iter().for_each(|var| self.declares(var, Declared::Variable));
                self.expr(iter);
                filter.iter().for_each(|e| self.expr(e));
                self.expr(value);
            }
            ExprKind::MapComp(comprehension) => {
                let MapComprehension { vars, iter, filter, key, value } = &**comprehension;
                vars.iter().for_each(|var| self.declares(var, Declared::Variable));
                self.expr(iter);
                filter.iter().for_each(|e| self.expr(e));
                self.expr(key);
                self.expr(value);
            }
        }
    }

    fn element(&mut self, element: &'a Element) {
        (self.visit)(Node::Element(element));
        match element {
            Element::Item(e) => self.expr(e),
            Element::Spread { value, .. } => self.expr(value),
            Element::If { cond, element, .. } => {
                self.expr(cond);
                self.element(element);
            }
        }
    }

    fn arm(&mut self, arm: &'a Arm) {
        (self.visit)(Node::Arm(arm));
        arm.patterns.iter().for_each(|pattern| self.pattern(pattern));
        arm.binding.iter().for_each(|name| self.declares(name, Declared::Variable));
        self.expr(&arm.value);
    }

    fn pattern(&mut self, pattern: &'a Pattern) {
        (self.visit)(Node::Pattern(pattern));
        match &pattern.kind {
            PatternKind::Wildcard | PatternKind::Error => {}
            PatternKind::Literal(literal) => (self.visit)(Node::Literal(literal, pattern.span)),
            PatternKind::Type(path) => self.path(path, Role::Type),
            PatternKind::ResourceType(name) => (self.visit)(Node::ResourceType(name, false)),
            PatternKind::Binding(name) => self.declares(name, Declared::Variable),
            PatternKind::Record(fields) => {
                for PatternField { name, pattern } in fields {
                    match pattern {
                        Some(pattern) => {
                            self.name(name, Role::Key);
                            self.pattern(pattern);
                        }
                        None => self.declares(name, Declared::Variable),
                    }
                }
            }
        }
    }

    fn ty(&mut self, ty: &'a TypeExpr) {
        (self.visit)(Node::Type(ty));
        match &ty.kind {
            TypeKind::Name(path) => self.path(path, Role::Type),
            TypeKind::ResourceType(name) => (self.visit)(Node::ResourceType(name, false)),
            TypeKind::Optional(inner) | TypeKind::List(inner) | TypeKind::Known(inner) => self.ty(inner),
            TypeKind::Generic { name, arguments } => {
                self.name(name, Role::Type);
                arguments.iter().for_each(|ty| self.ty(ty));
            }
            TypeKind::Record(fields) => fields.iter().for_each(|field| self.type_field(field)),
            TypeKind::Union(types) => types.iter().for_each(|ty| self.ty(ty)),
            TypeKind::Literal(literal) => (self.visit)(Node::Literal(literal, ty.span)),
            TypeKind::Refined { name, refinements } => {
                self.path(name, Role::Type);
                for refinement in refinements {
                    match refinement {
                        Refinement::Range { min, max, .. } => {
                            for bound in min.iter().chain(max) {
                                (self.visit)(Node::Literal(&bound.value, bound.span));
                            }
                        }
                        Refinement::Pattern { span, .. } => (self.visit)(Node::Text(*span)),
                    }
                }
            }
            TypeKind::Error => {}
        }
    }

    fn type_field(&mut self, field: &'a TypeField) {
        (self.visit)(Node::TypeField(field));
        if let Some(docs) = &field.docs {
            (self.visit)(Node::Docs(docs));
        }
        self.declares(&field.name, Declared::Field);
        self.ty(&field.ty);
        field.default.iter().for_each(|e| self.expr(e));
    }
}
