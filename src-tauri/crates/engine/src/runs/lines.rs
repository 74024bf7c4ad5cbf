//! Sending again inside the writer's transaction: what the rule in [`domain::again`] decides is done at once, so nothing
//! can come between.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::again::{Fate, Sent, Wish, decide};
use domain::delivery::Status;
use domain::event::DataSet;
use domain::ids::{DeliveryId, RunId, TargetId};
use domain::plan::{self, DeliveryKey};
use store::table::again::{Of, Standing};
use store::table::run::Tally;
use store::table::run_delivery::{self, Taken};
use store::table::{again as table, memory, run_cleaning};
use store::{StoreError, Tx};

use super::chosen::Changed;
use super::{Duplicates, is_failure};
use crate::registry::{ActiveTarget, Snapshot};

/// Why deliveries are sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Rows C1 and C2.
    Compensation,
    /// Row L3.
    Repush,
    /// Row B3.
    Task {
        /// What becomes of to-dos that were pushed before.
        duplicates: Duplicates,
        /// Only requests that were removed from the receiver before.
        cleaned: bool,
    },
}

/// The lines of the requests that a step comes by, each read and decided once.
pub(super) struct Lines<'a> {
    snapshot: &'a Arc<Snapshot>,
    run: RunId,
    purpose: Purpose,
    now: DateTime<Utc>,
    known: HashMap<(TargetId, String), Line>,
    tally: Tally,
    changed: Changed,
}

/// One line.
struct Line {
    target: Arc<ActiveTarget>,
    request: String,
    standings: Vec<Standing>,
    /// What was decided; nothing before that.
    fates: Option<HashMap<DeliveryId, Fate>>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(
        snapshot: &'a Arc<Snapshot>,
        (run, purpose): (RunId, Purpose),
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            snapshot,
            run,
            purpose,
            now,
            known: HashMap::new(),
            tally: Tally::default(),
            changed: Changed::default(),
        }
    }

    /// What was done, added to what was done before; and what changed.
    pub(super) fn into_changed(self, tally: &mut Tally) -> Changed {
        let own = self.tally;
        tally.sent_again += own.sent_again;
        tally.overtaken += own.overtaken;
        tally.waiting += own.waiting;
        tally.exhausted += own.exhausted;
        tally.intercepted += own.intercepted;
        tally.failed += own.failed;
        tally.skipped += own.skipped;
        tally.duplicates += own.duplicates;
        tally.uncleaned += own.uncleaned;
        self.changed
    }

    /// Sends a delivery again, where that brings back nothing that is over; with it go others of its line that the run
    /// takes, in their order. Cost: the deliveries of its request, read once a step, and what [`table::replace`] says.
    pub(super) fn again(&mut self, tx: &mut Tx<'_>, id: DeliveryId) -> Result<(), StoreError> {
        if run_delivery::taken(tx.connection(), self.run, id)? == Taken::PutInLine {
            // With others of its line, before the run came by it.
            return Ok(());
        }
        let Some((target, request)) = table::belongs_to(tx.connection(), id)? else {
            self.tally.skipped += 1;
            return Ok(());
        };
        if let Purpose::Task { cleaned: true, .. } = self.purpose
            && run_cleaning::of(tx.connection(), self.run, &request)? != Some(Status::Success)
        {
            self.tally.uncleaned += 1;
            return Ok(());
        }
        let mut line = match self.known.remove(&(target, request.clone())) {
            Some(line) => line,
            None => match self.snapshot.targets.get(&target) {
                Some(active) => Line {
                    target: Arc::clone(active),
                    standings: table::line(tx.connection(), target, &request)?,
                    request,
                    fates: None,
                },
                None => {
                    self.tally.skipped += 1;
                    return Ok(());
                }
            },
        };
        let done = self.again_in(tx, &mut line, id);
        self.known.insert((target, line.request.clone()), line);
        done
    }

    fn again_in(&mut self, tx: &mut Tx<'_>, line: &mut Line, id: DeliveryId) -> Result<(), StoreError> {
        let own = line.standings.iter().find(|one| one.id == id).cloned();
        let Some(own) = own.filter(|own| self.is_candidate(own)) else {
            self.tally.skipped += 1;
            return table::dealt_with(tx, line.target.id(), id);
        };
        if self.is_duplicate(tx, line, &own)? {
            self.tally.duplicates += 1;
            return Ok(());
        }
        match self.wish(tx, line, &own)? {
            Wish::Fresh => self.tally.waiting += 1,
            Wish::Leave => {
                self.tally.exhausted += 1;
                table::dealt_with(tx, line.target.id(), id)?;
            }
            Wish::Again => {
                if line.fates.is_none() {
                    self.decide(tx, line)?;
                }
                match line.fates.as_ref().and_then(|fates| fates.get(&id)) {
                    Some(Fate::Again) => {}
                    Some(Fate::Overtaken { by }) => {
                        let by = *by;
                        self.tally.overtaken += 1;
                        if is_failure(own.status) {
                            table::supersede(tx, line.target.id(), &own, by)?;
                            self.note(line, id, Status::Superseded);
                        }
                    }
                    Some(Fate::Wait) | None => self.tally.waiting += 1,
                }
            }
        }
        Ok(())
    }

    /// Decides the whole line and puts in line what goes again. A target that cannot be sent to has no suite to ask what
    /// an item touches; nothing is decided then.
    fn decide(&mut self, tx: &mut Tx<'_>, line: &mut Line) -> Result<(), StoreError> {
        let Ok(sender) = line.target.sender.clone() else {
            return Ok(());
        };
        let mut wishes = Vec::with_capacity(line.standings.len());
        for one in &line.standings {
            let wish = match self.is_candidate(one) {
                true => self.wish(tx, line, one)?,
                false => Wish::Leave,
            };
            let sent = Sent {
                id: one.id,
                status: one.status,
                person: one.person.clone(),
                footprint: sender.suite.footprint(one.data_set),
            };
            wishes.push((sent, wish));
        }
        let fates = decide(&wishes);
        for (other, fate) in &fates {
            if *fate == Fate::Again {
                self.put_back(tx, line, *other)?;
            }
        }
        line.fates = Some(fates.into_iter().collect());
        Ok(())
    }

    /// Whether the run takes deliveries of this status at all.
    fn is_candidate(&self, standing: &Standing) -> bool {
        match self.purpose {
            Purpose::Compensation => is_failure(standing.status),
            Purpose::Repush | Purpose::Task { .. } => {
                !matches!(standing.status, Status::Pending | Status::Superseded)
            }
        }
    }

    fn wish(&self, tx: &Tx<'_>, line: &Line, standing: &Standing) -> Result<Wish, StoreError> {
        let is_wanted = match self.purpose {
            Purpose::Compensation if self.is_fresh(line, standing) => return Ok(Wish::Fresh),
            Purpose::Compensation => standing.compensations < line.target.config().compensation.retries,
            Purpose::Repush | Purpose::Task { .. } => {
                run_delivery::taken(tx.connection(), self.run, standing.id)? == Taken::Chosen
                    && !self.is_duplicate(tx, line, standing)?
            }
        };
        Ok(if is_wanted { Wish::Again } else { Wish::Leave })
    }

    /// A to-do that was pushed before, where the run leaves such.
    fn is_duplicate(&self, tx: &Tx<'_>, line: &Line, standing: &Standing) -> Result<bool, StoreError> {
        let respects = matches!(
            self.purpose,
            Purpose::Task {
                duplicates: Duplicates::Respected,
                ..
            }
        );
        let filters = line.target.config().special_data.duplicate_filter;
        if !respects || !filters || standing.data_set != DataSet::Todo {
            return Ok(false);
        }
        let key = DeliveryKey {
            request: line.request.as_str().into(),
            person: standing.person.clone(),
        };
        let remembered = memory::remembered(tx.connection(), line.target.id(), &[key])?;
        Ok(!remembered.is_empty())
    }

    /// Its answer may still come.
    fn is_fresh(&self, line: &Line, standing: &Standing) -> bool {
        let wait = TimeDelta::minutes(line.target.config().compensation.wait_minutes.into());
        standing.status == Status::NoAnswer && standing.finished_at.is_none_or(|at| at + wait > self.now)
    }

    fn put_back(&mut self, tx: &mut Tx<'_>, line: &mut Line, id: DeliveryId) -> Result<(), StoreError> {
        let Some(standing) = line.standings.iter().find(|one| one.id == id) else {
            return Ok(());
        };
        let event = table::event_of(tx.connection(), standing.event)?;
        let as_sent = (standing.data_set, standing.backfilled);
        let (planned, change) = plan::replan(&event, as_sent, &line.target.plan, &self.snapshot.directory);
        let compensations = match self.purpose {
            Purpose::Compensation => standing.compensations.saturating_add(1),
            Purpose::Repush | Purpose::Task { .. } => 0,
        };
        let of = Of {
            target: line.target.id(),
            standing,
            compensations,
            run: self.run,
        };
        table::replace(tx, of, &planned, self.now.timestamp_millis())?;
        memory::apply(tx, line.target.id(), change.as_slice())?;
        match planned.status {
            Status::Pending => self.tally.sent_again += 1,
            Status::Ignored => self.tally.intercepted += 1,
            _ => self.tally.failed += 1,
        }
        if !is_failure(planned.status) {
            table::dealt_with(tx, line.target.id(), id)?;
        }
        self.note(line, id, planned.status);
        Ok(())
    }

    fn note(&mut self, line: &mut Line, id: DeliveryId, status: Status) {
        if let Some(standing) = line.standings.iter_mut().find(|one| one.id == id) {
            standing.status = status;
        }
        self.changed.deliveries.push(id);
        if status == Status::Pending {
            self.changed.targets.insert(line.target.id());
        }
    }
}
