//! A simulated e-cology 8/9 统一待办中心 (OFS): its REST and SOAP faces (`protocols.md`, section 1).
//!
//! REST: `POST /rest/ofs/<operation>ByJson`, the operation's case ignored, JSON in and out, HTTP 200 for business
//! refusals too. SOAP: `/services/OfsTodoDataWebService`, the string-JSON operations. What the real server does not
//! catch (a date that cannot be cut, a body that is no JSON) is an HTTP 500 page here as well.

mod centre;
mod record;
mod reply;
mod soap;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use serde_json::Value;

use self::centre::Centre;
use self::record::Record;
use self::reply::{Reply, Ruling, Unhandled};
use super::journal::{Note, Verdict};
use super::peer::{Answered, Call, Peer, Shelf};
use crate::organisation::Organisation;

/// Identifier that this centre has registered for the sender (异构系统标识).
pub(crate) const SYSCODE: &str = "sandbox-ecology";

const REST: &str = "/rest/ofs/";
const SERVICE: &str = "/services/OfsTodoDataWebService";
const JSON: &str = "application/json;charset=UTF-8";
const XML: &str = "text/xml;charset=UTF-8";
const HTML: &str = "text/html;charset=UTF-8";

/// What a caller asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    Upsert,
    Todo,
    Done,
    Over,
    Cc,
    DeleteFlow,
    DeletePerson,
    BatchUpsert,
    BatchDeletePerson,
}

impl Operation {
    /// Reads the name of an operation, its case ignored as sites and clients differ in it.
    fn parse(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "receiverequestinfobyjson" => Self::Upsert,
            "receivetodorequestbyjson" => Self::Todo,
            "processdonerequestbyjson" => Self::Done,
            "processoverrequestbyjson" => Self::Over,
            "receiveccrequestbyjson" => Self::Cc,
            "deleterequestinfobyjson" => Self::DeleteFlow,
            "deleteuserrequestinfobyjson" => Self::DeletePerson,
            "batchreceiverequestinfobyjson" => Self::BatchUpsert,
            "batchdeleteuserrequestinfobyjson" => Self::BatchDeletePerson,
            _ => return None,
        })
    }

    fn single(self) -> Option<Self> {
        match self {
            Self::BatchUpsert => Some(Self::Upsert),
            Self::BatchDeletePerson => Some(Self::DeletePerson),
            _ => None,
        }
    }
}

/// The receiver.
pub(crate) struct Ecology {
    centre: Mutex<Centre>,
}

impl Ecology {
    pub(crate) fn new(organisation: Arc<Organisation>) -> Self {
        Self {
            centre: Mutex::new(Centre::new(organisation)),
        }
    }

    fn centre(&self) -> MutexGuard<'_, Centre> {
        self.centre.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One message or a batch of them, in and out as JSON text.
    fn json(
        &self,
        operation: Operation,
        body: &[u8],
        refuse: Refuse,
    ) -> Result<(Vec<u8>, Option<Ruling>), Unhandled> {
        let document: Value = serde_json::from_slice(body).map_err(|_| Unhandled("JSONException"))?;
        let rule = |operation: Operation, value: &Value| -> Result<Ruling, Unhandled> {
            let record = Record::read(value)?;
            match refuse {
                Refuse::No => self.centre().rule(operation, &record),
                Refuse::Yes => Ok(Centre::closed_to(&record)),
            }
        };
        let Some(single) = operation.single() else {
            let ruling = rule(operation, &document)?;
            return Ok((ruling.reply.to_json(), Some(ruling)));
        };
        let items = document.as_array().ok_or(Unhandled("ClassCastException"))?;
        let rulings: Vec<Ruling> = items
            .iter()
            .map(|item| rule(single, item))
            .collect::<Result<_, _>>()?;
        let replies: Vec<&Reply> = rulings.iter().map(|ruling| &ruling.reply).collect();
        let text = serde_json::to_vec(&replies).expect("a reply is plain text fields");
        // The verdict over a batch is that of its worst message.
        let worst = rulings
            .iter()
            .position(|ruling| ruling.verdict == Verdict::Refused)
            .unwrap_or(0);
        Ok((text, rulings.into_iter().nth(worst)))
    }

    fn dispatch(&self, call: &Call, refuse: Refuse) -> Answered {
        if let Some(name) = call.path.strip_prefix(REST) {
            return self.rest(call, name, refuse);
        }
        if call.path.eq_ignore_ascii_case(SERVICE) {
            return self.soap(call, refuse);
        }
        page(404, "HTTP 404 - 未找到请求的资源", call.path.clone())
    }

    fn rest(&self, call: &Call, name: &str, refuse: Refuse) -> Answered {
        let Some(operation) = Operation::parse(name) else {
            return page(404, "HTTP 404 - 未找到请求的资源", name.to_owned());
        };
        if call.method != http::Method::POST {
            return page(405, "HTTP 405 - 不支持的请求方法", name.to_owned());
        }
        if !call
            .content_type
            .to_ascii_lowercase()
            .starts_with("application/json")
        {
            return page(415, "HTTP 415 - 不支持的媒体类型", name.to_owned());
        }
        match self.json(operation, &call.body, refuse) {
            Ok((text, ruling)) => answered((200, JSON), text, note(name, ruling)),
            Err(unhandled) => page(500, &format!("HTTP 500 - {}", unhandled.0), name.to_owned()),
        }
    }

    fn soap(&self, call: &Call, refuse: Refuse) -> Answered {
        if call.query.eq_ignore_ascii_case("wsdl") {
            let wsdl = soap::wsdl().into_bytes();
            return answered((200, XML), wsdl, bare("wsdl".to_owned(), Verdict::Answered));
        }
        if call.method != http::Method::POST {
            return page(405, "HTTP 405 - 不支持的请求方法", "soap".to_owned());
        }
        let fault = |name: &str, text: &str| {
            answered(
                (500, XML),
                soap::fault(text),
                bare(name.to_owned(), Verdict::Refused),
            )
        };
        let (name, argument) = match soap::read(&call.body) {
            Ok(read) => read,
            Err(text) => return fault("soap", &text),
        };
        let Some(operation) = Operation::parse(&name).filter(|operation| soap::has(*operation)) else {
            return fault(
                &name,
                &format!("Invalid operation: {{{}}}{name}", soap::NAMESPACE),
            );
        };
        match self.json(operation, argument.as_bytes(), refuse) {
            Ok((text, ruling)) => {
                let text = String::from_utf8_lossy(&text).into_owned();
                answered((200, XML), soap::answer(&name, &text), note(&name, ruling))
            }
            Err(unhandled) => fault(&name, &format!("Fault: java.lang.{}", unhandled.0)),
        }
    }
}

/// Whether messages are applied or turned away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refuse {
    No,
    Yes,
}

impl Peer for Ecology {
    fn handle(&self, call: &Call) -> Answered {
        self.dispatch(call, Refuse::No)
    }

    fn refuse(&self, call: &Call) -> Answered {
        self.dispatch(call, Refuse::Yes)
    }

    fn too_large(&self, call: &Call) -> Answered {
        page(413, "HTTP 413 - 请求实体过大", call.path.clone())
    }

    fn content_type(&self, call: &Call) -> &'static str {
        if call.path.starts_with(REST) { JSON } else { XML }
    }

    fn look(&self, look: &mut dyn FnMut(&dyn Shelf)) {
        look(self.centre().inbox());
    }

    fn mask(&self, text: String) -> String {
        text
    }
}

fn answered((status, content_type): (u16, &'static str), body: impl Into<Bytes>, note: Note) -> Answered {
    Answered {
        status,
        content_type,
        body: body.into(),
        note,
    }
}

fn bare(operation: String, verdict: Verdict) -> Note {
    Note {
        operation,
        request_id: None,
        person: None,
        verdict,
    }
}

fn note(operation: &str, ruling: Option<Ruling>) -> Note {
    match ruling {
        Some(ruling) => Note {
            operation: operation.to_owned(),
            request_id: ruling.request_id,
            person: ruling.person,
            verdict: ruling.verdict,
        },
        None => bare(operation.to_owned(), Verdict::Answered),
    }
}

/// A page of the application server, as it shows where the centre itself does not answer.
fn page(status: u16, title: &str, operation: String) -> Answered {
    let body = format!(
        "<html><head><title>{title}</title></head><body><h1>{title}</h1><hr><small>Resin/4.0 (sandbox)</small></body></html>"
    );
    answered((status, HTML), body, bare(operation, Verdict::Refused))
}
