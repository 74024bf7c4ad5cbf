//! A simulated in-house portal with a plain JSON interface, the receiver that custom adapters are tried on. No public
//! protocol: `POST /api/tasks` with `X-App-Key` and `X-Signature`, the lower-case hex HMAC-SHA256 of the body's bytes.
//!
//! A bad key or signature is HTTP 401; a business refusal is HTTP 200 with `"ok":false`. Both are JSON.

mod board;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;

use self::board::{Board, Wrong};
use super::answers::{self, JSON, page};
use super::fields::{Fields, Form};
use super::journal::{Note, Verdict};
use super::peer::{Answered, Call, Handling, Peer, Shelf};
use crate::accounts::{self, KeyPair};
use crate::organisation::Organisation;

const TASKS: &str = "/api/tasks";
const OPERATION: &str = "tasks";

/// The receiver.
pub(crate) struct Portal {
    keys: KeyPair,
    board: Mutex<Board>,
}

impl Portal {
    /// A portal that knows these people and this sender.
    pub(crate) fn new(organisation: Arc<Organisation>, keys: KeyPair) -> Self {
        Self {
            keys,
            board: Mutex::new(Board::new(organisation)),
        }
    }

    fn board(&self) -> MutexGuard<'_, Board> {
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn dispatch(&self, call: &Call, handling: Handling) -> Answered {
        if call.path != TASKS {
            return page(404, "Not Found", &call.path);
        }
        if call.method != http::Method::POST {
            return page(405, "Method Not Allowed", OPERATION);
        }
        let read = Fields::json(&call.body);
        let note = self.note(read.as_ref().ok());
        if handling != Handling::Describe
            && let Err(wrong) = self.known(call)
        {
            return refusal(401, &wrong, note);
        }
        let outcome = match (read, handling) {
            _ if Form::of(call) != Form::Json => {
                Err(Wrong::new("NOT_JSON", "Content-Type 须为 application/json"))
            }
            (Err(_), _) => Err(Wrong::new("NOT_JSON", "请求体不是正确的 JSON 对象")),
            (Ok(fields), Handling::Apply) => self.board().take(&fields),
            (Ok(_), _) => Err(Wrong::new("NOT_TAKING", "门户暂停接收待办")),
        };
        match outcome {
            Ok(id) => {
                let verdict = Verdict::Accepted;
                answers::json(200, &json!({ "ok": true, "id": id }), Note { verdict, ..note })
            }
            Err(wrong) => refusal(200, &wrong, note),
        }
    }

    /// Checks who sent this and that nobody changed it on the way.
    fn known(&self, call: &Call) -> Result<(), Wrong> {
        if call.header("x-app-key") != self.keys.key {
            return Err(Wrong::new("BAD_KEY", "X-App-Key 无效"));
        }
        if call.header("x-signature") != signature(&self.keys.secret, &call.body) {
            return Err(Wrong::new("BAD_SIGNATURE", "X-Signature 与请求体不符"));
        }
        Ok(())
    }

    fn note(&self, fields: Option<&Fields>) -> Note {
        let text = |name: &str| fields.map(|fields| fields.text(name)).unwrap_or_default();
        Note {
            request_id: Some(text("taskId")).filter(|id| !id.is_empty()),
            person: self.board().shown_person(&text("owner")),
            ..answers::bare(OPERATION, Verdict::Refused)
        }
    }
}

/// Lower-case hex HMAC-SHA256 of a body.
fn signature(secret: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(body);
    let bytes = mac.finalize().into_bytes();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn refusal(status: u16, wrong: &Wrong, note: Note) -> Answered {
    let body = json!({ "ok": false, "error": { "code": wrong.code, "text": wrong.text } });
    answers::json(status, &body, note)
}

impl Peer for Portal {
    fn handle(&self, call: &Call) -> Answered {
        self.dispatch(call, Handling::Apply)
    }

    fn refuse(&self, call: &Call) -> Answered {
        self.dispatch(call, Handling::Refuse)
    }

    fn describe(&self, call: &Call) -> Note {
        self.dispatch(call, Handling::Describe).note
    }

    fn too_large(&self, _call: &Call) -> Answered {
        let wrong = Wrong::new("TOO_LARGE", "请求体过大");
        refusal(413, &wrong, answers::bare(OPERATION, Verdict::Refused))
    }

    fn content_type(&self, _call: &Call) -> &'static str {
        JSON
    }

    fn look(&self, look: &mut dyn FnMut(&dyn Shelf)) {
        look(self.board().inbox());
    }

    fn mask(&self, text: String) -> String {
        accounts::mask(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_that_of_the_published_test_case() {
        // RFC 4231, test case 2.
        assert_eq!(
            signature("Jefe", b"what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }
}
