//! What every simulated receiver can do, whatever protocol it speaks.

use bytes::Bytes;

use super::inbox::{Inbox, List, Row};
use super::journal::Note;
use super::sign_on::SignOns;
use crate::organisation::PersonIndex;

/// A message that arrived.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) method: http::Method,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) content_type: String,
    pub(crate) headers: http::HeaderMap,
    pub(crate) body: Bytes,
}

impl Call {
    /// A header as text; empty where it is absent or no text.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }
}

/// What is to be made of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Handling {
    Apply,
    /// It is refused in the protocol's own words; who has to sign on can do so all the same.
    Refuse,
    /// Only the note counts; nothing is applied and nothing is issued.
    Describe,
}

/// The answer to it.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    pub(crate) body: Bytes,
    pub(crate) note: Note,
}

/// An item as the control face shows it.
#[derive(Debug, Clone)]
pub(crate) struct ShownItem {
    pub(crate) request_id: String,
    pub(crate) title: String,
    pub(crate) workflow_name: String,
    pub(crate) node_name: String,
    pub(crate) creator_name: String,
    pub(crate) received_at: String,
    pub(crate) link: String,
    pub(crate) unread: bool,
}

impl<T> From<&Row<T>> for ShownItem {
    fn from(row: &Row<T>) -> Self {
        Self {
            request_id: row.request_id.clone(),
            title: row.title.clone(),
            workflow_name: row.workflow_name.clone(),
            node_name: row.node_name.clone(),
            creator_name: row.creator_name.clone(),
            received_at: row.received_at.clone(),
            link: row.link.clone(),
            unread: row.unread,
        }
    }
}

/// Reads of an inbox, whatever its rows hold.
pub(crate) trait Shelf {
    /// A person's list, last change first.
    fn items(&self, person: PersonIndex, list: List) -> Vec<ShownItem>;
    /// To-dos, and done or closed items, of each of these persons.
    fn counts(&self, persons: &[PersonIndex]) -> Vec<(usize, usize)>;
    /// To-dos of everybody.
    fn todos(&self) -> usize;
}

impl<T> Shelf for Inbox<T> {
    fn items(&self, person: PersonIndex, list: List) -> Vec<ShownItem> {
        self.list(person, list).map(ShownItem::from).collect()
    }

    fn counts(&self, persons: &[PersonIndex]) -> Vec<(usize, usize)> {
        persons
            .iter()
            .map(|&person| Inbox::counts(self, person))
            .collect()
    }

    fn todos(&self) -> usize {
        Inbox::todos(self)
    }
}

/// A receiver's protocol. All calls return at once; a message is applied as a whole before the next.
pub(crate) trait Peer: Send + Sync + 'static {
    /// Applies a message and answers it.
    fn handle(&self, call: &Call) -> Answered;
    /// Refuses a message in the protocol's own words: nothing that a person sees changes.
    fn refuse(&self, call: &Call) -> Answered;
    /// What a message is about, when its answer is lost; nothing is applied.
    fn describe(&self, call: &Call) -> Note {
        self.refuse(call).note
    }
    /// Refuses a message that is too large to read.
    fn too_large(&self, call: &Call) -> Answered;
    /// Content type of a good answer to this call.
    fn content_type(&self, call: &Call) -> &'static str;
    /// Lets `look` read what the persons see.
    fn look(&self, look: &mut dyn FnMut(&dyn Shelf));
    /// Masks what must not be shown in a raw message.
    fn mask(&self, text: String) -> String;
    /// What callers sign on with; `None` where the protocol has no sign-on.
    fn sign_ons(&self) -> Option<&SignOns> {
        None
    }
}
