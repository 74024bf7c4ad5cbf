//! The one file that everything durable is in: SQLite in WAL mode with `synchronous=FULL`.
//!
//! * [`Store::write`] runs a closure on the one writer thread. Closures that wait at the same moment share a
//!   transaction and one `fsync` (group commit); the answer comes only once the group is on disk.
//! * [`Store::read`] runs a closure on one of a few read connections.
//! * [`table`] holds one file per table: its migration, its row type, its queries.
//!
//! A data directory has one owner: a lock file is held as long as the store is open.

pub mod backup;
mod database;
mod error;
mod search;
pub mod table;
mod writer;

pub use database::{Store, StoreOptions};
pub use error::{Damage, OpenError, StoreError};
/// What a read runs on.
pub use rusqlite::Connection;
pub use writer::{Health, Tx, WriterFigures};
