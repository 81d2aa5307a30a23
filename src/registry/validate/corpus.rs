//! Runs the validator over a folder of CloudFormation templates, for whoever changes it: what it
//! says of templates that work is probably its own mistake.
//!
//! `BATC_CORPUS=FOLDER cargo test --lib registry::validate::corpus -- --ignored --nocapture`

use serde_json::Value;

use super::*;
use crate::registry::view::Deploy;

/// A value inside a template, whose intrinsic functions are what a deployment makes.
#[derive(Clone, Copy)]
struct InTemplate<'v> {
    template: &'v Value,
    value: &'v Value,
}

impl<'v> InTemplate<'v> {
    fn at(self, value: &'v Value) -> Self {
        Self { value, ..self }
    }

    fn function(self) -> Option<(&'v str, &'v Value)> {
        let mut fields = self.value.as_object()?.iter();
        let (name, argument) = fields.next()?;
        let is_function = name == "Ref" || name.starts_with("Fn::");
        (is_function && fields.next().is_none()).then_some((name, argument))
    }

    fn type_of(self, id: &str) -> Option<&'v str> {
        self.template["Resources"][id]["Type"].as_str()
    }

    fn made(self, name: &str, argument: &'v Value) -> Shape<'v> {
        let deploy = match name {
            "Ref" => {
                let id = argument.as_str().unwrap_or("");
                if id == "AWS::NoValue" {
                    return Shape::Null;
                }
                let parameter = self.template["Parameters"][id]["Type"].as_str();
                match (self.type_of(id), parameter) {
                    (Some(type_name), _) => Deploy::of(type_name, None),
                    (_, Some(kind)) if kind.contains("List") => Deploy::LIST,
                    _ => Deploy::SCALAR,
                }
            }
            "Fn::GetAtt" => {
                let (id, attribute) = match argument {
                    Value::String(text) => text.split_once('.').unwrap_or((text, "")),
                    _ => (argument[0].as_str().unwrap_or(""), argument[1].as_str().unwrap_or("")),
                };
                let type_name = self.type_of(id).unwrap_or("");
                let resource = registry().resource_type(type_name);
                let found = resource.as_ref().and_then(|resource| {
                    let attribute = resource.attribute(attribute)?;
                    Some(resource.node(attribute.node).kinds)
                });
                if found.is_none() {
                    println!("{id} ({type_name}) has no attribute {attribute}");
                }
                Deploy { kinds: found.unwrap_or(Kinds::ANY), ..Deploy::of(type_name, Some(attribute)) }
            }
            "Fn::If" => return Shape::Either,
            "Fn::Split" | "Fn::GetAZs" | "Fn::Cidr" => Deploy::LIST,
            "Fn::FindInMap" | "Fn::Transform" | "Fn::Select" => Deploy::ANY,
            _ => Deploy::SCALAR,
        };
        Shape::Deploy(deploy)
    }
}

impl<'v> View<'v> for InTemplate<'v> {
    fn shape(self) -> Shape<'v> {
        match self.function() {
            Some((name, argument)) => self.made(name, argument),
            None => self.value.shape(),
        }
    }
    fn items(self) -> impl Iterator<Item = Self> {
        self.value.items().map(move |value| self.at(value))
    }
    fn fields(self) -> impl Iterator<Item = (&'v str, Self)> {
        self.value.fields().map(move |(name, value)| (name, self.at(value)))
    }
    fn alternatives(self) -> impl Iterator<Item = Self> {
        let arguments = self.value["Fn::If"].items().skip(1);
        arguments.map(move |value| self.at(value))
    }
}

#[test]
#[ignore = "needs a folder of templates in BATC_CORPUS"]
fn templates_that_work_are_fine() {
    let folder = std::env::var("BATC_CORPUS").expect("BATC_CORPUS names a folder");
    let region = std::env::var("BATC_CORPUS_REGION").unwrap_or("us-east-1".into());
    let context = Context { region: Some(&region), date: "" };
    let mut count = 0;
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("a folder").flatten().collect();
    files.sort_by_key(|file| file.path());
    for file in files {
        let text = std::fs::read_to_string(file.path()).unwrap_or_default();
        let Ok(template) = serde_json::from_str::<Value>(&text) else {
            continue;
        };
        for (id, resource) in template["Resources"].as_object().into_iter().flatten() {
            let name = resource["Type"].as_str().unwrap_or("");
            let Some(found) = registry().resource_type(name) else {
                continue;
            };
            let empty = Value::Object(serde_json::Map::new());
            let value = InTemplate { template: &template, value: resource.get("Properties").unwrap_or(&empty) };
            count += 1;
            validate_resource(&found, value, context, &mut |violation| {
                let file = file.file_name();
                println!(
                    "{} {id} {name}: {:?} {} {:?} {:?}",
                    file.to_string_lossy(),
                    violation.severity,
                    Path::text(&violation.path),
                    violation.kind,
                    violation.when,
                );
            });
        }
    }
    println!("{count} resources");
}
