//! `synchronised_row`, `synchronised_page`: what a synchronisation of the organisation (row O2) has read so far, so that it
//! goes on after a restart at the page where it was.

use domain::ids::RunId;
use rusqlite::Connection;

use crate::error::StoreError;
use crate::writer::Tx;

/// Where a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageAt {
    /// Which list.
    pub part: u8,
    /// Which reading of it, the first being 1.
    pub pass: u32,
    /// Which page of that, the first being 1.
    pub page: u32,
}

/// The last page that was read of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// Where it stands.
    pub at: PageAt,
    /// Rows of the whole list, as the OA said then.
    pub total: u64,
    /// Rows of the page.
    pub sent: u64,
    /// Different rows of the list so far.
    pub rows: u64,
}

/// One row: its id, and itself as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRow {
    /// Unique in its list.
    pub id: String,
    /// JSON.
    pub document: String,
}

/// Puts a page in; a row that was read before is replaced. Cost: one statement a row.
///
/// # Errors
/// When the store cannot be written.
pub fn put_page(
    tx: &Tx<'_>,
    (run, at): (RunId, PageAt),
    (total, sent): (u64, u64),
    rows: &[ReadRow],
) -> Result<(), StoreError> {
    let mut insert = tx
        .connection()
        .prepare_cached("INSERT OR REPLACE INTO synchronised_row VALUES (?, ?, ?, ?, ?)")?;
    let before = u64::from(at.page) << 16;
    for (position, row) in (before..).zip(rows) {
        insert.execute((run.0, at.part, &row.id, position, &row.document))?;
    }
    tx.connection()
        .prepare_cached("INSERT OR REPLACE INTO synchronised_page VALUES (?, ?, ?, ?, ?, ?)")?
        .execute((run.0, at.part, at.pass, at.page, total, sent))?;
    Ok(())
}

/// The last page that was read of every list. Cost: the pages, and the rows of each list once.
///
/// # Errors
/// When the store cannot be read.
pub fn reached(connection: &Connection, run: RunId) -> Result<Vec<Reached>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT part, pass, page, total, sent,
                (SELECT count(*) FROM synchronised_row AS r WHERE r.run_id = p.run_id AND r.part = p.part)
         FROM synchronised_page AS p
         WHERE run_id = ?1 AND (part, pass, page) IN (
           SELECT part, pass, max(page) FROM synchronised_page AS q
           WHERE q.run_id = ?1 AND pass = (SELECT max(pass) FROM synchronised_page AS m WHERE m.run_id = ?1 AND m.part = q.part)
           GROUP BY part, pass)
         ORDER BY part",
    )?;
    let rows = query.query_map([run.0], |row| {
        Ok(Reached {
            at: PageAt {
                part: row.get(0)?,
                pass: row.get(1)?,
                page: row.get(2)?,
            },
            total: row.get(3)?,
            sent: row.get(4)?,
            rows: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// All rows of a list, in the order in which they stood. Cost: those rows, sorted.
///
/// # Errors
/// When the store cannot be read.
pub fn rows(connection: &Connection, run: RunId, part: u8) -> Result<Vec<String>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT document FROM synchronised_row WHERE run_id = ? AND part = ? ORDER BY position, id",
    )?;
    let rows = query.query_map((run.0, part), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Forgets what a run has read. Cost: its rows.
///
/// # Errors
/// When the store cannot be written.
pub fn forget(tx: &Tx<'_>, run: RunId) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM synchronised_row WHERE run_id = ?",
        "DELETE FROM synchronised_page WHERE run_id = ?",
    ] {
        tx.connection().prepare_cached(statement)?.execute([run.0])?;
    }
    Ok(())
}
