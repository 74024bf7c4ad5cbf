//! Who does something, and the trail that it leaves (row D4).

use std::fmt::Display;
use std::sync::Arc;

use serde_json::Value;
use store::table::audit::{self, Action, Change, ObjectKind};
use store::{StoreError, Tx};

/// Who changes the configuration: the name of a token, or of the door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor(Arc<str>);

impl Actor {
    /// By the name that the trail shows.
    pub fn named(name: &str) -> Self {
        Self(name.into())
    }

    /// The name that the trail shows.
    pub(crate) fn name(&self) -> &str {
        &self.0
    }

    fn change(&self, action: Action, kind: ObjectKind, (id, name): (impl Display, &str)) -> Noted {
        Noted(Change {
            actor: self.0.to_string(),
            action,
            kind,
            object_id: id.to_string(),
            object_name: name.to_owned(),
            before: None,
            after: None,
        })
    }

    pub(crate) fn created(&self, kind: ObjectKind, object: (impl Display, &str), after: Value) -> Noted {
        let mut noted = self.change(Action::Created, kind, object);
        noted.0.after = Some(after);
        noted
    }

    pub(crate) fn changed(
        &self,
        kind: ObjectKind,
        object: (impl Display, &str),
        (before, after): (Value, Value),
    ) -> Noted {
        let mut noted = self.change(Action::Changed, kind, object);
        noted.0.before = Some(before);
        noted.0.after = Some(after);
        noted
    }

    pub(crate) fn deleted(&self, kind: ObjectKind, object: (impl Display, &str), before: Value) -> Noted {
        let mut noted = self.change(Action::Deleted, kind, object);
        noted.0.before = Some(before);
        noted
    }
}

/// A row of the trail, not yet written.
#[must_use = "a change without its row in the trail is not accounted for"]
pub(crate) struct Noted(Change);

impl Noted {
    /// Writes it in the transaction that makes the change; nothing where all is as it was.
    pub(crate) fn note(&self, tx: &Tx<'_>, now_ms: i64) -> Result<(), StoreError> {
        let Change { before, after, .. } = &self.0;
        if before == after {
            return Ok(());
        }
        audit::note(tx, &self.0, now_ms)
    }
}
