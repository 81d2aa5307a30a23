//! The way from the properties to where the walk stands, kept on the stack.

use crate::registry::violation::{PathSegment, ViolationKind};

/// A list that grows at its end with each step down.
#[derive(Clone, Copy)]
pub(super) enum Path<'p> {
    /// The value that was given.
    Root,
    /// A field.
    Key(&'p Path<'p>, &'p str),
    /// An element.
    Index(&'p Path<'p>, usize),
    /// One of several alternatives.
    Alternative(&'p Path<'p>, usize),
}

impl<'p> Path<'p> {
    pub(super) fn key(&'p self, name: &'p str) -> Self {
        Self::Key(self, name)
    }

    pub(super) fn index(&'p self, at: usize) -> Self {
        Self::Index(self, at)
    }

    pub(super) fn alternative(&'p self, at: usize) -> Self {
        Self::Alternative(self, at)
    }

    pub(super) fn key_name(&self) -> Option<&'p str> {
        match self {
            Self::Key(_, name) => Some(name),
            Self::Alternative(parent, _) => parent.key_name(),
            _ => None,
        }
    }

    /// The steps from the top.
    pub(super) fn segments(&self) -> Vec<PathSegment> {
        let (mut segments, last) = match self {
            Self::Root => return Vec::new(),
            Self::Key(parent, name) => (parent.segments(), PathSegment::Key((*name).into())),
            Self::Index(parent, at) => (parent.segments(), PathSegment::Index(*at)),
            Self::Alternative(parent, at) => (parent.segments(), PathSegment::Alternative(*at)),
        };
        segments.push(last);
        segments
    }

    /// Names the mistake: what is told about one place is one mistake, unless it is about
    /// different properties that are missing there.
    pub(super) fn place(&self, kind: &ViolationKind) -> String {
        let mut place = Self::text(&self.segments());
        match kind {
            ViolationKind::MissingRequired { name } => place.extend(["/", name]),
            ViolationKind::RequiredTogether { missing, .. } => place.extend(["/", missing]),
            ViolationKind::Exclusive { given } => place.extend(["!", &given.join(",")]),
            ViolationKind::OneOfRequired { groups, .. } => {
                let first = groups.first().and_then(|group| group.first());
                place.extend(["?", first.map_or("", String::as_str)]);
            }
            ViolationKind::LargerThan { smaller, .. } => place.extend([">", smaller]),
            ViolationKind::FargateCpuMemory { .. } => place.push_str("#size"),
            ViolationKind::Policy(problem) => place.push_str(&format!("{problem:?}")),
            _ => {}
        }
        place
    }

    /// The steps in one line.
    pub(super) fn text(segments: &[PathSegment]) -> String {
        let mut text = String::new();
        for segment in segments {
            match segment {
                PathSegment::Key(name) => text.extend(["/", name]),
                PathSegment::Index(at) => text.push_str(&format!("/{at}")),
                PathSegment::Alternative(at) => text.push_str(&format!("|{at}")),
            }
        }
        text
    }
}
