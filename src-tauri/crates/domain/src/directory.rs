//! The OA's organisation (组织架构): persons with their part-time identities, departments, subsidiaries, posts,
//! groups and roles, as one document and compiled for look-ups.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::fields::{Complaints, FieldError};
use crate::ids::PersonId;
use crate::target::PersonKey;

/// 分部
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Subsidiary {
    /// Unique among subsidiaries.
    pub id: String,
    /// 名称
    pub name: String,
    /// The subsidiary above.
    #[serde(default)]
    pub parent: Option<String>,
}

/// 部门
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Department {
    /// Unique among departments.
    pub id: String,
    /// 名称
    pub name: String,
    /// The subsidiary it belongs to.
    pub subsidiary: String,
    /// The department above.
    #[serde(default)]
    pub parent: Option<String>,
}

/// 岗位
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Post {
    /// Unique among posts.
    pub id: String,
    /// 名称
    pub name: String,
}

/// 人员: a main account, or a part-time identity whose `mainAccount` names the main row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// Unique among persons.
    pub id: PersonId,
    /// 姓名
    pub name: String,
    /// 登录名
    #[serde(default)]
    pub login_id: Option<String>,
    /// 工号
    #[serde(default)]
    pub work_code: Option<String>,
    /// 手机
    #[serde(default)]
    pub mobile: Option<String>,
    /// 邮箱
    #[serde(default)]
    pub email: Option<String>,
    /// 证件号
    #[serde(default)]
    pub certificate_no: Option<String>,
    /// 外部标识
    #[serde(default)]
    pub external_id: Option<String>,
    /// 部门
    #[serde(default)]
    pub department: Option<String>,
    /// 分部
    #[serde(default)]
    pub subsidiary: Option<String>,
    /// 岗位
    #[serde(default)]
    pub post: Option<String>,
    /// The main account of a part-time identity.
    #[serde(default)]
    pub main_account: Option<PersonId>,
    /// Still working here.
    #[serde(default = "yes")]
    pub active: bool,
}

fn yes() -> bool {
    true
}

/// Which of the two kinds of lists of persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ListKind {
    /// 群组
    Group,
    /// 角色
    Role,
}

/// 群组 or 角色: a named list of persons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonList {
    /// Unique among lists of its kind.
    pub id: String,
    /// 名称
    pub name: String,
    /// Who is on it.
    #[serde(default)]
    pub persons: Vec<PersonId>,
}

/// The whole organisation as one document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DirectoryDocument {
    /// 分部
    pub subsidiaries: Vec<Subsidiary>,
    /// 部门
    pub departments: Vec<Department>,
    /// 岗位
    pub posts: Vec<Post>,
    /// 人员
    pub persons: Vec<Person>,
    /// 群组
    pub groups: Vec<PersonList>,
    /// 角色
    pub roles: Vec<PersonList>,
}

impl DirectoryDocument {
    /// The lists of one kind.
    pub fn lists(&self, kind: ListKind) -> &[PersonList] {
        match kind {
            ListKind::Group => &self.groups,
            ListKind::Role => &self.roles,
        }
    }

    /// The lists of one kind, to be changed.
    pub fn lists_mut(&mut self, kind: ListKind) -> &mut Vec<PersonList> {
        match kind {
            ListKind::Group => &mut self.groups,
            ListKind::Role => &mut self.roles,
        }
    }

    /// Checks that ids are there and unique, that everything named exists, and that no unit lies below itself.
    ///
    /// # Errors
    /// Every complaint, each naming its field.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut complaints = Complaints::default();
        let subsidiaries = unique(
            "subsidiaries",
            self.subsidiaries.iter().map(|s| s.id.as_str()),
            &mut complaints,
        );
        let departments = unique(
            "departments",
            self.departments.iter().map(|d| d.id.as_str()),
            &mut complaints,
        );
        let posts = unique("posts", self.posts.iter().map(|p| p.id.as_str()), &mut complaints);
        let persons = unique(
            "persons",
            self.persons.iter().map(|p| p.id.as_str()),
            &mut complaints,
        );
        unique(
            "groups",
            self.groups.iter().map(|g| g.id.as_str()),
            &mut complaints,
        );
        unique("roles", self.roles.iter().map(|r| r.id.as_str()), &mut complaints);

        let mut named = |path: String, id: Option<&str>, among: &HashMap<&str, usize>| {
            if let Some(id) = id
                && !among.contains_key(id)
            {
                complaints.add(
                    path,
                    "UNKNOWN_REFERENCE",
                    format!("names {id}, which is not in the document"),
                );
            }
        };
        for (n, subsidiary) in self.subsidiaries.iter().enumerate() {
            named(
                format!("/subsidiaries/{n}/parent"),
                subsidiary.parent.as_deref(),
                &subsidiaries,
            );
        }
        for (n, department) in self.departments.iter().enumerate() {
            named(
                format!("/departments/{n}/subsidiary"),
                Some(&department.subsidiary),
                &subsidiaries,
            );
            named(
                format!("/departments/{n}/parent"),
                department.parent.as_deref(),
                &departments,
            );
        }
        for (n, person) in self.persons.iter().enumerate() {
            named(
                format!("/persons/{n}/department"),
                person.department.as_deref(),
                &departments,
            );
            named(
                format!("/persons/{n}/subsidiary"),
                person.subsidiary.as_deref(),
                &subsidiaries,
            );
            named(format!("/persons/{n}/post"), person.post.as_deref(), &posts);
            let main = person.main_account.as_ref().map(PersonId::as_str);
            named(format!("/persons/{n}/mainAccount"), main, &persons);
        }
        for (kind, lists) in [("groups", &self.groups), ("roles", &self.roles)] {
            for (n, list) in lists.iter().enumerate() {
                for (m, person) in list.persons.iter().enumerate() {
                    named(
                        format!("/{kind}/{n}/persons/{m}"),
                        Some(person.as_str()),
                        &persons,
                    );
                }
            }
        }
        let parents: Vec<_> = self.subsidiaries.iter().map(|s| s.parent.as_deref()).collect();
        circles("subsidiaries", &subsidiaries, &parents, &mut complaints);
        let parents: Vec<_> = self.departments.iter().map(|d| d.parent.as_deref()).collect();
        circles("departments", &departments, &parents, &mut complaints);
        for (n, person) in self.persons.iter().enumerate() {
            let main = person
                .main_account
                .as_ref()
                .and_then(|main| persons.get(main.as_str()));
            if main.is_some_and(|at| self.persons[*at].main_account.is_some()) {
                complaints.add(
                    format!("/persons/{n}/mainAccount"),
                    "NOT_A_MAIN_ACCOUNT",
                    "names a part-time identity, not a main account",
                );
            }
        }
        complaints.into_result()
    }
}

fn unique<'a>(
    list: &str,
    ids: impl Iterator<Item = &'a str>,
    complaints: &mut Complaints,
) -> HashMap<&'a str, usize> {
    let mut seen = HashMap::new();
    for (index, id) in ids.enumerate() {
        let path = || format!("/{list}/{index}/id");
        if id.trim().is_empty() {
            complaints.require(path(), id);
        } else if seen.insert(id, index).is_some() {
            complaints.add(path(), "NOT_UNIQUE", format!("the id {id} is there twice"));
        }
    }
    seen
}

/// Cost: each unit is walked once; what was found to end well is not walked again.
fn circles(list: &str, index: &HashMap<&str, usize>, parents: &[Option<&str>], complaints: &mut Complaints) {
    let mut good = vec![false; parents.len()];
    for start in 0..parents.len() {
        let mut walked = HashSet::new();
        let mut at = Some(start);
        while let Some(here) = at {
            if good[here] {
                break;
            }
            if !walked.insert(here) {
                complaints.add(format!("/{list}/{here}/parent"), "CIRCLE", "lies below itself");
                break;
            }
            at = parents[here].and_then(|id| index.get(id).copied());
        }
        for here in walked {
            good[here] = true;
        }
    }
}

/// The organisation compiled for look-ups.
#[derive(Debug, Default)]
pub struct Directory {
    document: DirectoryDocument,
    persons: HashMap<PersonId, usize>,
    /// Part-time rows of a main account.
    identities: HashMap<PersonId, Vec<usize>>,
    departments: HashMap<String, usize>,
    subsidiaries: HashMap<String, usize>,
    posts: HashMap<String, usize>,
    groups: HashMap<String, usize>,
    roles: HashMap<String, usize>,
    departments_below: BTreeMap<String, Vec<String>>,
    subsidiaries_below: BTreeMap<String, Vec<String>>,
}

impl Directory {
    /// Compiles a checked document. Cost: linear in its rows.
    pub fn new(document: DirectoryDocument) -> Self {
        let persons = document
            .persons
            .iter()
            .enumerate()
            .map(|(n, p)| (p.id.clone(), n))
            .collect();
        let mut identities: HashMap<PersonId, Vec<usize>> = HashMap::new();
        for (n, person) in document.persons.iter().enumerate() {
            if let Some(main) = &person.main_account {
                identities.entry(main.clone()).or_default().push(n);
            }
        }
        let departments_below = below(
            document
                .departments
                .iter()
                .map(|d| (d.id.as_str(), d.parent.as_deref())),
        );
        let subsidiaries_below = below(
            document
                .subsidiaries
                .iter()
                .map(|s| (s.id.as_str(), s.parent.as_deref())),
        );
        Self {
            persons,
            identities,
            departments: index(&document.departments, |unit| &unit.id),
            subsidiaries: index(&document.subsidiaries, |unit| &unit.id),
            posts: index(&document.posts, |post| &post.id),
            groups: index(&document.groups, |list| &list.id),
            roles: index(&document.roles, |list| &list.id),
            departments_below,
            subsidiaries_below,
            document,
        }
    }

    /// The document it was compiled from.
    pub fn document(&self) -> &DirectoryDocument {
        &self.document
    }

    /// A person row by id.
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.persons.get(id).map(|at| &self.document.persons[*at])
    }

    /// The part-time rows of a main account.
    pub fn identities(&self, main: &PersonId) -> impl Iterator<Item = &Person> {
        let rows = self.identities.get(main).into_iter().flatten();
        rows.map(|at| &self.document.persons[*at])
    }

    /// A department by id.
    pub fn department(&self, id: &str) -> Option<&Department> {
        self.departments.get(id).map(|at| &self.document.departments[*at])
    }

    /// A subsidiary by id.
    pub fn subsidiary(&self, id: &str) -> Option<&Subsidiary> {
        self.subsidiaries
            .get(id)
            .map(|at| &self.document.subsidiaries[*at])
    }

    /// A post by id.
    pub fn post(&self, id: &str) -> Option<&Post> {
        self.posts.get(id).map(|at| &self.document.posts[*at])
    }

    /// A group or role by id.
    pub fn list(&self, kind: ListKind, id: &str) -> Option<&PersonList> {
        let index = match kind {
            ListKind::Group => &self.groups,
            ListKind::Role => &self.roles,
        };
        index.get(id).map(|at| &self.document.lists(kind)[*at])
    }

    /// The main account of a person row; a row that is not known is its own.
    pub fn main_account<'a>(&'a self, id: &'a PersonId) -> &'a PersonId {
        self.person(id)
            .and_then(|person| person.main_account.as_ref())
            .unwrap_or(id)
    }

    /// The subsidiary of a person: the row's own, or else that of the row's department.
    pub fn subsidiary_of<'a>(&'a self, person: &'a Person) -> Option<&'a str> {
        let of_department = || {
            Some(
                self.department(person.department.as_deref()?)?
                    .subsidiary
                    .as_str(),
            )
        };
        person.subsidiary.as_deref().or_else(of_department)
    }

    /// The departments right below one.
    pub fn departments_below(&self, id: &str) -> &[String] {
        self.departments_below.get(id).map_or(&[], Vec::as_slice)
    }

    /// The subsidiaries right below one.
    pub fn subsidiaries_below(&self, id: &str) -> &[String] {
        self.subsidiaries_below.get(id).map_or(&[], Vec::as_slice)
    }

    /// A department and all that lie below it.
    pub fn departments_within<'a>(&'a self, id: &'a str) -> Vec<&'a str> {
        within(&self.departments_below, id)
    }

    /// A subsidiary and all that lie below it.
    pub fn subsidiaries_within<'a>(&'a self, id: &'a str) -> Vec<&'a str> {
        within(&self.subsidiaries_below, id)
    }
}

impl Person {
    /// What a receiver knows this person by, under every rule but the mapping table. Blank is nothing.
    pub fn value(&self, key: PersonKey) -> Option<&str> {
        let value = match key {
            PersonKey::UserId => Some(self.id.as_str()),
            PersonKey::LoginId => self.login_id.as_deref(),
            PersonKey::WorkCode => self.work_code.as_deref(),
            PersonKey::Mobile => self.mobile.as_deref(),
            PersonKey::Email => self.email.as_deref(),
            PersonKey::CertificateNo => self.certificate_no.as_deref(),
            PersonKey::ExternalId => self.external_id.as_deref(),
            PersonKey::Mapping => None,
        };
        value.filter(|text| !text.trim().is_empty())
    }
}

fn index<T>(rows: &[T], id: impl Fn(&T) -> &String) -> HashMap<String, usize> {
    rows.iter()
        .enumerate()
        .map(|(n, row)| (id(row).clone(), n))
        .collect()
}

fn below<'a>(units: impl Iterator<Item = (&'a str, Option<&'a str>)>) -> BTreeMap<String, Vec<String>> {
    let mut children: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (id, parent) in units {
        if let Some(parent) = parent {
            children.entry(parent.to_owned()).or_default().push(id.to_owned());
        }
    }
    children
}

fn within<'a>(children: &'a BTreeMap<String, Vec<String>>, id: &'a str) -> Vec<&'a str> {
    let mut found = vec![id];
    let mut next = 0;
    while let Some(here) = found.get(next) {
        found.extend(children.get(*here).into_iter().flatten().map(String::as_str));
        next += 1;
    }
    found
}
