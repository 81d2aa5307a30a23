//! Functions over values that only the deployment knows, for who looks at them.

use arcstr::ArcStr;

use super::{bare, is_known_throughout};
use crate::{
    builtins::{self, Builtin},
    evaluate::{
        conditions::Truth,
        machine::{Eval, Evaluator},
        value::{Deploy, SubPart, Value},
    },
    source::Span,
    types::TyKind,
};

impl<'p> Evaluator<'p> {
    /// A call that can be told although parts are not known; `None` leaves it to the function itself.
    pub(in crate::evaluate) fn call_seen(
        &mut self,
        builtin: Builtin,
        values: &[Option<Value>],
        span: Span,
    ) -> Eval<Option<Value>> {
        let name = builtins::spec(builtin).name;
        match (name, values) {
            ("contains", [Some(Value::List(items)), Some(wanted)]) => {
                self.spend(items.len(), span)?;
                let mut any = Truth::Known(false);
                for item in items.iter() {
                    let equal = self.equal(item, wanted, span)?;
                    any = self.conditions.or(any, equal);
                }
                Ok(Some(any.into()))
            }
            ("any" | "all", [Some(Value::List(items))]) => {
                self.spend(items.len(), span)?;
                let mut told = Truth::Known(name == "all");
                for item in items.iter() {
                    let truth = self.truth(item, span)?;
                    told = match name {
                        "any" => self.conditions.or(told, truth),
                        _ => self.conditions.and(told, truth),
                    };
                }
                Ok(Some(told.into()))
            }
            ("starts_with" | "ends_with", [Some(text @ Value::Deploy(_)), Some(Value::Str(part))]) => {
                Ok(ends(&bare(text), part, name == "starts_with").map(Value::Bool))
            }
            _ => Ok(None),
        }
    }

    /// What a test of something unknown is: a truth that cannot be told.
    pub(in crate::evaluate) fn untold_call(&mut self, builtin: Builtin, values: &[Option<Value>]) -> Option<Value> {
        let spec = builtins::spec(builtin);
        let values: Vec<Value> = values.iter().flatten().cloned().collect();
        let is_untold = matches!(*spec.result, TyKind::Bool) && !values.iter().all(is_known_throughout);
        is_untold.then(|| self.untold(spec.name, &values))
    }
}

/// Whether a text begins or ends like this, where what is known of it says so.
fn ends(text: &Value, part: &ArcStr, at_start: bool) -> Option<bool> {
    let Value::Deploy(deploy) = text else { return None };
    let Deploy::Sub(parts) = &**deploy else { return None };
    let SubPart::Text(known) = (if at_start { parts.first()? } else { parts.last()? }) else { return None };
    let (holds, may_hold) = match at_start {
        true => (known.starts_with(part.as_str()), part.starts_with(known.as_str())),
        false => (known.ends_with(part.as_str()), part.ends_with(known.as_str())),
    };
    if holds { Some(true) } else { (!may_hold).then_some(false) }
}
