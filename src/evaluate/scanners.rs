//! Exceptions for scanners of templates: `@allow("checkov:CKV_AWS_18", reason: "…")` becomes metadata that checkov
//! reads. What is allowed at an instance is allowed for those resources in it that the check looks at.

use std::rc::Rc;

use arcstr::literal;

use super::{
    machine::Evaluator,
    value::{Record, ResourceId, Value},
};
use crate::hir;

/// Each of checkov's checks with the resource types that it looks at. `.ci/steps/checkov.sh` says when it is old.
const CHECKS: &str = include_str!("checkov.txt");

/// Whether the check looks at resources of the type. One that is not listed may look at all.
fn looks_at(check: &str, resource_type: &str) -> bool {
    let of_check = |line: &&'static str| line.split(' ').next() == Some(check);
    CHECKS.lines().find(of_check).is_none_or(|line| line.split(' ').skip(1).any(|ty| ty == resource_type))
}

impl<'p> Evaluator<'p> {
    /// Adds the exceptions of a resource and of the instances around it to its metadata.
    pub(super) fn add_exceptions(&mut self, id: ResourceId, declared: &'p hir::Resource, metadata: &mut Record) {
        let mut allowed: Vec<&'p hir::Allow> = declared.decorators.allow.iter().collect();
        let mut instance = self.frames.get(self.resource(id).frame).instance;
        while let Some((made_by, caller)) = self.instance(instance).made_by {
            allowed.extend(&made_by.decorators.allow);
            instance = self.frames.get(caller).instance;
        }
        let mut skip: Vec<Value> = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for allow in allowed {
            // The innermost reason is the one that is told.
            let Some(check) = allow.checkov().filter(|c| !seen.contains(c) && looks_at(c, &declared.ty)) else {
                continue;
            };
            seen.push(check);
            let mut entry = Record::new();
            entry.insert(literal!("id"), Value::Str(check.into()));
            entry.insert(literal!("comment"), Value::Str(allow.reason.clone()));
            skip.push(Value::record(entry));
            *self.exceptions.entry(check).or_insert(0) += 1;
        }
        if !skip.is_empty() {
            let name = literal!("checkov");
            let mut checkov = match metadata.get(&name) {
                Some(Value::Record(own)) => (**own).clone(),
                _ => Record::new(),
            };
            if let Some(Value::List(own)) = checkov.get("skip") {
                skip.extend(own.iter().cloned());
            }
            checkov.insert(literal!("skip"), Value::list(skip));
            metadata.insert(name, Value::Record(Rc::new(checkov)));
        }
    }

    /// Tells how many exceptions there are from each of checkov's checks, in one line: there are many, and their reasons
    /// stand beside the resources, in sources and templates.
    pub(super) fn note_exceptions(&mut self) {
        let counts = std::mem::take(&mut self.exceptions);
        if counts.is_empty() {
            return;
        }
        let checks: Vec<String> = counts.iter().map(|(check, count)| format!("{check} ({count})")).collect();
        self.notes.push(format!("checks of checkov are allowed to fail, with their reasons: {}", checks.join(", ")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{ChunkId, Span};

    #[test]
    fn an_exception_for_checkov_names_its_check() {
        let check = |rule: &str| {
            let (rule, reason) = (rule.into(), literal!("why"));
            let allow = hir::Allow { rule, reason, span: Span::new(ChunkId(0), 0, 0) };
            allow.checkov().map(str::to_owned)
        };
        assert_eq!(check("checkov:CKV_AWS_18").as_deref(), Some("CKV_AWS_18"));
        assert_eq!(check("checkov:CKV2_AWS_62").as_deref(), Some("CKV2_AWS_62"));
        assert_eq!(check("buckets are logged"), None);
    }

    #[test]
    fn a_check_looks_at_its_types() {
        assert!(looks_at("CKV_AWS_18", "AWS::S3::Bucket"));
        assert!(!looks_at("CKV_AWS_18", "AWS::SNS::Topic"));
        assert!(!looks_at("CKV_AWS_18", "AWS::S3::BucketPolicy"));
        assert!(looks_at("CKV_AWS_99999", "AWS::SNS::Topic"));
    }
}
