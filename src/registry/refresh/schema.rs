//! Turns JSON schemas, with the keywords that cfn-lint adds, into nodes.
//!
//! Definitions keep their identity (schemas may be recursive); equal inline schemas share a node.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::patterns::Patterns;
use crate::registry::model::{
    Additional, EnumValues, Facet, Flags, Format, Items, Kinds, Node, NodeId, Object, Property, Range, Related, Source,
};
use crate::registry::text::Text;

/// Nodes of one resource type in the making.
pub struct Builder<'a> {
    /// The nodes so far; those of definitions not met yet are placeholders.
    pub nodes: Vec<Node>,
    /// Definitions that were used, in order.
    pub definitions: Vec<(String, NodeId)>,
    /// Keywords that were met and are not known.
    pub unknown: Vec<String>,
    patterns: &'a mut Patterns,
    scope: Vec<(usize, &'a Value)>,
    scopes: usize,
    named: HashMap<(usize, String), NodeId>,
    shared: HashMap<String, NodeId>,
}

impl<'a> Builder<'a> {
    /// A builder that follows references within `root`.
    pub fn new(patterns: &'a mut Patterns, root: &'a Value) -> Self {
        Self {
            nodes: Vec::new(),
            definitions: Vec::new(),
            unknown: Vec::new(),
            patterns,
            scope: vec![(0, root)],
            scopes: 0,
            named: HashMap::new(),
            shared: HashMap::new(),
        }
    }

    /// The node of a schema that has definitions of its own (a rule from beyond the registry).
    pub fn foreign(&mut self, schema: &'a Value) -> NodeId {
        self.scopes += 1;
        self.scope.push((self.scopes, schema));
        let node = self.node(schema);
        self.scope.pop();
        node
    }

    /// The node of a schema.
    pub fn node(&mut self, schema: &'a Value) -> NodeId {
        if let Some(reference) = sole_reference(schema) {
            return self.referenced(reference);
        }
        let node = self.build(schema);
        self.share(node)
    }

    /// The place of a node like this.
    pub fn share(&mut self, node: Node) -> NodeId {
        let key = format!("{node:?}");
        if let Some(id) = self.shared.get(&key) {
            return *id;
        }
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(node);
        self.shared.insert(key, id);
        id
    }

    /// The node of `#/definitions/…` (or of any other place in the document).
    fn referenced(&mut self, reference: &str) -> NodeId {
        let (level, root) = self.scope[self.scope.len() - 1];
        if let Some(id) = self.named.get(&(level, reference.to_owned())) {
            return *id;
        }
        let Some(schema) = root.pointer(reference.trim_start_matches('#')) else {
            self.unknown.push(format!("reference {reference}"));
            return self.share(Node::any());
        };
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(Node::any());
        self.named.insert((level, reference.to_owned()), id);
        if level == 0
            && let Some(name) = reference.strip_prefix("#/definitions/")
        {
            self.definitions.push((name.to_owned(), id));
        }
        let node = match sole_reference(schema) {
            Some(other) => {
                let other = self.referenced(other);
                self.nodes[other.0 as usize].clone()
            }
            None => self.build(schema),
        };
        self.nodes[id.0 as usize] = node;
        id
    }

    fn build(&mut self, schema: &'a Value) -> Node {
        let keywords = match schema {
            Value::Object(keywords) => keywords,
            Value::Bool(false) => {
                return Node { kinds: Kinds::ANY, facets: vec![Facet::Never] };
            }
            _ => return Node::any(),
        };
        let mut node = Node { kinds: kinds(keywords.get("type")), facets: Vec::new() };
        if let Some(reference) = keywords.get("$ref").and_then(Value::as_str) {
            let id = self.referenced(reference);
            node.facets.push(Facet::AllOf([id].into()));
        }
        self.object(keywords, &mut node);
        self.list(keywords, &mut node);
        self.scalar(keywords, &mut node);
        self.combinations(keywords, &mut node);
        for keyword in keywords.keys() {
            if !KNOWN.contains(&keyword.as_str()) {
                self.unknown.push(keyword.clone());
            }
        }
        node
    }

    fn object(&mut self, keywords: &'a Map<String, Value>, node: &mut Node) {
        let required: Vec<&str> = texts(keywords.get("required")).collect();
        let own = keywords.get("properties").and_then(Value::as_object);
        let patterns = keywords.get("patternProperties").and_then(Value::as_object);
        let additional = keywords.get("additionalProperties");
        let min = number(keywords.get("minProperties"));
        let max = number(keywords.get("maxProperties"));
        if own.is_some() || patterns.is_some() || additional.is_some() || min.or(max).is_some() {
            let mut properties: Vec<Property> = own
                .into_iter()
                .flatten()
                .map(|(name, schema)| Property {
                    name: Text::from(name.clone()),
                    node: self.node(schema),
                    flags: Flags(if required.contains(&name.as_str()) { Flags::REQUIRED } else { 0 }),
                })
                .collect();
            properties.sort_by(|a, b| a.name.cmp(&b.name));
            let mut by_pattern = Vec::new();
            let mut additional = match additional {
                Some(Value::Bool(false)) => Additional::Closed,
                Some(schema @ Value::Object(_)) => Additional::Node(self.node(schema)),
                _ => Additional::Open,
            };
            for (pattern, schema) in patterns.into_iter().flatten() {
                let value = self.node(schema);
                match self.patterns.intern(pattern) {
                    Some(pattern) => by_pattern.push((pattern, value)),
                    None => additional = Additional::Node(value),
                }
            }
            node.facets.push(Facet::Object(Object {
                properties: properties.into(),
                additional,
                patterns: by_pattern.into(),
                min: min.unwrap_or(0),
                max,
            }));
        }
        let elsewhere: Vec<Text> = required
            .into_iter()
            .filter(|name| !own.is_some_and(|own| own.contains_key(*name)))
            .map(|name| Text::from(name.to_owned()))
            .collect();
        if !elsewhere.is_empty() {
            node.facets.push(Facet::Required(elsewhere.into()));
        }
        for (keyword, facet) in
            [("requiredOr", Facet::RequiredOr as fn(Box<[Text]>) -> Facet), ("requiredXor", Facet::RequiredXor)]
        {
            let names = owned_texts(keywords.get(keyword));
            if !names.is_empty() {
                node.facets.push(facet(names));
            }
        }
        for keyword in ["dependentRequired", "dependencies", "dependentExcluded"] {
            let pairs: Vec<(Text, Box<[Text]>)> = keywords
                .get(keyword)
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
                .filter(|(_, others)| others.is_array())
                .map(|(name, others)| (Text::from(name.clone()), owned_texts(Some(others))))
                .collect();
            if !pairs.is_empty() {
                node.facets.push(if keyword == "dependentExcluded" {
                    Facet::DependentExcluded(pairs.into())
                } else {
                    Facet::DependentRequired(pairs.into())
                });
            }
        }
        if let Some(names) = keywords.get("propertyNames") {
            let names = self.node(names);
            node.facets.push(Facet::PropertyNames(names));
        }
    }

    fn list(&mut self, keywords: &'a Map<String, Value>, node: &mut Node) {
        let item = keywords.get("items").map(|items| self.node(items));
        let prefix: Vec<NodeId> = keywords
            .get("prefixItems")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .map(|item| self.node(item))
            .collect();
        let contains = keywords.get("contains").map(|item| self.node(item));
        let min = number(keywords.get("minItems"));
        let max = number(keywords.get("maxItems"));
        let unique = keywords.get("uniqueItems") == Some(&Value::Bool(true));
        let unique_keys = owned_texts(keywords.get("uniqueKeys"));
        if item.or(contains).is_some()
            || min.or(max).is_some()
            || unique
            || !prefix.is_empty()
            || !unique_keys.is_empty()
        {
            node.facets.push(Facet::Items(Items {
                item,
                prefix: prefix.into(),
                min: min.unwrap_or(0),
                max,
                unique,
                unique_keys,
                contains,
            }));
        }
    }

    fn scalar(&mut self, keywords: &'a Map<String, Value>, node: &mut Node) {
        let exact = keywords.get("const").map(std::slice::from_ref);
        let any_case = keywords.get("enumCaseInsensitive").and_then(Value::as_array);
        let values = keywords.get("enum").and_then(Value::as_array);
        for (values, ignore_case) in
            [(exact, false), (values.map(Vec::as_slice), false), (any_case.map(Vec::as_slice), true)]
        {
            let Some(values) = values else { continue };
            let mut values: Vec<Text> = values.iter().filter_map(scalar_text).collect();
            values.sort();
            values.dedup();
            node.facets.push(Facet::Enum(EnumValues { values: values.into(), ignore_case }));
        }
        let min = number(keywords.get("minLength")).unwrap_or(0);
        let max = number(keywords.get("maxLength"));
        if min > 0 || max.is_some() {
            node.facets.push(Facet::Length { min, max });
        }
        let bound = |keyword: &str| keywords.get(keyword).and_then(Value::as_f64);
        let above = bound("exclusiveMinimum");
        let below = bound("exclusiveMaximum");
        let range = Range {
            min: above.or(bound("minimum")),
            max: below.or(bound("maximum")),
            above_min: above.is_some(),
            below_max: below.is_some(),
            multiple_of: bound("multipleOf"),
        };
        if range != Range::default() {
            node.facets.push(Facet::Range(range));
        }
        if let Some(pattern) = keywords.get("pattern").and_then(Value::as_str)
            && let Some(pattern) = self.patterns.intern(pattern)
        {
            node.facets.push(Facet::Pattern(pattern));
        }
        let format = keywords.get("format").and_then(Value::as_str).unwrap_or("");
        match format {
            "ipv4-network" => node.facets.push(Facet::Format(Format::Ipv4Network)),
            "ipv6-network" => node.facets.push(Facet::Format(Format::Ipv6Network)),
            "date-time" | "timestamp" => node.facets.push(Facet::Format(Format::DateTime)),
            "uri" => node.facets.push(Facet::Format(Format::Uri)),
            "json" => node.facets.push(Facet::Json),
            _ if format.starts_with("AWS::") => {
                let format = Text::from(format.to_owned());
                node.facets.push(Facet::Identifier([format].into()));
            }
            _ => {}
        }
        if let Some(link) = keywords.get("relationshipRef")
            && let Some(related) = related(link)
        {
            node.facets.push(Facet::Related([related].into()));
        }
        let takes_text = node.kinds.meets(Kinds::STRING) && !node.kinds.is_any();
        let no_shape = !keywords.contains_key("properties");
        if takes_text && node.kinds.meets(Kinds::OBJECT) && format != "json" && no_shape {
            node.facets.push(Facet::Json);
        }
    }

    fn combinations(&mut self, keywords: &'a Map<String, Value>, node: &mut Node) {
        for (keyword, facet) in
            [("allOf", Facet::AllOf as fn(Box<[NodeId]>) -> Facet), ("anyOf", Facet::AnyOf), ("oneOf", Facet::OneOf)]
        {
            let Some(branches) = keywords.get(keyword).and_then(Value::as_array) else {
                continue;
            };
            let branches: Vec<NodeId> = branches.iter().map(|b| self.node(b)).collect();
            match self.only_identifiers(&branches) {
                Some(identifiers) => node.facets.extend(identifiers),
                None => node.facets.push(facet(branches.into())),
            }
        }
        if let Some(not) = keywords.get("not") {
            let not = self.node(not);
            node.facets.push(Facet::Not(not));
        }
        if let Some(condition) = keywords.get("if") {
            let condition = self.node(condition);
            let then = keywords.get("then").map(|then| self.node(then));
            let otherwise = keywords.get("else").map(|otherwise| self.node(otherwise));
            node.facets.push(Facet::If { condition, then, otherwise });
        }
    }

    /// What the branches say together when all are nothing but identifiers.
    fn only_identifiers(&self, branches: &[NodeId]) -> Option<Vec<Facet>> {
        let (mut formats, mut related) = (Vec::new(), Vec::new());
        for branch in branches {
            match self.nodes[branch.0 as usize].facets.as_slice() {
                [Facet::Identifier(one)] => formats.extend(one.iter().cloned()),
                [Facet::Related(one)] => related.extend(one.iter().cloned()),
                _ => return None,
            }
        }
        formats.sort();
        related.sort();
        let mut facets = Vec::new();
        if !formats.is_empty() {
            facets.push(Facet::Identifier(formats.into()));
        }
        if !related.is_empty() {
            facets.push(Facet::Related(related.into()));
        }
        Some(facets)
    }
}

/// The identifier that a property takes, by a property of its target.
fn related(link: &Value) -> Option<Related> {
    let property = link["propertyPath"].as_str()?.strip_prefix("/properties/")?;
    Some(Related {
        type_name: Text::from(link["typeName"].as_str()?.to_owned()),
        source: Source::Attribute(Text::from(property.replace('/', "."))),
    })
}

const KNOWN: &[&str] = &[
    "$comment",
    "$id",
    "$ref",
    "$schema",
    "additionalProperties",
    "allOf",
    "anyOf",
    "arrayType",
    "const",
    "contains",
    "default",
    "definitions",
    "dependencies",
    "dependentExcluded",
    "dependentRequired",
    "description",
    "else",
    "enum",
    "enumCaseInsensitive",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "if",
    "insertionOrder",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maxUniqueItems",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "oneOf",
    "pattern",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyNames",
    "relationshipRef",
    "required",
    "requiredOr",
    "requiredXor",
    "then",
    "title",
    "type",
    "uniqueItems",
    "uniqueKeys",
];

fn sole_reference(schema: &Value) -> Option<&str> {
    let keywords = schema.as_object()?;
    let reference = keywords.get("$ref")?.as_str()?;
    let alone =
        keywords.keys().all(|k| matches!(k.as_str(), "$ref" | "description" | "title" | "$comment" | "insertionOrder"));
    alone.then_some(reference)
}

fn kinds(types: Option<&Value>) -> Kinds {
    let one = |name: &str| match name {
        "boolean" => Kinds::BOOLEAN,
        "integer" => Kinds::INTEGER,
        "number" => Kinds::NUMBER.union(Kinds::INTEGER),
        "string" => Kinds::STRING,
        "array" => Kinds::LIST,
        "object" => Kinds::OBJECT,
        "null" => Kinds::NULL,
        _ => Kinds::NONE,
    };
    let kinds = texts(types).fold(Kinds::NONE, |all, name| all.union(one(name)));
    if kinds.is_empty() { Kinds::ANY } else { kinds }
}

fn texts(value: Option<&Value>) -> impl Iterator<Item = &str> {
    let (one, many) = match value {
        Some(Value::String(text)) => (Some(text.as_str()), None),
        Some(Value::Array(items)) => (None, Some(items)),
        _ => (None, None),
    };
    one.into_iter().chain(many.into_iter().flatten().filter_map(Value::as_str))
}

fn owned_texts(value: Option<&Value>) -> Box<[Text]> {
    texts(value).map(|text| Text::from(text.to_owned())).collect()
}

fn number(value: Option<&Value>) -> Option<u32> {
    let number = value?.as_f64()?;
    Some(number.clamp(0.0, f64::from(u32::MAX)) as u32)
}

fn scalar_text(value: &Value) -> Option<Text> {
    match value {
        Value::String(text) => Some(Text::from(text.clone())),
        Value::Bool(flag) => Some(Text::from(flag.to_string())),
        Value::Number(number) => Some(Text::from(number.to_string())),
        _ => None,
    }
}
