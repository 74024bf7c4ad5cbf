//! A simulated E10 (e-cology10) portal that takes unified to-dos (protocol facts, 2).
//!
//! `POST /papi/openapi/api/open_intunifytodo/server_engine/receiveRequestInfo`, JSON in and out, after a sign-on. What
//! a refusal looks like is not public: here it is the reply of the record with `operResult` `"0"`, in the words of the
//! older centre (1.4), at HTTP 200.

mod centre;
mod record;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::json;

use self::centre::Centre;
use self::record::Record;
use super::answers::{self, JSON, Outcome, page};
use super::fields::{Fields, Form};
use super::journal::{Note, Verdict};
use super::peer::{Answered, Call, Handling, Peer, Shelf};
use super::sign_on::{OAUTH, SignOns};
use crate::accounts::{self, Application};
use crate::organisation::Organisation;

const RECEIVE: &str = "/papi/openapi/api/open_intunifytodo/server_engine/receiveRequestInfo";
const OPERATION: &str = "receiveRequestInfo";

/// The receiver.
pub(crate) struct E10 {
    sign_ons: SignOns,
    centre: Mutex<Centre>,
}

impl E10 {
    /// A portal that knows these people and this application.
    pub(crate) fn new(organisation: Arc<Organisation>, application: Application) -> Self {
        Self {
            sign_ons: SignOns::new(application),
            centre: Mutex::new(Centre::new(organisation)),
        }
    }

    fn centre(&self) -> MutexGuard<'_, Centre> {
        self.centre.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn dispatch(&self, call: &Call, handling: Handling) -> Answered {
        if let Some(step) = call.path.strip_prefix(OAUTH) {
            return self.sign_ons.step(call, step, handling);
        }
        if call.path != RECEIVE {
            return page(404, "Not Found", &call.path);
        }
        if call.method != http::Method::POST {
            return page(405, "Method Not Allowed", OPERATION);
        }
        if Form::of(call) != Form::Json {
            return page(415, "Unsupported Media Type", OPERATION);
        }
        let read = Fields::json(&call.body);
        let record = read.as_ref().map(Record::read);
        let note = self.note(record.as_ref().ok());
        if handling != Handling::Describe {
            let fields = read.clone().unwrap_or_default();
            if let Err(denied) = self.sign_ons.let_in(call, &fields, &note) {
                return *denied;
            }
        }
        let outcome = match (record, handling) {
            (Err(_), _) => Err("请求参数不是正确的JSON对象".to_owned()),
            (Ok(record), Handling::Apply) => self.centre().receive(&record),
            (Ok(record), _) => Err(format!("异构系统标识【{}】不允许接收流程数据", record.syscode)),
        };
        reply(outcome, note)
    }

    fn note(&self, record: Option<&Record>) -> Note {
        let person = record.and_then(|record| self.centre().shown_person(&record.receiver));
        Note {
            request_id: record
                .map(|record| record.flowid.clone())
                .filter(|id| !id.is_empty()),
            person,
            ..answers::bare(OPERATION, Verdict::Refused)
        }
    }
}

/// `{"message":{"errcode","errmsg"},"data":{"operResult","message"}}` (protocol facts, 2.2).
fn reply(outcome: Outcome, note: Note) -> Answered {
    let (verdict, result, message) = match outcome {
        Ok((verdict, message)) => (verdict, "1", message.to_owned()),
        Err(message) => (Verdict::Refused, "0", message),
    };
    let body = json!({
        "message": { "errcode": "200", "errmsg": "success" },
        "data": { "operResult": result, "message": message },
    });
    answers::json(200, &body, Note { verdict, ..note })
}

impl Peer for E10 {
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
        page(413, "Request Entity Too Large", OPERATION)
    }

    fn content_type(&self, _call: &Call) -> &'static str {
        JSON
    }

    fn look(&self, look: &mut dyn FnMut(&dyn Shelf)) {
        look(self.centre().inbox());
    }

    fn mask(&self, text: String) -> String {
        accounts::mask(&text)
    }

    fn sign_ons(&self) -> Option<&SignOns> {
        Some(&self.sign_ons)
    }
}
