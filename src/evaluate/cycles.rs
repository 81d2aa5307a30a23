//! Cycles between resources, and the order of stacks.

use rustc_hash::FxHashMap;

use super::{
    machine::Evaluator,
    origin::{Place, Step},
    places::Declared,
    stack::StackId,
    value::{Deploy, ResourceId, SubPart, Value},
};
use crate::{
    plan::{Graph, errors},
    source::Span,
};

impl<'p> Evaluator<'p> {
    /// Reports a cycle of the resources of each stack that has one.
    pub(super) fn check_resource_cycles(&mut self) {
        let mut edges = std::mem::take(&mut self.edges);
        edges.sort_unstable();
        let Err(cycle) = Graph::new(self.resources.len(), &edges).order() else { return };
        let ids: Vec<ResourceId> = cycle.into_iter().map(ResourceId).collect();
        let mut steps = Vec::with_capacity(ids.len());
        for (i, id) in ids.iter().enumerate() {
            let needed = ids[(i + 1) % ids.len()];
            let span = self.edge_span(*id, needed);
            steps.push((self.resource_path(*id), self.resource_path(needed), span));
        }
        let error = errors::resource_cycle(&steps);
        self.report(error);
    }

    /// Where a resource refers to another.
    fn edge_span(&mut self, id: ResourceId, needed: ResourceId) -> Span {
        let fallback = self.resource(id).span;
        let Declared::Resource(declared) = self.resource(id).declared else { return fallback };
        let frame = self.resource(id).frame;
        for expr in &declared.decorators.depends_on {
            let mut below = Vec::new();
            let found = self.quietly(|e| {
                let value = e.activation(0, |e| e.eval(expr, frame))?;
                e.resources_below(&value, &mut below)
            });
            if found.is_ok() && below.contains(&needed) {
                return expr.span;
            }
        }
        let refers = |_: &Self, deploy: &Deploy| match deploy {
            Deploy::Ref(id) | Deploy::Attribute(id, _) => *id == needed,
            _ => false,
        };
        self.found_at(id, &refers).unwrap_or(fallback)
    }

    /// Where a resource takes something of another stack.
    fn taken_at(&mut self, id: ResourceId, stack: StackId) -> Option<Span> {
        self.found_at(id, &|e: &Self, deploy: &Deploy| match deploy {
            Deploy::Ref(id) | Deploy::Attribute(id, _) => e.resource(*id).stack == stack,
            Deploy::Parameter(id) => e.parameters[id.0 as usize].stack == stack,
            Deploy::StackOutput(root, ..) => e.instance(*root).stack == stack,
            _ => false,
        })
    }

    /// The place of the first deploy-time value in a resource's properties that is looked for.
    fn found_at(&mut self, id: ResourceId, wanted: &dyn Fn(&Self, &Deploy) -> bool) -> Option<Span> {
        let Declared::Resource(declared) = self.resource(id).declared else { return None };
        let frame = self.resource(id).frame;
        let properties = self.quietly(|e| e.properties(id, declared)).ok()?;
        let mut path = Vec::new();
        if !self.path_to(&Value::Record(properties), wanted, &mut path) {
            return None;
        }
        self.trail(Place::Expr(&declared.properties, frame), &path).first()
    }

    /// The way to the first deploy-time value that is looked for.
    fn path_to(&self, value: &Value, wanted: &dyn Fn(&Self, &Deploy) -> bool, path: &mut Vec<Step>) -> bool {
        let mut within = |step: Step, part: &Value| {
            path.push(step);
            let found = self.path_to(part, wanted, path);
            if !found {
                path.pop();
            }
            found
        };
        match value {
            Value::Resource(id) => wanted(self, &Deploy::Ref(*id)),
            Value::Record(record) => record.iter().any(|(key, part)| within(Step::Field(key.clone()), part)),
            Value::List(items) => items.iter().enumerate().any(|(i, part)| within(Step::Index(i), part)),
            Value::Deploy(deploy) => wanted(self, deploy) || self.holds(deploy, wanted),
            _ => false,
        }
    }

    /// Whether a deploy-time value has one that is looked for within it.
    fn holds(&self, deploy: &Deploy, wanted: &dyn Fn(&Self, &Deploy) -> bool) -> bool {
        let any = |values: &[&Value]| values.iter().any(|value| self.path_to(value, wanted, &mut Vec::new()));
        match deploy {
            Deploy::Sub(parts) | Deploy::Dynamic(parts) => {
                parts.iter().any(|part| matches!(part, SubPart::Value(value) if any(&[value])))
            }
            Deploy::Join(_, value)
            | Deploy::Split(_, value)
            | Deploy::Zones(value)
            | Deploy::Base64(value)
            | Deploy::Length(value)
            | Deploy::ToJson(value)
            | Deploy::StackOutput(_, _, value)
            | Deploy::Raw(_, value)
            | Deploy::Secret { arn: value, .. } => any(&[value]),
            Deploy::Select(a, b) | Deploy::If(_, a, b) | Deploy::FindInMap(_, a, b) => any(&[a, b]),
            Deploy::Cidr(a, b, c) => any(&[a, b, c]),
            Deploy::Parameter(_) | Deploy::Pseudo(_) | Deploy::Ref(_) | Deploy::Attribute(..) => false,
        }
    }

    /// The stacks in the order in which they are deployed, or a reported cycle.
    pub(super) fn deploy_order(&mut self) -> Option<Vec<StackId>> {
        let edges: Vec<(u32, u32)> = self
            .stacks
            .iter()
            .enumerate()
            .flat_map(|(id, stack)| stack.needs.keys().map(move |needed| (id as u32, needed.0)))
            .collect();
        match Graph::new(self.stacks.len(), &edges).order() {
            // Stacks are numbered as they are first asked for; where nothing else decides, the source's order does.
            Ok(order) => Some(order.into_iter().map(StackId).collect()),
            Err(cycle) => {
                let ids: Vec<StackId> = cycle.into_iter().map(StackId).collect();
                let mut steps = Vec::with_capacity(ids.len());
                for (i, id) in ids.iter().enumerate() {
                    let needed = ids[(i + 1) % ids.len()];
                    let need = self.stack(*id).needs[&needed].clone();
                    let span = need.by.and_then(|by| self.taken_at(by, needed)).unwrap_or(need.span);
                    steps.push((self.stack_shown(*id), need.what, span));
                }
                self.report(errors::stack_cycle(&steps));
                None
            }
        }
    }

    /// Two stacks of one account and region must not have the same name.
    pub(super) fn check_stack_names(&mut self) {
        let mut taken: FxHashMap<(Option<arcstr::ArcStr>, Option<arcstr::ArcStr>, arcstr::ArcStr), StackId> =
            FxHashMap::default();
        for index in 0..self.stacks.len() {
            let id = StackId(index as u32);
            let Some(span) = self.stack_span(id) else { continue };
            use super::stack::Setting::{Account, Name, Region};
            let (Ok(account), Ok(region), Ok(Some(name))) =
                (self.setting(id, Account, span), self.setting(id, Region, span), self.setting(id, Name, span))
            else {
                continue;
            };
            if let Some(other) = taken.insert((account, region, name.clone()), id) {
                let other_span = self.stack_span(other).unwrap_or(span);
                self.report(errors::same_stack_name(&name, span, other_span));
            }
        }
    }
}
