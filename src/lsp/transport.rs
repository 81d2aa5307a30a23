//! Messages over a pair of byte streams.
//!
//! The framing is read here and not by `lsp-server`, whose reader ends at the first message that is no JSON and reserves
//! whatever length a header names: a client that errs gets an answer, and the server lives on.

use std::io::{self, BufRead, Read as _, Write};

use lsp_server::{ErrorCode, Message};
use serde_json::json;

/// The longest message that is read, in bytes: more than the largest source, escaped as JSON.
const MAX_MESSAGE_BYTES: usize = 128 << 20;
/// The longest line of a header, in bytes.
const MAX_HEADER_BYTES: u64 = 8 << 10;

/// What came in.
pub enum Received {
    /// A message.
    Message(Message),
    /// Bytes that are none: the answer to send, and what was wrong.
    Malformed(serde_json::Value, String),
}

/// The next message; `None` at the end of the stream.
pub fn read(input: &mut dyn BufRead) -> io::Result<Option<Received>> {
    let mut length = None;
    let mut lines = 0;
    loop {
        let mut line = Vec::new();
        let taken = io::Read::take(&mut *input, MAX_HEADER_BYTES).read_until(b'\n', &mut line)?;
        if taken == 0 {
            return Ok(None);
        }
        let Some(line) = line.strip_suffix(b"\n") else {
            return Ok(Some(malformed(ErrorCode::ParseError, "a header without an end".to_owned())));
        };
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        // An empty line before any header is forgiven.
        if line.is_empty() && lines > 0 {
            break;
        }
        if line.is_empty() {
            continue;
        }
        lines += 1;
        let Some((name, value)) = split_header(line) else {
            let text = String::from_utf8_lossy(line).into_owned();
            return Ok(Some(malformed(ErrorCode::ParseError, format!("`{text}` is no header"))));
        };
        if name.eq_ignore_ascii_case("Content-Length") {
            length = value.parse::<usize>().ok();
        }
    }
    let Some(length) = length else {
        return Ok(Some(malformed(ErrorCode::ParseError, "no Content-Length".to_owned())));
    };
    if length > MAX_MESSAGE_BYTES {
        skip(input, length)?;
        return Ok(Some(malformed(ErrorCode::InvalidRequest, format!("a message of {length} bytes is too long"))));
    }
    // What the header says is not reserved before it has come.
    let mut body = Vec::new();
    io::Read::take(&mut *input, length as u64).read_to_end(&mut body)?;
    if body.len() < length {
        return Ok(None);
    }
    Ok(Some(parse(&body)))
}

fn split_header(line: &[u8]) -> Option<(&str, &str)> {
    let (name, value) = std::str::from_utf8(line).ok()?.split_once(':')?;
    Some((name.trim(), value.trim()))
}

/// Reads bytes away.
fn skip(input: &mut dyn BufRead, length: usize) -> io::Result<()> {
    io::copy(&mut io::Read::take(input, length as u64), &mut io::sink()).map(|_| ())
}

fn parse(body: &[u8]) -> Received {
    let value: serde_json::Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(error) => return malformed(ErrorCode::ParseError, format!("not JSON: {error}")),
    };
    let has_id = value.get("id").is_some();
    let id = value.get("id").filter(|id| id.is_string() || id.is_number()).cloned();
    match serde_json::from_value(value) {
        // A request whose id cannot be read would pass for a notification, and never be answered.
        Ok(Message::Notification(_)) if has_id => {
            malformed_for(id, ErrorCode::InvalidRequest, "an id is a text or a whole number".to_owned())
        }
        Ok(message) => Received::Message(message),
        Err(error) => malformed_for(id, ErrorCode::InvalidRequest, format!("no message: {error}")),
    }
}

fn malformed(code: ErrorCode, message: String) -> Received {
    malformed_for(None, code, message)
}

fn malformed_for(id: Option<serde_json::Value>, code: ErrorCode, message: String) -> Received {
    let answer = json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code as i32, "message": message } });
    Received::Malformed(answer, message)
}

/// What goes out.
pub enum Outgoing {
    /// A message.
    Message(Message),
    /// An answer to what was no message.
    Raw(serde_json::Value),
}

/// Writes one message.
pub fn write(output: &mut impl Write, outgoing: &Outgoing) -> io::Result<()> {
    match outgoing {
        Outgoing::Message(message) => message.write(output),
        Outgoing::Raw(value) => {
            let text = value.to_string();
            write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
            output.flush()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<String> {
        let mut input = io::BufReader::new(bytes);
        let mut found = Vec::new();
        while let Some(received) = read(&mut input).expect("no I/O error") {
            found.push(match received {
                Received::Message(Message::Request(request)) => format!("request {}", request.method),
                Received::Message(Message::Notification(note)) => format!("notification {}", note.method),
                Received::Message(Message::Response(_)) => "response".to_owned(),
                Received::Malformed(answer, _) => format!("{} {}", answer["error"]["code"], answer["id"]),
            });
        }
        found
    }

    fn framed(text: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{text}", text.len())
    }

    #[test]
    fn reading_goes_on_after_what_is_no_message() {
        let good = framed(r#"{"jsonrpc":"2.0","method":"x"}"#);
        let cases = [
            (framed("{"), "-32700 null"),
            (framed(r#"{"id":1.5,"method":"a"}"#), "-32600 1.5"),
            (framed(r#"{"id":7,"method":3}"#), "-32600 7"),
            (framed("[]"), "-32600 null"),
            ("hello\r\n".to_owned(), "-32700 null"),
            ("\u{fffd}\r\n".to_owned(), "-32700 null"),
            ("Content-Type: x\r\n\r\n".to_owned(), "-32700 null"),
            ("Content-Length: 18446744073709551616\r\n\r\n".to_owned(), "-32700 null"),
        ];
        for (bad, expected) in cases {
            assert_eq!(all(format!("{bad}{good}").as_bytes()), [expected, "notification x"], "{bad}");
        }
    }

    #[test]
    fn a_length_reserves_nothing() {
        assert_eq!(all(b"Content-Length: 9223372036854775807\r\n\r\n{}"), ["-32600 null"]);
        assert!(all(b"Content-Length: 1000\r\n\r\n{}").is_empty(), "the stream ended within a message");
    }
}
