//! What becomes of a resource that is removed or replaced.

use arcstr::ArcStr;

use super::{
    errors,
    frames::FrameId,
    machine::{Eval, Evaluator},
    value::{ResourceId, Value},
};
use crate::{hir, source::Span};

/// A resource's policies; `None` leaves it to CloudFormation.
#[derive(Debug, Default)]
pub(super) struct Policies {
    /// `DeletionPolicy`.
    pub(super) on_delete: Option<ArcStr>,
    /// `UpdateReplacePolicy`.
    pub(super) on_replace: Option<ArcStr>,
}

/// The types of which CloudFormation can take a snapshot before it deletes one.
/// Source: AWS CloudFormation User Guide, "DeletionPolicy attribute", November 2026.
const WITH_SNAPSHOTS: [&str; 8] = [
    "AWS::DocDB::DBCluster",
    "AWS::EC2::Volume",
    "AWS::ElastiCache::CacheCluster",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::Neptune::DBCluster",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::Redshift::Cluster",
];

const RETAIN: ArcStr = arcstr::literal!("Retain");

/// What becomes of what holds data where the source says nothing. It differs from `Retain` in one case: where the
/// deployment that makes the resource fails, the resource, which holds nothing yet, goes again with the rollback. Left
/// behind, its name would be in the way of the next attempt.
const RETAIN_EXCEPT_ON_CREATE: ArcStr = arcstr::literal!("RetainExceptOnCreate");

impl<'p> Evaluator<'p> {
    /// The policies of a resource: what it says, and else to keep it where it holds data.
    pub(super) fn policies(&mut self, id: ResourceId, declared: &'p hir::Resource) -> Eval<Policies> {
        let frame = self.resource(id).frame;
        let is_stateful = self.type_facts(&declared.ty).is_stateful;
        let mut on_delete = self.policy(&declared.ty, declared.decorators.on_delete.as_ref(), frame, true)?;
        let on_replace = self.policy(&declared.ty, declared.decorators.on_replace.as_ref(), frame, false)?;
        if is_stateful && on_delete.is_none() {
            on_delete = Some(RETAIN_EXCEPT_ON_CREATE);
        }
        // A replacement deletes the old one: what protects it from the one protects it from the other.
        let on_replace = on_replace.or_else(|| match on_delete.as_deref() {
            Some("RetainExceptOnCreate") => Some(RETAIN),
            _ => on_delete.clone(),
        });
        Ok(Policies { on_delete, on_replace })
    }

    fn policy(
        &mut self,
        ty: &str,
        expr: Option<&'p hir::Expr>,
        frame: FrameId,
        is_deletion: bool,
    ) -> Eval<Option<ArcStr>> {
        let Some(expr) = expr else { return Ok(None) };
        match self.activation(0, |e| e.eval(expr, frame))? {
            Value::Null => Ok(None),
            Value::Str(policy) => self.check_policy(ty, policy, expr.span, is_deletion).map(Some),
            other => Err(self.report(errors::not_a_policy(expr.span, &super::show::value(&other), is_deletion))),
        }
    }

    fn check_policy(&mut self, ty: &str, policy: ArcStr, span: Span, is_deletion: bool) -> Eval<ArcStr> {
        match &*policy {
            "Delete" | "Retain" => Ok(policy),
            "RetainExceptOnCreate" if is_deletion => Ok(policy),
            "Snapshot" if WITH_SNAPSHOTS.binary_search(&ty).is_ok() => Ok(policy),
            "Snapshot" => Err(self.report(errors::no_snapshots(span, ty))),
            _ => Err(self.report(errors::not_a_policy(span, &super::show::string(&policy), is_deletion))),
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_sorted() {
        assert!(super::WITH_SNAPSHOTS.is_sorted());
    }
}
