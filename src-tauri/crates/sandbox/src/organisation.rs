//! The simulated organisation (组织架构) that the simulated OA works in and the simulated receivers know.
//!
//! Guarantees: the same seed makes the same organisation; ids, login names, work codes, mobiles and external ids are
//! unique; every department has a head who is active; a part-time identity (兼职身份) is a row of its own whose
//! `mainAccount` names the main row. No person, number or address in it is real.

mod names;
mod populate;
mod shape;

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

/// Index of a row in [`Organisation::persons`].
pub(crate) type PersonIndex = usize;

/// A person row: a main or a part-time identity.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Person {
    pub(crate) id: Arc<str>,
    pub(crate) name: Arc<str>,
    pub(crate) login_id: String,
    pub(crate) work_code: String,
    pub(crate) mobile: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) certificate_no: Option<String>,
    /// Thirty-two hex digits, the way EKP makes its unique ids.
    pub(crate) external_id: Option<String>,
    pub(crate) department: &'static str,
    pub(crate) subsidiary: &'static str,
    pub(crate) post: &'static str,
    pub(crate) main_account: Option<Arc<str>>,
    pub(crate) active: bool,
    /// The row of the main identity; its own row for a main identity.
    #[serde(skip)]
    pub(crate) main: PersonIndex,
}

#[derive(Debug, Clone, Serialize)]
struct Subsidiary {
    id: &'static str,
    name: &'static str,
    parent: Option<&'static str>,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct Department {
    pub(crate) id: &'static str,
    name: &'static str,
    pub(crate) subsidiary: &'static str,
    parent: Option<&'static str>,
    #[serde(skip)]
    head: PersonIndex,
}

#[derive(Debug, Clone, Serialize)]
struct Post {
    id: &'static str,
    name: &'static str,
}

/// A group (群组) or a role (角色).
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Circle {
    id: &'static str,
    name: &'static str,
    persons: Vec<Arc<str>>,
    #[serde(skip)]
    members: Vec<PersonIndex>,
}

/// The whole organisation; serialises to the contract's directory document.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Organisation {
    subsidiaries: Vec<Subsidiary>,
    departments: Vec<Department>,
    posts: Vec<Post>,
    persons: Vec<Person>,
    groups: Vec<Circle>,
    roles: Vec<Circle>,
    #[serde(skip)]
    by_id: HashMap<Arc<str>, PersonIndex>,
    #[serde(skip)]
    by_login: HashMap<String, PersonIndex>,
    #[serde(skip)]
    by_work_code: HashMap<String, PersonIndex>,
    /// Of main identities; a part-time identity has the mobile of its main row.
    #[serde(skip)]
    by_mobile: HashMap<String, PersonIndex>,
}

impl Organisation {
    /// The organisation of this seed.
    pub(crate) fn of(seed: u64) -> Self {
        populate::populate(seed)
    }

    pub(crate) fn persons(&self) -> &[Person] {
        &self.persons
    }

    pub(crate) fn person(&self, index: PersonIndex) -> &Person {
        &self.persons[index]
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<PersonIndex> {
        self.by_id.get(id).copied()
    }

    pub(crate) fn by_login(&self, login: &str) -> Option<PersonIndex> {
        self.by_login.get(login).copied()
    }

    pub(crate) fn by_work_code(&self, code: &str) -> Option<PersonIndex> {
        self.by_work_code.get(code).copied()
    }

    /// The main identity that has this mobile.
    pub(crate) fn by_mobile(&self, mobile: &str) -> Option<PersonIndex> {
        self.by_mobile.get(mobile).copied()
    }

    /// OA person id of the main identity of a row.
    pub(crate) fn main_id(&self, index: PersonIndex) -> String {
        self.persons[self.persons[index].main].id.to_string()
    }

    pub(crate) fn by_external_id(&self, id: &str) -> Option<PersonIndex> {
        self.persons
            .iter()
            .position(|person| person.external_id.as_deref() == Some(id))
    }

    /// Rows that can be given work: active main identities.
    pub(crate) fn active_mains(&self) -> impl Iterator<Item = PersonIndex> + '_ {
        (0..self.persons.len())
            .filter(|&index| self.persons[index].active && self.persons[index].main == index)
    }

    /// Members of a role, by the role's name.
    pub(crate) fn role(&self, name: &str) -> &[PersonIndex] {
        self.roles
            .iter()
            .find(|role| role.name == name)
            .map_or(&[], |role| &role.members)
    }

    /// Active rows that `wanted` picks.
    pub(crate) fn members(&self, wanted: impl Fn(&Person) -> bool) -> Vec<PersonIndex> {
        (0..self.persons.len())
            .filter(|&index| self.persons[index].active && wanted(&self.persons[index]))
            .collect()
    }

    /// Members of a group, by the group's id.
    pub(crate) fn group(&self, id: &str) -> Vec<PersonIndex> {
        self.groups
            .iter()
            .find(|group| group.id == id)
            .map(|group| group.members.clone())
            .unwrap_or_default()
    }

    /// Who leads the department of this person; never the person itself unless it leads the whole subsidiary.
    pub(crate) fn head_of(&self, person: PersonIndex) -> PersonIndex {
        let main = self.persons[person].main;
        self.heads_above(self.persons[person].department)
            .find(|&head| self.persons[head].main != main)
            .unwrap_or_else(|| self.general_manager(self.persons[person].subsidiary))
    }

    /// Who stands above the head of this person's department.
    pub(crate) fn upper_head_of(&self, person: PersonIndex) -> PersonIndex {
        let first = self.persons[self.head_of(person)].main;
        let main = self.persons[person].main;
        self.heads_above(self.persons[person].department)
            .find(|&head| self.persons[head].main != main && self.persons[head].main != first)
            .unwrap_or_else(|| self.general_manager("1"))
    }

    /// Heads from the department upward, the subsidiary's head last.
    fn heads_above(&self, department: &str) -> impl Iterator<Item = PersonIndex> + '_ {
        let mut next = self.departments.iter().find(|d| d.id == department);
        let subsidiary = next.map_or("1", |d| d.subsidiary);
        let departments = std::iter::from_fn(move || {
            let here = next?;
            next = here
                .parent
                .and_then(|parent| self.departments.iter().find(|d| d.id == parent));
            Some(here.head)
        });
        departments.chain(std::iter::once(self.general_manager(subsidiary)))
    }

    /// Who leads the subsidiary: the head of its first department.
    fn general_manager(&self, subsidiary: &str) -> PersonIndex {
        self.departments
            .iter()
            .find(|d| d.subsidiary == subsidiary)
            .map_or(0, |d| d.head)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_organisation() {
        let one = serde_json::to_string(&Organisation::of(5)).unwrap();
        assert_eq!(
            one,
            serde_json::to_string(&Organisation::of(5)).unwrap(),
            "a seed should fix everything"
        );
        assert_ne!(
            one,
            serde_json::to_string(&Organisation::of(6)).unwrap(),
            "another seed, other people"
        );
    }

    #[test]
    fn about_three_hundred_people_with_unique_identities() {
        let organisation = Organisation::of(1);
        let persons = organisation.persons();
        assert!((280..=320).contains(&persons.len()), "{} rows", persons.len());
        let part_time = persons.iter().filter(|p| p.main_account.is_some()).count();
        assert_eq!(part_time, 25, "part-time identities");
        fn unique(values: Vec<&str>, what: &str) {
            let count = values.len();
            assert_eq!(
                values.into_iter().collect::<HashSet<_>>().len(),
                count,
                "{what} should be unique"
            );
        }
        unique(persons.iter().map(|p| &*p.id).collect(), "ids");
        unique(
            persons.iter().map(|p| p.login_id.as_str()).collect(),
            "login names",
        );
        unique(
            persons.iter().map(|p| p.work_code.as_str()).collect(),
            "work codes",
        );
        unique(
            persons.iter().filter_map(|p| p.external_id.as_deref()).collect(),
            "external ids",
        );
        unique(
            persons
                .iter()
                .filter(|p| p.main_account.is_none())
                .filter_map(|p| p.mobile.as_deref())
                .collect(),
            "mobiles of main identities",
        );
    }

    #[test]
    fn every_person_is_found_by_login_name_work_code_and_mobile() {
        let organisation = Organisation::of(1);
        for (index, person) in organisation.persons().iter().enumerate() {
            assert_eq!(organisation.by_login(&person.login_id), Some(index));
            assert_eq!(organisation.by_work_code(&person.work_code), Some(index));
            let found = person.mobile.as_deref().and_then(|m| organisation.by_mobile(m));
            assert_eq!(
                found,
                person.mobile.as_ref().map(|_| person.main),
                "a mobile is that of the main identity"
            );
        }
        assert_eq!(organisation.by_mobile(""), None);
    }

    #[test]
    fn every_reference_in_the_directory_document_resolves() {
        let organisation = Organisation::of(9);
        let document = serde_json::to_value(&organisation).unwrap();
        let ids = |list: &str| -> HashSet<String> {
            let rows = document[list].as_array().unwrap();
            rows.iter()
                .map(|row| row["id"].as_str().unwrap().to_owned())
                .collect()
        };
        let (subsidiaries, departments, posts, persons) = (
            ids("subsidiaries"),
            ids("departments"),
            ids("posts"),
            ids("persons"),
        );
        let known = |set: &HashSet<String>, value: &serde_json::Value| {
            value.is_null() || value.as_str().is_some_and(|id| set.contains(id))
        };
        for row in document["departments"].as_array().unwrap() {
            assert!(
                known(&subsidiaries, &row["subsidiary"]) && known(&departments, &row["parent"]),
                "{row}"
            );
        }
        for row in document["persons"].as_array().unwrap() {
            assert!(
                known(&departments, &row["department"]) && known(&posts, &row["post"]),
                "{row}"
            );
            assert!(
                known(&subsidiaries, &row["subsidiary"]) && known(&persons, &row["mainAccount"]),
                "{row}"
            );
        }
        for list in ["groups", "roles"] {
            for row in document[list].as_array().unwrap() {
                let members = row["persons"].as_array().unwrap();
                assert!(
                    !members.is_empty() && members.iter().all(|m| known(&persons, m)),
                    "{row}"
                );
            }
        }
    }

    #[test]
    fn nobody_approves_their_own_request_and_every_head_is_active() {
        let organisation = Organisation::of(3);
        for person in organisation.active_mains() {
            let head = organisation.head_of(person);
            let leads_all = organisation.general_manager(organisation.person(person).subsidiary);
            assert!(organisation.person(head).active, "an approver should be active");
            assert!(
                organisation.person(head).main != person || organisation.person(leads_all).main == person,
                "{person} should not be their own head"
            );
        }
    }
}
