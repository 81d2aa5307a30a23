//! What the algebra must ask of the program.

use arcstr::ArcStr;

use super::{BodyId, Ty};

/// What only the program knows about the types that it declares.
pub trait BodyNames {
    /// The name of a construct, stack or app.
    fn body_name(&self, body: BodyId) -> ArcStr;

    /// The record of a body's outputs, for which its instances can stand; `None` where they cannot.
    fn outputs(&self, body: BodyId) -> Option<Ty>;

    /// The type that the language gives to a property of the registry; `None` where it is any Json.
    fn property(&self, resource_type: &str, node: u32) -> Option<Ty>;
}

/// A program without bodies.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoBodies;

impl BodyNames for NoBodies {
    fn body_name(&self, body: BodyId) -> ArcStr {
        arcstr::format!("Construct{}", body.0)
    }

    fn outputs(&self, _: BodyId) -> Option<Ty> {
        None
    }

    fn property(&self, _: &str, _: u32) -> Option<Ty> {
        None
    }
}
