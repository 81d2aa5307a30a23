//! `metric(resource, "Name")`: that the resource's type publishes it, wherever the call stands.

use super::{Checker, errors};
use crate::{
    builtins::Stage,
    hir::{Expr, ExprKind, Field},
    registry::{metrics::Given, registry},
    source::Span,
    types::{Ty, TyKind},
};

impl<'a> Checker<'a> {
    /// Whether a metric can be what is asked for, as far as its name and the names of its dimensions are written out.
    /// Reports what cannot be; the evaluator sees the rest.
    pub(super) fn check_metric(
        &mut self,
        types: &[Option<(Ty, Stage)>],
        values: &[Option<Expr>],
        spans: &[Span],
    ) -> bool {
        let (Some(Some((of, _))), [at, name_at, ..]) = (types.first(), spans) else { return true };
        let TyKind::Resource(ty) = &**of else {
            let found = self.show(of);
            self.report(errors::bad_argument(*at, "metric", "of", &format!("expected a resource, found {found}")));
            return false;
        };
        let Some(schema) = registry().resource_type(ty) else { return true };
        let written = |at: usize| match values.get(at).and_then(Option::as_ref).map(|value| &value.kind) {
            None | Some(ExprKind::Null) => Some(None),
            Some(ExprKind::Str(text)) => Some(Some(text.as_str())),
            Some(_) => None,
        };
        let (Some(Some(name)), Some(namespace)) = (written(1), written(3)) else { return true };
        let given = match values.get(2).and_then(Option::as_ref) {
            None => Vec::new(),
            Some(record) => match written_fields(record) {
                Some(given) => given,
                None => return true,
            },
        };
        let Err(why) = schema.metric(name, namespace, &given) else { return true };
        self.report(errors::bad_argument(*name_at, "metric", "name", &why));
        false
    }
}

/// The names and texts of a record all of whose names are written out.
fn written_fields(record: &Expr) -> Option<Vec<Given<'_>>> {
    let ExprKind::Record(fields) = &record.kind else { return None };
    let given = fields.iter().map(|field| match field {
        Field::Value(name, _, value) => match &value.kind {
            ExprKind::Str(text) => Some((name.as_str(), Some(text.as_str()))),
            _ => Some((name.as_str(), None)),
        },
        _ => None,
    });
    given.collect()
}
