//! The wall clock as both sides of the simulation write it: Chinese time, milliseconds.

use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};

/// The time now, at UTC+8.
pub(crate) fn china_now() -> DateTime<FixedOffset> {
    Utc::now().with_timezone(&FixedOffset::east_opt(8 * 3600).expect("eight hours are a valid offset"))
}

/// RFC 3339 with milliseconds and offset.
pub(crate) fn rfc3339(at: &DateTime<FixedOffset>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, false)
}
