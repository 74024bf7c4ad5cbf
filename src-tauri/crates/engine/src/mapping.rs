//! Mapping tables (人员转换关系, row T6): a target's own table of what its receiver knows persons by; edited row by row,
//! imported from a sheet, and compared with the persons that events have named.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::Utc;
use domain::directory::Directory;
use domain::ids::{PersonId, TargetId};
use domain::target::{PersonMapping, check_mapping};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::table::audit::ObjectKind;
use store::table::{Page, person_mapping};

use crate::actor::{Actor, Noted};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::organisation::off_thread;
use crate::registry::ActiveTarget;
use crate::sheets::{self, Columns, Sheet, WrongCell};

/// Rows of a preview that are shown of each kind; all are counted.
const SHOWN: usize = 100;
/// Most rows of one table.
const MOST_ROWS: usize = 500_000;

/// One row of a mapping table with the person's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MappingRow {
    /// OA person id.
    pub person: PersonId,
    /// 姓名; nothing for one that the organisation does not know.
    pub name: Option<String>,
    /// What the receiver knows the person by.
    pub value: String,
}

/// A person that events have named and for whom nothing could be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonWithoutValue {
    /// OA person id.
    pub person: PersonId,
    /// 姓名; nothing for one that the organisation does not know.
    pub name: Option<String>,
}

/// Which rows of a mapping table are asked for.
#[derive(Debug, Clone, Default)]
pub struct MappingQuery {
    /// A part of the person's id or name, or of the value.
    pub text: String,
    /// Rows of the page.
    pub limit: usize,
    /// Cursor of the page before.
    pub after: Option<String>,
}

/// A sheet for a mapping table, and how it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingSheet {
    /// CSV or XLSX.
    pub file: Vec<u8>,
    /// Nothing is changed, only counted.
    pub preview: bool,
    /// Rows that the sheet does not have are taken out.
    pub replace: bool,
    /// Wrong rows are left out; without it one wrong row refuses the sheet.
    pub skip_wrong: bool,
}

/// What becomes of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RowChange {
    /// The person had no value.
    Added,
    /// The person had another value.
    Changed,
    /// The person has no value any more.
    Removed,
}

/// One row that changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangedRow {
    /// What becomes of it.
    pub change: RowChange,
    /// OA person id.
    pub person: PersonId,
    /// 姓名
    pub name: Option<String>,
    /// As it is.
    pub before: Option<String>,
    /// As it becomes.
    pub after: Option<String>,
}

/// What an import does, or did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MappingImported {
    /// New rows.
    pub added: u32,
    /// Rows with another value.
    pub changed: u32,
    /// Rows that are as they were.
    pub same: u32,
    /// Rows that are taken out.
    pub removed: u32,
    /// Persons that the organisation does not know; their rows count all the same.
    pub unknown: u32,
    /// The first changes of each kind.
    pub shown: Vec<ChangedRow>,
    /// How many cells are wrong.
    pub wrong: u32,
    /// The first of them.
    pub shown_wrong: Vec<WrongCell>,
    /// Whether it was done.
    pub applied: bool,
}

impl Engine {
    /// The mapping table of a target, by person id. Cost: one pass over the table.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub async fn mapping(&self, id: TargetId, query: MappingQuery) -> Result<Page<MappingRow>, EngineError> {
        let target = self.active(id)?;
        let directory = self.directory();
        off_thread(move || mapping_page(&target, &directory, &query)).await
    }

    /// Puts one row in, or in the place of the one with its person.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Invalid`] names every wrong field.
    pub async fn put_mapping_row(
        &self,
        by: &Actor,
        id: TargetId,
        row: PersonMapping,
    ) -> Result<(), EngineError> {
        check_mapping(std::slice::from_ref(&row)).map_err(|fields| {
            let bare = fields.into_iter().map(|mut field| {
                field.path = field.path.trim_start_matches("/rows/0").to_owned();
                field
            });
            EngineError::Invalid(bare.collect())
        })?;
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            let target = engine.active(id)?;
            let before = target.belongings.mapping.get(&row.person);
            let difference = (
                json!({ row.person.as_str(): before }),
                json!({ row.person.as_str(): row.value }),
            );
            let noted = by.changed(
                ObjectKind::PersonMapping,
                (id, target.config().name.as_str()),
                difference,
            );
            let mut mapping = HashMap::clone(&target.belongings.mapping);
            mapping.insert(row.person.clone(), row.value.clone());
            let change = MappingChange {
                mapping,
                put: vec![row],
                gone: Vec::new(),
                noted,
            };
            engine.change_mapping(&target, change).await
        })
        .await
    }

    /// Takes one row out.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub async fn delete_mapping_row(
        &self,
        by: &Actor,
        id: TargetId,
        person: PersonId,
    ) -> Result<(), EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            let target = engine.active(id)?;
            let mut mapping = HashMap::clone(&target.belongings.mapping);
            let before = mapping.remove(&person);
            let before = before.ok_or(EngineError::NotFound { what: "row" })?;
            let difference = (
                json!({ person.as_str(): before }),
                json!({ person.as_str(): null }),
            );
            let noted = by.changed(
                ObjectKind::PersonMapping,
                (id, target.config().name.as_str()),
                difference,
            );
            let change = MappingChange {
                mapping,
                put: Vec::new(),
                gone: vec![person],
                noted,
            };
            engine.change_mapping(&target, change).await
        })
        .await
    }

    /// Reads a sheet (CSV or XLSX) into a mapping table, or says what that would do.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Invalid`] when the file is no sheet, or has wrong rows that are not to
    /// be left out.
    pub async fn import_mapping(
        &self,
        by: &Actor,
        id: TargetId,
        sheet: MappingSheet,
    ) -> Result<MappingImported, EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move { engine.read_mapping(&by, id, sheet).await })
            .await
    }

    async fn read_mapping(
        &self,
        by: &Actor,
        id: TargetId,
        sheet: MappingSheet,
    ) -> Result<MappingImported, EngineError> {
        let _place = self.inner.importing()?;
        let MappingSheet {
            file,
            preview,
            replace,
            skip_wrong,
        } = sheet;
        let read = off_thread(move || {
            let sheet = sheets::read(&file)?.into_iter().next().unwrap_or_default();
            rows_of(&sheet)
        });
        let read = read.await?.map_err(|field| EngineError::Invalid(vec![field]))?;
        let _turn = self.inner.changes.lock().await;
        let target = self.active(id)?;
        let before = Arc::clone(&target.belongings.mapping);
        let directory = self.directory();
        let compared = off_thread(move || {
            let name = |person: &PersonId| directory.person(person).map(|row| row.name.clone());
            (compare(&before, &read, replace, &name), read.rows)
        });
        let (mut done, rows) = compared.await?;
        if preview || (done.wrong > 0 && !skip_wrong) {
            if !preview {
                let message = format!("{} cells are wrong", done.wrong);
                return Err(EngineError::field("/file", "WRONG_ROWS", &message));
            }
            return Ok(done);
        }
        let mut mapping = match replace {
            true => HashMap::new(),
            false => HashMap::clone(&target.belongings.mapping),
        };
        mapping.extend(rows.iter().map(|row| (row.person.clone(), row.value.clone())));
        let gone = target
            .belongings
            .mapping
            .keys()
            .filter(|person| !mapping.contains_key(*person));
        let gone: Vec<PersonId> = gone.cloned().collect();
        let counts = json!({ "added": done.added, "changed": done.changed, "removed": done.removed });
        let noted = by.changed(
            ObjectKind::PersonMapping,
            (id, target.config().name.as_str()),
            (json!({ "rows": target.belongings.mapping.len() }), counts),
        );
        let change = MappingChange {
            mapping,
            put: rows,
            gone,
            noted,
        };
        self.change_mapping(&target, change).await?;
        done.applied = true;
        Ok(done)
    }

    async fn change_mapping(&self, target: &ActiveTarget, change: MappingChange) -> Result<(), EngineError> {
        let MappingChange {
            mapping,
            put,
            gone,
            noted,
        } = change;
        let id = target.id();
        let now_ms = Utc::now().timestamp_millis();
        let change = self.inner.store.write(move |tx| {
            for person in &gone {
                person_mapping::remove(tx, id, person)?;
            }
            person_mapping::put(tx, id, &put)?;
            noted.note(tx, now_ms)
        });
        change.await?;
        // Nothing that is out depends on it: the persons of what is planned stand in the log.
        let changed = target.remapped(Arc::new(mapping), &self.directory());
        self.inner.registry.put(Arc::new(changed));
        Ok(())
    }

    /// Persons that events have named and who have no value under the target's person rule, by id. Cost: one pass over
    /// the persons that events have named.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub async fn persons_without_value(
        &self,
        id: TargetId,
        limit: usize,
        after: Option<String>,
    ) -> Result<Page<PersonWithoutValue>, EngineError> {
        let target = self.active(id)?;
        let directory = self.directory();
        let engine = self.clone();
        off_thread(move || {
            let seen: Vec<PersonId> = engine.known(|known| known.persons().cloned().collect());
            let lacking = seen
                .iter()
                .filter(|person| after.as_deref().is_none_or(|after| person.as_str() > after))
                .filter(|person| target.plan.convert(person, &directory).is_none())
                .map(|person| (person, ()));
            let page = smallest(lacking, limit);
            let items = page.rows.into_iter().map(|(person, ())| PersonWithoutValue {
                person: person.clone(),
                name: directory.person(person).map(|row| row.name.clone()),
            });
            Page {
                items: items.collect(),
                next: page.next,
            }
        })
        .await
    }
}

fn mapping_page(target: &ActiveTarget, directory: &Directory, query: &MappingQuery) -> Page<MappingRow> {
    let name = |person: &PersonId| directory.person(person).map(|row| row.name.clone());
    let MappingQuery { text, limit, after } = query;
    let wanted = text.trim().to_lowercase();
    let fits = |person: &PersonId, value: &str| {
        wanted.is_empty()
            || person.as_str().to_lowercase().contains(&wanted)
            || value.to_lowercase().contains(&wanted)
            || name(person).is_some_and(|name| name.to_lowercase().contains(&wanted))
    };
    let rows = target.belongings.mapping.iter();
    let behind = rows.filter(|(person, _)| after.as_deref().is_none_or(|after| person.as_str() > after));
    let found = behind.filter(|(person, value)| fits(person, value));
    let page = smallest(found, *limit);
    let items = page.rows.into_iter().map(|(person, value)| MappingRow {
        person: person.clone(),
        name: name(person),
        value: value.clone(),
    });
    Page {
        items: items.collect(),
        next: page.next,
    }
}

/// The first rows by person, and where to go on.
struct Smallest<'a, T> {
    rows: Vec<(&'a PersonId, T)>,
    next: Option<String>,
}

/// Cost: one pass, and the page is sorted; no copy of all that is passed over.
fn smallest<'a, T>(rows: impl Iterator<Item = (&'a PersonId, T)>, limit: usize) -> Smallest<'a, T> {
    let mut kept: Vec<(&PersonId, T)> = Vec::new();
    let by_person = |a: &(&PersonId, T), b: &(&PersonId, T)| a.0.cmp(b.0);
    for row in rows {
        kept.push(row);
        // Cut now and then, so that what is kept stays near one page.
        if kept.len() > 4 * limit.max(1) + 64 {
            kept.select_nth_unstable_by(limit + 1, by_person);
            kept.truncate(limit + 1);
        }
    }
    kept.sort_unstable_by(by_person);
    let more = kept.len() > limit;
    kept.truncate(limit);
    let next = kept.last().filter(|_| more).map(|(person, _)| person.to_string());
    Smallest { rows: kept, next }
}

/// What becomes of a table: all of it as it is then, and how the stored one gets there.
struct MappingChange {
    mapping: HashMap<PersonId, String>,
    put: Vec<PersonMapping>,
    gone: Vec<PersonId>,
    noted: Noted,
}

/// The good rows of a sheet, and what is wrong with the others.
struct Rows {
    rows: Vec<PersonMapping>,
    wrong: Vec<WrongCell>,
}

fn rows_of(sheet: &Sheet) -> Result<Rows, domain::fields::FieldError> {
    let columns = Columns::of(
        sheet,
        &[
            ("person", &["person", "personId", "人员ID", "人员", "OA人员ID"]),
            ("value", &["value", "值", "映射值", "目标值"]),
        ],
    )?;
    let mut rows = Vec::new();
    let mut wrong = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for (line, cells) in columns.rows(sheet) {
        let [person, value] = [columns.cell(cells, 0), columns.cell(cells, 1)];
        let mut complain = |column: &str, code: &str, message: &str| {
            wrong.push(WrongCell::new(sheet, line, column, (code, message)));
        };
        if person.is_empty() {
            complain("person", "REQUIRED", "must not be empty");
        } else if value.is_empty() {
            complain("value", "REQUIRED", "must not be empty");
        } else if value.chars().count() > 256 || person.chars().count() > 128 {
            complain("value", "TOO_LONG", "is too long");
        } else if rows.len() == MOST_ROWS {
            complain("person", "TOO_MANY", "is beyond the most rows of a table");
            break;
        } else if !seen.insert(person.to_owned()) {
            complain("person", "NOT_UNIQUE", "is there twice");
        } else {
            rows.push(PersonMapping {
                person: PersonId::from(person),
                value: value.to_owned(),
            });
        }
    }
    Ok(Rows { rows, wrong })
}

fn compare(
    before: &HashMap<PersonId, String>,
    read: &Rows,
    replace: bool,
    name: &dyn Fn(&PersonId) -> Option<String>,
) -> MappingImported {
    let Rows { rows, wrong } = read;
    let mut done = MappingImported {
        wrong: count(wrong.len()),
        shown_wrong: wrong.iter().take(SHOWN).cloned().collect(),
        ..MappingImported::default()
    };
    let mut shown: [Vec<ChangedRow>; 3] = Default::default();
    let mut note = |change: RowChange, person: &PersonId, before: Option<&String>, after: Option<&String>| {
        let list = &mut shown[change as usize];
        if list.len() < SHOWN {
            list.push(ChangedRow {
                change,
                person: person.clone(),
                name: name(person),
                before: before.cloned(),
                after: after.cloned(),
            });
        }
    };
    for row in rows {
        done.unknown += u32::from(name(&row.person).is_none());
        match before.get(&row.person) {
            None => {
                done.added += 1;
                note(RowChange::Added, &row.person, None, Some(&row.value));
            }
            Some(old) if *old != row.value => {
                done.changed += 1;
                note(RowChange::Changed, &row.person, Some(old), Some(&row.value));
            }
            Some(_) => done.same += 1,
        }
    }
    if replace {
        let kept: std::collections::HashSet<&PersonId> = rows.iter().map(|row| &row.person).collect();
        let mut gone: Vec<_> = before
            .iter()
            .filter(|(person, _)| !kept.contains(person))
            .collect();
        gone.sort_unstable();
        for (person, old) in gone {
            done.removed += 1;
            note(RowChange::Removed, person, Some(old), None);
        }
    }
    done.shown = shown.into_iter().flatten().collect();
    done
}

pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
