//! The OA's organisation (row O2): replaced as a whole, browsed as a tree, its groups and roles edited.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::Utc;
use domain::directory::{Directory, DirectoryDocument, ListKind, Person, PersonList};
use domain::fields::Complaints;
use domain::ids::PersonId;
use domain::target::UnitKind;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::table::audit::ObjectKind;
use store::table::{Page, directory, person_list};

use crate::actor::Actor;
use crate::engine::Engine;
use crate::error::EngineError;

/// A person, for pickers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonEntry {
    /// OA person id.
    pub id: PersonId,
    /// 姓名
    pub name: String,
    /// 登录名
    pub login_id: Option<String>,
    /// Name of the department.
    pub department: Option<String>,
    /// The main account of a part-time identity.
    pub main_account: Option<PersonId>,
}

/// A main account with all its posts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonRow {
    /// The main account, or a part-time row whose main account is not there.
    #[serde(flatten)]
    pub person: Person,
    /// Where it works, by name.
    pub place: PersonPlace,
    /// Its part-time identities (兼职身份).
    pub identities: Vec<Identity>,
}

/// A part-time identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Identity {
    /// Id of the row.
    pub id: PersonId,
    /// Still in force.
    pub active: bool,
    /// Where, by name.
    pub place: PersonPlace,
}

/// Where a person works, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonPlace {
    /// 部门
    pub department: Option<String>,
    /// 分部
    pub subsidiary: Option<String>,
    /// 岗位
    pub post: Option<String>,
}

/// A subsidiary or a department of the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unit {
    /// Subsidiary or department.
    pub kind: UnitKind,
    /// Unique among units of its kind.
    pub id: String,
    /// 名称
    pub name: String,
    /// The unit of the same kind above.
    pub parent: Option<String>,
    /// The subsidiary of a department.
    pub subsidiary: Option<String>,
    /// Rows of persons that are in it and not below.
    pub persons: u32,
}

/// A group or role without its members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonListEntry {
    /// Group or role.
    pub kind: ListKind,
    /// Unique among lists of its kind.
    pub id: String,
    /// 名称
    pub name: String,
    /// How many are on it.
    pub persons: u32,
}

/// A post with how many hold it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PostEntry {
    /// Unique among posts.
    pub id: String,
    /// 名称
    pub name: String,
    /// Rows of persons that hold it.
    pub persons: u32,
}

/// The shape of the organisation: all but the persons themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Structure {
    /// Subsidiaries first, then departments.
    pub units: Vec<Unit>,
    /// 岗位
    pub posts: Vec<PostEntry>,
    /// Groups first, then roles.
    pub lists: Vec<PersonListEntry>,
    /// Main accounts that still work here.
    pub people: u32,
    /// All rows of persons.
    pub persons: u32,
}

/// Which persons are asked for.
#[derive(Debug, Clone, Default)]
pub struct PersonQuery {
    /// A part of the name, id, login name, work code, mobile or e-mail.
    pub text: Option<String>,
    /// In this unit, and in those below when asked for.
    pub unit: Option<(UnitKind, String)>,
    /// With what lies below the unit.
    pub include_below: bool,
    /// Holding this post.
    pub post: Option<String>,
    /// On this group or role.
    pub list: Option<(ListKind, String)>,
    /// Rows of the page.
    pub limit: usize,
    /// Cursor of the page before.
    pub after: Option<String>,
}

/// What the organisation holds, for the audit trail: the document itself would be tens of megabytes.
fn summary(document: &DirectoryDocument) -> Value {
    json!({
        "subsidiaries": document.subsidiaries.len(), "departments": document.departments.len(),
        "posts": document.posts.len(), "persons": document.persons.len(),
        "groups": document.groups.len(), "roles": document.roles.len(),
    })
}

impl Engine {
    /// The organisation.
    pub fn directory(&self) -> Arc<Directory> {
        Arc::clone(&self.inner.registry.now().directory)
    }

    /// Replaces the organisation as a whole; rules are compiled anew.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names every wrong field; the old one stays.
    pub async fn replace_directory(
        &self,
        by: &Actor,
        document: DirectoryDocument,
    ) -> Result<(), EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            engine.put_directory(&by, document).await
        })
        .await
    }

    /// For who holds the turn to change something.
    pub(crate) async fn put_directory(
        &self,
        by: &Actor,
        document: DirectoryDocument,
    ) -> Result<(), EngineError> {
        let prepared = off_thread(move || {
            document.check().map_err(EngineError::Invalid)?;
            let organisation = DirectoryDocument {
                groups: Vec::new(),
                roles: Vec::new(),
                ..document.clone()
            };
            let json = serde_json::to_string(&organisation).map_err(|error| EngineError::Internal {
                detail: error.to_string(),
            })?;
            Ok::<_, EngineError>((document, json))
        });
        let (document, json) = prepared.await??;
        let now_ms = Utc::now().timestamp_millis();
        let difference = (summary(self.directory().document()), summary(&document));
        let noted = by.changed(ObjectKind::Directory, ("", "组织架构"), difference);
        let document = self
            .inner
            .store
            .write(move |tx| {
                directory::replace(tx, &json, now_ms)?;
                person_list::replace_all(tx, &document.groups, &document.roles)?;
                noted.note(tx, now_ms)?;
                Ok(document)
            })
            .await?;
        self.recompile(document).await
    }

    async fn recompile(&self, document: DirectoryDocument) -> Result<(), EngineError> {
        let registry = Arc::clone(&self.inner.registry);
        off_thread(move || registry.put_directory(Arc::new(Directory::new(document)))).await
    }

    /// The shape of the organisation. Cost: one pass over the persons.
    ///
    /// # Errors
    /// Only a fault of ours.
    pub async fn structure(&self) -> Result<Structure, EngineError> {
        let directory = self.directory();
        off_thread(move || structure(&directory)).await
    }

    /// Main accounts with all their posts, in the document's order. A part-time row that fits shows its main account.
    /// Cost: one pass over the persons behind the cursor, ended when the page is full.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] for a cursor that is none of ours.
    pub async fn people(&self, query: PersonQuery) -> Result<Page<PersonRow>, EngineError> {
        let from = crate::reading::cursor(query.after.as_deref())?.unwrap_or(0);
        let from = usize::try_from(from).unwrap_or(0);
        let directory = self.directory();
        off_thread(move || people(&directory, &query, from)).await
    }

    /// Persons whose name, login name, number or id holds a text. Cost: one pass over the persons, ended when `limit`
    /// are found.
    ///
    /// # Errors
    /// Only a fault of ours.
    pub async fn persons(&self, text: String, limit: usize) -> Result<Vec<PersonEntry>, EngineError> {
        let directory = self.directory();
        off_thread(move || persons(&directory, &Wanted::of(&text), limit)).await
    }

    /// One person by id.
    pub fn person_entry(&self, id: &PersonId) -> Option<PersonEntry> {
        let directory = self.directory();
        directory.person(id).map(|person| entry(&directory, person))
    }

    /// A group or role with its members.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub fn person_list(&self, kind: ListKind, id: &str) -> Result<PersonList, EngineError> {
        let found = self.directory().list(kind, id).cloned();
        found.ok_or(EngineError::NotFound { what: "list" })
    }

    /// Puts a group or role in, or in the place of the one with its id; rules are compiled anew.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names every wrong field.
    pub async fn put_person_list(
        &self,
        by: &Actor,
        kind: ListKind,
        list: PersonList,
    ) -> Result<(), EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            let directory = engine.directory();
            check_list(&directory, &list)?;
            let before = directory.list(kind, &list.id).cloned();
            let object = (&list.id, list.name.as_str());
            let noted = match &before {
                Some(before) => by.changed(object_kind(kind), object, (json!(before), json!(list))),
                None => by.created(object_kind(kind), object, json!(list)),
            };
            let now_ms = Utc::now().timestamp_millis();
            let stored = list.clone();
            let change = engine.inner.store.write(move |tx| {
                person_list::put(tx, kind, &stored)?;
                noted.note(tx, now_ms)
            });
            change.await?;
            let mut document = directory.document().clone();
            let lists = document.lists_mut(kind);
            match lists.iter_mut().find(|known| known.id == list.id) {
                Some(known) => *known = list,
                None => lists.push(list),
            }
            engine.recompile(document).await
        })
        .await
    }

    /// Deletes a group or role; rules that name it match nobody by it.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub async fn delete_person_list(
        &self,
        by: &Actor,
        kind: ListKind,
        id: String,
    ) -> Result<(), EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            let before = engine.person_list(kind, &id)?;
            let noted = by.deleted(object_kind(kind), (&id, before.name.as_str()), json!(before));
            let now_ms = Utc::now().timestamp_millis();
            let gone = id.clone();
            let change = engine.inner.store.write(move |tx| {
                person_list::remove(tx, kind, &gone)?;
                noted.note(tx, now_ms)
            });
            change.await?;
            let mut document = engine.directory().document().clone();
            document.lists_mut(kind).retain(|list| list.id != id);
            engine.recompile(document).await
        })
        .await
    }
}

/// Runs what takes its time over a large organisation off the async threads.
pub(crate) async fn off_thread<R: Send + 'static>(
    job: impl FnOnce() -> R + Send + 'static,
) -> Result<R, EngineError> {
    let done = tokio::task::spawn_blocking(job).await;
    done.map_err(|error| EngineError::Internal {
        detail: error.to_string(),
    })
}

const fn object_kind(kind: ListKind) -> ObjectKind {
    match kind {
        ListKind::Group => ObjectKind::Group,
        ListKind::Role => ObjectKind::Role,
    }
}

fn check_list(directory: &Directory, list: &PersonList) -> Result<(), EngineError> {
    let mut complaints = Complaints::default();
    complaints.require("/id", &list.id);
    complaints.at_most("/id", &list.id, 128);
    complaints.require("/name", &list.name);
    complaints.at_most("/name", &list.name, 200);
    for (n, person) in list.persons.iter().enumerate() {
        if directory.person(person).is_none() {
            let message = format!("there is no person {person}");
            complaints.add(format!("/persons/{n}"), "UNKNOWN_REFERENCE", message);
        }
    }
    complaints.into_result().map_err(EngineError::Invalid)
}

/// A text that is looked for in persons.
struct Wanted(String);

impl Wanted {
    fn of(text: &str) -> Self {
        Self(text.trim().to_lowercase())
    }

    fn fits(&self, person: &Person) -> bool {
        let holds = |value: &str| value.to_lowercase().contains(&self.0);
        let may_hold = |value: &Option<String>| value.as_deref().is_some_and(holds);
        self.0.is_empty()
            || holds(&person.name)
            || holds(person.id.as_str())
            || may_hold(&person.login_id)
            || may_hold(&person.work_code)
            || may_hold(&person.mobile)
            || may_hold(&person.email)
    }
}

fn persons(directory: &Directory, wanted: &Wanted, limit: usize) -> Vec<PersonEntry> {
    let persons = directory.document().persons.iter();
    let found = persons.filter(|person| wanted.fits(person)).take(limit);
    found.map(|person| entry(directory, person)).collect()
}

fn entry(directory: &Directory, person: &Person) -> PersonEntry {
    PersonEntry {
        id: person.id.clone(),
        name: person.name.clone(),
        login_id: person.login_id.clone(),
        department: place(directory, person).department,
        main_account: person.main_account.clone(),
    }
}

fn place(directory: &Directory, person: &Person) -> PersonPlace {
    let department = person
        .department
        .as_deref()
        .and_then(|id| directory.department(id));
    let subsidiary = directory
        .subsidiary_of(person)
        .and_then(|id| directory.subsidiary(id));
    let post = person.post.as_deref().and_then(|id| directory.post(id));
    PersonPlace {
        department: department.map(|unit| unit.name.clone()),
        subsidiary: subsidiary.map(|unit| unit.name.clone()),
        post: post.map(|post| post.name.clone()),
    }
}

fn structure(directory: &Directory) -> Structure {
    let document = directory.document();
    let mut departments: HashMap<&str, u32> = HashMap::new();
    let mut subsidiaries: HashMap<&str, u32> = HashMap::new();
    let mut posts: HashMap<&str, u32> = HashMap::new();
    let mut people = 0;
    for person in &document.persons {
        people += u32::from(person.active && person.main_account.is_none());
        match (person.department.as_deref(), directory.subsidiary_of(person)) {
            (Some(id), _) => *departments.entry(id).or_default() += 1,
            (None, Some(id)) => *subsidiaries.entry(id).or_default() += 1,
            (None, None) => {}
        }
        if let Some(id) = person.post.as_deref() {
            *posts.entry(id).or_default() += 1;
        }
    }
    let of = |counts: &HashMap<&str, u32>, id: &str| counts.get(id).copied().unwrap_or(0);
    let subsidiary_units = document.subsidiaries.iter().map(|unit| Unit {
        kind: UnitKind::Subsidiary,
        id: unit.id.clone(),
        name: unit.name.clone(),
        parent: unit.parent.clone(),
        subsidiary: None,
        persons: of(&subsidiaries, &unit.id),
    });
    let department_units = document.departments.iter().map(|unit| Unit {
        kind: UnitKind::Department,
        id: unit.id.clone(),
        name: unit.name.clone(),
        parent: unit.parent.clone(),
        subsidiary: Some(unit.subsidiary.clone()),
        persons: of(&departments, &unit.id),
    });
    let entries = |kind: ListKind| {
        document.lists(kind).iter().map(move |list| PersonListEntry {
            kind,
            id: list.id.clone(),
            name: list.name.clone(),
            persons: u32::try_from(list.persons.len()).unwrap_or(u32::MAX),
        })
    };
    Structure {
        units: subsidiary_units.chain(department_units).collect(),
        posts: document
            .posts
            .iter()
            .map(|post| PostEntry {
                id: post.id.clone(),
                name: post.name.clone(),
                persons: of(&posts, &post.id),
            })
            .collect(),
        lists: entries(ListKind::Group).chain(entries(ListKind::Role)).collect(),
        people,
        persons: u32::try_from(document.persons.len()).unwrap_or(u32::MAX),
    }
}

fn people(directory: &Directory, query: &PersonQuery, from: usize) -> Page<PersonRow> {
    let wanted = Wanted::of(query.text.as_deref().unwrap_or_default());
    let units: Option<(UnitKind, Vec<&str>)> = query.unit.as_ref().map(|(kind, id)| {
        let ids = match (kind, query.include_below) {
            (_, false) => vec![id.as_str()],
            (UnitKind::Department, true) => directory.departments_within(id),
            (UnitKind::Subsidiary, true) => directory.subsidiaries_within(id),
        };
        (*kind, ids)
    });
    let units = units.map(|(kind, ids)| (kind, ids.into_iter().collect::<std::collections::HashSet<_>>()));
    let list = query.list.as_ref().map(|(kind, id)| {
        let list = directory.list(*kind, id);
        let persons = list.into_iter().flat_map(|list| &list.persons);
        persons.collect::<std::collections::HashSet<_>>()
    });
    let fits = |person: &Person| {
        let in_unit = match &units {
            None => true,
            Some((UnitKind::Department, ids)) => {
                person.department.as_deref().is_some_and(|id| ids.contains(id))
            }
            Some((UnitKind::Subsidiary, ids)) => {
                let alone = query.include_below || person.department.is_none();
                alone && directory.subsidiary_of(person).is_some_and(|id| ids.contains(id))
            }
        };
        in_unit
            && query
                .post
                .as_ref()
                .is_none_or(|post| person.post.as_ref() == Some(post))
            && list.as_ref().is_none_or(|list| list.contains(&person.id))
            && wanted.fits(person)
    };
    let persons = &directory.document().persons;
    let mut items = Vec::new();
    let mut next = None;
    for (at, person) in persons.iter().enumerate().skip(from) {
        let shown_elsewhere = person
            .main_account
            .as_ref()
            .is_some_and(|main| directory.person(main).is_some());
        if shown_elsewhere || !(fits(person) || directory.identities(&person.id).any(fits)) {
            continue;
        }
        if items.len() == query.limit {
            next = Some(at.to_string());
            break;
        }
        items.push(PersonRow {
            person: person.clone(),
            place: place(directory, person),
            identities: directory
                .identities(&person.id)
                .map(|row| Identity {
                    id: row.id.clone(),
                    active: row.active,
                    place: place(directory, row),
                })
                .collect(),
        });
    }
    Page { items, next }
}
