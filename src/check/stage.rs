//! When a value is known, leaf by leaf, and which params that depends on.

use std::rc::Rc;

use arcstr::ArcStr;
use indexmap::IndexMap;
use rustc_hash::FxHashSet;

use crate::{builtins::Stage, source::Span};

/// A step from a value to a part of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// A field.
    Field(ArcStr),
    /// Any element of a list or value of a map.
    Element,
    /// The keys of a map or the length of a list: its shape, not its elements.
    Shape,
}

/// A part of a param: `sizing.zones`, `names.*`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ParamPath {
    /// The param's index.
    pub param: u16,
    /// From the param to the part.
    pub steps: Rc<[Step]>,
}

/// Params that a stage depends on, each with the place where it is read.
type Params = Rc<Vec<(ParamPath, Span)>>;

/// When a value is known.
#[derive(Clone, Debug, Default)]
pub struct Staged {
    late: Option<(Late, Span)>,
    params: Option<Params>,
    shape: Option<Rc<Shape>>,
    /// The stage of whether it is there at all, and of its keys or length, where that is not the stage of the whole.
    keys: Option<Rc<Staged>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Late {
    Given,
    Made,
}

#[derive(Debug)]
enum Shape {
    /// Fields, and what is known of those that are not among them.
    Record(IndexMap<ArcStr, Staged>, Option<Staged>),
    /// The list itself is known, its elements are like this.
    Elements(Staged),
}

impl Shape {
    /// Part by part, with parts of a value whose own shape is not known here.
    fn or_unshaped(&self, other: &Staged) -> Shape {
        match self {
            Shape::Record(fields, rest) => {
                let fields = fields.iter().map(|(name, part)| (name.clone(), part.or(&other.field(name)))).collect();
                let rest = if other.is_plain() {
                    rest.clone()
                } else {
                    Some(rest.as_ref().map_or_else(|| other.flat(), |r| r.or(other)))
                };
                Shape::Record(fields, rest)
            }
            Shape::Elements(element) => Shape::Elements(element.or(&other.element())),
        }
    }

    fn or(&self, other: &Shape, whole: &Staged, other_whole: &Staged) -> Option<Shape> {
        match (self, other) {
            (Shape::Record(a, rest_a), Shape::Record(b, rest_b)) => {
                let mut fields = IndexMap::with_capacity(a.len().max(b.len()));
                for name in a.keys().chain(b.keys()) {
                    if !fields.contains_key(name) {
                        fields.insert(name.clone(), whole.field(name).or(&other_whole.field(name)));
                    }
                }
                let rest = match (rest_a, rest_b) {
                    (Some(a), Some(b)) => Some(a.or(b)),
                    (a, b) => a.clone().or_else(|| b.clone()),
                };
                Some(Shape::Record(fields, rest))
            }
            (Shape::Elements(a), Shape::Elements(b)) => Some(Shape::Elements(a.or(b))),
            // A map whose keys are written out, and one whose are not.
            (Shape::Elements(a), Shape::Record(..)) => Some(Shape::Elements(a.or(&other_whole.element()))),
            (Shape::Record(..), Shape::Elements(b)) => Some(Shape::Elements(whole.element().or(b))),
        }
    }

    fn after(&self, condition: &Staged) -> Shape {
        match self {
            Shape::Record(fields, rest) => Shape::Record(
                fields.iter().map(|(name, part)| (name.clone(), part.after(condition))).collect(),
                rest.as_ref().map(|r| r.after(condition)),
            ),
            Shape::Elements(element) => Shape::Elements(element.after(condition)),
        }
    }
}

impl Staged {
    /// The same, chosen by a condition.
    fn after(&self, condition: &Staged) -> Staged {
        let mut both = self.and(condition);
        both.shape = self.shape.as_ref().map(|s| Rc::new(s.after(condition)));
        both.keys = self.keys.as_ref().map(|k| Rc::new(k.and(condition)));
        both
    }

    /// Known when compiling.
    pub fn known() -> Staged {
        Staged::default()
    }

    /// Known at `stage`, because of what stands at `span`.
    pub fn at(stage: Stage, span: Span) -> Staged {
        let late = match stage {
            Stage::Known => None,
            Stage::Given => Some((Late::Given, span)),
            Stage::Made => Some((Late::Made, span)),
        };
        Staged { late, keys: Some(Rc::default()), ..Staged::default() }
    }

    /// As known as what is given for a param.
    pub fn param(index: u16, span: Span) -> Staged {
        let path = ParamPath { param: index, steps: Rc::default() };
        Staged { params: Some(Rc::new(vec![(path, span)])), ..Staged::default() }
    }

    /// A record of parts, each with its own stage.
    pub fn record(fields: IndexMap<ArcStr, Staged>) -> Staged {
        let mut all = Staged::latest(fields.values());
        if all.late.is_some() || all.params.is_some() {
            all.shape = Some(Rc::new(Shape::Record(fields, None)));
        }
        all
    }

    /// A list or map whose shape is known and whose elements are like this.
    pub fn elements(element: Staged) -> Staged {
        let mut all = element.clone();
        all.keys = None;
        all.shape = (all.late.is_some() || all.params.is_some()).then(|| Rc::new(Shape::Elements(element)));
        all
    }

    /// The latest stage, params left aside.
    pub fn stage(&self) -> Stage {
        match self.late {
            None => Stage::Known,
            Some((Late::Given, _)) => Stage::Given,
            Some((Late::Made, _)) => Stage::Made,
        }
    }

    /// The place that makes it as late as it is.
    pub fn cause(&self) -> Option<Span> {
        self.late.map(|l| l.1)
    }

    /// The params it depends on.
    pub fn params(&self) -> &[(ParamPath, Span)] {
        self.params.as_ref().map_or(&[], |p| p)
    }

    /// The same without parts of its own.
    pub fn flat(&self) -> Staged {
        Staged { shape: None, keys: None, ..self.clone() }
    }

    /// Later of the two; shapes are kept only where both have none to lose.
    pub fn and(&self, other: &Staged) -> Staged {
        let late = match (self.late, other.late) {
            (Some(a), Some(b)) => Some(if b.0 > a.0 { b } else { a }),
            (a, b) => a.or(b),
        };
        let params = match (&self.params, &other.params) {
            (Some(a), Some(b)) if Rc::ptr_eq(a, b) => Some(a.clone()),
            (Some(a), Some(b)) => {
                let mut all: Vec<_> = a.to_vec();
                all.extend(b.iter().filter(|(p, _)| !a.iter().any(|(q, _)| p == q)).cloned());
                Some(Rc::new(all))
            }
            (a, b) => a.clone().or_else(|| b.clone()),
        };
        Staged { late, params, shape: None, keys: None }
    }

    /// The latest of several, as [`and`](Staged::and) gives it for two, in time that grows with their params only.
    fn latest<'s>(parts: impl Iterator<Item = &'s Staged>) -> Staged {
        let mut late: Option<(Late, Span)> = None;
        let (mut lists, mut known): (Vec<&Params>, FxHashSet<_>) = Default::default();
        for part in parts {
            if let Some(this) = part.late
                && late.is_none_or(|latest| this.0 > latest.0)
            {
                late = Some(this);
            }
            if let Some(params) = &part.params
                && known.insert(Rc::as_ptr(params))
            {
                lists.push(params);
            }
        }
        let params = match &lists[..] {
            [] => None,
            [one] => Some(Params::clone(one)),
            several => {
                let mut seen = FxHashSet::default();
                let all = several.iter().flat_map(|list| list.iter()).filter(|(path, _)| seen.insert(path));
                Some(Rc::new(all.cloned().collect()))
            }
        };
        Staged { late, params, shape: None, keys: None }
    }

    /// One of two alternatives, chosen by a condition: parts are merged part by part where both have them.
    pub fn choice(&self, other: &Staged, condition: &Staged) -> Staged {
        let mut both = self.or(other);
        let keys = condition.flat().and(&self.keys()).and(&other.keys());
        if !condition.is_plain() {
            let shape = both.shape.take();
            both = both.and(condition);
            both.shape = shape.map(|s| Rc::new(s.after(condition)));
        }
        both.keys = Some(Rc::new(keys));
        both
    }

    /// One of two alternatives.
    pub fn or(&self, other: &Staged) -> Staged {
        let mut both = self.and(other);
        both.keys = Some(Rc::new(self.keys().and(&other.keys())));
        both.shape = match (self.shape.as_deref(), other.shape.as_deref()) {
            (None, None) => None,
            (Some(a), Some(b)) => a.or(b, self, other),
            (Some(a), None) => Some(a.or_unshaped(other)),
            (None, Some(b)) => Some(b.or_unshaped(self)),
        }
        .map(Rc::new);
        both
    }

    /// The same with another stage for its keys or length.
    pub fn with_keys(mut self, keys: Staged) -> Staged {
        self.keys = Some(Rc::new(keys));
        self
    }

    /// Whether it is known, whatever is given.
    pub fn is_plain(&self) -> bool {
        self.late.is_none() && self.params.is_none()
    }

    /// The stage of a field.
    pub fn field(&self, name: &str) -> Staged {
        match self.shape.as_deref() {
            Some(Shape::Record(fields, rest)) => match (fields.get(name), rest) {
                (Some(part), _) => part.clone(),
                (None, Some(rest)) => rest.field(name),
                (None, None) => Staged::known(),
            },
            Some(Shape::Elements(element)) => element.clone(),
            None => self.step(|| Step::Field(name.into())),
        }
    }

    /// The stage of any element of a list or value of a map or record.
    pub fn element(&self) -> Staged {
        match self.shape.as_deref() {
            Some(Shape::Record(fields, rest)) => {
                // The rest is a whole as `field` sees it, of which any part may be the one.
                let mut parts = fields.values().cloned().chain(rest.as_ref().map(Staged::element));
                let first = parts.next().unwrap_or_default();
                parts.fold(first, |all, part| all.or(&part))
            }
            Some(Shape::Elements(element)) => element.clone(),
            None => self.step(|| Step::Element),
        }
    }

    /// The stage of the keys or length.
    pub fn keys(&self) -> Staged {
        match (&self.keys, &self.shape) {
            (Some(keys), _) => Staged::clone(keys),
            (None, Some(_)) => Staged::known(),
            (None, None) => self.step(|| Step::Shape),
        }
    }

    fn step(&self, step: impl Fn() -> Step) -> Staged {
        let Some(params) = &self.params else { return self.clone() };
        let next = params.iter().map(|(p, span)| {
            let steps = p.steps.iter().cloned().chain([step()]).collect();
            (ParamPath { param: p.param, steps }, *span)
        });
        Staged { late: self.late, params: Some(Rc::new(next.collect())), shape: None, keys: None }
    }

    /// The stage of the part that `steps` lead to.
    pub fn project(&self, steps: &[Step]) -> Staged {
        steps.iter().fold(self.clone(), |at, step| match step {
            Step::Field(name) => at.field(name),
            Step::Element => at.element(),
            Step::Shape => at.keys(),
        })
    }

    /// The same seen from a caller, who gives these stages for the params.
    pub fn substitute(&self, args: &dyn Fn(u16) -> Staged, call: Span) -> Staged {
        if let (None, None, None, [(path, _)]) = (self.late, &self.shape, &self.keys, self.params()) {
            // What is passed on as it is keeps its parts.
            let mut given = args(path.param).project(&path.steps);
            given.late = given.late.map(|(late, _)| (late, call));
            return given;
        }
        let given: Vec<Staged> = self.params().iter().map(|(path, _)| args(path.param).project(&path.steps)).collect();
        let mut out = Staged::latest(given.iter().chain([&Staged { late: self.late, ..Staged::default() }]));
        out.late = out.late.map(|(late, _)| (late, call));
        out.keys = self.keys.as_ref().map(|keys| Rc::new(keys.substitute(args, call)));
        out.shape = self.shape.as_deref().map(|shape| {
            Rc::new(match shape {
                Shape::Record(fields, rest) => Shape::Record(
                    fields.iter().map(|(name, part)| (name.clone(), part.substitute(args, call))).collect(),
                    rest.as_ref().map(|r| r.substitute(args, call)),
                ),
                Shape::Elements(element) => Shape::Elements(element.substitute(args, call)),
            })
        });
        out
    }
}

impl Staged {
    /// Whether both are the same, with places that `span` finds the same.
    pub fn same(&self, other: &Staged, span: &dyn Fn(Span, Span) -> bool) -> bool {
        let late = match (self.late, other.late) {
            (Some((a, at)), Some((b, bt))) => a == b && span(at, bt),
            (a, b) => a.is_none() && b.is_none(),
        };
        let (a, b) = (self.params(), other.params());
        let params = a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.0 == b.0 && span(a.1, b.1));
        let shape = match (&self.shape, &other.shape) {
            (Some(a), Some(b)) => match (&**a, &**b) {
                (Shape::Elements(a), Shape::Elements(b)) => a.same(b, span),
                (Shape::Record(a, rest_a), Shape::Record(b, rest_b)) => {
                    a.len() == b.len()
                        && a.iter().zip(b).all(|(a, b)| a.0 == b.0 && a.1.same(b.1, span))
                        && both(rest_a.as_ref(), rest_b.as_ref(), span)
                }
                _ => false,
            },
            (a, b) => a.is_none() && b.is_none(),
        };
        late && params && shape && both(self.keys.as_deref(), other.keys.as_deref(), span)
    }
}

fn both(a: Option<&Staged>, b: Option<&Staged>, span: &dyn Fn(Span, Span) -> bool) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.same(b, span),
        (a, b) => a.is_none() && b.is_none(),
    }
}
