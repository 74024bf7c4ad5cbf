//! Reading the OA's organisation (row O2): page by page into the store, then into the organisation as a whole.
//!
//! A page is one step: what was read is on disk before the next is asked for, so that a run goes on after a restart at the
//! page where it was. A list that changed while it was read is read again; if it goes on changing, what is missing from it
//! is not taken for gone.

use std::time::Duration;

use chrono::{Local, TimeDelta};
use domain::oa::Extent;
use domain::synchronisation::{Differences, ReadOrganisation, synchronised};
use serde::{Deserialize, Serialize};
use store::StoreError;
use store::table::run::{self, NewRun, Run, RunCause, RunKind, RunState, Tally};
use store::table::synchronised::{self, PageAt, Reached, ReadRow};
use weaver::{HrmList, HrmPage, HrmQuery, HrmRow};

use super::{Job, Step, TRY_AGAIN_AFTER};
use crate::actor::Actor;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::oa::usable;
use crate::organisation::off_thread;

/// The lists in the order in which they are read: which, and whether those that were closed.
const PARTS: [(HrmList, bool); 6] = [
    (HrmList::Subsidiaries, false),
    (HrmList::Subsidiaries, true),
    (HrmList::Departments, false),
    (HrmList::Departments, true),
    (HrmList::Posts, false),
    (HrmList::Persons, false),
];
/// An organisation of fewer people may be replaced without asking.
const FEW_PEOPLE: u64 = 20;
/// Readings of a list that changes while it is read.
const MOST_PASSES: u32 = 3;
/// Tries of a page.
const MOST_TRIES: u32 = 5;
/// Before the second try; it doubles.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// Clocks may be apart, and the OA's days are those of its own zone.
const OVERLAP: TimeDelta = TimeDelta::days(1);

/// What a synchronisation was asked for.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    extent: Extent,
    /// Even when most of the people would be gone afterwards.
    accept_loss: bool,
    /// Changes since this day.
    since: Option<chrono::NaiveDate>,
    /// Rows of a page: another size in the middle would mix the pages up.
    page_size: u16,
}

/// What is to be read next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Page(PageAt),
    /// All is read.
    Nothing,
}

impl Engine {
    /// Begins to read the OA's organisation. Unless `accept_loss` is set it fails, and nothing is changed, when half of the
    /// people would be gone afterwards: then it is rather the address or the right to read that is wrong.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] before the OA is connected; [`EngineError::Conflict`] while one is under way.
    pub async fn begin_synchronisation(
        &self,
        (by, cause): (&Actor, RunCause),
        (extent, accept_loss): (Extent, bool),
    ) -> Result<Run, EngineError> {
        let page_size = self.connected_oa()?.connection.hrm.page_size;
        let last = self
            .inner
            .store
            .read(|connection| run::last_done(connection, RunKind::Synchronisation))
            .await?;
        // The first one reads all.
        let asked = match (extent, last) {
            (Extent::Changed, Some(last)) => Asked {
                extent,
                accept_loss,
                since: Some((last.with_timezone(&Local) - OVERLAP).date_naive()),
                page_size,
            },
            _ => Asked {
                extent: Extent::Whole,
                accept_loss,
                since: None,
                page_size,
            },
        };
        let new = NewRun {
            kind: RunKind::Synchronisation,
            target: None,
            cause,
            actor: match cause {
                RunCause::Schedule => String::new(),
                _ => by.name().to_owned(),
            },
            state: RunState::Running,
            choice: Some(serde_json::to_string(&asked).map_err(StoreError::from)?),
            tally: Tally::default(),
        };
        self.begin_run(new).await
    }

    pub(super) async fn synchronise(&self, job: &mut Job) -> Result<Step, StoreError> {
        let Job { active, stop, .. } = job;
        let asked: Asked = serde_json::from_str(active.choice.as_deref().unwrap_or_default())?;
        let id = active.run.id;
        let reached = self
            .inner
            .store
            .read(move |connection| synchronised::reached(connection, id))
            .await?;
        let at = match next(&reached, asked.extent, asked.page_size.into()) {
            Next::Page(at) => at,
            Next::Nothing => return self.take_over(active, asked, &reached).await,
        };
        let (list, closed) = PARTS[usize::from(at.part)];
        let query = HrmQuery {
            list,
            closed,
            modified_since: asked.since,
            page_size: asked.page_size,
        };
        let page = match stop.run_until_cancelled(self.page_of(query, at.page)).await {
            None => return Ok(Step::More),
            Some(Ok(page)) => page,
            Some(Err(why)) => return Ok(Step::CannotGoOn(format!("{}：{why}", name(list)))),
        };
        let mut rows = Vec::with_capacity(page.rows.len());
        for row in &page.rows {
            rows.push(ReadRow {
                id: row.id().to_owned(),
                document: serde_json::to_string(row)?,
            });
        }
        let mut now = active.clone();
        // What is known of lists that were not begun comes later.
        let others = reached.iter().filter(|reached| reached.at.part != at.part);
        now.run.tally.total = others.map(|reached| reached.total).sum::<u64>() + page.total;
        now.run.tally.looked += rows.len() as u64;
        *active = self
            .inner
            .store
            .write(move |tx| {
                synchronised::put_page(tx, (id, at), (page.total, page.sent as u64), &rows)?;
                run::advance(tx, &now)?;
                Ok(now)
            })
            .await?;
        Ok(Step::More)
    }

    /// Tries again while nothing but the way there seems to be at fault, by what the connection is then.
    async fn page_of(&self, query: HrmQuery, page: u32) -> Result<HrmPage, String> {
        let mut wait = FIRST_WAIT;
        let mut tried = 1;
        loop {
            let connected = self.connected_oa().map_err(|_| "没有设置 OA 连接".to_owned())?;
            let oa = usable(&connected).map_err(|error| error.to_string())?;
            match oa.organisation_page(query, page).await {
                Err(fault) if fault.is_passing() && tried < MOST_TRIES => {
                    tracing::debug!(%fault, tried, "a page of the organisation is asked for again");
                    tokio::time::sleep(wait).await;
                    wait *= 2;
                    tried += 1;
                }
                done => return done.map_err(|fault| fault.detail),
            }
        }
    }

    /// Puts what was read into the organisation. It is forgotten with the run's end, whatever that is: interrupted before,
    /// the same is put in once more and changes nothing.
    async fn take_over(
        &self,
        active: &mut run::Active,
        asked: Asked,
        reached: &[Reached],
    ) -> Result<Step, StoreError> {
        let id = active.run.id;
        let mut read = ReadOrganisation::default();
        let mut remarks = Vec::new();
        for reached in reached {
            let part = reached.at.part;
            let (list, closed) = PARTS[usize::from(part)];
            let rows = self
                .inner
                .store
                .read(move |connection| synchronised::rows(connection, id, part));
            let is_whole = reached.rows >= reached.total;
            if !is_whole {
                remarks.push(format!(
                    "{}在读取期间一直变化，读到 {} 条，OA 称有 {} 条；未读到的保留原样",
                    name(list),
                    reached.rows,
                    reached.total
                ));
            }
            gather(&mut read, (&rows.await?, closed, is_whole))?;
        }
        let _turn = self.inner.changes.lock().await;
        let before = self.directory();
        let merging = off_thread(move || {
            let merged = synchronised(before.document(), read, asked.extent);
            let is_same = merged.document == *before.document();
            (merged, is_same)
        });
        let (merged, is_same) = match merging.await {
            Ok(merged) => merged,
            Err(error) => return Ok(Step::CannotGoOn(error.to_string())),
        };
        let (people, gone) = (
            self.directory().document().persons.len() as u64,
            merged.people_gone,
        );
        if !asked.accept_loss && people >= FEW_PEOPLE && gone * 2 > people {
            let why = format!(
                "读到的组织里少了 {people} 人中的 {gone} 人，没有取用；确认无误后，勾选“即使少了一半以上的人员也取用”再同步"
            );
            return Ok(Step::CannotGoOn(why));
        }
        remarks.extend(merged.remarks);
        if !is_same {
            let by = match active.run.cause {
                RunCause::Schedule => Actor::named("schedule"),
                _ => Actor::named(&active.run.actor),
            };
            match self.put_directory(&by, merged.document).await {
                Ok(()) => {}
                Err(EngineError::Unavailable { .. }) => return Ok(Step::After(TRY_AGAIN_AFTER)),
                Err(error) => return Ok(Step::CannotGoOn(in_words(&error))),
            }
        }
        let mut now = active.clone();
        if !is_same {
            let Differences {
                added,
                changed,
                left,
                removed,
            } = merged.differences;
            let tally = &mut now.run.tally;
            (tally.added, tally.changed, tally.left, tally.removed) = (added, changed, left, removed);
        }
        let remark = (!remarks.is_empty()).then(|| remarks.join("；"));
        *active = self
            .inner
            .store
            .write(move |tx| run::advance(tx, &now).map(|()| now))
            .await?;
        Ok(Step::Over(remark))
    }
}

fn in_words(error: &EngineError) -> String {
    match error {
        EngineError::Invalid(fields) => {
            let each: Vec<_> = fields
                .iter()
                .take(3)
                .map(|field| format!("{} {}", field.path, field.message))
                .collect();
            format!("组织架构不能取用：{}", each.join("；"))
        }
        error => error.to_string(),
    }
}

const fn name(list: HrmList) -> &'static str {
    match list {
        HrmList::Subsidiaries => "分部",
        HrmList::Departments => "部门",
        HrmList::Posts => "岗位",
        HrmList::Persons => "人员",
    }
}

/// The page after those that were read. Cost: the lists.
fn next(reached: &[Reached], extent: Extent, page_size: u64) -> Next {
    for (part, (_, closed)) in (0_u8..).zip(PARTS) {
        // Where all is read, what is closed is what is not among it.
        if closed && extent == Extent::Whole {
            continue;
        }
        let first = PageAt {
            part,
            pass: 1,
            page: 1,
        };
        let Some(reached) = reached.iter().find(|reached| reached.at.part == part) else {
            return Next::Page(first);
        };
        let is_last = reached.sent == 0 || u64::from(reached.at.page) * page_size >= reached.total;
        if !is_last {
            return Next::Page(PageAt {
                page: reached.at.page + 1,
                ..reached.at
            });
        }
        if reached.rows < reached.total && reached.at.pass < MOST_PASSES {
            return Next::Page(PageAt {
                pass: reached.at.pass + 1,
                ..first
            });
        }
    }
    Next::Nothing
}

fn gather(
    read: &mut ReadOrganisation,
    (rows, closed, is_whole): (&[String], bool, bool),
) -> Result<(), StoreError> {
    for row in rows {
        match (serde_json::from_str(row)?, closed) {
            (HrmRow::Subsidiary(row), true) => {
                read.closed_subsidiaries.insert(row.id);
            }
            (HrmRow::Department(row), true) => {
                read.closed_departments.insert(row.id);
            }
            (HrmRow::Subsidiary(row), false) => {
                read.subsidiaries.rows.push(row);
                read.subsidiaries.is_whole = is_whole;
            }
            (HrmRow::Department(row), false) => {
                read.departments.rows.push(row);
                read.departments.is_whole = is_whole;
            }
            (HrmRow::Post(row), _) => {
                read.posts.rows.push(row);
                read.posts.is_whole = is_whole;
            }
            (HrmRow::Person(row), _) => {
                read.persons.rows.push(*row);
                read.persons.is_whole = is_whole;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reached(part: u8, (pass, page): (u32, u32), (total, sent, rows): (u64, u64, u64)) -> Reached {
        Reached {
            at: PageAt { part, pass, page },
            total,
            sent,
            rows,
        }
    }

    /// Row O2.
    #[test]
    fn every_list_is_read_to_its_end_and_again_when_it_changed() {
        let page = |part, pass, page| Next::Page(PageAt { part, pass, page });
        let whole = |reached: &[Reached]| next(reached, Extent::Whole, 20);
        assert_eq!(whole(&[]), page(0, 1, 1));
        let one = reached(0, (1, 1), (3, 3, 3));
        assert_eq!(whole(&[one]), page(2, 1, 1), "what is closed is not asked for");
        assert_eq!(next(&[one], Extent::Changed, 20), page(1, 1, 1));
        assert_eq!(whole(&[one, reached(2, (1, 1), (26, 20, 20))]), page(2, 1, 2));
        let short = reached(2, (1, 2), (27, 6, 26));
        assert_eq!(whole(&[one, short]), page(2, 2, 1), "one row was missed");
        let still = reached(2, (3, 2), (28, 6, 27));
        assert_eq!(
            whole(&[one, still]),
            page(4, 1, 1),
            "after three readings it goes on"
        );
        let ended = reached(2, (1, 2), (60, 0, 20));
        assert_eq!(
            whole(&[one, ended]),
            page(2, 2, 1),
            "an empty page ends a reading"
        );
        let all = [
            one,
            reached(2, (1, 1), (0, 0, 0)),
            reached(4, (1, 1), (0, 0, 0)),
            reached(5, (1, 1), (1, 1, 1)),
        ];
        assert_eq!(whole(&all), Next::Nothing);
    }
}
