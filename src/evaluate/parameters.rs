//! The `Parameters` of a template.

use std::rc::Rc;

use super::{
    errors,
    json::Json,
    machine::{Eval, Evaluator},
    value::{ParameterId, Record, Value},
};
use crate::{
    builtins::scalar_text,
    types::{Literal, Ty, TyKind},
};

/// What a detail is called here, and there.
const DETAILS: [(&str, &str); 9] = [
    ("default", "Default"),
    ("allowed", "AllowedValues"),
    ("pattern", "AllowedPattern"),
    ("constraint", "ConstraintDescription"),
    ("min_length", "MinLength"),
    ("max_length", "MaxLength"),
    ("min", "MinValue"),
    ("max", "MaxValue"),
    ("no_echo", "NoEcho"),
];

impl<'p> Evaluator<'p> {
    /// Writes the definition of a parameter.
    pub(super) fn lower_parameter(&mut self, json: &mut Json, id: ParameterId) -> Eval<()> {
        let parameter = &self.parameters[id.0 as usize];
        let (declared, frame, span) = (parameter.declared, parameter.frame, parameter.span);
        let details = match &declared.details {
            Some(expr) => match self.activation(0, |e| e.eval(expr, frame))? {
                Value::Record(record) => record,
                other => return Err(self.report(errors::not_a_record(expr.span, &other))),
            },
            None => Rc::new(Record::new()),
        };
        json.begin_object();
        json.key("Type");
        json.str(&declared.cloudformation_type);
        for (name, theirs) in DETAILS {
            let Some(value) = details.get(name).filter(|value| !value.is_null()) else { continue };
            json.key(theirs);
            match value {
                // The default of a list is one text.
                Value::List(items) if name == "default" => {
                    let texts: Option<Vec<_>> = items.iter().map(scalar_text).collect();
                    match texts {
                        Some(texts) => json.str(&texts.join(",")),
                        None => return Err(self.report(errors::not_known(span, "a parameter's default"))),
                    }
                }
                Value::List(items) => {
                    json.begin_list();
                    for item in items.iter() {
                        self.lower_detail(json, item, span)?;
                    }
                    json.end_list();
                }
                value => self.lower_detail(json, value, span)?,
            }
        }
        self.lower_constraints(json, &declared.ty, &details);
        let is_secret = matches!(&*declared.ty, TyKind::Secret(_));
        if is_secret && details.get("no_echo").is_none() {
            json.key("NoEcho");
            json.bool(true);
        }
        if let Some(docs) = &declared.docs {
            json.key("Description");
            json.str(docs.trim());
        }
        json.end_object();
        Ok(())
    }

    /// What the parameter's type says beyond its kind, unless the details say it.
    fn lower_constraints(&self, json: &mut Json, ty: &Ty, details: &Record) {
        let mut bound = |name: &str, theirs: &str, bound: Option<i64>| {
            if let Some(bound) = bound.filter(|_| details.get(name).is_none_or(Value::is_null)) {
                json.key(theirs);
                json.int(bound);
            }
        };
        match &**ty {
            TyKind::Secret(inner) | TyKind::Optional(inner) => self.lower_constraints(json, inner, details),
            TyKind::Int(range) => {
                bound("min", "MinValue", range.min);
                bound("max", "MaxValue", range.max);
            }
            TyKind::Str(refinement) => {
                bound("min_length", "MinLength", refinement.length.min);
                bound("max_length", "MaxLength", refinement.length.max);
                // CloudFormation takes one pattern; what others ask for is checked where the value is used.
                if let (Some(pattern), true) =
                    (refinement.patterns.first(), details.get("pattern").is_none_or(Value::is_null))
                {
                    json.key("AllowedPattern");
                    json.str(pattern);
                }
            }
            TyKind::Union(members) if details.get("allowed").is_none_or(Value::is_null) => {
                let literals: Option<Vec<&Literal>> = members
                    .iter()
                    .map(|member| match &**member {
                        TyKind::Literal(literal) => Some(literal),
                        _ => None,
                    })
                    .collect();
                let Some(literals) = literals else { return };
                json.key("AllowedValues");
                json.begin_list();
                for literal in literals {
                    match literal {
                        Literal::Str(text) => json.str(text),
                        Literal::Int(number) => json.int(*number),
                        Literal::Bool(truth) => json.bool(*truth),
                        Literal::Float(number) => json.float(number.get()),
                        Literal::Duration(_) | Literal::Size(_) => {}
                    }
                }
                json.end_list();
            }
            _ => {}
        }
    }

    fn lower_detail(&mut self, json: &mut Json, value: &Value, span: crate::source::Span) -> Eval<()> {
        match value {
            Value::Bool(truth) => json.bool(*truth),
            Value::Int(number) => json.int(*number),
            Value::Float(number) => json.float(*number),
            Value::Str(text) => json.str(text),
            _ => return Err(self.report(errors::not_known(span, "a parameter's detail"))),
        }
        Ok(())
    }
}
