//! The simulated OA's own interfaces (protocol facts, 6 to 8): the token sign-on, the workflow lists of a person, the
//! organisation's pages.
//!
//! Guarantees: every header is looked at and what comes encrypted is decrypted with the key that was given out; an answer
//! has the words that clients have recorded of the real one; the organisation can change while it is read.

mod hrm;
mod sign_on;
mod workflow;

use std::sync::Arc;

use bytes::Bytes;

use self::hrm::Staff;
use self::sign_on::Gate;
use super::Oa;
use crate::accounts::{self, OaAccount};
use crate::organisation::Organisation;
use crate::receivers::answers::{JSON, bare, page};
use crate::receivers::peer::{Answered, Call, Handling, Peer, Shelf};
use crate::receivers::{Inbox, Verdict};

pub(crate) use self::hrm::{Change, ChangeRefused};
pub(crate) use self::sign_on::GateCounts;

const WORKFLOW: &str = "/api/workflow/paService/";
const HRM: &str = "/api/hrm/resful/";
const AUTH: &str = "/api/ec/dev/auth/";

/// The interfaces of one OA; shares its requests and its people.
#[derive(Clone)]
pub(crate) struct Interface(Arc<Inner>);

struct Inner {
    oa: Oa,
    organisation: Arc<Organisation>,
    gate: Gate,
    staff: Staff,
}

impl Interface {
    pub(crate) fn new(oa: Oa, organisation: Arc<Organisation>, account: OaAccount) -> Self {
        Self(Arc::new(Inner {
            gate: Gate::new(account.clone()),
            staff: Staff::new(&organisation, account.token_seed),
            oa,
            organisation,
        }))
    }

    /// Who signed on how often.
    pub(crate) fn counts(&self) -> GateCounts {
        self.0.gate.counts()
    }

    /// Every token is unknown from now on.
    pub(crate) fn forget_tokens(&self) {
        self.0.gate.forget_tokens();
    }

    /// The application was registered anew by somebody else: what was given out before is worthless.
    pub(crate) fn replace_keys(&self) {
        self.0.gate.replace();
    }

    /// Whether the list of persons grows while it is read page by page.
    pub(crate) fn is_unsteady(&self) -> bool {
        self.0.staff.is_unsteady()
    }

    pub(crate) fn set_unsteady(&self, unsteady: bool) {
        self.0.staff.set_unsteady(unsteady);
    }

    /// Changes the organisation as its interface shows it; gives the id of the person.
    ///
    /// # Errors
    /// The person is not there, or does not work here.
    pub(crate) fn change(&self, change: Change, person: Option<&str>) -> Result<String, ChangeRefused> {
        self.0.staff.change(change, person)
    }

    fn dispatch(&self, call: &Call, handling: Handling) -> Answered {
        let inner = &*self.0;
        let operation = call.path.rsplit('/').next().unwrap_or_default();
        let is_known = [WORKFLOW, HRM, AUTH]
            .iter()
            .any(|part| call.path.starts_with(part));
        if !is_known {
            return page(404, "Not Found", operation);
        }
        if call.method != http::Method::POST {
            return page(405, "Method Not Allowed", operation);
        }
        if handling != Handling::Apply {
            let body = serde_json::json!({ "msg": "系统维护中", "code": -1, "status": false });
            return crate::receivers::answers::json(200, &body, bare(operation, Verdict::Refused));
        }
        if call.path.starts_with(AUTH) {
            inner.gate.answer(call, operation)
        } else if call.path.starts_with(HRM) {
            inner.staff.answer(call, operation)
        } else {
            match inner.gate.admit(call, &inner.organisation) {
                Ok(person) => workflow::answer(&inner.oa, person, (call, operation)),
                Err(denied) => denied.answer(operation),
            }
        }
    }
}

impl Peer for Interface {
    fn handle(&self, call: &Call) -> Answered {
        self.dispatch(call, Handling::Apply)
    }

    fn refuse(&self, call: &Call) -> Answered {
        self.dispatch(call, Handling::Refuse)
    }

    fn too_large(&self, call: &Call) -> Answered {
        page(413, "Request Entity Too Large", &call.path)
    }

    fn content_type(&self, _call: &Call) -> &'static str {
        JSON
    }

    fn look(&self, look: &mut dyn FnMut(&dyn Shelf)) {
        look(&Inbox::<()>::default());
    }

    fn mask(&self, text: String) -> String {
        accounts::mask(&text)
    }
}

/// An answer of the interface in JSON, with no request and no person to note.
fn said(body: &serde_json::Value, operation: &str, verdict: Verdict) -> Answered {
    Answered {
        status: 200,
        content_type: JSON,
        body: Bytes::from(body.to_string()),
        note: bare(operation, verdict),
    }
}
