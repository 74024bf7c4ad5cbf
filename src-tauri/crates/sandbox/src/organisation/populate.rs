//! Rolls people into the frame of `shape`: names, identities, heads, part-time identities, roles and groups.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::shape::{
    DEPARTMENT_HEAD, DEPARTMENTS, DepartmentShape, GENERAL_MANAGER, LED_PART_TIME, POSTS, ROLES,
    SUBSIDIARIES, TEAM_LEADER,
};
use super::{Circle, Department, Organisation, Person, PersonIndex, Post, Subsidiary, names};
use crate::random::Dice;

/// How many persons hold a second post.
const PART_TIMERS: usize = 25;
const FIRST_ID: usize = 1001;

/// Makes the organisation of a seed.
pub(super) fn populate(seed: u64) -> Organisation {
    let mut roll = Roll {
        dice: Dice::new(seed),
        persons: Vec::new(),
        logins: HashSet::new(),
    };
    let mut heads = roll.main_identities();
    roll.part_time_identities(&mut heads);
    let roles = roll.roles(&heads);
    let groups = roll.groups(&heads);
    let persons = roll.persons;
    Organisation {
        subsidiaries: SUBSIDIARIES
            .iter()
            .map(|s| Subsidiary {
                id: s.id,
                name: s.name,
                parent: s.parent,
            })
            .collect(),
        departments: DEPARTMENTS
            .iter()
            .map(|d| Department {
                id: d.id,
                name: d.name,
                subsidiary: d.subsidiary,
                parent: d.parent,
                head: heads.get(d.id).copied().unwrap_or_default(),
            })
            .collect(),
        posts: POSTS.iter().map(|&(id, name)| Post { id, name }).collect(),
        groups,
        roles,
        by_id: persons
            .iter()
            .enumerate()
            .map(|(index, p)| (Arc::clone(&p.id), index))
            .collect(),
        by_login: persons
            .iter()
            .enumerate()
            .map(|(index, p)| (p.login_id.clone(), index))
            .collect(),
        by_work_code: persons
            .iter()
            .enumerate()
            .map(|(index, p)| (p.work_code.clone(), index))
            .collect(),
        by_mobile: persons
            .iter()
            .enumerate()
            .filter(|(index, p)| p.main == *index)
            .filter_map(|(index, p)| Some((p.mobile.clone()?, index)))
            .collect(),
        persons,
    }
}

type Heads = HashMap<&'static str, PersonIndex>;

struct Roll {
    dice: Dice,
    persons: Vec<Person>,
    logins: HashSet<String>,
}

impl Roll {
    fn main_identities(&mut self) -> Heads {
        let mut heads = Heads::new();
        for department in &DEPARTMENTS {
            for place in 0..department.size {
                let index = self.hire(department, post_of(department, place), place == 0);
                heads.entry(department.id).or_insert(index);
            }
        }
        heads
    }

    fn hire(&mut self, department: &DepartmentShape, post: &'static str, head: bool) -> PersonIndex {
        let index = self.persons.len();
        let (name, login_id) = self.name();
        let id: Arc<str> = (FIRST_ID + index).to_string().into();
        // A few have no mobile or no certificate on file, as in any real organisation, and a few have left.
        let mobile = (head || !self.dice.chance(2)).then(|| format!("1390000{index:04}"));
        let certificate_no = (!self.dice.chance(5)).then(|| format!("SBX{:015}", 310_000_000 + index * 37));
        let external_id = self.external_id();
        let active = head || !self.dice.chance(2);
        self.persons.push(Person {
            email: Some(format!("{login_id}@sandbox.local")),
            id,
            name: name.into(),
            login_id,
            work_code: format!("YZ{:05}", index + 1),
            mobile,
            certificate_no,
            external_id: Some(external_id),
            department: department.id,
            subsidiary: department.subsidiary,
            post,
            main_account: None,
            active,
            main: index,
        });
        index
    }

    fn name(&mut self) -> (String, String) {
        let (surname, mut login) = pick(&mut self.dice, &names::SURNAMES);
        let mut name = surname.to_owned();
        for _ in 0..if self.dice.chance(45) { 1 } else { 2 } {
            let (syllable, pinyin) = pick(&mut self.dice, &names::GIVEN);
            name.push_str(syllable);
            login.push_str(&pinyin);
        }
        let plain = login.clone();
        let mut number = 2;
        while !self.logins.insert(login.clone()) {
            login = format!("{plain}{number}");
            number += 1;
        }
        (name, login)
    }

    fn external_id(&mut self) -> String {
        format!("{:016x}{:016x}", self.dice.next(), self.dice.next())
    }

    /// Second posts; the first of them lead the departments that have no head of their own.
    fn part_time_identities(&mut self, heads: &mut Heads) {
        let mut taken = HashSet::new();
        let candidates: Vec<PersonIndex> = (0..self.persons.len())
            .filter(|&index| self.persons[index].active)
            .collect();
        let mut number = 0;
        while number < PART_TIMERS {
            let main = candidates[self.dice.below(candidates.len())];
            let led = LED_PART_TIME.get(number).copied();
            let place = match led {
                Some(id) => DEPARTMENTS.iter().find(|d| d.id == id),
                None => self.dice.pick(&DEPARTMENTS),
            };
            let Some(place) = place else { break };
            let person = &self.persons[main];
            let leads_elsewhere = heads.values().any(|&head| head == main);
            if person.department == place.id || leads_elsewhere || !taken.insert(main) {
                continue;
            }
            let row = Person {
                id: format!("{}-2", person.id).into(),
                login_id: format!("{}-2", person.login_id),
                work_code: format!("{}-2", person.work_code),
                external_id: None,
                department: place.id,
                subsidiary: place.subsidiary,
                post: if led.is_some() {
                    post_of(place, 0)
                } else {
                    place.post
                },
                main_account: Some(Arc::clone(&person.id)),
                ..person.clone()
            };
            let external_id = Some(self.external_id());
            if led.is_some() {
                heads.insert(place.id, self.persons.len());
            }
            self.persons.push(Person { external_id, ..row });
            number += 1;
        }
    }

    fn roles(&self, heads: &Heads) -> Vec<Circle> {
        let role = |shape: &super::shape::RoleShape| {
            let mut members: Vec<PersonIndex> = heads.get(shape.department).copied().into_iter().collect();
            let others = (0..self.persons.len()).filter(|&index| {
                let person = &self.persons[index];
                person.department == shape.department && person.active && !members.contains(&index)
            });
            let others: Vec<PersonIndex> = others.take(shape.members.saturating_sub(1)).collect();
            members.extend(others);
            self.circle((shape.id, shape.name), members)
        };
        ROLES.iter().map(role).collect()
    }

    fn groups(&self, heads: &Heads) -> Vec<Circle> {
        let mut leaders: Vec<PersonIndex> = heads.values().copied().collect();
        leaders.sort_unstable();
        let of = |department: &str, most: usize| -> Vec<PersonIndex> {
            let rows = (0..self.persons.len()).filter(|&index| self.persons[index].department == department);
            rows.take(most).collect()
        };
        let every_tenth = (0..self.persons.len()).filter(|index| index % 10 == 3).collect();
        vec![
            self.circle(("g1", "系统管理员"), of("20", 4)),
            self.circle(("g2", "集团管理层"), leaders),
            self.circle(("g3", "信息化项目组"), of("21", 10)),
            self.circle(("g4", "内控联络人"), every_tenth),
        ]
    }

    fn circle(&self, (id, name): (&'static str, &'static str), members: Vec<PersonIndex>) -> Circle {
        let persons = members
            .iter()
            .map(|&index| Arc::clone(&self.persons[index].id))
            .collect();
        Circle {
            id,
            name,
            persons,
            members,
        }
    }
}

fn post_of(department: &DepartmentShape, place: usize) -> &'static str {
    match place {
        0 if department.name.ends_with("总经办") => GENERAL_MANAGER,
        0 if department.parent.is_some() => TEAM_LEADER,
        0 => DEPARTMENT_HEAD,
        _ => department.post,
    }
}

fn pick(dice: &mut Dice, syllables: &[(&'static str, &str)]) -> (&'static str, String) {
    dice.pick(syllables)
        .map_or(("", String::new()), |&(word, pinyin)| (word, pinyin.to_owned()))
}
