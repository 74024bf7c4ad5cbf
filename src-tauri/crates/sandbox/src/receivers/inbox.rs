//! What each person now sees at a receiver: to-dos, done and closed items.
//!
//! Guarantees: an item stands on exactly one of the three lists; lists are ordered by last change; memory is bounded
//! by the `MOST_*` constants. Over a person's bound the item of that list that was changed longest ago goes; over the
//! bound of all a closed one goes, else a done one, and a to-do only where there is nothing else.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::organisation::PersonIndex;

const MOST_TODOS: usize = 3_000;
const MOST_DONE: usize = 2_000;
const MOST_CLOSED: usize = 200;
/// All items of all persons.
const MOST_ROWS: usize = 40_000;

/// Which list an item stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    Todo,
    Done,
    Closed,
}

/// One item of one person. `T` is what only this receiver's protocol knows.
#[derive(Debug, Clone)]
pub(crate) struct Row<T> {
    pub(crate) list: List,
    pub(crate) request_id: String,
    pub(crate) title: String,
    pub(crate) workflow_name: String,
    pub(crate) node_name: String,
    pub(crate) creator_name: String,
    pub(crate) link: String,
    pub(crate) unread: bool,
    /// RFC 3339, the receiver's clock.
    pub(crate) received_at: String,
    pub(crate) own: T,
}

/// Identity of an item, and the group (the whole flow, the whole notice) that it belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) key: Arc<str>,
    pub(crate) group: Arc<str>,
    /// Main identity of the person who sees it.
    pub(crate) person: PersonIndex,
}

#[derive(Debug)]
struct Kept<T> {
    row: Row<T>,
    place: Place,
    changed: u64,
}

#[derive(Debug, Default)]
struct Lists([BTreeMap<u64, Arc<str>>; 3]);

impl Lists {
    fn of(&mut self, list: List) -> &mut BTreeMap<u64, Arc<str>> {
        &mut self.0[list as usize]
    }
}

/// All items of a receiver.
#[derive(Debug)]
pub(crate) struct Inbox<T> {
    rows: HashMap<Arc<str>, Kept<T>>,
    persons: HashMap<PersonIndex, Lists>,
    groups: HashMap<Arc<str>, BTreeSet<Arc<str>>>,
    all: Lists,
    changes: u64,
    todos: usize,
}

impl<T> Default for Inbox<T> {
    fn default() -> Self {
        Self {
            rows: HashMap::new(),
            persons: HashMap::new(),
            groups: HashMap::new(),
            all: Lists::default(),
            changes: 0,
            todos: 0,
        }
    }
}

impl<T> Inbox<T> {
    pub(crate) fn get(&self, key: &str) -> Option<&Row<T>> {
        self.rows.get(key).map(|kept| &kept.row)
    }

    /// Whose item this is.
    pub(crate) fn owner(&self, key: &str) -> Option<PersonIndex> {
        self.rows.get(key).map(|kept| kept.place.person)
    }

    /// Puts an item in, in the place of one of the same key.
    pub(crate) fn put(&mut self, place: Place, row: Row<T>) {
        self.remove(&place.key);
        self.groups
            .entry(Arc::clone(&place.group))
            .or_default()
            .insert(Arc::clone(&place.key));
        self.enlist(Kept {
            row,
            place,
            changed: 0,
        });
    }

    /// Changes an item and moves it to the top of its list; `false` where there is none of this key.
    pub(crate) fn change(&mut self, key: &str, change: impl FnOnce(&mut Row<T>)) -> bool {
        let Some(mut kept) = self.delist(key) else {
            return false;
        };
        change(&mut kept.row);
        self.enlist(kept);
        true
    }

    /// Takes an item out.
    pub(crate) fn remove(&mut self, key: &str) -> Option<Row<T>> {
        let kept = self.delist(key)?;
        if let Some(group) = self.groups.get_mut(&kept.place.group) {
            group.remove(key);
            if group.is_empty() {
                self.groups.remove(&kept.place.group);
            }
        }
        Some(kept.row)
    }

    /// Keys of a group.
    pub(crate) fn group(&self, group: &str) -> Vec<Arc<str>> {
        self.groups
            .get(group)
            .map(|keys| keys.iter().cloned().collect())
            .unwrap_or_default()
    }

    /// A person's list, last change first.
    pub(crate) fn list(&self, person: PersonIndex, list: List) -> impl Iterator<Item = &Row<T>> + '_ {
        let keys = self.persons.get(&person).map(|lists| &lists.0[list as usize]);
        keys.into_iter()
            .flat_map(|keys| keys.values().rev())
            .filter_map(|key| self.get(key))
    }

    /// To-dos, and items that are done or closed, of a person.
    pub(crate) fn counts(&self, person: PersonIndex) -> (usize, usize) {
        self.persons
            .get(&person)
            .map_or((0, 0), |Lists([todo, done, closed])| {
                (todo.len(), done.len() + closed.len())
            })
    }

    /// To-dos of everybody.
    pub(crate) fn todos(&self) -> usize {
        self.todos
    }

    fn delist(&mut self, key: &str) -> Option<Kept<T>> {
        let kept = self.rows.remove(key)?;
        if let Some(lists) = self.persons.get_mut(&kept.place.person) {
            lists.of(kept.row.list).remove(&kept.changed);
        }
        self.all.of(kept.row.list).remove(&kept.changed);
        self.todos -= usize::from(kept.row.list == List::Todo);
        Some(kept)
    }

    fn enlist(&mut self, mut kept: Kept<T>) {
        self.changes += 1;
        kept.changed = self.changes;
        let (list, person) = (kept.row.list, kept.place.person);
        let key = Arc::clone(&kept.place.key);
        let lists = self.persons.entry(person).or_default().of(list);
        lists.insert(kept.changed, Arc::clone(&key));
        let most = match list {
            List::Todo => MOST_TODOS,
            List::Done => MOST_DONE,
            List::Closed => MOST_CLOSED,
        };
        let over = if lists.len() > most {
            lists.values().next().cloned()
        } else {
            None
        };
        self.all.of(list).insert(kept.changed, Arc::clone(&key));
        self.todos += usize::from(list == List::Todo);
        self.rows.insert(key, kept);
        if let Some(oldest) = over {
            self.remove(&oldest);
        }
        if self.rows.len() > MOST_ROWS {
            let oldest = [List::Closed, List::Done, List::Todo]
                .into_iter()
                .find_map(|list| self.all.of(list).values().next().cloned());
            if let Some(oldest) = oldest {
                self.remove(&oldest);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(key: &str, group: &str, person: PersonIndex) -> Place {
        Place {
            key: key.into(),
            group: group.into(),
            person,
        }
    }

    fn row(list: List, title: &str) -> Row<()> {
        Row {
            list,
            request_id: "1".into(),
            title: title.into(),
            workflow_name: String::new(),
            node_name: String::new(),
            creator_name: String::new(),
            link: String::new(),
            unread: true,
            received_at: String::new(),
            own: (),
        }
    }

    #[test]
    fn an_item_stands_on_one_list_only() {
        let mut inbox = Inbox::default();
        inbox.put(place("a", "g", 1), row(List::Todo, "first"));
        inbox.put(place("b", "g", 1), row(List::Todo, "second"));
        inbox.put(place("a", "g", 1), row(List::Todo, "again"));
        let titles: Vec<_> = inbox.list(1, List::Todo).map(|row| row.title.as_str()).collect();
        assert_eq!(titles, ["again", "second"], "last change first, no item twice");
        assert!(inbox.change("a", |row| row.list = List::Done));
        assert_eq!((inbox.counts(1), inbox.todos()), ((1, 1), 1));
        assert_eq!(inbox.group("g").len(), 2);
        assert!(inbox.remove("b").is_some() && inbox.remove("b").is_none());
        assert!(inbox.remove("a").is_some() && inbox.group("g").is_empty());
        assert_eq!(
            (
                inbox.counts(1),
                inbox.todos(),
                inbox.all.0.iter().map(BTreeMap::len).sum::<usize>()
            ),
            ((0, 0), 0, 0)
        );
    }

    #[test]
    fn memory_is_bounded_by_dropping_the_oldest() {
        let mut inbox = Inbox::default();
        for number in 0..MOST_CLOSED + 50 {
            inbox.put(place(&format!("c{number}"), "g", 1), row(List::Closed, "closed"));
        }
        assert_eq!(inbox.list(1, List::Closed).count(), MOST_CLOSED);
        assert!(
            inbox.get("c0").is_none() && inbox.get("c60").is_some(),
            "the oldest went first"
        );
        inbox.put(place("todo", "g", 2), row(List::Todo, "an old to-do"));
        for number in 0..MOST_ROWS + 500 {
            let place = place(&format!("d{number}"), &format!("g{number}"), number % 300);
            inbox.put(place, row(List::Done, ""));
        }
        assert!(inbox.rows.len() <= MOST_ROWS && inbox.groups.len() <= MOST_ROWS);
        assert!(inbox.get("todo").is_some(), "to-dos outlive what is done");
        assert!(
            inbox.get("c249").is_none() && inbox.get("d0").is_none(),
            "closed ones went, then old done ones"
        );
    }
}
