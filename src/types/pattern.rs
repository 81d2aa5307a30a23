//! Regular expressions of refinements.
//!
//! A pattern matches the whole of a text. `\w`, `\d`, `\s` and `\b` are about ASCII, as they are in AWS's own patterns,
//! and a single bounded repetition is counted and not unrolled, so that what AWS documents stays small.

use std::{cell::RefCell, sync::Arc};

use arcstr::ArcStr;
use regex::{Regex, RegexBuilder};
use regex_syntax::hir::{Hir, HirKind, Look, Repetition};
use rustc_hash::FxHashMap;

use super::{IntRange, Unmet};

/// A compiled regular expression that must match the whole of a text.
#[derive(Clone, Debug)]
pub struct Pattern {
    regex: Regex,
    /// How many characters the text must have; what the expression counts is left out of it then.
    length: IntRange,
}

impl Pattern {
    /// Whether the whole text matches.
    pub fn is_match(&self, text: &str) -> bool {
        let counts =
            self.length.is_full() || i64::try_from(text.chars().count()).is_ok_and(|n| self.length.contains(n));
        counts && self.regex.is_match(text)
    }
}

thread_local! {
    static PATTERNS: RefCell<FxHashMap<ArcStr, Result<Arc<Pattern>, Unmet>>> = RefCell::default();
}

/// The compiled form of a pattern that must match the whole text; compiled once per thread.
///
/// # Errors
/// What is wrong with the pattern.
pub fn pattern(source: &str) -> Result<Arc<Pattern>, Unmet> {
    PATTERNS.with_borrow_mut(|cache| match cache.get(source) {
        Some(compiled) => compiled.clone(),
        None => {
            let compiled = compile(source).map(Arc::new);
            cache.insert(source.into(), compiled.clone());
            compiled
        }
    })
}

/// How much memory a compiled pattern may take, so that `(a{1000}){1000}` is an error and no outage.
const PATTERN_SIZE: usize = 8 << 20;

fn compile(source: &str) -> Result<Pattern, Unmet> {
    // As it is written first, so that an error is about what is written.
    regex_syntax::parse(source).map_err(|e| last_line(&e.to_string()))?;
    let hir = regex_syntax::parse(&in_ascii(source)).map_err(|e| last_line(&e.to_string()))?;
    let (hir, length) = split_bounds(hir);
    let whole = Hir::concat(vec![Hir::look(Look::Start), hir, Hir::look(Look::End)]);
    let regex = RegexBuilder::new(&whole.to_string()).size_limit(PATTERN_SIZE).build();
    let regex = regex.map_err(|e| match e {
        regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
        e => last_line(&e.to_string()),
    })?;
    Ok(Pattern { regex, length })
}

/// The last line of a syntax error says what is wrong; those before it draw the place.
fn last_line(error: &str) -> Unmet {
    let last = error.lines().last().unwrap_or_default();
    last.strip_prefix("error: ").unwrap_or(last).to_owned()
}

/// The pattern with `\w`, `\d`, `\s` and their opposites as classes of ASCII characters, and `\b` about those.
fn in_ascii(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let Some(escaped) = rest.next() else { break };
        match escaped {
            'd' => out.push_str("[0-9]"),
            'D' => out.push_str("[^0-9]"),
            'w' => out.push_str("[0-9A-Za-z_]"),
            'W' => out.push_str("[^0-9A-Za-z_]"),
            's' => out.push_str(r"[\t\n\x0B\x0C\r ]"),
            'S' => out.push_str(r"[^\t\n\x0B\x0C\r ]"),
            // `\b{start}` has a spelling of its own.
            'b' if !rest.as_str().starts_with('{') => out.push_str(r"(?-u:\b)"),
            other => out.extend(['\\', other]),
        }
    }
    out
}

/// When all that varies in length is one bounded repetition of a single character, the bounds as a length of the
/// whole, and the pattern with an open repetition in its place.
fn split_bounds(hir: Hir) -> (Hir, IntRange) {
    let mut parts = Vec::new();
    flatten(hir, &mut parts);
    // The pattern matches the whole anyway.
    if parts.first().is_some_and(|p| matches!(p.kind(), HirKind::Look(Look::Start))) {
        parts.remove(0);
    }
    if parts.last().is_some_and(|p| matches!(p.kind(), HirKind::Look(Look::End))) {
        parts.pop();
    }
    match counted(&parts) {
        Some((i, repetition, length)) => {
            parts[i] = Hir::repetition(repetition);
            (Hir::concat(parts), length)
        }
        None => (Hir::concat(parts), IntRange::FULL),
    }
}

/// The only part of varying length, if it repeats a single character: where it is, the same without bounds, and the
/// bounds of the whole.
fn counted(parts: &[Hir]) -> Option<(usize, Repetition, IntRange)> {
    let mut fixed: i64 = 0;
    let mut found = None;
    for (i, part) in parts.iter().enumerate() {
        match (length_of(part), part.kind()) {
            (Some(n), _) => fixed = fixed.checked_add(n)?,
            (None, HirKind::Repetition(repetition)) if found.is_none() && length_of(&repetition.sub) == Some(1) => {
                found = Some((i, repetition));
            }
            _ => return None,
        }
    }
    let (i, repetition) = found?;
    let length = IntRange {
        min: Some(fixed.checked_add(i64::from(repetition.min))?),
        max: repetition.max.map(|max| fixed.saturating_add(i64::from(max))),
    };
    Some((i, Repetition { min: 0, max: None, ..repetition.clone() }, length))
}

/// The parts of a row, groups that only group opened.
fn flatten(hir: Hir, parts: &mut Vec<Hir>) {
    match hir.into_kind() {
        HirKind::Concat(inner) => inner.into_iter().for_each(|part| flatten(part, parts)),
        HirKind::Capture(capture) => flatten(*capture.sub, parts),
        kind => parts.push(from_kind(kind)),
    }
}

fn from_kind(kind: HirKind) -> Hir {
    match kind {
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => Hir::literal(literal.0),
        HirKind::Class(class) => Hir::class(class),
        HirKind::Look(look) => Hir::look(look),
        HirKind::Repetition(repetition) => Hir::repetition(repetition),
        HirKind::Capture(capture) => Hir::capture(capture),
        HirKind::Concat(parts) => Hir::concat(parts),
        HirKind::Alternation(parts) => Hir::alternation(parts),
    }
}

/// How many characters a part always takes; `None` when that varies.
fn length_of(hir: &Hir) -> Option<i64> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(0),
        HirKind::Literal(literal) => {
            let characters = std::str::from_utf8(&literal.0).ok()?.chars().count();
            i64::try_from(characters).ok()
        }
        HirKind::Class(_) => Some(1),
        HirKind::Capture(capture) => length_of(&capture.sub),
        HirKind::Concat(parts) => parts.iter().try_fold(0_i64, |sum, part| sum.checked_add(length_of(part)?)),
        HirKind::Repetition(r) if r.max == Some(r.min) => length_of(&r.sub)?.checked_mul(i64::from(r.min)),
        HirKind::Repetition(_) | HirKind::Alternation(_) => None,
    }
}
