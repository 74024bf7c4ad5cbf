//! Reconciliation (核对): what a receiver shows beside what it should show by the log, and what differs. What is wrong is
//! mended by pushing the latest state again, as a run over those rows.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::delivery::{Outcome, Reason, Status};
use domain::directory::Directory;
use domain::event::DataSet;
use domain::ids::{DeliveryId, PersonId, TargetId};
use domain::lanes::Footprint;
use domain::reconcile::{Mismatch, Pushed, Seen, compare, latest};
use serde::{Deserialize, Serialize};
use store::table::again::{self, Standing};
use store::table::log::{self, DeliveryFilter, DeliveryItem};
use store::{Connection, StoreError};
use suites::{Asking, Exchange, Shown};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::push;
use crate::reading::cursor;
use crate::registry::{ActiveTarget, Sender};

/// Persons of one question.
const MOST_PERSONS: usize = 50;
/// Pages of one person's to-dos that a receiver is asked for.
const MOST_PAGES: u32 = 20;
/// Rows of the log that are looked at for one person, newest first.
const MOST_ROWS: usize = 5_000;
/// Rows of one look at the log.
const ROWS_AT_ONCE: usize = 200;

/// Whose to-dos are compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReconciliationQuestion {
    /// Of these persons, at most fifty; empty: of everybody, by the log alone.
    #[serde(default)]
    pub persons: Vec<PersonId>,
    /// `next` of the part before.
    #[serde(default)]
    pub after: Option<String>,
}

/// What the two sides come to.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reconciliation {
    /// How it went for each person that was named.
    pub persons: Vec<PersonReconciled>,
    /// What differs.
    pub differences: Vec<Divergence>,
    /// Give this as `after` to go on; nothing when all was looked at.
    pub next: Option<String>,
}

/// How the comparison went for one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonReconciled {
    /// Main account.
    pub person: PersonId,
    /// Her name, where the directory knows her.
    pub name: Option<String>,
    /// Requests of which the receiver should show her a to-do, by the log.
    pub should: u64,
    /// To-dos of this source that the receiver says it shows her; nothing where it was not asked.
    pub shown: Option<u64>,
    /// All her to-dos at the receiver, where it says so.
    pub in_all: Option<u64>,
    /// Why the receiver's side is not known.
    pub problem: Option<String>,
    /// There is more than was looked at.
    pub partly: bool,
}

/// One request of one person on which the two sides differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Divergence {
    /// How they differ.
    pub difference: Mismatch,
    /// Main account.
    pub person: PersonId,
    /// Her name, where the directory knows her.
    pub name: Option<String>,
    /// 流程ID
    pub request_id: String,
    /// 流程标题
    pub title: String,
    /// The delivery that holds the latest state: pushing it again mends the difference. Nothing where the log knows none.
    pub delivery: Option<DeliveryId>,
    /// 数据集合 of the latest state.
    pub data_set: Option<DataSet>,
    /// What became of it.
    pub status: Option<Status>,
    /// When it was planned.
    pub planned_at: Option<DateTime<Utc>>,
    /// Since when the receiver shows it, as it writes that.
    pub shown_since: Option<String>,
}

/// Why the receiver's side of a person is not known.
enum Unasked {
    /// It did not answer; the next person is not asked about.
    Down(String),
    /// It is about this person alone.
    Alone(String),
}

/// What a receiver says of one person.
struct Said {
    todos: Vec<Shown>,
    in_all: Option<u64>,
    partly: bool,
}

impl Engine {
    /// Compares what a receiver should show with what it shows. A receiver whose protocol can be asked is asked for each
    /// named person; otherwise what it last took counts.
    ///
    /// Cost: for each named person her rows of the log, at most five thousand, and the deliveries of their requests; for
    /// everybody a part of the failures.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Invalid`] for too many persons or a cursor that is none of ours.
    pub async fn reconcile(
        &self,
        id: TargetId,
        question: ReconciliationQuestion,
    ) -> Result<Reconciliation, EngineError> {
        let target = self.active(id)?;
        if question.persons.len() > MOST_PERSONS {
            let message = format!("must be at most {MOST_PERSONS}");
            return Err(EngineError::field("/persons", "TOO_MANY", &message));
        }
        if question.persons.is_empty() {
            return self.reconcile_failures(target, question.after).await;
        }
        let directory = self.directory();
        let mut persons: Vec<PersonId> = Vec::new();
        for person in &question.persons {
            let main = directory.main_account(person);
            if !persons.contains(main) {
                persons.push(main.clone());
            }
        }
        let mut found = Reconciliation::default();
        let mut is_down = false;
        for person in persons {
            let said = match (&target.sender, is_down) {
                (Ok(sender), false) => ask(sender, &target, (&person, &directory)).await,
                (Ok(_), true) => Err(Unasked::Alone("接收方没有应答，未再查询".to_owned())),
                (Err(why), _) => Err(Unasked::Alone(why.clone())),
            };
            is_down |= matches!(said, Err(Unasked::Down(_)));
            let (summary, differences) = self.reconcile_person(&target, person, said).await?;
            found.persons.push(summary);
            found.differences.extend(differences);
        }
        Ok(found)
    }

    async fn reconcile_person(
        &self,
        target: &Arc<ActiveTarget>,
        person: PersonId,
        said: Result<Option<Said>, Unasked>,
    ) -> Result<(PersonReconciled, Vec<Divergence>), EngineError> {
        let directory = self.directory();
        let name = directory.person(&person).map(|row| row.name.clone());
        let (active, known, whom) = (Arc::clone(target), Arc::clone(&directory), person.clone());
        let read = self.inner.store.read(move |connection| {
            let side = Side {
                connection,
                target: &active,
            };
            side.of_person(&whom, &known, said)
        });
        let (mut summary, mut differences) = read.await?;
        for one in &mut differences {
            one.name.clone_from(&name);
        }
        summary.name = name;
        Ok((summary, differences))
    }

    /// Whose latest state the receiver did not take, newest first, a part at a time.
    async fn reconcile_failures(
        &self,
        target: Arc<ActiveTarget>,
        after: Option<String>,
    ) -> Result<Reconciliation, EngineError> {
        let after = match after.as_deref() {
            None => None,
            Some(text) => {
                let (status, id) = text.split_once('-').unwrap_or(("", text));
                let status = WAYS.iter().position(|(word, _)| *word == status);
                let wrong = || EngineError::field("/after", "INVALID_CURSOR", "is none of ours");
                let id = cursor(Some(id)).map_err(|_| wrong())?.map(DeliveryId);
                Some((status.ok_or_else(wrong)?, id))
            }
        };
        let active = Arc::clone(&target);
        let read = self.inner.store.read(move |connection| {
            let side = Side {
                connection,
                target: &active,
            };
            side.of_failures(after)
        });
        let (mut differences, next) = read.await?;
        let directory = self.directory();
        for one in &mut differences {
            one.name = directory.person(&one.person).map(|row| row.name.clone());
        }
        Ok(Reconciliation {
            persons: Vec::new(),
            differences,
            next,
        })
    }
}

/// In which order failures are looked at, with the word for the cursor.
const WAYS: [(&str, Status); 2] = [("failed", Status::Failed), ("noAnswer", Status::NoAnswer)];

/// Asks a receiver; nothing where its protocol cannot be asked.
async fn ask(
    sender: &Sender,
    target: &ActiveTarget,
    (person, directory): (&PersonId, &Directory),
) -> Result<Option<Said>, Unasked> {
    let Some(asking) = sender.suite.asking() else {
        return Ok(None);
    };
    let Some(receiver) = target.plan.convert(person, directory) else {
        return Err(Unasked::Alone("按人员转换规则，此人没有对应的值".to_owned()));
    };
    let said = all_todos(sender, asking, &receiver).await;
    said.map(Some).map_err(|outcome| {
        let outcome = sender.suite.masked(None, outcome);
        let words = Reason::of_outcome(&outcome).map_or_else(String::new, |reason| reason.text);
        match outcome {
            Outcome::NoAnswer { .. } => Unasked::Down(words),
            _ => Unasked::Alone(words),
        }
    })
}

async fn all_todos(sender: &Sender, asking: &dyn Asking, receiver: &str) -> Result<Said, Outcome> {
    let mut said = Said {
        todos: Vec::new(),
        in_all: None,
        partly: false,
    };
    for page in 1.. {
        let answer = exchange(sender, asking.todos(receiver, page)).await?;
        let shown = asking.read_todos(&push::as_answer(&answer))?;
        let is_last = page >= shown.pages || shown.items.is_empty();
        said.todos.extend(shown.items);
        if is_last || page == MOST_PAGES {
            said.partly = !is_last;
            break;
        }
    }
    // Older receivers know no such question: the lists do without.
    said.in_all = match exchange(sender, asking.count(receiver)).await {
        Ok(answer) => asking.read_count(&push::as_answer(&answer)).ok(),
        Err(_) => None,
    };
    Ok(said)
}

async fn exchange(sender: &Sender, exchange: Exchange) -> Result<transport::Answer, Outcome> {
    let sent = sender.client.send(exchange.request).await;
    sent.map_err(|error| error.outcome())
}

/// Our side of one target, as of one moment.
struct Side<'a> {
    connection: &'a Connection,
    target: &'a ActiveTarget,
}

/// A request of a person, and what the receiver shows of it.
struct Subject<'a> {
    person: &'a PersonId,
    request: &'a str,
    title: &'a str,
    shown: Option<&'a Shown>,
}

impl Side<'_> {
    fn line(&self, request: &str) -> Result<Vec<Pushed>, StoreError> {
        let standings = again::line(self.connection, self.target.id(), request)?;
        let suite = self.target.sender.as_ref().ok().map(|sender| &sender.suite);
        let pushed = |one: Standing| Pushed {
            id: one.id,
            status: one.status,
            data_set: one.data_set,
            person: one.person,
            footprint: suite.map_or(Footprint::Receiver, |suite| suite.footprint(one.data_set)),
        };
        Ok(standings.into_iter().map(pushed).collect())
    }

    fn of_person(
        &self,
        person: &PersonId,
        directory: &Directory,
        said: Result<Option<Said>, Unasked>,
    ) -> Result<(PersonReconciled, Vec<Divergence>), StoreError> {
        let (said, problem) = match said {
            Ok(said) => (said, None),
            Err(Unasked::Down(problem) | Unasked::Alone(problem)) => (None, Some(problem)),
        };
        let shown: Option<HashMap<&str, &Shown>> = said.as_ref().map(|said| {
            let by_request = said.todos.iter().map(|shown| (shown.request.as_str(), shown));
            by_request.collect()
        });
        // Newest first; each request once.
        let (requests, mut partly) = self.requests_of(person, directory)?;
        let mut differences = Vec::new();
        let mut should = 0;
        let mut compared = HashSet::new();
        let ours = requests.iter().map(|(request, title)| Subject {
            person,
            request,
            title,
            shown: shown
                .as_ref()
                .and_then(|shown| shown.get(request.as_str()).copied()),
        });
        let theirs = said.iter().flat_map(|said| &said.todos).map(|shown| Subject {
            person,
            request: &shown.request,
            title: &shown.title,
            shown: Some(shown),
        });
        for subject in ours.chain(theirs) {
            if !compared.insert(subject.request) {
                continue;
            }
            let line = self.line(subject.request)?;
            let newest = latest(&line, person);
            should += u64::from(newest.is_some_and(|newest| newest.data_set == DataSet::Todo));
            let seen = match (&shown, subject.shown) {
                (None, _) => Seen::AsTold,
                (Some(_), Some(_)) => Seen::Shown,
                (Some(_), None) => Seen::NotShown,
            };
            if let Some(difference) = compare(&line, person, seen) {
                let newest = newest.map(|newest| newest.id);
                differences.push(self.divergence(difference, newest, &subject)?);
            }
        }
        partly |= said.as_ref().is_some_and(|said| said.partly);
        let summary = PersonReconciled {
            person: person.clone(),
            name: None,
            should,
            shown: said.as_ref().map(|said| said.todos.len() as u64),
            in_all: said.and_then(|said| said.in_all),
            problem,
            partly,
        };
        Ok((summary, differences))
    }

    /// The requests of a person's rows with their titles, and whether there are more.
    fn requests_of(
        &self,
        person: &PersonId,
        directory: &Directory,
    ) -> Result<(Vec<(String, String)>, bool), StoreError> {
        let identities = directory.identities(person).map(|row| &row.id);
        let mut requests = Vec::new();
        let mut known = HashSet::new();
        let mut partly = false;
        for identity in [person].into_iter().chain(identities) {
            let filter = DeliveryFilter {
                target_id: Some(self.target.id()),
                receivers: vec![identity.0.clone()],
                ..DeliveryFilter::default()
            };
            let mut looked_at = 0;
            let mut after = None;
            loop {
                let page = log::page(self.connection, &filter, ROWS_AT_ONCE, after)?;
                looked_at += page.items.len();
                for row in page.items {
                    if known.insert(row.request_id.clone()) {
                        requests.push((row.request_id, row.request_name));
                    }
                }
                after = page.next.and_then(|next| next.parse().ok()).map(DeliveryId);
                if after.is_none() {
                    break;
                }
                if looked_at >= MOST_ROWS {
                    partly = true;
                    break;
                }
            }
        }
        Ok((requests, partly))
    }

    fn of_failures(
        &self,
        after: Option<(usize, Option<DeliveryId>)>,
    ) -> Result<(Vec<Divergence>, Option<String>), StoreError> {
        let (way, after) = after.unwrap_or((0, None));
        let (word, status) = WAYS[way];
        let filter = DeliveryFilter {
            target_id: Some(self.target.id()),
            status: Some(status),
            ..DeliveryFilter::default()
        };
        let page = log::page(self.connection, &filter, ROWS_AT_ONCE, after)?;
        let mut differences = Vec::new();
        for row in &page.items {
            let line = self.line(&row.request_id)?;
            let Some(own) = line.iter().find(|one| one.id == row.id) else {
                continue;
            };
            if latest(&line, &own.person).is_none_or(|newest| newest.id != row.id) {
                continue;
            }
            if let Some(difference) = compare(&line, &own.person, Seen::AsTold) {
                differences.push(known(difference, &own.person, row));
            }
        }
        let next = match page.next {
            Some(id) => Some(format!("{word}-{id}")),
            None => WAYS.get(way + 1).map(|(word, _)| format!("{word}-{}", i64::MAX)),
        };
        Ok((differences, next))
    }

    fn divergence(
        &self,
        difference: Mismatch,
        newest: Option<DeliveryId>,
        subject: &Subject<'_>,
    ) -> Result<Divergence, StoreError> {
        let shown_since = subject.shown.map(|shown| shown.since.clone());
        let rows = match newest {
            Some(id) => log::some(self.connection, &[id])?,
            None => Vec::new(),
        };
        Ok(match rows.first() {
            Some(row) => Divergence {
                shown_since,
                ..known(difference, subject.person, row)
            },
            None => Divergence {
                difference,
                person: subject.person.clone(),
                name: None,
                request_id: subject.request.to_owned(),
                title: subject.title.to_owned(),
                delivery: None,
                data_set: None,
                status: None,
                planned_at: None,
                shown_since,
            },
        })
    }
}

fn known(difference: Mismatch, person: &PersonId, row: &DeliveryItem) -> Divergence {
    Divergence {
        difference,
        person: person.clone(),
        name: None,
        request_id: row.request_id.clone(),
        title: row.request_name.clone(),
        delivery: Some(row.id),
        data_set: Some(row.data_set),
        status: Some(row.status),
        planned_at: Some(row.created_at),
        shown_since: None,
    }
}
