//! The three steps over HTTP, and the token of a call (protocol facts, 2.1). A refusal is HTTP 200 with an `errcode`
//! other than `"0"`.

use std::time::Instant;

use ::http::Method;
use serde_json::{Value, json};

use super::{Denial, Issued, SignOns};
use crate::receivers::answers::{bare, json as answer, page};
use crate::receivers::fields::{Fields, Form};
use crate::receivers::journal::{Note, Verdict};
use crate::receivers::peer::{Answered, Call, Handling};

const MOST_STATE: usize = 128;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Authorize,
    Exchange,
    Refresh,
}

impl SignOns {
    /// Answers a step, `name` being what follows [`super::OAUTH`]. A receiver that refuses messages lets callers sign
    /// on all the same; one whose answer is spoilt issues nothing.
    pub(in crate::receivers) fn step(&self, call: &Call, name: &str, handling: Handling) -> Answered {
        let step = match name {
            "authorize" => Step::Authorize,
            "access_token" => Step::Exchange,
            "refresh_token" => Step::Refresh,
            _ => return page(404, "Not Found", name),
        };
        let fields = match read(call, step) {
            Ok(fields) => fields,
            Err((status, title)) => return page(status, title, name),
        };
        if handling == Handling::Describe {
            return answer(200, &Value::Null, bare(name, Verdict::Refused));
        }
        let outcome = match step {
            Step::Authorize => self.authorize(&fields),
            Step::Exchange => self.exchange(&fields).map(|issued| pair(&issued)),
            Step::Refresh => self.refresh(&fields).map(|issued| pair(&issued)),
        };
        match outcome {
            Ok(body) => answer(200, &body, bare(name, Verdict::Answered)),
            Err(denial) => {
                self.ledger().counts.refused += 1;
                let (code, text) = denial.words();
                let body = json!({ "errcode": code, "errmsg": text });
                answer(200, &body, bare(name, Verdict::Refused))
            }
        }
    }

    fn authorize(&self, fields: &Fields) -> Result<Value, Denial> {
        required(fields, &["corpid", "response_type"])?;
        if fields.text("response_type") != "code" {
            return Err(Denial::ResponseType);
        }
        let state = fields.text("state");
        if state.len() > MOST_STATE || !state.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(Denial::State);
        }
        if fields.text("corpid") != self.application.corp_id {
            return Err(Denial::CorpId);
        }
        let code = self.ledger().code(Instant::now())?;
        Ok(json!({ "errcode": "0", "errmsg": "success", "code": code }))
    }

    fn exchange(&self, fields: &Fields) -> Result<Issued, Denial> {
        required(fields, &["app_key", "app_secret", "grant_type", "code"])?;
        if fields.text("grant_type") != "authorization_code" {
            return Err(Denial::GrantType);
        }
        let known = &self.application;
        if fields.text("app_key") != known.app_key || fields.text("app_secret") != known.app_secret {
            return Err(Denial::Application);
        }
        self.ledger().exchange(&fields.text("code"), Instant::now())
    }

    fn refresh(&self, fields: &Fields) -> Result<Issued, Denial> {
        required(fields, &["grant_type", "refresh_token"])?;
        if fields.text("grant_type") != "refresh_token" {
            return Err(Denial::GrantType);
        }
        self.ledger()
            .refresh(&fields.text("refresh_token"), Instant::now())
    }

    /// Lets a call in by the `access_token` of its body or its query, or answers why not (the shape of a failed call,
    /// protocol facts, 3).
    pub(in crate::receivers) fn let_in(
        &self,
        call: &Call,
        fields: &Fields,
        note: &Note,
    ) -> Result<(), Box<Answered>> {
        let own = fields.text("access_token");
        let token = if own.is_empty() {
            Fields::pairs(call.query.as_bytes()).text("access_token")
        } else {
            own
        };
        self.admit(&token).map_err(|denial| {
            let (code, text) = denial.words();
            let body = json!({ "message": { "errcode": code, "errmsg": text } });
            Box::new(answer(200, &body, note.clone()))
        })
    }
}

/// `authorize` takes `GET` with a query or `POST` with JSON; the others take `POST` with JSON or a form.
fn read(call: &Call, step: Step) -> Result<Fields, (u16, &'static str)> {
    if call.method == Method::GET && step == Step::Authorize {
        return Ok(Fields::pairs(call.query.as_bytes()));
    }
    if call.method != Method::POST {
        return Err((405, "Method Not Allowed"));
    }
    match Form::of(call) {
        Form::Json => Fields::json(&call.body).map_err(|_| (400, "Bad Request")),
        Form::Urlencoded if step != Step::Authorize => Ok(Fields::pairs(&call.body)),
        Form::Urlencoded | Form::Other => Err((415, "Unsupported Media Type")),
    }
}

fn required(fields: &Fields, names: &[&'static str]) -> Result<(), Denial> {
    fields
        .missing(names)
        .map_or(Ok(()), |name| Err(Denial::Missing(name)))
}

fn pair(issued: &Issued) -> Value {
    json!({
        "errcode": "0", "errmsg": "success", "accessToken": issued.access_token,
        "refreshToken": issued.refresh_token, "expires_in": issued.expires_in,
    })
}
