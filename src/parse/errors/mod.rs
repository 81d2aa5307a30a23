//! What the parser reports: every code and all wording.

mod lexical;
mod syntax;
mod teach;

use crate::diagnostics::Code;

pub(super) use lexical::*;
pub(super) use syntax::*;
pub(super) use teach::*;

pub(super) const CHARACTER: Code = Code::new("E0101", "character that cannot stand here");
pub(super) const UNTERMINATED: Code = Code::new("E0102", "string without an end");
pub(super) const INTERPOLATION: Code = Code::new("E0103", "`${` without its `}`");
pub(super) const ESCAPE: Code = Code::new("E0104", "unknown escape in a string");
pub(super) const QUOTES: Code = Code::new("E0105", "wrong kind of quotes");
pub(super) const COMMENT: Code = Code::new("E0106", "comment of another language");
pub(super) const SEMICOLON: Code = Code::new("E0107", "semicolon");
pub(super) const NUMBER: Code = Code::new("E0108", "malformed number");
pub(super) const NUMBER_RANGE: Code = Code::new("E0109", "number out of range");
pub(super) const REGEX: Code = Code::new("E0110", "invalid regular expression");
pub(super) const EXPECTED: Code = Code::new("E0111", "something is missing or in the way");
pub(super) const UNCLOSED: Code = Code::new("E0112", "bracket that is not closed");
pub(super) const STRAY_CLOSER: Code = Code::new("E0113", "closing bracket without an opening one");
pub(super) const TOO_DEEP: Code = Code::new("E0114", "too deeply nested");
pub(super) const UNKNOWN: Code = Code::new("E0115", "neither a declaration nor a statement");
pub(super) const FOREIGN: Code = Code::new("E0116", "declaration of another language");
pub(super) const EQUALS_COLON: Code = Code::new("E0117", "`=` and `:` mixed up");
pub(super) const MISPLACED: Code = Code::new("E0118", "statement in the wrong place");
pub(super) const RESERVED: Code = Code::new("E0119", "reserved word as a name");
pub(super) const OPERATOR: Code = Code::new("E0120", "operator of another language");
pub(super) const COMPARISON: Code = Code::new("E0121", "chained comparison");
pub(super) const ELSE: Code = Code::new("E0122", "`else` missing or without its `if`");
pub(super) const FOREIGN_TYPE: Code = Code::new("E0123", "type written as in another language");
pub(super) const DECORATOR: Code = Code::new("E0124", "decorator with nothing to decorate");
pub(super) const ARGUMENT_ORDER: Code = Code::new("E0125", "positional argument after a named one");
pub(super) const INTERPOLATED_NAME: Code = Code::new("E0126", "interpolation where a plain text belongs");
pub(super) const BRACE_BELOW: Code = Code::new("E0127", "opening brace on a line of its own");
pub(super) const CALL: Code = Code::new("E0128", "call of something that is not a function's name");
pub(super) const INTRINSIC: Code = Code::new("E0129", "intrinsic function of a template");
pub(super) const USELESS_DOCS: Code = Code::new("W0101", "documentation that documents nothing");
pub(super) const NAME_STYLE: Code = Code::new("W0102", "name in the other style");

/// Every code of the parser.
pub const CODES: &[Code] = &[
    CHARACTER,
    UNTERMINATED,
    INTERPOLATION,
    ESCAPE,
    QUOTES,
    COMMENT,
    SEMICOLON,
    NUMBER,
    NUMBER_RANGE,
    REGEX,
    EXPECTED,
    UNCLOSED,
    STRAY_CLOSER,
    TOO_DEEP,
    UNKNOWN,
    FOREIGN,
    EQUALS_COLON,
    MISPLACED,
    RESERVED,
    OPERATOR,
    COMPARISON,
    ELSE,
    FOREIGN_TYPE,
    DECORATOR,
    ARGUMENT_ORDER,
    INTERPOLATED_NAME,
    BRACE_BELOW,
    CALL,
    INTRINSIC,
    USELESS_DOCS,
    NAME_STYLE,
];
