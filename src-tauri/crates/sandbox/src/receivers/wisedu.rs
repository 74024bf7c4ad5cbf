//! A simulated Wisedu (金智教育) to-do centre (protocol facts, 5).
//!
//! One address of this receiver's own choice, [`TASK_CENTRE`], as the real one is a site setting. `POST` with `appId`
//! and `taskInfo`, as a form or in the query; headers `appId` and `accessToken`, the latter being the secret that was
//! issued with the `appId`. What a failure looks like is not public: here it is `{"push_result":"FAIL","message"}` at
//! HTTP 200.

mod tasks;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::json;

use self::tasks::{Tasks, Told};
use super::answers::{self, JSON, Outcome, page};
use super::fields::{Fields, Form};
use super::journal::{Note, Verdict};
use super::peer::{Answered, Call, Handling, Peer, Shelf};
use crate::accounts::{self, KeyPair};
use crate::organisation::Organisation;

/// Where the centre takes tasks.
pub(crate) const TASK_CENTRE: &str = "/taskcenter/push";
const OPERATION: &str = "push";

/// The receiver.
pub(crate) struct Wisedu {
    application: KeyPair,
    tasks: Mutex<Tasks>,
}

impl Wisedu {
    /// A centre that knows these people and this application.
    pub(crate) fn new(organisation: Arc<Organisation>, application: KeyPair) -> Self {
        Self {
            tasks: Mutex::new(Tasks::new(organisation, &application.key)),
            application,
        }
    }

    fn tasks(&self) -> MutexGuard<'_, Tasks> {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn dispatch(&self, call: &Call, handling: Handling) -> Answered {
        if call.path != TASK_CENTRE {
            return page(404, "Not Found", &call.path);
        }
        if call.method != http::Method::POST {
            return page(405, "Method Not Allowed", OPERATION);
        }
        let text = |name: &str| {
            let own = match Form::of(call) {
                Form::Urlencoded => Fields::pairs(&call.body).text(name),
                Form::Json | Form::Other => String::new(),
            };
            if own.is_empty() {
                Fields::pairs(call.query.as_bytes()).text(name)
            } else {
                own
            }
        };
        let told = Told::read(&text("taskInfo"));
        let note = self.note(told.as_ref().ok());
        let outcome = match (self.known(call, &text("appId")), told) {
            (Err(why), _) => Err(why),
            (_, Err(why)) => Err(why),
            (Ok(()), Ok(told)) => match handling {
                Handling::Apply => self.tasks().apply(&told),
                Handling::Refuse | Handling::Describe => Err("任务中心暂停接收任务".to_owned()),
            },
        };
        reply(outcome, note)
    }

    /// Who calls, by header and by parameter.
    fn known(&self, call: &Call, parameter: &str) -> Result<(), String> {
        let known = &self.application;
        if call.header("appid") != known.key || call.header("accesstoken") != known.secret {
            return Err("appId或accessToken校验失败".to_owned());
        }
        if parameter != known.key {
            return Err("参数appId与请求头不一致".to_owned());
        }
        Ok(())
    }

    fn note(&self, told: Option<&Told>) -> Note {
        let first = told.and_then(Told::first);
        let text = |name: &str| first.map(|task| task.text(name)).unwrap_or_default();
        Note {
            request_id: Some(text("process_instance_id")).filter(|id| !id.is_empty()),
            person: first.and_then(|task| self.tasks().shown_person(task)),
            ..answers::bare(told.map_or(OPERATION, Told::operation), Verdict::Refused)
        }
    }
}

fn reply(outcome: Outcome, note: Note) -> Answered {
    match outcome {
        Ok((verdict, _)) => {
            let body = json!({ "push_result": "SUCCESS" });
            answers::json(200, &body, Note { verdict, ..note })
        }
        Err(message) => {
            let body = json!({ "push_result": "FAIL", "message": message });
            answers::json(200, &body, note)
        }
    }
}

impl Peer for Wisedu {
    fn handle(&self, call: &Call) -> Answered {
        self.dispatch(call, Handling::Apply)
    }

    fn refuse(&self, call: &Call) -> Answered {
        self.dispatch(call, Handling::Refuse)
    }

    fn too_large(&self, _call: &Call) -> Answered {
        page(413, "Request Entity Too Large", OPERATION)
    }

    fn content_type(&self, _call: &Call) -> &'static str {
        JSON
    }

    fn look(&self, look: &mut dyn FnMut(&dyn Shelf)) {
        look(self.tasks().inbox());
    }

    fn mask(&self, text: String) -> String {
        accounts::mask(&text)
    }
}
