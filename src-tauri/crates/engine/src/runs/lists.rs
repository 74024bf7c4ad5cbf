//! The workflow lists of persons as the OA has them now (rows B2, O3): read page by page, some persons at a time, and
//! handed on through a channel that holds little, so that memory hangs neither on a list nor on the number of persons.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, Local, NaiveDateTime, Offset};
use domain::directory::Directory;
use domain::event::{DataSet, Event};
use domain::ids::{PersonId, RequestId, WorkflowId, WorkflowTypeId};
use domain::plan::BACKFILLED_STATE;
use serde_json::{Map, Value, json};
use tokio::sync::mpsc;
use weaver::{Oa, OaFault, RequestRow, WorkflowList};

use super::real_time::RealTimeConditions;

/// The business state of an item that is on the list of what is done.
const DONE_STATE: &str = "handled";
/// Readings of a list that changes while it is read.
const MOST_PASSES: u32 = 3;
/// Tries of a page.
const MOST_TRIES: u32 = 3;
/// Before the second try; it doubles.
const FIRST_WAIT: Duration = Duration::from_millis(500);

/// What a reader finds.
#[derive(Debug, Clone)]
pub(super) enum Found {
    /// An item, as the event that it would have been.
    Item(Box<Event>),
    /// All items of a person were handed on before.
    End {
        position: i64,
        items: u64,
        /// Why not all of it could be read, and whether the OA was out of reach.
        fault: Option<OaFault>,
    },
}

/// Reads the lists of one identity.
pub(super) struct Reader {
    pub(super) oa: Arc<crate::oa::ActiveOa>,
    pub(super) conditions: Arc<RealTimeConditions>,
    pub(super) directory: Arc<Directory>,
    pub(super) position: i64,
    pub(super) person: PersonId,
    pub(super) tell: mpsc::Sender<Found>,
}

impl Reader {
    /// Reads both lists and hands on what fits, each request once, in its latest state. A receiver that is gone ends it.
    pub(super) async fn read(self) {
        let mut items = 0;
        let fault = match &self.oa.oa {
            Ok(oa) => self.read_lists(oa, &mut items).await.err(),
            Err(why) => Some(OaFault {
                kind: weaver::OaFaultKind::NotConfigured,
                detail: why.clone(),
            }),
        };
        let end = Found::End {
            position: self.position,
            items,
            fault,
        };
        let _ = self.tell.send(end).await;
    }

    async fn read_lists(&self, oa: &Oa, items: &mut u64) -> Result<(), OaFault> {
        let mut waiting: HashMap<String, RequestRow> = HashMap::new();
        if self.conditions.wants(DataSet::Todo) {
            let mut list = Reading::new(self, WorkflowList::Todo);
            while let Some(rows) = list.next(oa).await? {
                waiting.extend(rows.into_iter().map(|row| (row.request_id.clone(), row)));
            }
        }
        if self.conditions.wants(DataSet::Done) {
            let mut list = Reading::new(self, WorkflowList::Done);
            while let Some(rows) = list.next(oa).await? {
                for row in rows {
                    if waiting
                        .get(&row.request_id)
                        .is_some_and(|todo| !is_later(&row, todo))
                    {
                        continue;
                    }
                    waiting.remove(&row.request_id);
                    if !self.hand_on(DataSet::Done, row, items).await {
                        return Ok(());
                    }
                }
            }
        }
        for row in waiting.into_values() {
            if !self.hand_on(DataSet::Todo, row, items).await {
                break;
            }
        }
        Ok(())
    }

    async fn hand_on(&self, data_set: DataSet, row: RequestRow, items: &mut u64) -> bool {
        if !self.conditions.fits(&row) {
            return true;
        }
        *items += 1;
        let event = event_of(
            row,
            data_set,
            (&self.person, &self.directory),
            Local::now().fixed_offset(),
        );
        self.tell.send(Found::Item(Box::new(event))).await.is_ok()
    }
}

/// A list being read. One that changes while it is read is read again until all that the OA counts were seen.
struct Reading<'a> {
    of: (&'a str, WorkflowList),
    conditions: Map<String, Value>,
    size: usize,
    seen: HashSet<String>,
    pass: u32,
    /// What the OA counted when this pass began; nothing before it has begun.
    counted: Option<u64>,
    page: u32,
    ended: bool,
}

impl<'a> Reading<'a> {
    fn new(reader: &'a Reader, list: WorkflowList) -> Self {
        Self {
            of: (reader.person.as_str(), list),
            conditions: asked_of_the_oa(&reader.conditions),
            size: usize::from(reader.oa.connection.workflow.page_size),
            seen: HashSet::new(),
            pass: 1,
            counted: None,
            page: 1,
            ended: false,
        }
    }

    /// The requests of the next page that were not given yet; nothing at the list's end.
    async fn next(&mut self, oa: &Oa) -> Result<Option<Vec<RequestRow>>, OaFault> {
        while !self.ended {
            let (of, conditions, page) = (self.of, &self.conditions, self.page);
            let counted = match self.counted {
                Some(counted) => counted,
                None => again(|| oa.workflow_count(of, conditions)).await?,
            };
            self.counted = Some(counted);
            if counted <= self.seen.len() as u64 && self.page == 1 {
                break;
            }
            let read = again(|| oa.workflow_page(of, conditions, page)).await?;
            let mut new = read.rows;
            new.retain(|row| self.seen.insert(row.request_id.clone()));
            let all_seen = self.seen.len() as u64 >= counted;
            let is_short = read.sent < self.size;
            if read.sent == 0 || is_short && (all_seen || new.is_empty()) {
                self.ended = all_seen || self.pass == MOST_PASSES;
                (self.pass, self.page, self.counted) = (self.pass + 1, 1, None);
            } else {
                self.page += 1;
            }
            if !new.is_empty() {
                return Ok(Some(new));
            }
        }
        Ok(None)
    }
}

/// How many items the lists of a person hold, as the OA counts them by the conditions that it knows.
pub(super) async fn count(
    active: &crate::oa::ActiveOa,
    conditions: &RealTimeConditions,
    person: &PersonId,
) -> Result<u64, OaFault> {
    let Ok(oa) = &active.oa else { return Ok(0) };
    let asked = asked_of_the_oa(conditions);
    let mut items = 0;
    for (list, data_set) in [
        (WorkflowList::Todo, DataSet::Todo),
        (WorkflowList::Done, DataSet::Done),
    ] {
        if conditions.wants(data_set) {
            items += oa.workflow_count((person.as_str(), list), &asked).await?;
        }
    }
    Ok(items)
}

/// The conditions in the words of the interface (protocol facts, 7.1); whatever the OA makes of them, what it sends is
/// compared once more.
fn asked_of_the_oa(conditions: &RealTimeConditions) -> Map<String, Value> {
    let mut asked = Map::new();
    if !conditions.workflow_type_ids.is_empty() {
        asked.insert(
            "workflowTypes".to_owned(),
            json!(conditions.workflow_type_ids.join(",")),
        );
    }
    if let [creator] = conditions.creators.as_slice() {
        asked.insert("creatertype".to_owned(), json!("0"));
        asked.insert("createrid".to_owned(), json!(creator));
    }
    if conditions.created_from.is_some() || conditions.created_to.is_some() {
        asked.insert("createdateselect".to_owned(), json!("6"));
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        asked.insert("createdatefrom".to_owned(), json!(day(conditions.created_from)));
        asked.insert("createdateto".to_owned(), json!(day(conditions.created_to)));
    }
    asked
}

/// Asks again while nothing but the way there seems to be at fault.
async fn again<R, Asked>(ask: impl Fn() -> Asked) -> Result<R, OaFault>
where
    Asked: Future<Output = Result<R, OaFault>>,
{
    let mut wait = FIRST_WAIT;
    for _ in 1..MOST_TRIES {
        match ask().await {
            Err(fault) if fault.is_passing() => tokio::time::sleep(wait).await,
            done => return done,
        }
        wait *= 2;
    }
    ask().await
}

/// Whether a person handled an item after it was read as waiting. One that was returned to the person has come in later
/// than what was handled; where the OA gives no times it waits.
fn is_later(done: &RequestRow, todo: &RequestRow) -> bool {
    match (done.received_at, todo.received_at) {
        (Some(done), Some(todo)) => done >= todo,
        _ => false,
    }
}

/// The event that the OA would have sent for an item.
fn event_of(
    row: RequestRow,
    data_set: DataSet,
    (person, directory): (&PersonId, &Directory),
    now: DateTime<FixedOffset>,
) -> Event {
    let at = |time: Option<NaiveDateTime>| {
        let time = time.and_then(|time| RequestRow::at(time, Local::now().offset().fix()));
        time.unwrap_or(now)
    };
    let receiver = directory.main_account(person).clone();
    let occurred_at = match data_set {
        DataSet::Todo => row.received_at,
        _ => row.operated_at.or(row.received_at),
    };
    Event {
        data_set,
        business_state: match data_set {
            DataSet::Todo => BACKFILLED_STATE,
            _ => DONE_STATE,
        }
        .to_owned(),
        created_at: at(row.created_at),
        received_at: at(row.received_at),
        occurred_at: at(occurred_at),
        request_id: RequestId(row.request_id),
        request_name: row.request_name,
        workflow_id: WorkflowId(row.workflow_id),
        workflow_name: row.workflow_name,
        workflow_type_id: WorkflowTypeId(row.workflow_type_id),
        workflow_type_name: Some(row.workflow_type_name).filter(|name| !name.is_empty()),
        node_id: row.node_id,
        node_name: row.node_name.unwrap_or_default(),
        creator: PersonId(row.creator),
        receiver_identity: (receiver != *person).then(|| person.clone()),
        receiver,
        view_type: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(received: Option<&str>) -> RequestRow {
        let read = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap();
        RequestRow {
            request_id: "1".to_owned(),
            request_name: "差旅报销".to_owned(),
            workflow_id: "54".to_owned(),
            workflow_name: "差旅报销".to_owned(),
            workflow_type_id: "3".to_owned(),
            workflow_type_name: String::new(),
            node_id: None,
            node_name: None,
            creator: "9".to_owned(),
            created_at: None,
            received_at: received.map(read),
            operated_at: None,
        }
    }

    /// Row B2: only the latest state of an item that is on both lists.
    #[test]
    fn an_item_on_both_lists_is_what_it_became_last() {
        let (early, late) = (Some("2026-11-22 09:00:00"), Some("2026-11-22 10:00:00"));
        assert!(
            is_later(&row(early), &row(early)),
            "handled between the two readings"
        );
        assert!(
            !is_later(&row(early), &row(late)),
            "returned after it was handled"
        );
        assert!(is_later(&row(late), &row(early)));
        assert!(
            !is_later(&row(None), &row(early)),
            "where nothing is known, it waits"
        );
    }

    /// Row B2: a part-time identity's item belongs to the main account.
    #[test]
    fn an_identity_is_named_beside_its_main_account() {
        let document = serde_json::from_value(json!({
            "persons": [{ "id": "7", "name": "柒" }, { "id": "7-2", "name": "柒", "mainAccount": "7" }],
        }));
        let directory = Directory::new(document.unwrap());
        let now = Local::now().fixed_offset();
        let event = |person: &str| event_of(row(None), DataSet::Todo, (&person.into(), &directory), now);
        assert_eq!(
            (event("7").receiver.as_str(), event("7").receiver_identity),
            ("7", None)
        );
        let other = event("7-2");
        assert_eq!(
            (other.receiver.as_str(), other.receiver_identity),
            ("7", Some("7-2".into()))
        );
        assert_eq!(
            (other.occurred_at, other.business_state.as_str()),
            (now, "pending")
        );
    }
}
