//! Frames: the cells of a block, once for each time that the block is entered.

use std::rc::Rc;

use super::value::{ConditionId, InstanceId, Value};
use crate::hir::Block;

/// A frame of this build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct FrameId(u32);

impl FrameId {
    /// Where no cell can be seen: file-level lets, functions, settings of environments.
    pub(super) const NONE: FrameId = FrameId(u32::MAX);
}

/// One entry into a block.
#[derive(Debug)]
pub(super) struct Frame<'p> {
    /// The block.
    pub(super) block: &'p Block,
    /// The frame of the block around it; [`FrameId::NONE`] for a body's own block.
    pub(super) parent: FrameId,
    /// Whose body it belongs to.
    pub(super) instance: InstanceId,
    /// Which loop of the parent's block it is a turn of.
    pub(super) of_loop: u16,
    /// Under which condition everything in it exists.
    pub(super) condition: Option<ConditionId>,
    first_slot: u32,
    first_loop: u32,
}

/// What is known of a cell.
#[derive(Clone, Debug, Default)]
pub(super) enum Slot {
    /// Nobody has asked yet.
    #[default]
    Empty,
    /// Being evaluated: who asks now closes a cycle.
    Busy,
    /// Evaluated and wrong, which was reported.
    Failed,
    /// Evaluated.
    Done(Value),
}

const _: () = assert!(size_of::<Slot>() == 16);

/// What is known of a loop.
#[derive(Clone, Debug, Default)]
pub(super) enum Turns {
    /// Nobody has asked yet.
    #[default]
    Empty,
    /// What it iterates is being evaluated.
    Busy,
    /// Wrong, which was reported.
    Failed,
    /// A frame per turn.
    Done(Rc<[FrameId]>),
}

/// All frames of a build. They live until its end, since any of them may be asked for later.
#[derive(Debug, Default)]
pub(super) struct Frames<'p> {
    frames: Vec<Frame<'p>>,
    slots: Vec<Slot>,
    loops: Vec<Turns>,
}

impl<'p> Frames<'p> {
    /// Enters a block.
    pub(super) fn enter(
        &mut self,
        block: &'p Block,
        parent: FrameId,
        of_loop: u16,
        instance: InstanceId,
        condition: Option<ConditionId>,
    ) -> FrameId {
        let first_slot = self.slots.len() as u32;
        let first_loop = self.loops.len() as u32;
        self.slots.resize_with(self.slots.len() + block.cells.len(), Slot::default);
        self.loops.resize_with(self.loops.len() + block.loops.len(), Turns::default);
        self.frames.push(Frame { block, parent, instance, of_loop, condition, first_slot, first_loop });
        FrameId(self.frames.len() as u32 - 1)
    }

    /// A frame.
    pub(super) fn get(&self, id: FrameId) -> &Frame<'p> {
        &self.frames[id.0 as usize]
    }

    /// The frame `up` blocks out.
    pub(super) fn up(&self, mut id: FrameId, up: u16) -> FrameId {
        for _ in 0..up {
            id = self.get(id).parent;
        }
        id
    }

    /// All frames, in the order in which they were made.
    pub(super) fn ids(&self) -> impl Iterator<Item = FrameId> + use<> {
        (0..self.frames.len() as u32).map(FrameId)
    }

    /// A cell's state, to look at.
    pub(super) fn peek(&self, frame: FrameId, cell: u16) -> &Slot {
        &self.slots[self.get(frame).first_slot as usize + cell as usize]
    }

    /// A cell's state.
    pub(super) fn slot(&mut self, frame: FrameId, cell: u16) -> &mut Slot {
        let at = self.get(frame).first_slot as usize + cell as usize;
        &mut self.slots[at]
    }

    /// A loop's state.
    pub(super) fn turns(&mut self, frame: FrameId, of_loop: u16) -> &mut Turns {
        let at = self.get(frame).first_loop as usize + of_loop as usize;
        &mut self.loops[at]
    }
}
