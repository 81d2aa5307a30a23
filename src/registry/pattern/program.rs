//! A small backtracking matcher.
//!
//! Compiling one of the registry's patterns with the `regex` crate takes up to milliseconds, and
//! most are used on a few short texts only. So a pattern becomes a short program that is run by
//! backtracking, within a budget of steps: whoever runs out of it asks the `regex` crate.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// Longer programs are left to the `regex` crate.
const LONGEST: usize = 2_000;
/// Steps after which a match is left to the `regex` crate.
const BUDGET: u32 = 20_000;

/// A pattern that can be run.
pub(super) struct Program {
    steps: Vec<Step>,
    /// Whether it can only match where the text begins.
    anchored: bool,
}

enum Step {
    /// So many characters out of a set.
    Take { set: Set, min: u32, max: u32 },
    /// Go on at either.
    Split(usize, usize),
    /// Go on there.
    Jump(usize),
    /// Only where the text begins.
    Start,
    /// Only where the text ends.
    End,
    /// It fits.
    Done,
}

/// A set of characters.
struct Set {
    ascii: u128,
    beyond: Beyond,
}

/// The characters beyond ASCII in a set.
enum Beyond {
    None,
    All,
    /// Sorted.
    Ranges(Vec<(char, char)>),
}

/// Where to go on when the way taken fails.
enum Choice {
    At(usize, usize),
    /// Characters taken at a step, of which one less may do.
    GiveBack {
        step: usize,
        least: usize,
        taken: usize,
    },
}

impl Program {
    /// The program of a pattern, if it can be written as one.
    pub(super) fn new(hir: &Hir) -> Option<Self> {
        let mut program = Self { steps: Vec::new(), anchored: starts_at_start(hir) };
        program.push(hir)?;
        program.steps.push(Step::Done);
        Some(program)
    }

    fn push(&mut self, hir: &Hir) -> Option<()> {
        if self.steps.len() > LONGEST {
            return None;
        }
        match hir.kind() {
            HirKind::Empty => {}
            HirKind::Literal(literal) => {
                for c in std::str::from_utf8(&literal.0).ok()?.chars() {
                    self.steps.push(Step::Take { set: Set::of_char(c), min: 1, max: 1 });
                }
            }
            HirKind::Class(class) => {
                self.steps.push(Step::Take { set: Set::of_class(class), min: 1, max: 1 });
            }
            HirKind::Look(Look::Start) => self.steps.push(Step::Start),
            HirKind::Look(Look::End) => self.steps.push(Step::End),
            HirKind::Look(_) => return None,
            HirKind::Capture(capture) => self.push(&capture.sub)?,
            HirKind::Concat(parts) => {
                for part in parts {
                    self.push(part)?;
                }
            }
            HirKind::Alternation(branches) => self.alternation(branches)?,
            HirKind::Repetition(repetition) => {
                let max = repetition.max.unwrap_or(u32::MAX);
                match single(&repetition.sub) {
                    Some(set) => self.steps.push(Step::Take { set, min: repetition.min, max }),
                    None => self.repetition(&repetition.sub, repetition.min, max)?,
                }
            }
        }
        Some(())
    }

    fn alternation(&mut self, branches: &[Hir]) -> Option<()> {
        let mut ends = Vec::new();
        for (at, branch) in branches.iter().enumerate() {
            if at + 1 == branches.len() {
                self.push(branch)?;
                break;
            }
            let split = self.hold();
            self.push(branch)?;
            ends.push(self.hold());
            self.steps[split] = Step::Split(split + 1, self.steps.len());
        }
        for end in ends {
            self.steps[end] = Step::Jump(self.steps.len());
        }
        Some(())
    }

    fn repetition(&mut self, sub: &Hir, min: u32, max: u32) -> Option<()> {
        // A round that takes nothing could go on for ever.
        if sub.properties().minimum_len() == Some(0) && max > 1 {
            return None;
        }
        for _ in 0..min {
            self.push(sub)?;
        }
        if max == u32::MAX {
            let split = self.hold();
            self.push(sub)?;
            self.steps.push(Step::Jump(split));
            self.steps[split] = Step::Split(split + 1, self.steps.len());
            return Some(());
        }
        let mut splits = Vec::new();
        for _ in min..max {
            splits.push(self.hold());
            self.push(sub)?;
        }
        for split in splits {
            self.steps[split] = Step::Split(split + 1, self.steps.len());
        }
        Some(())
    }

    /// A step that is written later.
    fn hold(&mut self) -> usize {
        self.steps.push(Step::Done);
        self.steps.len() - 1
    }

    /// Whether the text fits; `None` when that takes too many steps.
    pub(super) fn matches(&self, text: &str) -> Option<bool> {
        let mut budget = BUDGET;
        let mut choices = Vec::new();
        let mut starts = text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len()));
        loop {
            let Some(start) = starts.next() else { return Some(false) };
            if self.matches_from(text, start, &mut choices, &mut budget)? {
                return Some(true);
            }
            if self.anchored {
                return Some(false);
            }
        }
    }

    /// The last place before `taken`, but not before `least`, where the next step may go on.
    fn give_back(&self, text: &str, next: usize, least: usize, taken: usize) -> usize {
        let wanted = match &self.steps[next] {
            Step::Take { set, min: 1.., .. } => Some(set),
            _ => None,
        };
        let mut at = taken;
        for c in text[least..taken].chars().rev() {
            at -= c.len_utf8();
            if wanted.is_none_or(|set| set.has(c)) {
                break;
            }
        }
        at
    }

    fn matches_from(&self, text: &str, start: usize, choices: &mut Vec<Choice>, budget: &mut u32) -> Option<bool> {
        choices.clear();
        let (mut step, mut at) = (0, start);
        loop {
            *budget = budget.checked_sub(1)?;
            let goes_on = match &self.steps[step] {
                Step::Done => return Some(true),
                Step::Start => at == 0,
                Step::End => at == text.len(),
                Step::Jump(to) => {
                    step = *to;
                    continue;
                }
                Step::Split(one, other) => {
                    choices.push(Choice::At(*other, at));
                    step = *one;
                    continue;
                }
                Step::Take { set, min, max } => match set.take(&text[at..], *min, *max) {
                    Some((least, taken)) => {
                        if least < taken {
                            choices.push(Choice::GiveBack { step, least: at + least, taken: at + taken });
                        }
                        at += taken;
                        true
                    }
                    None => false,
                },
            };
            if goes_on {
                step += 1;
                continue;
            }
            match choices.pop() {
                None => return Some(false),
                Some(Choice::At(to, from)) => (step, at) = (to, from),
                Some(Choice::GiveBack { step: taking, least, taken }) => {
                    at = self.give_back(text, taking + 1, least, taken);
                    if least < at {
                        choices.push(Choice::GiveBack { step: taking, least, taken: at });
                    }
                    step = taking + 1;
                }
            }
        }
    }
}

impl Set {
    fn of_char(c: char) -> Self {
        if c.is_ascii() {
            Self { ascii: 1 << (c as u32), beyond: Beyond::None }
        } else {
            Self { ascii: 0, beyond: Beyond::Ranges(vec![(c, c)]) }
        }
    }

    fn of_class(class: &Class) -> Self {
        let mut ascii = 0u128;
        let mut ranges = Vec::new();
        let mut add = |start: char, end: char| {
            for code in (start as u32)..=(end as u32).min(127) {
                ascii |= 1 << code;
            }
            if !end.is_ascii() {
                ranges.push((start.max('\u{80}'), end));
            }
        };
        match class {
            Class::Unicode(class) => class.ranges().iter().for_each(|range| add(range.start(), range.end())),
            Class::Bytes(class) => {
                class.ranges().iter().for_each(|range| add(range.start().into(), range.end().into()));
            }
        }
        let beyond = match ranges.as_slice() {
            [] => Beyond::None,
            [('\u{80}', char::MAX)] => Beyond::All,
            _ => Beyond::Ranges(ranges),
        };
        Self { ascii, beyond }
    }

    fn has(&self, c: char) -> bool {
        if c.is_ascii() {
            return self.ascii >> (c as u32) & 1 == 1;
        }
        match &self.beyond {
            Beyond::None => false,
            Beyond::All => true,
            Beyond::Ranges(ranges) => {
                let at = ranges.partition_point(|(_, end)| *end < c);
                ranges.get(at).is_some_and(|(start, _)| *start <= c)
            }
        }
    }

    /// How many bytes `min` characters take, and how many as many as there are up to `max`.
    fn take(&self, text: &str, min: u32, max: u32) -> Option<(usize, usize)> {
        let mut least = 0;
        let mut count = 0;
        let mut taken = 0;
        for c in text.chars() {
            if count == min {
                least = taken;
            }
            if count == max || !self.has(c) {
                break;
            }
            taken += c.len_utf8();
            count += 1;
        }
        if count == min {
            least = taken;
        }
        (count >= min).then_some((least, taken))
    }
}

/// The set when the pattern is one character out of it.
fn single(hir: &Hir) -> Option<Set> {
    match hir.kind() {
        HirKind::Class(class) => Some(Set::of_class(class)),
        HirKind::Capture(capture) => single(&capture.sub),
        HirKind::Literal(literal) => {
            let mut characters = std::str::from_utf8(&literal.0).ok()?.chars();
            let first = characters.next()?;
            characters.next().is_none().then(|| Set::of_char(first))
        }
        _ => None,
    }
}

fn starts_at_start(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Look(Look::Start) => true,
        HirKind::Concat(parts) => parts.first().is_some_and(starts_at_start),
        HirKind::Capture(capture) => starts_at_start(&capture.sub),
        HirKind::Alternation(branches) => branches.iter().all(starts_at_start),
        _ => false,
    }
}
