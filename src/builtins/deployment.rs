//! What the deployment looks up: secrets, settings, metrics.

use super::{
    Group, ResultStage, Stage,
    call::{Call, CallError, MetricQuery},
    signature::{BASE, Entry, MADE, Sig, any, known},
    text::interpolate,
};
use crate::{
    evaluate::{Deploy, Record, SubPart, Value},
    types::NamedString,
};

const SECRET: Sig = Sig::Union(&[
    Sig::Resource("AWS::SecretsManager::Secret"),
    Sig::Resource("AWS::SecretsManager::SecretTargetAttachment"),
    Sig::Named(NamedString::Arn),
]);

const METRIC: Sig = Sig::Record(&[
    ("namespace", Sig::Str),
    ("name", Sig::Str),
    ("dimensions", Sig::Map(&Sig::Str)),
    ("statistic", Sig::Str),
    ("region", Sig::Optional(&Sig::Str)),
]);

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        name: "secret",
        group: Group::Deployment,
        params: &[any("of", SECRET), known("key", Sig::Str).or_none()],
        result: Sig::Secret(&Sig::Str),
        stage: MADE,
        special: true,
        docs: "The value of a Secrets Manager secret, or of one key of its Json: a dynamic reference where a property \
               takes a secret, the ARN with its key in an ECS task's secrets. Its ARN, for grants, is `.arn`.",
        example: ("secret(credentials, key: \"password\")", "{{resolve:secretsmanager:ARN:SecretString:password}}"),
        eval: secret,
        ..BASE
    },
    Entry {
        name: "ssm",
        group: Group::Deployment,
        params: &[any("name", Sig::Str), known("version", Sig::Within(1, i64::MAX)).or_none()],
        result: Sig::Str,
        stage: MADE,
        docs: "The value of an SSM parameter at the time of the deployment; the latest version if none is named.",
        example: ("ssm(\"/batbern/ami\", version: 2)", "{{resolve:ssm:/batbern/ami:2}}"),
        eval: |call| parameter(call, "ssm"),
        ..BASE
    },
    Entry {
        name: "ssm_secure",
        group: Group::Deployment,
        params: &[any("name", Sig::Str), known("version", Sig::Within(1, i64::MAX)).or_none()],
        result: Sig::Secret(&Sig::Str),
        stage: MADE,
        docs: "The value of an encrypted SSM parameter, as a secret. Only the properties that CloudFormation lists take \
               one.",
        example: ("ssm_secure(\"/batbern/token\")", "{{resolve:ssm-secure:/batbern/token}}"),
        eval: |call| parameter(call, "ssm-secure"),
        ..BASE
    },
    Entry {
        name: "metric",
        group: Group::Deployment,
        params: &[
            any("of", Sig::T),
            known("name", Sig::Str),
            any("dimensions", Sig::Map(&Sig::Str)).or_none(),
            known("namespace", Sig::Str).or_none(),
        ],
        result: METRIC,
        stage: ResultStage::AlwaysBut(Stage::Made, &["namespace", "name", "statistic", "region"]),
        special: true,
        docs: "A metric that AWS publishes about a resource, with its namespace, dimensions and usual statistic as the \
               registry has them, and the region that it is published in: for alarms and dashboards. `dimensions` gives \
               those that the resource itself does not tell, as the load balancer of a target group's metrics; \
               `namespace` chooses where several have the name.",
        example: (
            "metric(database.instance, \"CPUUtilization\")",
            "{ namespace: \"AWS/RDS\", name: \"CPUUtilization\", dimensions: { DBInstanceIdentifier: … }, statistic: \
             \"Average\", region: \"eu-central-1\" }",
        ),
        eval: metric,
        ..BASE
    },
];

fn secret(call: &mut Call<'_>) -> Result<Value, CallError> {
    let arn = match call.value(0) {
        Value::Resource(resource) => {
            let resource = *resource;
            call.ctx.reference(resource).map_err(|why| CallError::argument(0, why))?
        }
        arn @ (Value::Str(_) | Value::Deploy(_)) => arn.clone(),
        _ => return Err(call.unfit(0, "a secret or its ARN")),
    };
    let key = match call.value(1) {
        Value::Null => None,
        _ => Some(call.text(1)?),
    };
    if let Some(key) = key.as_ref().filter(|k| k.is_empty() || k.contains([':', '{', '}'])) {
        return Err(CallError::argument(1, format!("`{key}` cannot be the key of a secret's value")));
    }
    Ok(Value::deploy(Deploy::Secret { arn, key }))
}

fn parameter(call: &mut Call<'_>, service: &str) -> Result<Value, CallError> {
    let name = call.value(0).clone();
    let version = call.optional_int(1)?.map(|v| format!(":{v}")).unwrap_or_default();
    if let Value::Str(text) = &name {
        let odd = text.chars().find(|&c| !(c.is_ascii_alphanumeric() || "_.-/".contains(c)));
        if let Some(c) = odd {
            return Err(CallError::argument(0, format!("`{text}` is not a parameter's name: {c:?} is not allowed")));
        }
        if text.is_empty() {
            return Err(CallError::argument(0, "the parameter's name is empty"));
        }
    }
    let whole =
        interpolate([Value::str(format!("{{{{resolve:{service}:")), name, Value::str(format!("{version}}}}}"))])?;
    let parts = match &whole {
        Value::Str(text) => vec![SubPart::Text(text.clone())],
        Value::Deploy(deploy) => match &**deploy {
            Deploy::Sub(parts) => parts.clone(),
            _ => vec![SubPart::Value(whole.clone())],
        },
        _ => return Err(call.unfit(0, "a string")),
    };
    Ok(Value::deploy(Deploy::Dynamic(parts)))
}

fn metric(call: &mut Call<'_>) -> Result<Value, CallError> {
    let name = call.text(1)?;
    let Value::Resource(resource) = *call.value(0) else { return Err(call.unfit(0, "a resource")) };
    let dimensions = match call.value(2) {
        Value::Record(record) => Some(record.clone()),
        _ => None,
    };
    let namespace = match call.value(3) {
        Value::Null => None,
        _ => Some(call.text(3)?),
    };
    let query = MetricQuery { name: &name, dimensions: dimensions.as_deref(), namespace: namespace.as_deref() };
    let metric = call.ctx.metric(resource, &query).map_err(|why| CallError::argument(1, why))?;
    let mut record = Record::with_capacity(5);
    record.insert(arcstr::literal!("namespace"), Value::Str(metric.namespace));
    record.insert(arcstr::literal!("name"), Value::Str(name));
    record.insert(arcstr::literal!("dimensions"), Value::record(metric.dimensions.into_iter().collect()));
    record.insert(arcstr::literal!("statistic"), Value::Str(metric.statistic));
    record.insert(arcstr::literal!("region"), metric.region.map_or(Value::Null, Value::Str));
    Ok(Value::record(record))
}
