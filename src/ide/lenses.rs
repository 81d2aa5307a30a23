//! What can be run from where it is declared: environments are built, tests are run.

use std::ops::Range;

use super::Document;
use crate::ast::Item;

/// What is run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runs {
    /// The environment with this name is built.
    Build(String),
    /// The test with this name is run.
    Test(String),
}

/// Something to run, and where it is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// Its name.
    pub range: Range<usize>,
    /// What is run.
    pub runs: Runs,
}

/// What can be run in a file, in source order: environments that are not abstract, and tests.
pub fn lenses(document: &Document) -> Vec<Lens> {
    let lens = |item: &Item| match item {
        Item::Env(env) if !env.is_abstract && !env.name.is_missing() => {
            Some(Lens { range: document.range(env.name.span), runs: Runs::Build(env.name.name.to_string()) })
        }
        Item::Test(test) if !test.name.is_missing() => {
            Some(Lens { range: document.range(test.name.span), runs: Runs::Test(test.name.name.to_string()) })
        }
        _ => None,
    };
    document.tree.items.iter().filter_map(|item| lens(item)).collect()
}
