//! What a synchronisation makes of the organisation (row O2): rows that the OA gave, put into the document that there is.
//!
//! The OA's lists are read page by page while people work on them, so they need not fit one another; what does not fit is
//! mended here and told, never refused as a whole.

use std::collections::{HashMap, HashSet};

use crate::directory::{Department, DirectoryDocument, Person, Post, Subsidiary};
use crate::ids::PersonId;
use crate::oa::Extent;

/// A list as the OA gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadList<T> {
    /// Its rows, in the OA's order.
    pub rows: Vec<T>,
    /// Whether these are all: what is not among them is gone then.
    pub is_whole: bool,
}

impl<T> Default for ReadList<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            is_whole: false,
        }
    }
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadOrganisation {
    /// 分部
    pub subsidiaries: ReadList<Subsidiary>,
    /// Ids of those that were closed (封存).
    pub closed_subsidiaries: HashSet<String>,
    /// 部门
    pub departments: ReadList<Department>,
    /// Ids of those that were closed.
    pub closed_departments: HashSet<String>,
    /// 岗位
    pub posts: ReadList<Post>,
    /// 人员
    pub persons: ReadList<Person>,
}

/// How many rows of all lists are otherwise than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Differences {
    /// New.
    pub added: u64,
    /// Otherwise than before.
    pub changed: u64,
    /// Persons that do not work here any more.
    pub left: u64,
    /// Gone.
    pub removed: u64,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synchronised {
    /// The organisation from now on.
    pub document: DirectoryDocument,
    /// What is otherwise.
    pub differences: Differences,
    /// Rows of persons that are gone.
    pub people_gone: u64,
    /// What did not fit and was mended, in words.
    pub remarks: Vec<String>,
}

trait Keyed: Clone + PartialEq {
    fn key(&self) -> &str;

    /// What the OA does not give stays as it was.
    fn keep_from(&mut self, _before: &Self) {}
}

impl Keyed for Subsidiary {
    fn key(&self) -> &str {
        &self.id
    }
}

impl Keyed for Department {
    fn key(&self) -> &str {
        &self.id
    }
}

impl Keyed for Post {
    fn key(&self) -> &str {
        &self.id
    }
}

impl Keyed for Person {
    fn key(&self) -> &str {
        self.id.as_str()
    }

    fn keep_from(&mut self, before: &Self) {
        let keep = |value: &mut Option<String>, before: &Option<String>| {
            if value.is_none() {
                value.clone_from(before);
            }
        };
        keep(&mut self.external_id, &before.external_id);
        keep(&mut self.certificate_no, &before.certificate_no);
    }
}

/// Puts what was read into the organisation. Groups and roles stay, without the persons that are gone. The document that
/// comes out passes [`DirectoryDocument::check`]. Cost: linear in the rows.
pub fn synchronised(before: &DirectoryDocument, read: ReadOrganisation, extent: Extent) -> Synchronised {
    let none = HashSet::new();
    let whole = extent == Extent::Whole;
    let mut document = DirectoryDocument {
        subsidiaries: merged(
            &before.subsidiaries,
            read.subsidiaries,
            (whole, &read.closed_subsidiaries),
        ),
        departments: merged(
            &before.departments,
            read.departments,
            (whole, &read.closed_departments),
        ),
        posts: merged(&before.posts, read.posts, (whole, &none)),
        persons: merged(&before.persons, read.persons, (whole, &none)),
        groups: before.groups.clone(),
        roles: before.roles.clone(),
    };
    let remarks = mended(&mut document);
    let mut differences = Differences::default();
    count(&before.subsidiaries, &document.subsidiaries, &mut differences);
    count(&before.departments, &document.departments, &mut differences);
    count(&before.posts, &document.posts, &mut differences);
    let units_gone = differences.removed;
    count(&before.persons, &document.persons, &mut differences);
    let people_gone = differences.removed - units_gone;
    let left = left(&before.persons, &document.persons);
    differences.left = left;
    differences.changed -= left.min(differences.changed);
    Synchronised {
        document,
        differences,
        people_gone,
        remarks,
    }
}

/// In the OA's order where all was read; otherwise each row in its place and new ones behind.
fn merged<T: Keyed>(before: &[T], read: ReadList<T>, (whole, closed): (bool, &HashSet<String>)) -> Vec<T> {
    let known: HashMap<&str, &T> = before.iter().map(|row| (row.key(), row)).collect();
    let mut rows = read.rows;
    let mut seen = HashSet::new();
    rows.retain(|row| !closed.contains(row.key()) && seen.insert(row.key().to_owned()));
    for row in &mut rows {
        if let Some(before) = known.get(row.key()) {
            row.keep_from(before);
        }
    }
    if whole && read.is_whole {
        return rows;
    }
    let mut new: HashMap<String, T> = rows
        .iter()
        .map(|row| (row.key().to_owned(), row.clone()))
        .collect();
    let mut all: Vec<T> = before
        .iter()
        .filter(|row| !closed.contains(row.key()))
        .map(|row| new.remove(row.key()).unwrap_or_else(|| row.clone()))
        .collect();
    all.extend(rows.into_iter().filter(|row| new.contains_key(row.key())));
    all
}

fn count<T: Keyed>(before: &[T], after: &[T], differences: &mut Differences) {
    let mut known: HashMap<&str, &T> = before.iter().map(|row| (row.key(), row)).collect();
    for row in after {
        match known.remove(row.key()) {
            None => differences.added += 1,
            Some(before) if before != row => differences.changed += 1,
            Some(_) => {}
        }
    }
    differences.removed += known.len() as u64;
}

fn left(before: &[Person], after: &[Person]) -> u64 {
    let worked: HashSet<&PersonId> = before
        .iter()
        .filter(|row| row.active)
        .map(|row| &row.id)
        .collect();
    let gone = after.iter().filter(|row| !row.active && worked.contains(&row.id));
    gone.count() as u64
}

/// Makes the lists fit one another; says what did not.
fn mended(document: &mut DirectoryDocument) -> Vec<String> {
    let mut remarks = Vec::new();
    let mut remark = |count: usize, what: &str| {
        if count > 0 {
            remarks.push(format!("{count} {what}"));
        }
    };
    let subsidiaries: HashSet<String> = document.subsidiaries.iter().map(|row| row.id.clone()).collect();
    let mut parents: Vec<_> = document
        .subsidiaries
        .iter_mut()
        .map(|row| (row.id.clone(), &mut row.parent))
        .collect();
    remark(untangled(&mut parents), "个分部的上级不存在或成环，作为顶级处理");

    let orphans = document.departments.len();
    document
        .departments
        .retain(|row| subsidiaries.contains(&row.subsidiary));
    remark(
        orphans - document.departments.len(),
        "个部门所属的分部不存在，未取用",
    );
    let departments: HashSet<String> = document.departments.iter().map(|row| row.id.clone()).collect();
    let mut parents: Vec<_> = document
        .departments
        .iter_mut()
        .map(|row| (row.id.clone(), &mut row.parent))
        .collect();
    remark(untangled(&mut parents), "个部门的上级不存在或成环，作为顶级处理");

    let posts: HashSet<String> = document.posts.iter().map(|row| row.id.clone()).collect();
    let mut lost = 0;
    for person in &mut document.persons {
        let is_lost =
            |id: &Option<String>, known: &HashSet<String>| id.as_ref().is_some_and(|id| !known.contains(id));
        let places = [
            (&mut person.department, &departments),
            (&mut person.subsidiary, &subsidiaries),
            (&mut person.post, &posts),
        ];
        let mut loses = false;
        for (place, known) in places {
            if is_lost(place, known) {
                *place = None;
                loses = true;
            }
        }
        lost += usize::from(loses && person.active);
    }
    remark(lost, "个在职人员的部门、分部或岗位不存在，留空");
    remark(
        mend_identities(&mut document.persons),
        "个兼职身份的主账号不存在，作为独立人员处理",
    );

    let persons: HashSet<PersonId> = document.persons.iter().map(|row| row.id.clone()).collect();
    let mut gone = 0;
    for list in document.groups.iter_mut().chain(&mut document.roles) {
        let before = list.persons.len();
        list.persons.retain(|person| persons.contains(person));
        gone += before - list.persons.len();
    }
    remark(gone, "个群组或角色成员已不存在，从名单中移除");
    remarks
}

/// Cuts what names a parent that is not there or lies below itself; gives how many.
fn untangled(rows: &mut [(String, &mut Option<String>)]) -> usize {
    let index: HashMap<String, usize> = rows
        .iter()
        .enumerate()
        .map(|(n, (id, _))| (id.clone(), n))
        .collect();
    let mut cut = 0;
    for (_, parent) in rows.iter_mut() {
        if parent.as_ref().is_some_and(|id| !index.contains_key(id)) {
            **parent = None;
            cut += 1;
        }
    }
    // 0: not walked, 1: on this walk, 2: known to end well.
    let mut state = vec![0_u8; rows.len()];
    for start in 0..rows.len() {
        let mut walk = Vec::new();
        let mut at = Some(start);
        while let Some(here) = at {
            match state[here] {
                2 => break,
                1 => {
                    *rows[here].1 = None;
                    cut += 1;
                    break;
                }
                _ => {}
            }
            state[here] = 1;
            walk.push(here);
            at = rows[here].1.as_ref().and_then(|id| index.get(id).copied());
        }
        for here in walk {
            state[here] = 2;
        }
    }
    cut
}

/// A part-time identity names its main account itself, not another part-time identity; gives how many name none.
fn mend_identities(persons: &mut [Person]) -> usize {
    let mains: HashMap<PersonId, Option<PersonId>> = persons
        .iter()
        .map(|row| (row.id.clone(), row.main_account.clone()))
        .collect();
    let mut lost = 0;
    for person in persons {
        let Some(named) = person.main_account.clone() else {
            continue;
        };
        let mut walked = HashSet::from([person.id.clone()]);
        let mut at = Some(named);
        person.main_account = loop {
            let Some(id) = at else { break None };
            match mains.get(&id) {
                None => break None,
                Some(None) => break Some(id),
                Some(Some(_)) if !walked.insert(id.clone()) => break None,
                Some(Some(further)) => at = Some(further.clone()),
            }
        };
        lost += usize::from(person.main_account.is_none());
    }
    lost
}
