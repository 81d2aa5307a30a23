//! What the evaluator asks the registry, asked once for each type.

use std::{rc::Rc, sync::Arc};

use arcstr::ArcStr;

use super::machine::Evaluator;
use crate::registry::{
    Availability, RegionDemand, ResourceType,
    model::{Kinds, TagShape},
    region_demands, registry,
};

/// What is known of a resource type.
#[derive(Debug)]
pub(super) struct TypeFacts {
    /// Its schema; `None` for types that the registry does not know.
    pub(super) schema: Option<Arc<ResourceType>>,
    /// Whether losing a resource of it loses data.
    pub(super) is_stateful: bool,
    /// How it takes tags.
    pub(super) tags: Option<TagForm>,
    /// The attribute that Ref gives too, when it is one.
    pub(super) ref_attribute: Option<ArcStr>,
    /// Its properties that take only what is in a certain region.
    pub(super) regional: Vec<&'static RegionDemand>,
}

/// How a type takes tags.
#[derive(Debug)]
pub(super) struct TagForm {
    /// The property.
    pub(super) property: ArcStr,
    /// The keys of a list's elements; `None` for a map.
    pub(super) keys: Option<(ArcStr, ArcStr)>,
    /// Whether each element says that instances get the tag too.
    pub(super) propagates: bool,
}

impl<'p> Evaluator<'p> {
    /// What is known of a type.
    pub(super) fn type_facts(&mut self, ty: &ArcStr) -> Rc<TypeFacts> {
        if let Some(facts) = self.types.get(ty) {
            return facts.clone();
        }
        let schema = registry().resource_type(ty);
        let tags = schema.as_ref().and_then(|schema| schema.tags.as_ref()).map(|tags| {
            let property = ArcStr::from(&*tags.property);
            match &tags.shape {
                TagShape::Map => TagForm { property, keys: None, propagates: false },
                TagShape::List { key, value, propagate_at_launch } => TagForm {
                    property,
                    keys: Some((ArcStr::from(&**key), ArcStr::from(&**value))),
                    propagates: *propagate_at_launch,
                },
            }
        });
        let is_stateful = schema.as_ref().is_some_and(|schema| schema.stateful);
        let ref_attribute = schema.as_ref().and_then(|schema| match &schema.ref_gives[..] {
            [one] => Some(ArcStr::from(&**one)),
            _ => None,
        });
        let facts =
            Rc::new(TypeFacts { schema, is_stateful, tags, ref_attribute, regional: region_demands(ty).collect() });
        self.types.insert(ty.clone(), facts.clone());
        facts
    }

    /// Whether a type is known to exist in a region; asked once for each pair.
    pub(super) fn is_in_region(&mut self, ty: &ArcStr, region: &ArcStr) -> bool {
        let key = (ty.clone(), region.clone());
        *self.regions.entry(key).or_insert_with(|| registry().is_available(ty, region) != Availability::No)
    }

    /// Whether an attribute of a type is a list.
    pub(super) fn is_list_attribute(&self, ty: &str, name: &str) -> bool {
        let Some(schema) =
            self.types.get(ty).and_then(|facts| facts.schema.clone()).or_else(|| registry().resource_type(ty))
        else {
            return false;
        };
        schema.attribute(name).is_some_and(|attribute| {
            let kinds = schema.node(attribute.node).kinds;
            kinds.meets(Kinds::LIST) && !kinds.meets(Kinds::STRING)
        })
    }
}
