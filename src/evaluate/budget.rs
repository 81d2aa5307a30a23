//! How much work and output a build may take, so that a few lines cannot keep a machine busy for a day.

use crate::source::Span;

/// How many steps (a compound expression evaluated, an element made, a few bytes of text joined) a build may take.
/// 100,000 resources in loops take about 1.8 million. A step keeps a hundred bytes or so, so that this bounds memory too.
pub(super) const MAX_STEPS: u64 = 5_000_000;

/// How many elements or fields one step copies out of another list or record.
pub(super) const COPIES_PER_STEP: usize = 4;

/// How many bytes all templates of a build may have together.
pub(super) const MAX_OUTPUT: u64 = 512 << 20;

/// How deeply evaluations may be nested. The stack of the evaluating thread is made for it.
pub(super) const MAX_DEPTH: u32 = 12_000;

/// A loop that is running.
#[derive(Clone, Copy, Debug)]
pub(super) struct RunningLoop {
    /// Its head.
    pub(super) span: Span,
    /// How many turns it has.
    pub(super) turns: usize,
}

/// What was spent so far.
#[derive(Debug, Default)]
pub(super) struct Budget {
    steps: u64,
    output: u64,
    /// How deep the evaluation is.
    pub(super) depth: u32,
    /// The loops that are running, outermost first.
    pub(super) loops: Vec<RunningLoop>,
    /// Whether it was used up, which was reported; nothing more is evaluated.
    pub(super) spent: bool,
}

impl Budget {
    /// Takes steps; `false` when there are none left.
    pub(super) fn take(&mut self, steps: u64) -> bool {
        self.steps += steps;
        self.steps <= MAX_STEPS
    }

    /// Takes bytes of output; `false` when there are none left.
    pub(super) fn write(&mut self, bytes: usize) -> bool {
        self.output += bytes as u64;
        self.output <= MAX_OUTPUT
    }
}
