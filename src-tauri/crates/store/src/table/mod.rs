//! One file per table: its migration, its row type, its queries. SQL is written out.
//!
//! Migrations only ever go forward; each runs once, in a transaction, in the order of [`MIGRATIONS`].

pub mod again;
pub mod alert;
pub mod alert_channel;
pub mod attempt;
pub mod audit;
pub mod breaker;
pub mod clean;
pub mod counter;
pub mod delivery;
pub mod directory;
pub mod event;
pub mod heartbeat;
pub mod hold;
pub mod intake;
pub mod known;
pub mod log;
pub mod log_ids;
pub mod memory;
pub mod oa;
pub mod person_list;
pub mod person_mapping;
pub mod push_address;
pub mod run;
pub mod run_cleaning;
pub mod run_delivery;
pub mod run_person;
pub mod setting;
pub mod synchronised;
pub mod target;
pub mod token;

use std::path::Path;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::error::{OpenError, StoreError};

/// The schema, step by step. A step that was released is never changed; a new one is put behind it.
const MIGRATIONS: [&str; 6] = [
    concat!(
        include_str!("schema/target.sql"),
        include_str!("schema/intake.sql"),
        include_str!("schema/event.sql"),
        include_str!("schema/delivery.sql"),
        include_str!("schema/attempt.sql"),
        include_str!("schema/memory.sql"),
        include_str!("schema/counter.sql"),
        include_str!("schema/breaker.sql"),
        include_str!("schema/directory.sql"),
        include_str!("schema/token.sql"),
        include_str!("schema/heartbeat.sql"),
    ),
    concat!(
        include_str!("schema/person_mapping.sql"),
        include_str!("schema/person_list.sql"),
        include_str!("schema/push_address.sql"),
        include_str!("schema/setting.sql"),
        include_str!("schema/audit.sql"),
        include_str!("schema/known.sql"),
    ),
    concat!(
        include_str!("schema/again.sql"),
        include_str!("schema/run.sql"),
        include_str!("schema/hold.sql"),
    ),
    include_str!("schema/alert.sql"),
    concat!(
        include_str!("schema/oa.sql"),
        include_str!("schema/intake_time.sql")
    ),
    include_str!("schema/task.sql"),
];

#[cfg(test)]
mod migration_tests;

/// The newest schema that is known.
pub(crate) const fn newest_schema() -> usize {
    MIGRATIONS.len()
}

/// Brings the file up to the newest schema.
pub(crate) fn migrate(connection: &mut Connection, directory: &Path) -> Result<(), OpenError> {
    let sqlite = |source| OpenError::Sqlite {
        path: directory.to_owned(),
        source,
    };
    let found: usize = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(sqlite)?;
    if found > MIGRATIONS.len() {
        let known = MIGRATIONS.len();
        return Err(OpenError::Newer {
            path: directory.to_owned(),
            found,
            known,
        });
    }
    for (step, sql) in MIGRATIONS.iter().enumerate().skip(found) {
        let transaction = connection.transaction().map_err(sqlite)?;
        transaction.execute_batch(sql).map_err(sqlite)?;
        transaction
            .pragma_update(None, "user_version", step + 1)
            .map_err(sqlite)?;
        transaction.commit().map_err(sqlite)?;
    }
    Ok(())
}

/// One page of a list that pages by key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The rows, in the list's order.
    pub items: Vec<T>,
    /// Give this as `after` to go on; nothing when the list has ended.
    pub next: Option<String>,
}

/// A number that stands for a word in a column; one place says which.
pub(crate) trait Coded: Sized + Copy + PartialEq + 'static {
    /// All values; the index is the code in the column.
    const ALL: &'static [Self];

    fn code(self) -> i64 {
        let at = Self::ALL.iter().position(|value| *value == self);
        at.and_then(|at| i64::try_from(at).ok())
            .expect("ALL holds every value; a test counts them")
    }

    fn decode(code: i64) -> Result<Self, StoreError> {
        usize::try_from(code)
            .ok()
            .and_then(|at| Self::ALL.get(at).copied())
            .ok_or_else(|| StoreError::Unreadable {
                detail: format!("the code {code}"),
            })
    }
}

impl Coded for domain::delivery::Status {
    const ALL: &'static [Self] = &Self::ALL;
}

impl Coded for domain::event::DataSet {
    const ALL: &'static [Self] = &Self::ALL;
}

impl Coded for domain::alert::AlertKind {
    const ALL: &'static [Self] = &Self::ALL;
}
