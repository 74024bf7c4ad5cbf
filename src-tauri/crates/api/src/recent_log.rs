//! The last lines of the program's log, for the diagnostics file. Whoever sets the log up writes it here, too.

use std::collections::VecDeque;
use std::io;
use std::sync::{Mutex, PoisonError};

/// Lines that are kept.
const MOST_LINES: usize = 2_000;
/// Bytes of a line that are kept.
const MOST_BYTES: usize = 2_000;

static LINES: Mutex<VecDeque<String>> = Mutex::new(VecDeque::new());

/// Takes log lines in: one write is one line.
#[derive(Debug, Clone, Copy, Default)]
pub struct RecentLog;

/// What a log can be told to write to.
pub fn recent_log() -> RecentLog {
    RecentLog
}

impl io::Write for RecentLog {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let kept = &line[..line.len().min(MOST_BYTES)];
        let text = plain(&String::from_utf8_lossy(kept));
        let mut lines = LINES.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.len() == MOST_LINES {
            lines.pop_front();
        }
        lines.push_back(text);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Oldest first.
pub(crate) fn recent_lines() -> Vec<String> {
    let lines = LINES.lock().unwrap_or_else(PoisonError::into_inner);
    lines.iter().cloned().collect()
}

/// A line without the colours that are for terminals, and without its end.
fn plain(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line.trim_end();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        text.push_str(before);
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    /// Row H2.
    #[test]
    fn lines_are_kept_without_colours_and_bounded() {
        let mut log = recent_log();
        for n in 0..MOST_LINES + 10 {
            let line = format!("\u{1b}[2m10:00\u{1b}[0m line {n} {}\n", "x".repeat(3_000));
            assert_eq!(
                log.write(line.as_bytes()).expect("it takes everything"),
                line.len()
            );
        }
        let lines = recent_lines();
        assert_eq!(lines.len(), MOST_LINES);
        assert!(lines[0].starts_with("10:00 line 10 x"), "{}", lines[0]);
        assert!(lines.iter().all(|line| line.len() <= MOST_BYTES));
    }
}
