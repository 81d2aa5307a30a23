//! Literals as types.

use std::{
    fmt,
    hash::{Hash, Hasher},
};

use arcstr::ArcStr;

use super::units::{duration_text, size_text};

/// A literal as a type: `"private"`, `6379`, `true`, `7d`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Literal {
    /// A string.
    Str(ArcStr),
    /// An integer.
    Int(i64),
    /// A number.
    Float(Number),
    /// A truth value.
    Bool(bool),
    /// A duration in milliseconds.
    Duration(i64),
    /// A size in bytes.
    Size(i64),
}

/// A finite number that can be told from others; `-0.0` is `0.0`.
#[derive(Clone, Copy, Debug)]
pub struct Number(f64);

impl Number {
    /// The number, which is finite.
    pub fn new(value: f64) -> Number {
        // The sum of a negative zero and a positive one is positive.
        Number(value + 0.0)
    }

    /// Its value.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Number) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Literal::Str(s) => write!(f, "{:?}", s.as_str()),
            Literal::Int(i) => write!(f, "{i}"),
            Literal::Float(n) => write!(f, "{:?}", n.get()),
            Literal::Bool(b) => write!(f, "{b}"),
            Literal::Duration(ms) => f.write_str(&duration_text(*ms)),
            Literal::Size(bytes) => f.write_str(&size_text(*bytes)),
        }
    }
}
