//! Needs for an earlier stage: met, or passed on to the params, or reported with the chain that leads there.

use std::rc::Rc;

use super::{
    Checker,
    context::{Cx, Demand},
    errors,
    stage::{ParamPath, Staged, Step},
};
use crate::{builtins::Stage, source::Span, types::BodyId};

impl<'a> Checker<'a> {
    /// Demands that a value be known at `most`, because of `why`. Reports a value that is later, and remembers what it
    /// means for the params.
    pub(super) fn demand(&mut self, cx: &mut Cx<'a>, staged: &Staged, most: Stage, span: Span, why: &str) {
        self.is_met(cx, staged, most, span, why);
    }

    /// The same; false when it was told that it is too late, so that what follows from it is not told again.
    pub(super) fn is_met(&mut self, cx: &mut Cx<'a>, staged: &Staged, most: Stage, span: Span, why: &str) -> bool {
        if cx.role.inspects() {
            // Rules and tests find out what is known by looking.
            return true;
        }
        if staged.stage() > most {
            // `!(a == b)` in an assert needs the same value early for three reasons: the innermost is told.
            let within = |inner: &Span| inner.chunk == span.chunk && inner.start >= span.start && inner.end <= span.end;
            if self.late.iter().any(|(at, cause)| within(at) && *cause == staged.cause()) {
                return false;
            }
            self.late.push((span, staged.cause()));
            self.report(errors::too_late(span, most, staged.stage(), staged.cause(), why, &[]));
            return false;
        }
        for (path, read) in staged.params() {
            let mut chain = vec![(span, why.to_owned())];
            if *read != span {
                chain.push((*read, String::new()));
            }
            Self::remember(cx, Demand { path: path.clone(), most, chain: Rc::new(chain) });
        }
        true
    }

    /// Checks what a body or function demands of its params against the stages of what is given for them.
    pub(super) fn meet(
        &mut self,
        cx: &mut Cx<'a>,
        demands: &[Demand],
        given: &dyn Fn(u16) -> Option<(Staged, Span)>,
        name: &str,
    ) {
        for demand in demands {
            let Some((staged, span)) = given(demand.path.param) else { continue };
            let part = staged.project(&demand.path.steps);
            if part.stage() > demand.most {
                let why = demand.chain.first().map_or("", |(_, why)| why.as_str());
                let error = errors::too_late(span, demand.most, part.stage(), part.cause(), why, &demand.chain);
                self.report(error);
                continue;
            }
            for (path, read) in part.params() {
                let mut chain = (*demand.chain).clone();
                chain.push((*read, format!("given to `{name}` here")));
                Self::remember(cx, Demand { path: path.clone(), most: demand.most, chain: Rc::new(chain) });
            }
        }
    }

    fn remember(cx: &mut Cx<'a>, demand: Demand) {
        match cx.demands.iter_mut().find(|d| d.path == demand.path) {
            Some(old) if old.most <= demand.most => {}
            Some(old) => *old = demand,
            None => cx.demands.push(demand),
        }
    }

    /// Demands what `known` in a param's type pins.
    pub(super) fn demand_pins(&mut self, cx: &mut Cx<'a>, param: u16, pins: Vec<Vec<Step>>, span: Span) {
        for steps in pins {
            let chain = Rc::new(vec![(span, "declared as `known`".to_owned())]);
            Self::remember(cx, Demand { path: ParamPath { param, steps: steps.into() }, most: Stage::Known, chain });
        }
    }

    /// What a body demands of its params.
    pub(super) fn body_demands(&self, id: BodyId) -> Rc<Vec<Demand>> {
        self.body(id).demands.clone()
    }
}
