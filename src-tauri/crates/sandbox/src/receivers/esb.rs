//! A simulated E10 ESB action flow (动作流) behind its webhook trigger (protocol facts, 3).
//!
//! `POST /papi/openapi/api/open-esb/server/webhook/trigger/{base64 key}` with a free JSON body, after the sign-on of
//! E10; the token travels in the query or in the body. What the body holds is up to whoever builds the flow; this one
//! is built for `dataSet`, `requestId` and so on, as [`flow`] has it.

mod flow;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::json;

use self::flow::Flow;
use super::answers::{self, JSON, Outcome, page};
use super::fields::{Fields, Form, percent_decoded};
use super::journal::{Note, Verdict};
use super::peer::{Answered, Call, Handling, Peer, Shelf};
use super::sign_on::{OAUTH, SignOns};
use crate::accounts::{self, Application};
use crate::organisation::Organisation;

const TRIGGER: &str = "/papi/openapi/api/open-esb/server/webhook/trigger/";
const OPERATION: &str = "trigger";

/// The receiver.
pub(crate) struct Esb {
    sign_ons: SignOns,
    key: String,
    flow: Mutex<Flow>,
}

impl Esb {
    /// A flow of this key for these people and this application.
    pub(crate) fn new(organisation: Arc<Organisation>, application: Application, key: &str) -> Self {
        Self {
            sign_ons: SignOns::new(application),
            key: key.to_owned(),
            flow: Mutex::new(Flow::new(organisation)),
        }
    }

    fn flow(&self) -> MutexGuard<'_, Flow> {
        self.flow.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn dispatch(&self, call: &Call, handling: Handling) -> Answered {
        if let Some(step) = call.path.strip_prefix(OAUTH) {
            return self.sign_ons.step(call, step, handling);
        }
        let Some(key) = call.path.strip_prefix(TRIGGER) else {
            return page(404, "Not Found", &call.path);
        };
        if call.method != http::Method::POST {
            return page(405, "Method Not Allowed", OPERATION);
        }
        if Form::of(call) != Form::Json {
            return page(415, "Unsupported Media Type", OPERATION);
        }
        let read = Fields::json(&call.body);
        let note = self.note(read.as_ref().ok());
        if handling != Handling::Describe {
            let fields = read.clone().unwrap_or_default();
            if let Err(denied) = self.sign_ons.let_in(call, &fields, &note) {
                return *denied;
            }
        }
        let outcome = match (read, handling) {
            _ if percent_decoded(key) != self.key => Err("webhook不存在或未启用".to_owned()),
            (Err(_), _) => Err("请求体不是正确的JSON对象".to_owned()),
            (Ok(fields), Handling::Apply) => self.flow().run(&fields),
            (Ok(_), _) => Err("动作流已停用".to_owned()),
        };
        reply(outcome, note)
    }

    fn note(&self, fields: Option<&Fields>) -> Note {
        let text = |name: &str| fields.map(|fields| fields.text(name)).unwrap_or_default();
        Note {
            request_id: Some(text("requestId")).filter(|id| !id.is_empty()),
            person: self.flow().shown_person(&text("receiver")),
            ..answers::bare(OPERATION, Verdict::Refused)
        }
    }
}

/// `{"code":"200","msg"}`, or `{"message":{"errcode":"500","errmsg"}}` (protocol facts, 3).
fn reply(outcome: Outcome, note: Note) -> Answered {
    match outcome {
        Ok((verdict, message)) => {
            let body = json!({ "code": "200", "msg": message });
            answers::json(200, &body, Note { verdict, ..note })
        }
        Err(message) => {
            let body = json!({ "message": { "errcode": "500", "errmsg": message } });
            answers::json(200, &body, note)
        }
    }
}

impl Peer for Esb {
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
        look(self.flow().inbox());
    }

    fn mask(&self, text: String) -> String {
        accounts::mask(&text)
    }

    fn sign_ons(&self) -> Option<&SignOns> {
        Some(&self.sign_ons)
    }
}
