//! An HTTP answer made of arbitrary bytes: `a0200 text/html; charset=GBK`, a line feed, the body. The first two bytes
//! choose who reads it and as what, the next three are the status, and a `~` before the content type says that the body
//! was cut at the cap.

use domain::delivery::Outcome;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue};
use suites::Answer;

/// The secret of every target and channel; no word that is said of an answer may hold it.
pub const SECRET: &str = "s3cret-geheim";
/// The token of every target.
pub const TOKEN: &str = "t0ken-of-today";

/// What is said of an answer that quotes nothing of it: statuses, bounds, places in a script.
const OWN_WORDS: usize = 1_024;

/// An answer, and who reads it.
pub struct Foreign<'a> {
    /// Chooses the reader.
    pub reader: u8,
    /// Chooses what the answer is read as.
    pub way: u8,
    status: u16,
    truncated: bool,
    headers: HeaderMap,
    body: &'a [u8],
}

impl<'a> Foreign<'a> {
    /// Takes an input apart; every input of at least two bytes is one.
    pub fn of(data: &'a [u8]) -> Option<Self> {
        let end = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
        let (head, body) = (&data[..end], data.get(end + 1..).unwrap_or_default());
        let (&[reader, way], head) = head.split_first_chunk::<2>()?;
        let (status, head) = head.split_at(head.len().min(3));
        let status = std::str::from_utf8(status)
            .ok()
            .and_then(|digits| digits.parse().ok());
        let head = head.trim_ascii();
        let (truncated, content_type) = match head.strip_prefix(b"~") {
            Some(rest) => (true, rest.trim_ascii()),
            None => (false, head),
        };
        let mut headers = HeaderMap::new();
        if let Ok(value) = HeaderValue::from_bytes(content_type)
            && !content_type.is_empty()
        {
            headers.insert(CONTENT_TYPE, value);
        }
        Some(Self {
            reader,
            way,
            status: status.unwrap_or(200),
            truncated,
            headers,
            body,
        })
    }

    /// The answer as the transport would hand it over.
    pub fn answer(&self) -> Answer<'_> {
        Answer {
            status: self.status,
            headers: &self.headers,
            body: self.body,
            truncated: self.truncated,
        }
    }

    /// Holds what is true of every outcome: a part of an answer is never taken for a success, no secret is said again,
    /// and what is said is not much longer than what came.
    pub fn hold(&self, outcome: &Outcome) {
        let accepted = matches!(outcome, Outcome::Accepted { .. });
        assert!(
            !(accepted && self.truncated),
            "a part of an answer was read as a success"
        );
        self.hold_words(words(outcome), &[SECRET, TOKEN]);
    }

    /// [`Foreign::hold`] for words alone, of somebody who has these secrets.
    pub fn hold_words(&self, words: &str, secrets: &[&str]) {
        for secret in secrets {
            assert!(!words.contains(*secret), "a secret is said again: {words}");
        }
        // A byte of GB18030 or of a single-byte charset is at most three of UTF-8; a mask may be longer than a token.
        let most = 6 * self.body.len() + OWN_WORDS;
        assert!(
            words.len() <= most,
            "{} bytes are said of {}",
            words.len(),
            self.body.len()
        );
    }
}

/// The words of an outcome.
pub fn words(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Accepted { message } => message.as_deref().unwrap_or_default(),
        Outcome::Rejected { message, .. } => message,
        Outcome::NoAnswer { detail, .. } | Outcome::OwnFault { detail } => detail,
    }
}
