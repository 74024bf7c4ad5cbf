//! A simulated 蓝凌 EKP: `sysNotifyTodoWebService` over SOAP (`protocols.md`, section 4).
//!
//! Document/literal wrapped, SOAP 1.1; `arg0` and all below it unqualified, in the alphabetical order of the generated
//! schema, which this server checks strictly. Who calls is proven in the SOAP header; what goes wrong before the
//! operation runs is a SOAP Fault, what goes wrong in it is `returnState` 1.

mod arguments;
mod auth;
mod notices;
mod person;
mod query;
mod soap;
mod wsdl;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use self::arguments::{Arguments, Operation};
use self::auth::Account;
use self::notices::Notices;
use super::journal::{Note, Verdict};
use super::peer::{Answered, Call, Peer, Shelf};
use super::xml;
use crate::organisation::Organisation;

const SERVICE: &str = "sysNotifyTodoWebService";
const PATH: &str = "/sys/webservice/";
const XML: &str = "text/xml;charset=UTF-8";
/// What the receiver says of every message while it is told to refuse.
const REFUSAL: &str = "待办服务拒绝接收该数据";

/// A fault: SOAP 1.1 `faultcode` (without prefix) and text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    code: &'static str,
    text: String,
}

impl Fault {
    /// The sender's envelope is wrong.
    fn client(text: impl Into<String>) -> Self {
        Self {
            code: "Client",
            text: text.into(),
        }
    }

    /// The server says no.
    fn server(text: impl Into<String>) -> Self {
        Self {
            code: "Server",
            text: text.into(),
        }
    }
}

/// `returnState` with `message`, and what the journal keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outcome {
    state: u8,
    message: String,
    verdict: Verdict,
}

impl Outcome {
    fn done() -> Self {
        Self {
            state: 2,
            message: String::new(),
            verdict: Verdict::Accepted,
        }
    }

    /// There was nothing to do.
    fn nothing() -> Self {
        Self {
            state: 0,
            message: String::new(),
            verdict: Verdict::Answered,
        }
    }

    fn failed(message: impl Into<String>) -> Self {
        Self {
            state: 1,
            message: message.into(),
            verdict: Verdict::Refused,
        }
    }

    fn data(message: String) -> Self {
        Self {
            state: 2,
            message,
            verdict: Verdict::Answered,
        }
    }
}

/// The receiver.
pub(crate) struct Landray {
    account: Account,
    notices: Mutex<Notices>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refuse {
    No,
    Yes,
}

impl Landray {
    /// An EKP that knows these people and this caller.
    pub(crate) fn new(organisation: Arc<Organisation>, user: &str, password: &str) -> Self {
        Self {
            account: Account::new(user, password),
            notices: Mutex::new(Notices::new(organisation)),
        }
    }

    fn notices(&self) -> MutexGuard<'_, Notices> {
        self.notices.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn dispatch(&self, call: &Call, refuse: Refuse) -> Answered {
        let path = call.path.strip_prefix("/ekp").unwrap_or(&call.path);
        let Some(service) = path.strip_prefix(PATH) else {
            return page(404, "找不到页面", call.path.clone());
        };
        if service != SERVICE {
            let text = format!("找不到服务标识为{service}的WebService");
            return fault(&Fault::server(text), nothing_known(service));
        }
        if call.query.eq_ignore_ascii_case("wsdl") {
            let note = Note {
                verdict: Verdict::Answered,
                ..nothing_known("wsdl")
            };
            return Answered {
                status: 200,
                content_type: XML,
                body: Bytes::from(wsdl::document()),
                note,
            };
        }
        if call.method != http::Method::POST {
            return page(405, "不支持的请求方法", call.path.clone());
        }
        if !call.content_type.to_ascii_lowercase().starts_with("text/xml") {
            return page(415, "不支持的媒体类型", call.content_type.clone());
        }
        match self.soap(&call.body, refuse) {
            Ok((operation, note, outcome)) => {
                let body = soap::answer(operation, outcome.state, &outcome.message);
                Answered {
                    status: 200,
                    content_type: XML,
                    body: Bytes::from(body),
                    note,
                }
            }
            Err((found, note)) => fault(&found, note),
        }
    }

    fn soap(&self, body: &[u8], refuse: Refuse) -> Result<(Operation, Note, Outcome), (Fault, Note)> {
        let blank = |found: Fault| (found, nothing_known("soap"));
        let root = xml::read(body)
            .map_err(|error| blank(Fault::client(format!("Error reading XMLStreamReader: {error}"))))?;
        let envelope = soap::Envelope::of(&root).map_err(blank)?;
        self.account.admit(envelope.header).map_err(blank)?;
        let (operation, arguments) = Arguments::read(envelope.call).map_err(blank)?;
        let note = Note {
            operation: operation.name().to_owned(),
            request_id: arguments.get("modelId").map(str::to_owned),
            person: None,
            verdict: Verdict::Refused,
        };
        if refuse == Refuse::Yes {
            return Ok((operation, note, Outcome::failed(REFUSAL)));
        }
        let mut notices = self.notices();
        let person = notices.first_person(&arguments);
        let note = Note { person, ..note };
        match notices.run(operation, &arguments) {
            Ok(outcome) => Ok((
                operation,
                Note {
                    verdict: outcome.verdict,
                    ..note
                },
                outcome,
            )),
            Err(found) => Err((found, note)),
        }
    }
}

impl Peer for Landray {
    fn handle(&self, call: &Call) -> Answered {
        self.dispatch(call, Refuse::No)
    }

    fn refuse(&self, call: &Call) -> Answered {
        self.dispatch(call, Refuse::Yes)
    }

    fn too_large(&self, _call: &Call) -> Answered {
        fault(&Fault::server("消息体大小超出限制"), nothing_known("soap"))
    }

    fn content_type(&self, _call: &Call) -> &'static str {
        XML
    }

    fn look(&self, look: &mut dyn FnMut(&dyn Shelf)) {
        look(self.notices().inbox());
    }

    fn mask(&self, text: String) -> String {
        self.account.mask(text)
    }
}

fn nothing_known(operation: &str) -> Note {
    Note {
        operation: operation.to_owned(),
        request_id: None,
        person: None,
        verdict: Verdict::Refused,
    }
}

fn fault(found: &Fault, note: Note) -> Answered {
    Answered {
        status: 500,
        content_type: XML,
        body: Bytes::from(soap::fault(found)),
        note,
    }
}

fn page(status: u16, title: &str, operation: String) -> Answered {
    let body =
        format!("<html><head><title>{status} {title}</title></head><body><h2>{title}</h2></body></html>");
    Answered {
        status,
        content_type: "text/html;charset=UTF-8",
        body: Bytes::from(body),
        note: Note {
            operation,
            request_id: None,
            person: None,
            verdict: Verdict::Refused,
        },
    }
}
