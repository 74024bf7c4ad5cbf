//! Points in time: milliseconds since 1970 to text and back. There is no "now": an item says when it is sent.

use chrono::{DateTime, Datelike as _, FixedOffset, Timelike as _};
use rhai::{Dynamic, ImmutableString};

use super::{Outcome, Registrar, fault};
use crate::time::parse_offset;

type Text = ImmutableString;

/// Most bytes of a pattern.
const MOST_PATTERN: usize = 100;

pub(super) fn register(to: &mut Registrar<'_>) {
    to.add("format_time", format_time).add("parse_time", parse_time);
}

/// Writes a point in time. In `pattern` stand `yyyy`, `yy`, `MM`, `dd`, `HH`, `mm`, `ss`, `SSS` and `XXX` (the offset);
/// text between single quotes stays as it is, and so does all that is no letter.
fn format_time(ms: i64, pattern: Text, offset: Text) -> Outcome<String> {
    if pattern.len() > MOST_PATTERN {
        return fault(format!("the pattern must be at most {MOST_PATTERN} bytes"));
    }
    let Some(offset) = parse_offset(&offset) else {
        return fault("the offset must look like +08:00");
    };
    let Some(at) = DateTime::from_timestamp_millis(ms) else {
        return fault("the time is out of range");
    };
    written(at.with_timezone(&offset), &pattern)
}

fn written(at: DateTime<FixedOffset>, pattern: &str) -> Outcome<String> {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        if first == '\'' {
            let Some((quoted, tail)) = rest[1..].split_once('\'') else {
                return fault("a single quote of the pattern is not closed");
            };
            out.push_str(quoted);
            rest = tail;
            continue;
        }
        let end = rest.find(|c| c != first).unwrap_or(rest.len());
        let (run, tail) = rest.split_at(end);
        let part = match run {
            "yyyy" => format!("{:04}", at.year()),
            "yy" => format!("{:02}", at.year().rem_euclid(100)),
            "MM" => format!("{:02}", at.month()),
            "dd" => format!("{:02}", at.day()),
            "HH" => format!("{:02}", at.hour()),
            "mm" => format!("{:02}", at.minute()),
            "ss" => format!("{:02}", at.second()),
            "SSS" => format!("{:03}", at.timestamp_subsec_millis()),
            "XXX" => at.offset().to_string(),
            run if first.is_ascii_alphabetic() => {
                return fault(format!("the pattern does not know {run:?}"));
            }
            run => run.to_owned(),
        };
        out.push_str(&part);
        rest = tail;
    }
    Ok(out)
}

/// Reads `2026-11-22T09:00:00+08:00`; `()` for anything else.
fn parse_time(text: Text) -> Dynamic {
    match DateTime::parse_from_rfc3339(text.trim()) {
        Ok(at) => Dynamic::from(at.timestamp_millis()),
        Err(_) => Dynamic::UNIT,
    }
}
