//! How the JSON receivers answer: the parts that differ only in their words.

use bytes::Bytes;
use serde_json::Value;

use super::journal::{Note, Verdict};
use super::peer::Answered;

pub(crate) const JSON: &str = "application/json;charset=UTF-8";

/// What came of a message: the verdict with the receiver's words, or the words of the refusal.
pub(crate) type Outcome = Result<(Verdict, &'static str), String>;

/// An answer in JSON.
pub(crate) fn json(status: u16, body: &Value, note: Note) -> Answered {
    Answered {
        status,
        content_type: JSON,
        body: Bytes::from(body.to_string()),
        note,
    }
}

/// A page of the web server, as it shows where the receiver itself does not answer.
pub(crate) fn page(status: u16, title: &str, operation: &str) -> Answered {
    let body = format!(
        "<html><head><title>{status} {title}</title></head><body><center><h1>{status} {title}</h1></center><hr>\
         <center>nginx (sandbox)</center></body></html>"
    );
    Answered {
        status,
        content_type: "text/html;charset=UTF-8",
        body: Bytes::from(body),
        note: bare(operation, Verdict::Refused),
    }
}

/// A note of a message whose request and person are not known.
pub(crate) fn bare(operation: &str, verdict: Verdict) -> Note {
    Note {
        operation: operation.to_owned(),
        request_id: None,
        person: None,
        verdict,
    }
}
