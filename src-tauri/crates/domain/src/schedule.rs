//! When a job is due (rows C1, K1): cron expressions, and an alarm that clocks may jump under.
//!
//! Expressions have six fields, seconds first: `second minute hour day month weekday`, with `*`, lists, ranges, steps and
//! names of months and days. Where clocks are put forward or back, a job at a fixed time runs once (the Open Cron Pattern
//! Specification, as croner keeps it).

use chrono::{DateTime, TimeDelta, TimeZone};
use croner::Cron;
use croner::parser::{CronParser, Seconds, Year};

/// A clock that goes back by less than this has been set right, and what was done is not done again; one that goes back
/// by more has been set anew, and the alarm begins anew with it.
const SET_RIGHT: TimeDelta = TimeDelta::hours(1);

/// A cron expression that is known to be right.
#[derive(Debug, Clone)]
pub struct Schedule(Cron);

impl Schedule {
    /// Reads an expression.
    ///
    /// # Errors
    /// In words, what is wrong with it.
    pub fn parse(expression: &str) -> Result<Self, String> {
        let parser = CronParser::builder()
            .seconds(Seconds::Required)
            .year(Year::Disallowed)
            .sloppy_ranges(true)
            .build();
        let cron = parser.parse(expression).map_err(|error| error.to_string())?;
        match empty_field(&cron) {
            Some(field) => Err(format!("names no {field}")),
            None => Ok(Self(cron)),
        }
    }

    /// The expression for every day at a whole hour.
    pub fn daily(hour: u8) -> String {
        format!("0 0 {hour} * * *")
    }

    /// The first time after `moment`; nothing when it never comes, such as 30 February.
    pub fn next_after<Z: TimeZone>(&self, moment: &DateTime<Z>) -> Option<DateTime<Z>> {
        self.0.find_next_occurrence(moment, false).ok()
    }
}

/// The first field that matches nothing, such as a comma alone. The parser takes it, and would then look for the next
/// time through thousands of years, minute by minute.
fn empty_field(cron: &Cron) -> Option<&'static str> {
    let of = &cron.pattern;
    let fields = [
        ("second", !of.seconds.values().is_empty()),
        ("minute", !of.minutes.values().is_empty()),
        ("hour", !of.hours.values().is_empty()),
        ("day", !of.days.values().is_empty() || of.days.has_modifiers()),
        ("month", !of.months.values().is_empty()),
        (
            "weekday",
            !of.days_of_week.values().is_empty() || of.days_of_week.has_modifiers(),
        ),
    ];
    fields
        .into_iter()
        .find(|(_, filled)| !filled)
        .map(|(field, _)| field)
}

/// Rings each time a schedule comes round; times that were missed, asleep or switched off, ring once together.
#[derive(Debug, Clone)]
pub struct Alarm<Z: TimeZone> {
    schedule: Schedule,
    /// Everything up to here was dealt with.
    since: DateTime<Z>,
    next: Option<DateTime<Z>>,
}

impl<Z: TimeZone> Alarm<Z> {
    /// An alarm for the times after `since`.
    pub fn new(schedule: Schedule, since: DateTime<Z>) -> Self {
        let next = schedule.next_after(&since);
        Self {
            schedule,
            since,
            next,
        }
    }

    /// When it rings next.
    pub fn next(&self) -> Option<&DateTime<Z>> {
        self.next.as_ref()
    }

    /// Whether it rings now. Cost: a comparison, but for the moments at which it rings.
    pub fn rings(&mut self, now: &DateTime<Z>) -> bool {
        if self.since.clone() - now.clone() > SET_RIGHT {
            *self = Self::new(self.schedule.clone(), now.clone());
            return false;
        }
        let rings = self.next.as_ref().is_some_and(|next| next <= now);
        if rings {
            *self = Self::new(self.schedule.clone(), now.clone());
        }
        rings
    }
}
