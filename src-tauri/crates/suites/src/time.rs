//! `yyyy-MM-dd HH:mm:ss`, the one form of date and time that both receivers take; one of them cuts it by position.

use chrono::{DateTime, Datelike as _, FixedOffset, Timelike as _};

/// Writes `at` in its own offset, or in `offset` where the site wants one.
pub(crate) fn stamp(at: DateTime<FixedOffset>, offset: Option<FixedOffset>) -> String {
    let local = match offset {
        Some(offset) => at.with_timezone(&offset),
        None => at,
    };
    format!(
        "{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
        local.year(),
        local.month(),
        local.day(),
        local.hour(),
        local.minute(),
        local.second()
    )
}

/// Reads `+08:00`; nothing for anything else.
pub(crate) fn parse_offset(text: &str) -> Option<FixedOffset> {
    let looks_right = text.len() == 6 && text.as_bytes()[3] == b':' && text.starts_with(['+', '-']);
    if looks_right { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_keeps_the_events_own_offset_unless_the_site_wants_another() {
        let at = DateTime::parse_from_rfc3339("2026-11-22T23:05:06.789+08:00").unwrap();
        assert_eq!(stamp(at, None), "2026-11-22 23:05:06");
        assert_eq!(stamp(at, parse_offset("+09:30")), "2026-11-23 00:35:06");
    }

    #[test]
    fn only_a_full_offset_is_read() {
        assert!(parse_offset("+08:00").is_some() && parse_offset("-03:30").is_some());
        for wrong in ["", "8", "+8", "+0800", "Z", "+25:00", "+08：0"] {
            assert!(parse_offset(wrong).is_none(), "{wrong:?} should not be an offset");
        }
    }
}
