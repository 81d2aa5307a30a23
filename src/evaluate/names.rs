//! What displaying a type needs of the program.

use arcstr::ArcStr;

use super::machine::Evaluator;
use crate::types::{BodyId, BodyNames, Ty};

impl BodyNames for Evaluator<'_> {
    fn body_name(&self, body: BodyId) -> ArcStr {
        self.program.body(body).name.clone()
    }

    fn outputs(&self, _: BodyId) -> Option<Ty> {
        None
    }

    fn property(&self, _: &str, _: u32) -> Option<Ty> {
        None
    }
}
