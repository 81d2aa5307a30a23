//! Calls of built-in functions: what they see of the build.

use arcstr::ArcStr;

use super::{
    errors,
    frames::FrameId,
    machine::{Eval, Evaluator},
    stack::StackId,
    value::{Deploy, ParameterId, ResourceId, SubPart, Value},
};
use crate::{
    builtins::{self, AssetPlace, Builtin, BuiltinContext, Metric, MetricQuery},
    hir::{Expr, Pseudo},
    source::Span,
    world::FilePath,
};

/// What a call sees of the build.
struct Surroundings<'e, 'p> {
    evaluator: &'e mut Evaluator<'p>,
    /// The stack in which the call stands.
    stack: StackId,
    /// Where it stands.
    span: Span,
}

impl<'p> Evaluator<'p> {
    /// The value of a call.
    pub(super) fn builtin(
        &mut self,
        builtin: Builtin,
        args: &'p [Option<Expr>],
        at: FrameId,
        span: Span,
    ) -> Eval<Value> {
        let mut values = Vec::with_capacity(args.len());
        for arg in args {
            values.push(match arg {
                Some(arg) => Some(self.eval(arg, at)?),
                None => None,
            });
        }
        self.call(builtin, values, args, at, span)
    }

    fn call(
        &mut self,
        builtin: Builtin,
        mut values: Vec<Option<Value>>,
        args: &'p [Option<Expr>],
        at: FrameId,
        span: Span,
    ) -> Eval<Value> {
        // Functions look into lists, records and resources: of two that a deployment chooses from, into each.
        let choice = values.iter().enumerate().find_map(|(i, value)| match value {
            Some(Value::Deploy(deploy)) => match &**deploy {
                Deploy::If(condition, a, b) if is_choice(deploy) => Some((i, *condition, a.clone(), b.clone())),
                _ => None,
            },
            _ => None,
        });
        if let Some((i, condition, a, b)) = choice {
            let takes_null = builtins::spec(builtin).params.get(i).is_none_or(|param| param.optional);
            let mut branch = |value: Value| {
                if value.is_null() && !takes_null {
                    return Ok(Value::Null);
                }
                values[i] = Some(value);
                self.call(builtin, values.clone(), args, at, span)
            };
            let (a, b) = (branch(a)?, branch(b)?);
            return Ok(self.choose(condition, a, b));
        }
        let seen = match self.kept.is_looking {
            true => match self.call_seen(builtin, &values, span)? {
                Some(value) => return Ok(value),
                None => Some(values.clone()),
            },
            false => None,
        };
        let stack = self.stack_of(at);
        let result = builtins::call(builtin, values, &mut Surroundings { evaluator: self, stack, span });
        if let Ok(Value::Deploy(deploy)) = &result
            && let Deploy::Secret { .. } = &**deploy
        {
            self.has_secrets = true;
        }
        result.or_else(|error| {
            if self.budget.spent {
                return Err(super::machine::Failed);
            }
            if let Some(untold) = seen.and_then(|values| self.untold_call(builtin, &values)) {
                return Ok(untold);
            }
            let argument = error.argument.and_then(|i| args.get(i)).and_then(Option::as_ref);
            let place = argument.map_or(span, |arg| arg.span);
            Err(self.report(errors::call_failed(place, error)))
        })
    }
}

/// Whether a deploy-time value is one of two compound values, which functions look into.
fn is_choice(deploy: &Deploy) -> bool {
    let compound =
        |value: &Value| matches!(value, Value::List(_) | Value::Record(_) | Value::Null | Value::Resource(_));
    match deploy {
        Deploy::If(_, a, b) => {
            [a, b].into_iter().any(|v| compound(v) || matches!(v, Value::Deploy(inner) if is_choice(inner)))
        }
        _ => false,
    }
}

impl BuiltinContext for Surroundings<'_, '_> {
    fn charge(&mut self, steps: u64) -> Result<(), String> {
        let steps = usize::try_from(steps).unwrap_or(usize::MAX);
        self.evaluator.spend(steps, self.span).map_err(|_| "the budget is used up".to_owned())
    }

    fn read(&mut self, path: &str) -> Result<ArcStr, String> {
        let world = self.evaluator.inputs.world;
        if self.evaluator.inputs.options.is_kept() {
            self.evaluator.asked.text(world, path);
        }
        let (from, path) = FilePath::of_value(path);
        let text = world.resolve(&from, path).and_then(|file| world.read(&file));
        text.map(|text| ArcStr::from(&*text)).map_err(|error| error.message)
    }

    fn files_below(&mut self, folder: &str) -> Result<Vec<ArcStr>, String> {
        let world = self.evaluator.inputs.world;
        if self.evaluator.inputs.options.is_kept() {
            self.evaluator.asked.below(world, folder);
        }
        let files = world.files_below(&FilePath::in_root(), folder);
        let files = files.map_err(|error| error.message)?;
        Ok(files.iter().map(|file| ArcStr::from(file.relative())).collect())
    }

    fn asset(&mut self, path: &str) -> Result<AssetPlace, String> {
        let world = self.evaluator.inputs.world;
        if self.evaluator.inputs.options.is_kept() {
            self.evaluator.asked.asset(world, path);
        }
        let (from, path) = FilePath::of_value(path);
        let asset = world.asset(&from, path).map_err(|error| error.message)?;
        let hash: ArcStr = asset.hash.as_str().into();
        let key: ArcStr = asset.object_key().into();
        if let Some(stack) = self.evaluator.stacks.get_mut(self.stack.0 as usize)
            && !stack.assets.contains(&asset)
        {
            stack.assets.push(asset);
        }
        Ok(AssetPlace { bucket: assets_bucket(), key, hash })
    }

    fn reference(&mut self, resource: ResourceId) -> Result<Value, String> {
        let name = arcstr::literal!("ref");
        let span = self.span;
        self.evaluator
            .attribute(Value::Resource(resource), &name, span)
            .map_err(|_| "its identifier is not known".to_owned())
    }

    fn is_plain_parameter(&self, parameter: ParameterId) -> bool {
        let declared = self.evaluator.parameters[parameter.0 as usize].declared;
        // An AWS-specific type's values are identifiers.
        declared.cloudformation_type.starts_with("AWS::") || declared.cloudformation_type == "Number"
    }

    fn metric(&mut self, resource: ResourceId, query: &MetricQuery<'_>) -> Result<Metric, String> {
        self.evaluator.metric_of(resource, query)
    }
}

/// The bucket that the CDK's bootstrap stack makes for assets.
fn assets_bucket() -> Value {
    let text = |text: &'static str| SubPart::Text(text.into());
    let pseudo = |pseudo| SubPart::Value(Value::deploy(Deploy::Pseudo(pseudo)));
    Value::deploy(Deploy::Sub(vec![
        text("cdk-hnb659fds-assets-"),
        pseudo(Pseudo::AccountId),
        text("-"),
        pseudo(Pseudo::Region),
    ]))
}
