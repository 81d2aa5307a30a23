//! Metrics of resources: `metric(database.instance, "CPUUtilization")`.

use arcstr::ArcStr;

use super::{
    machine::Evaluator,
    stack::Setting,
    value::{Deploy, Record, ResourceId, Value},
};
use crate::{
    builtins::{Metric, MetricQuery},
    registry::{
        metrics::Given,
        model::{Dimension, Source},
    },
};

/// Services whose resources are everywhere publish their metrics in one region. Source: "Access metrics using the
/// CloudWatch API" of CloudFront's guide, "Monitoring health checks using CloudWatch" of Route 53's, November 2026.
const HOMES: &[(&str, &str)] = &[("AWS/CloudFront", "us-east-1"), ("AWS/Route53", "us-east-1")];

impl<'p> Evaluator<'p> {
    /// A metric of a resource, with the values of its dimensions.
    pub(super) fn metric_of(&mut self, id: ResourceId, query: &MetricQuery<'_>) -> Result<Metric, String> {
        let ty = self.resource(id).ty().clone();
        let Some(schema) = self.type_facts(&ty).schema.clone() else {
            return Err(format!("the metrics of `{ty}` are not known"));
        };
        let none = Record::new();
        let given = query.dimensions.unwrap_or(&none);
        let names: Vec<Given<'_>> = given
            .iter()
            .map(|(name, value)| {
                let text = match value {
                    Value::Str(text) => Some(text.as_str()),
                    _ => None,
                };
                (name.as_str(), text)
            })
            .collect();
        let metric = schema.metric(query.name, query.namespace, &names)?;
        let mut dimensions = Vec::new();
        for dimension in &metric.dimensions {
            let value = match (given.get(&dimension.name), &dimension.value) {
                (Some(value), _) => value.clone(),
                (None, Some(fixed)) => Value::Str(ArcStr::from(&**fixed)),
                (None, None) => self.dimension(id, dimension)?,
            };
            dimensions.push((ArcStr::from(&*dimension.name), value));
        }
        let home = HOMES.iter().find(|(namespace, _)| *namespace == metric.namespace.as_str());
        let region = match home {
            Some((_, region)) => Some(ArcStr::from(*region)),
            None => {
                let (stack, span) = (self.resource(id).stack, self.resource(id).span);
                self.setting(stack, Setting::Region, span).map_err(|_| "the region of its stack is not known")?
            }
        };
        let text = |text: &str| ArcStr::from(text);
        Ok(Metric { namespace: text(&metric.namespace), dimensions, statistic: text(&metric.statistic), region })
    }

    /// What a dimension has for a resource.
    fn dimension(&mut self, id: ResourceId, dimension: &Dimension) -> Result<Value, String> {
        let name = match &dimension.source {
            Some(Source::Attribute(name)) => name.to_string(),
            _ => "ref".to_owned(),
        };
        let span = self.resource(id).span;
        let whole = self.attribute(Value::Resource(id), &name.into(), span);
        let whole = whole.map_err(|_| "the resource's identifier is not known".to_owned())?;
        Ok(match (dimension.part, whole) {
            (None, whole) => whole,
            (Some(part), Value::Str(text)) => {
                text.split('/').nth(part.into()).map(Value::str).ok_or_else(|| format!("`{text}` has too few parts"))?
            }
            (Some(part), whole) => {
                let parts = Value::deploy(Deploy::Split(arcstr::literal!("/"), whole));
                Value::deploy(Deploy::Select(Value::Int(part.into()), parts))
            }
        })
    }
}
