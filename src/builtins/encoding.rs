//! Json, Base64 and digests.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use super::{
    Group,
    call::{Call, CallError},
    compare::{is_known, key_of},
    json::{json_text, parse_json},
    signature::{BASE, Entry, Sig, any, known},
};
use crate::evaluate::{Deploy, Value};

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        name: "json",
        group: Group::Encoding,
        params: &[any("value", Sig::Json)],
        result: Sig::Str,
        docs: "A value as Json text, keys in source order, without white space. Parts that only the deployment knows \
               are filled in by it.",
        example: ("json({ b: [1, null], a: \"x\" })", "\"{\\\"b\\\":[1,null],\\\"a\\\":\\\"x\\\"}\""),
        eval: json_text,
        ..BASE
    },
    Entry {
        name: "parse_json",
        group: Group::Encoding,
        params: &[known("text", Sig::Str)],
        result: Sig::Json,
        docs: "The value that a Json text spells.",
        example: ("parse_json(\"{\\\"a\\\": [1, 2]}\")", "{ a: [1, 2] }"),
        eval: |call| {
            let text = call.text(0)?;
            call.charge(text.len() / 8)?;
            parse_json(&text).map_err(|why| CallError::argument(0, format!("this is not Json: {why}")))
        },
        ..BASE
    },
    Entry {
        name: "base64",
        group: Group::Encoding,
        params: &[any("text", Sig::Str)],
        result: Sig::Str,
        docs: "A text in Base64, as user data must be. `Fn::Base64` where only the deployment knows a part.",
        example: ("base64(\"batbern\")", "\"YmF0YmVybg==\""),
        eval: |call| match call.value(0) {
            Value::Str(text) => {
                let encoded = STANDARD.encode(text.as_bytes());
                call.made_text(encoded)
            }
            text @ Value::Deploy(_) => Ok(Value::deploy(Deploy::Base64(text.clone()))),
            _ => Err(call.unfit(0, "a string")),
        },
        ..BASE
    },
    Entry {
        name: "sha256",
        group: Group::Encoding,
        params: &[known("text", Sig::Str)],
        result: Sig::Str,
        docs: "The SHA-256 digest of a text, as 64 hexadecimal digits.",
        example: ("substring(sha256(\"batbern\"), 0, 8)", "\"1df7d1f1\""),
        eval: |call| {
            let text = call.text(0)?;
            call.charge(text.len() / 64)?;
            Ok(Value::str(hex(&Sha256::digest(text.as_bytes()))))
        },
        ..BASE
    },
    Entry {
        name: "hash",
        group: Group::Encoding,
        params: &[known("value", Sig::Json), known("length", Sig::Within(1, 64)).or_none()],
        result: Sig::Str,
        docs: "A short text, 8 hexadecimal digits if not said otherwise, that changes when a value does: for names that \
               must be new when something else is. The order of keys does not count.",
        example: ("hash({ a: 1, b: 2 }) == hash({ b: 2, a: 1 })", "true"),
        eval: hash,
        ..BASE
    },
];

fn hash(call: &mut Call<'_>) -> Result<Value, CallError> {
    let length = call.optional_int(1)?.unwrap_or(8);
    let value = call.value(0);
    if !is_known(value) {
        return Err(CallError::argument(
            0,
            "`hash` needs all of the value when compiling, and only the deployment knows a part",
        ));
    }
    let key = key_of(value);
    call.charge(key.len() / 64)?;
    let mut digits = hex(&Sha256::digest(key.as_bytes()));
    digits.truncate(usize::try_from(length).unwrap_or(64));
    Ok(Value::str(digits))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut out, byte| {
        // Writing to a string does not fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
