//! Properties that take only what is in a certain region, such as the certificate of a distribution.

use std::rc::Rc;

use arcstr::ArcStr;

use super::{
    errors,
    machine::{Eval, Evaluator, Failed},
    origin::{Place, Step},
    places::{Declared, Instance},
    stack::Setting,
    value::{Deploy, Record, ResourceId, SubPart, Value},
};
use crate::{hir, source::Span};

/// Where a value is, and the resource that it is of; an ARN's text tells only the first.
struct Located {
    region: ArcStr,
    resource: Option<ResourceId>,
}

impl<'p> Evaluator<'p> {
    /// Reports what is in a region from which a property of the resource, which is in `own`, cannot take it.
    pub(super) fn check_regions(
        &mut self,
        id: ResourceId,
        declared: &'p hir::Resource,
        properties: &Rc<Record>,
        own: Option<&ArcStr>,
    ) -> Eval<()> {
        let facts = self.type_facts(&declared.ty);
        let mut failed = false;
        for demand in &facts.regional {
            let Some(wanted) = demand.region.or(own.map(ArcStr::as_str)) else { continue };
            let mut found = Vec::new();
            gather(&Value::Record(properties.clone()), &demand.path, &mut Vec::new(), &mut found);
            for (path, value) in found {
                let Some(located) = self.located(&value, self.resource(id).span)? else { continue };
                if located.region != wanted {
                    let property = demand.path.last().copied().unwrap_or_default();
                    self.report_region(id, declared, (property, wanted), &path, &located);
                    failed = true;
                }
            }
        }
        if failed { Err(Failed) } else { Ok(()) }
    }

    fn report_region(
        &mut self,
        id: ResourceId,
        declared: &'p hir::Resource,
        (property, wanted): (&str, &str),
        path: &[Step],
        located: &Located,
    ) {
        let frame = self.resource(id).frame;
        let trail = self.trail(Place::Expr(&declared.properties, frame), path);
        let place = trail.first().unwrap_or(self.resource(id).span);
        let made = located.resource.map(|resource| {
            let stack = self.stack_shown(self.resource(resource).stack);
            let span = self.outermost(resource).map_or(self.resource(resource).span, |instance| instance.span);
            (span, self.resource_path(resource), stack)
        });
        let made = made.as_ref().map(|(span, path, stack)| (*span, path.as_str(), stack.as_str()));
        let mut diagnostic = errors::elsewhere(place, (&declared.ty, property), wanted, &located.region, made);
        if let Some(instance) = self.outermost(id) {
            diagnostic = diagnostic.also(instance.span, format!("`{}` is for this", self.resource_path(id)));
        }
        // Without a resource to show, the place where the ARN is written says more than the property.
        if made.is_none()
            && let Some(origin) = trail.last().filter(|origin| *origin != place)
        {
            diagnostic = diagnostic.also(origin, "the value comes from here");
        }
        self.report(diagnostic);
    }

    /// The construct that a stack itself makes and that the resource is part of; `None` for a resource of the stack.
    fn outermost(&self, id: ResourceId) -> Option<&Instance<'p>> {
        let mut at = Some(self.frames.get(self.resource(id).frame).instance);
        let mut outermost = None;
        while let Some(instance) = at.map(|at| self.instance(at)) {
            if instance.body.kind != hir::BodyKind::Construct {
                break;
            }
            (outermost, at) = (Some(instance), instance.parent);
        }
        outermost
    }

    /// The region of what a value identifies, as far as it is known when compiling.
    fn located(&mut self, value: &Value, from: Span) -> Eval<Option<Located>> {
        let resource = match value {
            Value::Str(text) => {
                return Ok(arn_region(text).map(|region| Located { region: region.into(), resource: None }));
            }
            Value::Resource(id) => *id,
            Value::Deploy(deploy) => match &**deploy {
                Deploy::Ref(id) | Deploy::Attribute(id, _) => *id,
                Deploy::StackOutput(_, _, inner) => return self.located(inner, from),
                Deploy::Sub(parts) => match &parts[..] {
                    [SubPart::Value(inner)] => return self.located(inner, from),
                    _ => return Ok(None),
                },
                _ => return Ok(None),
            },
            _ => return Ok(None),
        };
        if matches!(self.resource(resource).declared, Declared::Existing(_)) {
            return Ok(None);
        }
        let region = self.setting(self.resource(resource).stack, Setting::Region, from)?;
        Ok(region.map(|region| Located { region, resource: Some(resource) }))
    }
}

/// The values at a path, with the steps to each; `*` is each element of a list, and of a choice both sides count.
fn gather(value: &Value, path: &[&str], steps: &mut Vec<Step>, found: &mut Vec<(Vec<Step>, Value)>) {
    if let Value::Deploy(deploy) = value
        && let Deploy::If(_, a, b) = &**deploy
    {
        gather(a, path, steps, found);
        gather(b, path, steps, found);
        return;
    }
    let Some((name, rest)) = path.split_first() else {
        found.push((steps.clone(), value.clone()));
        return;
    };
    match value {
        Value::List(items) if *name == "*" => {
            for (index, item) in items.iter().enumerate() {
                steps.push(Step::Index(index));
                gather(item, rest, steps, found);
                steps.pop();
            }
        }
        Value::Record(record) => {
            if let Some(inner) = record.get(name) {
                steps.push(Step::Field((*name).into()));
                gather(inner, rest, steps, found);
                steps.pop();
            }
        }
        _ => {}
    }
}

/// The region in an ARN; those of global services have none.
fn arn_region(text: &str) -> Option<&str> {
    let mut parts = text.split(':');
    let is_arn = parts.next() == Some("arn");
    parts.nth(2).filter(|region| is_arn && !region.is_empty())
}
