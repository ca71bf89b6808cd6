//! Messages on a stream: a header with the length, then JSON. What is not a message is told apart from the end.
//!
//! Nothing is allocated on the word of the other side, and after any flaw the next header is found again.

use std::io::{self, BufRead, Read as _, Write};

use serde_json::{Value, json};

/// The longest message that is read: a text of the largest record, with every character escaped.
const LONGEST: u64 = 32 << 20;
/// The longest line of a header.
const LINE: u64 = 8 << 10;

/// The error codes of JSON-RPC and of the protocol that are used here.
pub(super) mod code {
    pub(crate) const PARSE: i32 = -32700;
    pub(crate) const INVALID_REQUEST: i32 = -32600;
    pub(crate) const NO_METHOD: i32 = -32601;
    pub(crate) const BAD_PARAMS: i32 = -32602;
    pub(crate) const INTERNAL: i32 = -32603;
    pub(crate) const NOT_INITIALIZED: i32 = -32002;
    pub(crate) const FAILED: i32 = -32803;
}

/// Why a request is not answered: an error code, and words for a person.
pub(super) type Refused = (i32, String);

/// The messages of a stream.
pub(super) struct Frames<R> {
    input: R,
    /// The length that a header gave, when what came before it was no header.
    length: Option<u64>,
    /// Bytes of a message that was too long.
    skip: u64,
}

impl<R: BufRead> Frames<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, length: None, skip: 0 }
    }

    /// The next message, or what is wrong with it; nothing at the end of the stream.
    ///
    /// # Errors
    /// The stream cannot be read.
    pub(super) fn next(&mut self) -> io::Result<Option<Result<Value, Refused>>> {
        io::copy(&mut (&mut self.input).take(self.skip), &mut io::sink())?;
        self.skip = 0;
        loop {
            let mut line = Vec::new();
            if (&mut self.input).take(LINE).read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end();
            if line.is_empty() {
                match self.length.take() {
                    Some(length) => return self.body(length),
                    None => continue,
                }
            }
            // What follows a message that was longer than its header said begins in the middle of a line.
            let begin = line.to_ascii_lowercase().rfind("content-length:");
            if let Some(length) = begin.and_then(|at| line[at..].split_once(':')?.1.trim().parse().ok()) {
                self.length = Some(length);
            }
            let named = |c: char| c.is_ascii_alphanumeric() || c == '-';
            let header = line.split_once(':').is_some_and(|(name, _)| name.chars().all(named));
            let unknown = begin == Some(0) && self.length.is_none();
            if !header || unknown {
                return Ok(Some(Err((
                    code::PARSE,
                    "a header `Content-Length: N` was expected before a message".into(),
                ))));
            }
        }
    }

    fn body(&mut self, length: u64) -> io::Result<Option<Result<Value, Refused>>> {
        if length > LONGEST {
            self.skip = length;
            let what = format!("a message of {length} bytes; at most {LONGEST} are read");
            return Ok(Some(Err((code::INVALID_REQUEST, what))));
        }
        let mut body = Vec::new();
        (&mut self.input).take(length).read_to_end(&mut body)?;
        if (body.len() as u64) < length {
            return Ok(None);
        }
        let parsed = serde_json::from_slice(&body);
        Ok(Some(parsed.map_err(|error| (code::PARSE, format!("a message that is not JSON: {error}")))))
    }
}

/// Writes one message.
///
/// # Errors
/// The stream cannot be written.
pub(super) fn write(out: &mut impl Write, message: &Value) -> io::Result<()> {
    let body = message.to_string();
    write!(out, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    out.flush()
}

/// The answer to a request.
pub(super) fn response(id: &Value, result: Result<Value, Refused>) -> Value {
    match result {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        Err((code, message)) => {
            json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a stream holds: values as JSON, errors as their code.
    fn read(stream: &[u8]) -> Vec<String> {
        let mut frames = Frames::new(stream);
        let mut seen = Vec::new();
        while let Some(message) = frames.next().expect("memory can be read") {
            seen.push(message.map_or_else(|(code, _)| code.to_string(), |value| value.to_string()));
        }
        seen
    }

    #[test]
    fn messages_are_read_and_the_next_is_found_after_a_flaw() {
        let two = b"content-length: 2\r\nContent-Type: x\r\n\r\n[]Content-Length: 1\r\n\r\n1";
        assert_eq!(read(two), ["[]", "1"]);
        assert_eq!(read(b"Content-Length: 3\r\n\r\n{]}Content-Length: 1\r\n\r\n1"), ["-32700", "1"]);
        assert_eq!(read(b"{\"a\":1}\r\nContent-Length: 1\r\n\r\n1"), ["-32700", "1"]);
        assert_eq!(read(b"Content-Length: 1\r\n\r\n1 {}Content-Length: 1\r\n\r\n2"), ["1", "-32700", "2"]);
        assert_eq!(read(b"Content-Length: -4\r\n\r\n"), ["-32700"]);
        assert_eq!(read(b"Content-Length: 9\r\n\r\n1"), Vec::<String>::new());
        assert_eq!(read(&[b'x'; 20_000]).len(), 3);
    }

    #[test]
    fn a_message_that_is_too_long_is_passed_over() {
        let mut stream = format!("Content-Length: {}\r\n\r\n", LONGEST + 1).into_bytes();
        stream.extend(std::iter::repeat_n(b'1', usize::try_from(LONGEST).expect("fits") + 1));
        stream.extend(b"Content-Length: 1\r\n\r\n1");
        assert_eq!(read(&stream), ["-32600", "1"]);
        assert_eq!(read(b"Content-Length: 18446744073709551615\r\n\r\n1"), ["-32600"]);
    }
}
