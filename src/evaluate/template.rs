//! The whole template of a stack, once everything that others read of it is known.

use arcstr::ArcStr;

use super::{
    errors,
    json::Json,
    lower::Lowering,
    machine::{Eval, Evaluator},
    stack::{Need, StackId, StackOutput},
    value::{ConditionId, InstanceId, Value},
};
use crate::{
    builtins::scalar_text,
    hir::Fragment,
    plan::{limits, naming},
    source::Span,
};

/// The sections of a template that fragments can add to.
const SECTIONS: [&str; 8] =
    ["Conditions", "Hooks", "Mappings", "Metadata", "Outputs", "Parameters", "Resources", "Rules"];

/// The sections that only fragments write, before and after those that are computed.
const FIRST_SECTIONS: [&str; 1] = ["Metadata"];
const MIDDLE_SECTIONS: [&str; 1] = ["Rules"];

impl<'p> Evaluator<'p> {
    /// Writes what a stack declares.
    pub(super) fn emit_stack(&mut self, root: InstanceId) -> Eval<()> {
        let (body, frame, stack) = (self.instance(root).body, self.instance(root).frame, self.instance(root).stack);
        if std::mem::replace(&mut self.stack_mut(stack).emitted, true) {
            return Ok(());
        }
        if self.is_out_of_date() {
            return Err(super::machine::Failed);
        }
        for (index, param) in body.params.iter().enumerate() {
            let _ = self.cell(frame, index as u16, param.span);
        }
        if let Some((made_by, caller)) = self.instance(root).made_by {
            let _ = self.emit_stack_dependencies(stack, &made_by.decorators.depends_on, caller);
        }
        self.emit_stmts(&body.block.stmts, frame);
        for index in 0..body.outputs.len() {
            let _ = self.emit_output(root, index as u16);
        }
        Ok(())
    }

    /// `@depends_on` before a stack: deployed after what it names, whether or not it refers to it.
    fn emit_stack_dependencies(
        &mut self,
        stack: StackId,
        exprs: &'p [crate::hir::Expr],
        frame: super::frames::FrameId,
    ) -> Eval<()> {
        for expr in exprs {
            let value = self.activation(0, |e| e.eval(expr, frame))?;
            let mut instances = Vec::new();
            super::emit::instances_in(&value, &mut instances);
            for instance in instances {
                let other = self.instance(instance).stack;
                if other != stack {
                    let shown = self.stack_shown(other);
                    let need = Need { span: expr.span, what: format!("`{shown}`, by `@depends_on`"), by: None };
                    self.stack_mut(stack).needs.entry(other).or_insert(need);
                }
            }
        }
        Ok(())
    }

    /// A declared output: written when it is one text; other shapes are written leaf by leaf where they are used.
    fn emit_output(&mut self, root: InstanceId, index: u16) -> Eval<()> {
        let (body, frame, stack) = (self.instance(root).body, self.instance(root).frame, self.instance(root).stack);
        let declared = &body.outputs[index as usize];
        let value = self.output(root, index, declared.span)?;
        let condition = match self.presence(frame, &declared.guards)? {
            super::cells::Presence::When(condition) => Some(condition),
            _ => None,
        };
        let (value, condition) = self.present(value, condition);
        let is_scalar = match &value {
            Value::Str(_) | Value::Int(_) | Value::Float(_) | Value::Bool(_) | Value::Condition(_) => true,
            Value::Deploy(deploy) => is_scalar_deploy(deploy) && !self.is_opaque_list(&value),
            _ => false,
        };
        let export = match &declared.export {
            Some(expr) => match self.activation(0, |e| e.eval(expr, frame))? {
                Value::Null => None,
                name => Some(name),
            },
            None => None,
        };
        if !is_scalar {
            return match (&declared.export, value) {
                (None, _) | (_, Value::Null) => Ok(()),
                (Some(expr), value) => Err(self.report(errors::not_exportable(expr.span, &declared.name, &value))),
            };
        }
        let name: ArcStr = naming::shorten(naming::pascal(&declared.name), &declared.name).into();
        if name.is_empty() {
            return Err(self.report(errors::no_output_name(declared.span, &declared.name)));
        }
        let is_new = !self.stack_mut(stack).outputs.contains_key(&name);
        let mut before = body.outputs[..index as usize].iter();
        if let Some(twin) = before.find(|other| !is_new && naming::pascal(&other.name) == *name) {
            return Err(self.report(errors::same_output(
                &name,
                (declared.span, &declared.name),
                (twin.span, &twin.name),
            )));
        }
        let description = declared.docs.clone();
        let output = StackOutput { value, condition, description, export, span: declared.span };
        self.stack_mut(stack).outputs.insert(name, output);
        Ok(())
    }

    /// A value that is there under a condition, and the condition.
    fn present(&mut self, value: Value, condition: Option<ConditionId>) -> (Value, Option<ConditionId>) {
        let Value::Deploy(deploy) = &value else { return (value, condition) };
        let super::value::Deploy::If(when, a, b) = &**deploy else { return (value, condition) };
        let (when, a, b) = (*when, a.clone(), b.clone());
        let truth = super::conditions::Truth::When(when);
        let (inner, truth) = match (a.is_null(), b.is_null()) {
            (false, true) => (a, truth),
            (true, false) => (b, self.conditions.not(truth)),
            _ => return (value, condition),
        };
        let super::conditions::Truth::When(when) = truth else { return (inner, condition) };
        let both = self.conditions.both(condition, Some(when));
        self.present(inner, both)
    }

    /// The template's text.
    pub(super) fn template(&mut self, stack: StackId) -> Eval<Vec<u8>> {
        let Some(root) = self.stack_root(stack) else { return Ok(Vec::new()) };
        let span = self.instance(root).span;
        // Outputs come last in the template, but writing them may need further conditions.
        let outputs = self.outputs_section(stack)?;
        let resources = std::mem::take(&mut self.stack_mut(stack).resources);
        let mut json = Json::new(0);
        json.begin_object();
        json.key("AWSTemplateFormatVersion");
        json.str("2010-09-09");
        if let Some(description) = self.description(root)? {
            json.key("Description");
            json.str(&description);
        }
        let transforms = std::mem::take(&mut self.stack_mut(stack).transforms);
        match &transforms[..] {
            [] => {}
            [one] => {
                json.key("Transform");
                json.str(one);
            }
            several => {
                json.key("Transform");
                json.begin_list();
                several.iter().for_each(|name| json.str(name));
                json.end_list();
            }
        }
        for section in FIRST_SECTIONS {
            self.section(&mut json, stack, section, |_, _| Ok(0))?;
        }
        self.section(&mut json, stack, "Parameters", |e, json| {
            let parameters = std::mem::take(&mut e.stack_mut(stack).parameters);
            for id in &parameters {
                json.key(&e.parameters[id.0 as usize].logical_id);
                e.lower_parameter(json, *id)?;
            }
            Ok(parameters.len())
        })?;
        self.section(&mut json, stack, "Mappings", |e, json| {
            let mappings = std::mem::take(&mut e.stack_mut(stack).mappings);
            for (name, value) in &mappings {
                json.key(name);
                e.lower(json, value, &mut Lowering::new(stack, span))?;
            }
            Ok(mappings.len())
        })?;
        for section in MIDDLE_SECTIONS {
            self.section(&mut json, stack, section, |_, _| Ok(0))?;
        }
        self.section(&mut json, stack, "Conditions", |e, json| {
            let conditions: Vec<(ConditionId, ArcStr)> =
                e.stack(stack).conditions.iter().map(|(id, name)| (*id, name.clone())).collect();
            for (id, name) in &conditions {
                json.key(name);
                e.lower_condition(json, *id, &mut Lowering::new(stack, span))?;
            }
            Ok(conditions.len())
        })?;
        self.section(&mut json, stack, "Hooks", |_, _| Ok(0))?;
        json.key("Resources");
        json.raw_object(resources);
        self.fragments_into(&mut json, stack, "Resources")?;
        json.end_object();
        if !outputs.is_empty() || self.has_fragments(stack, "Outputs") {
            json.key("Outputs");
            json.raw_object(outputs);
            self.fragments_into(&mut json, stack, "Outputs")?;
            json.end_object();
        }
        json.end_object();
        let mut text = json.finish();
        text.push(b'\n');
        Ok(text)
    }

    /// A section with computed entries and those of fragments; not written when it has none.
    fn section(
        &mut self,
        json: &mut Json,
        stack: StackId,
        name: &str,
        run: impl FnOnce(&mut Self, &mut Json) -> Eval<usize>,
    ) -> Eval<()> {
        // As Resources and Outputs, the entries stand one level below the template's own braces.
        let mut entries = Json::resume(Vec::new(), 1);
        run(self, &mut entries)?;
        self.fragments_into(&mut entries, stack, name)?;
        let entries = entries.finish();
        if !entries.is_empty() {
            json.key(name);
            json.raw_object(entries);
            json.end_object();
        }
        Ok(())
    }

    /// Whether a template has the section that a fragment is for.
    pub(super) fn check_fragment(&mut self, fragment: &Fragment) -> Eval<()> {
        let section = section_of(&fragment.path).0;
        if SECTIONS.contains(&section) {
            return Ok(());
        }
        let near = crate::types::nearest(section, SECTIONS);
        Err(self.report(errors::unknown_section(fragment.span, section, near, &SECTIONS)))
    }

    /// Claims the names that fragments give to entries of the template.
    pub(super) fn check_fragment_names(&mut self, stack: StackId) {
        let mut taken: rustc_hash::FxHashSet<(String, String)> = rustc_hash::FxHashSet::default();
        for (fragment, value) in self.stack(stack).fragments.clone() {
            let (section, key) = section_of(&fragment.path);
            let keys: Vec<String> = match (key, &value) {
                (Some(key), _) => vec![key.to_owned()],
                (None, Value::Record(record)) => record.iter().map(|(key, _)| key.to_string()).collect(),
                (None, _) => Vec::new(),
            };
            for key in keys {
                let own = self.stack(stack);
                let is_taken = match section {
                    "Resources" | "Parameters" => own.ids.contains_key(key.as_str()),
                    "Outputs" => own.outputs.contains_key(key.as_str()),
                    "Conditions" => own.condition_names.contains(key.as_str()),
                    "Mappings" => own.mappings.contains_key(key.as_str()),
                    _ => false,
                };
                if !taken.insert((section.to_owned(), key.clone())) || is_taken {
                    self.report(errors::fragment_taken(fragment.span, &format!("{section}/{key}")));
                }
            }
        }
    }

    fn has_fragments(&self, stack: StackId, section: &str) -> bool {
        self.stack(stack).fragments.iter().any(|(fragment, _)| section_of(&fragment.path).0 == section)
    }

    /// Writes the fragments of a section, in source order.
    fn fragments_into(&mut self, json: &mut Json, stack: StackId, section: &str) -> Eval<()> {
        let fragments: Vec<_> = self
            .stack(stack)
            .fragments
            .iter()
            .filter(|(fragment, _)| section_of(&fragment.path).0 == section)
            .map(|(fragment, value)| (*fragment, value.clone()))
            .collect();
        for (fragment, value) in fragments {
            let mut to = Lowering { keep_nulls: true, ..Lowering::new(stack, fragment.span) };
            match section_of(&fragment.path).1 {
                Some(key) => {
                    json.key(key);
                    self.lower(json, &value, &mut to)?;
                }
                None => {
                    let Value::Record(record) = &value else {
                        return Err(self.report(errors::not_a_record(fragment.value.span, &value)));
                    };
                    for (key, value) in record.iter() {
                        json.key(key);
                        self.lower(json, value, &mut to)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn description(&mut self, root: InstanceId) -> Eval<Option<ArcStr>> {
        let (body, frame) = (self.instance(root).body, self.instance(root).frame);
        let text = match &body.settings.description {
            Some(expr) => self.known_text(expr, frame)?,
            None => body.docs.as_ref().map(|docs| docs.trim().into()),
        };
        if let Some(text) = &text
            && text.len() > limits::MAX_DESCRIPTION
        {
            let span = body.settings.description.as_ref().map_or(body.span, |expr| expr.span);
            return Err(self.report(crate::plan::errors::long_description(span, text.len())));
        }
        Ok(text.filter(|text| !text.is_empty()))
    }

    /// The entries of `Outputs`: those that are declared in source order, then those that others read, by name.
    fn outputs_section(&mut self, stack: StackId) -> Eval<Vec<u8>> {
        let Some(root) = self.stack_root(stack) else { return Ok(Vec::new()) };
        let body = self.instance(root).body;
        let mut outputs = std::mem::take(&mut self.stack_mut(stack).outputs);
        let mut json = Json::resume(Vec::new(), 1);
        for declared in &body.outputs {
            let name = naming::shorten(naming::pascal(&declared.name), &declared.name);
            if let Some((name, output)) = outputs.shift_remove_entry(&*name) {
                self.lower_output(&mut json, stack, &name, output)?;
            }
        }
        outputs.sort_keys();
        for (name, output) in outputs {
            self.lower_output(&mut json, stack, &name, output)?;
        }
        Ok(json.finish())
    }

    fn lower_output(&mut self, json: &mut Json, stack: StackId, name: &str, output: StackOutput) -> Eval<()> {
        let mut to = Lowering::new(stack, output.span);
        to.facts = super::conditions::Facts::of(&self.conditions, output.condition);
        json.key(name);
        json.begin_object();
        if let Some(description) = &output.description {
            json.key("Description");
            json.str(description.trim());
        }
        if let Some(condition) = output.condition {
            json.key("Condition");
            json.str(&self.condition_name(condition, stack, output.span)?);
        }
        json.key("Value");
        match (scalar_text(&output.value), &output.value) {
            (Some(text), _) => json.str(&text),
            (None, Value::Condition(id)) => {
                let text = |text: &'static str| Value::Str(text.into());
                let choice = super::value::Deploy::If(*id, text("true"), text("false"));
                self.lower(json, &Value::deploy(choice), &mut to)?;
            }
            (None, value) if self.is_opaque_list(value) => {
                let joined = super::value::Deploy::Join(arcstr::literal!(","), value.clone());
                self.lower(json, &Value::deploy(joined), &mut to)?;
            }
            (None, value) => self.lower(json, value, &mut to)?,
        }
        if let Some(export) = &output.export {
            json.key("Export");
            json.begin_object();
            json.key("Name");
            self.lower(json, export, &mut to)?;
            json.end_object();
        }
        json.end_object();
        Ok(())
    }

    /// A place for what is wrong with a stack as a whole.
    pub(super) fn stack_span(&self, stack: StackId) -> Option<Span> {
        self.stack_root(stack).map(|root| self.instance(root).span)
    }
}

/// The section of a fragment's path, and the key within it.
fn section_of(path: &str) -> (&str, Option<&str>) {
    match path.split_once('/') {
        Some((section, key)) => (section, Some(key)),
        None => (path, None),
    }
}

fn is_scalar_deploy(deploy: &super::value::Deploy) -> bool {
    use super::value::Deploy;
    match deploy {
        Deploy::Split(..) | Deploy::Zones(_) | Deploy::Cidr(..) | Deploy::Secret { .. } | Deploy::Dynamic(_) => false,
        Deploy::If(_, a, b) => [a, b].into_iter().all(|value| match value {
            Value::Deploy(inner) => is_scalar_deploy(inner),
            Value::Str(_) | Value::Int(_) | Value::Float(_) | Value::Bool(_) => true,
            _ => false,
        }),
        Deploy::Raw(_, Value::List(_) | Value::Record(_)) => false,
        _ => true,
    }
}
