//! Importing the organisation (row O2) from a JSON document or a workbook, with a preview of what that changes. A
//! workbook has a sheet for each part; a part without a sheet stays as it is, and so does a field without a column.

use std::collections::HashMap;

use domain::directory::{Department, DirectoryDocument, Person, PersonList, Post, Subsidiary};
use domain::fields::FieldError;
use domain::ids::PersonId;
use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::mapping::count;
use crate::organisation::off_thread;
use crate::sheets::{self, Column, Columns, Sheet, WrongCell};

/// Wrong cells and changed rows that are shown; all are counted.
const SHOWN: usize = 200;

/// How one part of the organisation changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartChange {
    /// Rows that were not there.
    pub added: u32,
    /// Rows that are different.
    pub changed: u32,
    /// Rows that are not there any more.
    pub removed: u32,
    /// Rows that are as they were.
    pub same: u32,
    /// Ids and names of the first that are added, changed and removed.
    pub shown: Vec<PartRow>,
}

/// One row that changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartRow {
    /// What becomes of it.
    pub change: crate::mapping::RowChange,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What an import of the organisation does, or did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DirectoryImported {
    /// 分部
    pub subsidiaries: PartChange,
    /// 部门
    pub departments: PartChange,
    /// 岗位
    pub posts: PartChange,
    /// 人员
    pub persons: PartChange,
    /// 群组
    pub groups: PartChange,
    /// 角色
    pub roles: PartChange,
    /// How many cells are wrong; nothing is applied while there is one.
    pub wrong: u32,
    /// The first of them.
    pub shown_wrong: Vec<WrongCell>,
    /// Whether it was done.
    pub applied: bool,
}

impl Engine {
    /// Reads the organisation from a file, or says what that would change.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] when the file is neither a document nor a workbook, or something in it is wrong and it
    /// is not only a preview.
    pub async fn import_directory(
        &self,
        by: &Actor,
        file: Vec<u8>,
        preview: bool,
    ) -> Result<DirectoryImported, EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _place = engine.inner.importing()?;
            // What the file leaves alone is read and written in one turn.
            let _turn = match preview {
                true => None,
                false => Some(engine.inner.changes.lock().await),
            };
            engine.read_directory(&by, file, preview).await
        })
        .await
    }

    async fn read_directory(
        &self,
        by: &Actor,
        file: Vec<u8>,
        preview: bool,
    ) -> Result<DirectoryImported, EngineError> {
        let directory = self.directory();
        let read = off_thread(move || {
            let before = directory.document();
            let found = read(&file, before).map_err(|field| EngineError::Invalid(vec![field]))?;
            let mut done = compare(before, &found.document);
            done.wrong = count(found.wrong.len());
            done.shown_wrong = found.wrong.into_iter().take(SHOWN).collect();
            Ok::<_, EngineError>((done, found.document))
        });
        let (mut done, document) = read.await??;
        if preview {
            return Ok(done);
        }
        if done.wrong > 0 {
            let message = format!("{} cells are wrong", done.wrong);
            return Err(EngineError::field("/file", "WRONG_ROWS", &message));
        }
        self.put_directory(by, document).await?;
        done.applied = true;
        Ok(done)
    }
}

/// What a file holds, put together with what it leaves alone.
struct Found {
    document: DirectoryDocument,
    wrong: Vec<WrongCell>,
}

fn read(file: &[u8], before: &DirectoryDocument) -> Result<Found, FieldError> {
    if sheets::is_workbook(file) {
        return workbook(&sheets::read(file)?, before);
    }
    let document: DirectoryDocument = serde_json::from_slice(file).map_err(|error| FieldError {
        path: "/file".to_owned(),
        code: "NOT_A_DIRECTORY".to_owned(),
        message: format!("is neither a workbook nor a document of the organisation: {error}"),
    })?;
    let complaints = document.check().err().unwrap_or_default();
    let wrong = complaints.into_iter().map(|field| WrongCell {
        sheet: String::new(),
        row: 0,
        column: field.path,
        code: field.code,
        message: field.message,
    });
    Ok(Found {
        wrong: wrong.collect(),
        document,
    })
}

/// One part of a workbook: the names that its sheet may have, and its columns.
struct Part {
    name: &'static str,
    sheets: &'static [&'static str],
    columns: &'static [Column<'static>],
}

const ID: Column<'static> = (
    "id",
    &[
        "id", "编号", "标识", "人员ID", "分部ID", "部门ID", "岗位ID", "群组ID", "角色ID",
    ],
);
const NAME: Column<'static> = (
    "name",
    &["name", "名称", "姓名", "分部名称", "部门名称", "岗位名称"],
);

const SUBSIDIARIES: Part = Part {
    name: "subsidiaries",
    sheets: &["分部", "subsidiaries"],
    columns: &[ID, NAME, ("parent", &["parent", "上级", "上级分部"])],
};
const DEPARTMENTS: Part = Part {
    name: "departments",
    sheets: &["部门", "departments"],
    columns: &[
        ID,
        NAME,
        ("subsidiary", &["subsidiary", "分部", "所属分部"]),
        ("parent", &["parent", "上级", "上级部门"]),
    ],
};
const POSTS: Part = Part {
    name: "posts",
    sheets: &["岗位", "posts"],
    columns: &[ID, NAME],
};
const PERSONS: Part = Part {
    name: "persons",
    sheets: &["人员", "persons"],
    columns: &[
        ID,
        NAME,
        ("loginId", &["loginId", "登录名"]),
        ("workCode", &["workCode", "工号"]),
        ("mobile", &["mobile", "手机"]),
        ("email", &["email", "邮箱"]),
        ("certificateNo", &["certificateNo", "证件号"]),
        ("externalId", &["externalId", "外部标识"]),
        ("department", &["department", "部门", "所属部门"]),
        ("subsidiary", &["subsidiary", "分部", "所属分部"]),
        ("post", &["post", "岗位"]),
        ("mainAccount", &["mainAccount", "主账号"]),
        ("active", &["active", "在职"]),
    ],
};
const GROUPS: Part = Part {
    name: "groups",
    sheets: &["群组", "groups"],
    columns: LIST_COLUMNS,
};
const ROLES: Part = Part {
    name: "roles",
    sheets: &["角色", "roles"],
    columns: LIST_COLUMNS,
};
const LIST_COLUMNS: &[Column<'static>] = &[ID, NAME, ("persons", &["persons", "人员", "成员"])];

/// A part as its sheet has it: where each row stands, for complaints.
struct Rows<'s> {
    sheet: &'s Sheet,
    columns: Columns,
    numbers: Vec<usize>,
}

impl Part {
    /// The rows of this part, each made by `make` from its cells; nothing when the workbook has no such sheet.
    fn read<'s, T>(
        &self,
        book: &'s [Sheet],
        make: impl Fn(&dyn Fn(usize) -> Option<String>) -> T,
    ) -> Result<Option<(Vec<T>, Rows<'s>)>, FieldError> {
        let is_ours = |sheet: &&Sheet| {
            let name = sheet.name.trim().to_lowercase();
            self.sheets.contains(&name.as_str())
        };
        let Some(sheet) = book.iter().find(is_ours) else {
            return Ok(None);
        };
        // An id and a name are needed; every other column may be missing.
        Columns::of(sheet, &self.columns[..2])?;
        let columns = Columns::optional(sheet, self.columns);
        let mut rows = Vec::new();
        let mut numbers = Vec::new();
        for (number, cells) in columns.rows(sheet) {
            let cell = |column: usize| {
                let text = columns.cell(cells, column);
                (!text.is_empty()).then(|| text.to_owned())
            };
            rows.push(make(&cell));
            numbers.push(number);
        }
        let rows_of = Rows {
            sheet,
            columns,
            numbers,
        };
        Ok(Some((rows, rows_of)))
    }
}

fn workbook(book: &[Sheet], before: &DirectoryDocument) -> Result<Found, FieldError> {
    let mut document = before.clone();
    let mut places: HashMap<&str, Rows<'_>> = HashMap::new();
    let mut wrong = Vec::new();
    let text = |cell: &dyn Fn(usize) -> Option<String>, column: usize| cell(column).unwrap_or_default();
    if let Some((rows, place)) = SUBSIDIARIES.read(book, |cell| Subsidiary {
        id: text(cell, 0),
        name: text(cell, 1),
        parent: cell(2),
    })? {
        document.subsidiaries = kept(
            rows,
            &before.subsidiaries,
            |row| &row.id,
            |row, old| {
                keep(&place, 2, (&mut row.parent, &old.parent));
            },
        );
        places.insert(SUBSIDIARIES.name, place);
    }
    if let Some((rows, place)) = DEPARTMENTS.read(book, |cell| Department {
        id: text(cell, 0),
        name: text(cell, 1),
        subsidiary: text(cell, 2),
        parent: cell(3),
    })? {
        document.departments = kept(
            rows,
            &before.departments,
            |row| &row.id,
            |row, old| {
                keep(&place, 2, (&mut row.subsidiary, &old.subsidiary));
                keep(&place, 3, (&mut row.parent, &old.parent));
            },
        );
        places.insert(DEPARTMENTS.name, place);
    }
    if let Some((rows, place)) = POSTS.read(book, |cell| Post {
        id: text(cell, 0),
        name: text(cell, 1),
    })? {
        document.posts = rows;
        places.insert(POSTS.name, place);
    }
    if let Some((rows, place)) = PERSONS.read(book, person)? {
        for (cells, number) in place
            .columns
            .rows(place.sheet)
            .map(|(number, cells)| (cells, number))
        {
            let active = place.columns.cell(cells, 12);
            if is_active(active).is_none() {
                wrong.push(WrongCell::new(
                    place.sheet,
                    number,
                    "active",
                    ("INVALID_CHOICE", "must be 是 or 否"),
                ));
            }
        }
        document.persons = kept(
            rows,
            &before.persons,
            |row| &row.id.0,
            |row, old| {
                keep(&place, 2, (&mut row.login_id, &old.login_id));
                keep(&place, 3, (&mut row.work_code, &old.work_code));
                keep(&place, 4, (&mut row.mobile, &old.mobile));
                keep(&place, 5, (&mut row.email, &old.email));
                keep(&place, 6, (&mut row.certificate_no, &old.certificate_no));
                keep(&place, 7, (&mut row.external_id, &old.external_id));
                keep(&place, 8, (&mut row.department, &old.department));
                keep(&place, 9, (&mut row.subsidiary, &old.subsidiary));
                keep(&place, 10, (&mut row.post, &old.post));
                keep(&place, 11, (&mut row.main_account, &old.main_account));
                keep(&place, 12, (&mut row.active, &old.active));
            },
        );
        places.insert(PERSONS.name, place);
    }
    for (part, lists) in [(&GROUPS, &mut document.groups), (&ROLES, &mut document.roles)] {
        let read = part.read(book, |cell| PersonList {
            id: text(cell, 0),
            name: text(cell, 1),
            persons: members(&text(cell, 2)),
        })?;
        if let Some((rows, place)) = read {
            let old = std::mem::take(lists);
            *lists = kept(
                rows,
                &old,
                |row| &row.id,
                |row, old| {
                    keep(&place, 2, (&mut row.persons, &old.persons));
                },
            );
            places.insert(part.name, place);
        }
    }
    if places.is_empty() {
        return Err(FieldError {
            path: "/file".to_owned(),
            code: "NO_SHEET".to_owned(),
            message: "has no sheet named 分部, 部门, 岗位, 人员, 群组 or 角色".to_owned(),
        });
    }
    let complaints = document.check().err().unwrap_or_default();
    wrong.extend(complaints.iter().map(|field| placed(field, &places)));
    Ok(Found { document, wrong })
}

/// Rows of a sheet, each seen beside the row of its id that was there. Cost: one look-up a row.
fn kept<T>(mut rows: Vec<T>, before: &[T], id: impl Fn(&T) -> &String, fill: impl Fn(&mut T, &T)) -> Vec<T> {
    let known: HashMap<&String, &T> = before.iter().map(|row| (id(row), row)).collect();
    for row in &mut rows {
        if let Some(old) = known.get(id(row)) {
            fill(row, old);
        }
    }
    rows
}

/// Leaves a field as it was when the sheet has no column for it.
fn keep<V: Clone>(place: &Rows<'_>, column: usize, (field, old): (&mut V, &V)) {
    if !place.columns.has(column) {
        field.clone_from(old);
    }
}

fn person(cell: &dyn Fn(usize) -> Option<String>) -> Person {
    Person {
        id: PersonId(cell(0).unwrap_or_default()),
        name: cell(1).unwrap_or_default(),
        login_id: cell(2),
        work_code: cell(3),
        mobile: cell(4),
        email: cell(5),
        certificate_no: cell(6),
        external_id: cell(7),
        department: cell(8),
        subsidiary: cell(9),
        post: cell(10),
        main_account: cell(11).map(PersonId),
        active: is_active(&cell(12).unwrap_or_default()).unwrap_or(true),
    }
}

/// Empty is yes: a sheet without the column lists those who work here.
fn is_active(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "" | "是" | "在职" | "true" | "yes" | "1" => Some(true),
        "否" | "离职" | "false" | "no" | "0" => Some(false),
        _ => None,
    }
}

/// Ids in one cell, apart by commas, semicolons or blanks.
fn members(text: &str) -> Vec<PersonId> {
    let ids = text.split([',', '，', ';', '；', '、', ' ', '\n']).map(str::trim);
    ids.filter(|id| !id.is_empty()).map(PersonId::from).collect()
}

/// A complaint such as `/persons/7/department`, by the sheet and row that it is about.
fn placed(field: &FieldError, places: &HashMap<&str, Rows<'_>>) -> WrongCell {
    let mut parts = field.path.trim_start_matches('/').split('/');
    let place = parts.next().and_then(|part| places.get(part));
    let number = parts.next().and_then(|index| index.parse::<usize>().ok());
    let column = parts.next().unwrap_or_default().to_owned();
    let found = place
        .zip(number)
        .and_then(|(place, at)| Some((place.sheet, *place.numbers.get(at)?)));
    match found {
        Some((sheet, row)) => WrongCell {
            sheet: sheet.name.clone(),
            row: count(row),
            column,
            code: field.code.clone(),
            message: field.message.clone(),
        },
        // It is about a part that the workbook leaves alone and that does not fit what it brings.
        None => WrongCell {
            sheet: String::new(),
            row: 0,
            column: field.path.clone(),
            code: field.code.clone(),
            message: field.message.clone(),
        },
    }
}

fn compare(before: &DirectoryDocument, after: &DirectoryDocument) -> DirectoryImported {
    DirectoryImported {
        subsidiaries: part(&before.subsidiaries, &after.subsidiaries, |row| {
            (&row.id, &row.name)
        }),
        departments: part(&before.departments, &after.departments, |row| {
            (&row.id, &row.name)
        }),
        posts: part(&before.posts, &after.posts, |row| (&row.id, &row.name)),
        persons: part(&before.persons, &after.persons, |row| (&row.id.0, &row.name)),
        groups: part(&before.groups, &after.groups, |row| (&row.id, &row.name)),
        roles: part(&before.roles, &after.roles, |row| (&row.id, &row.name)),
        ..DirectoryImported::default()
    }
}

/// Cost: two look-ups a row.
fn part<'r, T: PartialEq>(
    before: &'r [T],
    after: &'r [T],
    names: impl Fn(&'r T) -> (&'r String, &'r String),
) -> PartChange {
    use crate::mapping::RowChange;
    let known: HashMap<&String, &T> = before.iter().map(|row| (names(row).0, row)).collect();
    let kept: std::collections::HashSet<&String> = after.iter().map(|row| names(row).0).collect();
    let mut change = PartChange::default();
    let note = |shown: &mut Vec<PartRow>, what: RowChange, row: &'r T| {
        if shown.len() < SHOWN {
            let (id, name) = names(row);
            shown.push(PartRow {
                change: what,
                id: id.clone(),
                name: name.clone(),
            });
        }
    };
    for row in after {
        match known.get(names(row).0) {
            None => {
                change.added += 1;
                note(&mut change.shown, RowChange::Added, row);
            }
            Some(old) if *old != row => {
                change.changed += 1;
                note(&mut change.shown, RowChange::Changed, row);
            }
            Some(_) => change.same += 1,
        }
    }
    for row in before.iter().filter(|row| !kept.contains(names(row).0)) {
        change.removed += 1;
        note(&mut change.shown, RowChange::Removed, row);
    }
    change
}
