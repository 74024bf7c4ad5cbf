//! The boundaries that a to-do passes on its road, marked so that a test can have the program killed exactly there.
//!
//! A debug build reads `TODO_RELAY_DIE_AT`, such as `send:17`: the seventeenth time that this boundary is passed, the
//! program stops there for a moment and then gets a SIGKILL from itself. Whatever went on too early, without waiting for
//! what comes behind the boundary, has come to light by then. A release build has none of it.

/// A boundary, in the order of the road.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Boundary {
    /// A batch was read; nothing of it is written.
    Accept,
    /// It is written and planned, inside the transaction.
    Plan,
    /// It is on disk; its sender has no answer yet.
    Commit,
    /// A request is ready to go out.
    Send,
    /// Its answer is here; nothing of it is written.
    Answer,
    /// Results are about to be written.
    Write,
    /// They are on disk; nobody knows of it yet.
    Record,
}

/// Says that a boundary is passed.
#[cfg(not(debug_assertions))]
pub(crate) const fn passed(_: Boundary) {}

#[cfg(debug_assertions)]
pub(crate) use armed::passed;

#[cfg(debug_assertions)]
mod armed {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::time::Duration;

    use super::Boundary;

    const DIE_AT: &str = "TODO_RELAY_DIE_AT";
    /// Longer than a request on loopback takes.
    const MOMENT: Duration = Duration::from_millis(40);

    struct Armed {
        boundary: Boundary,
        left: AtomicU32,
    }

    fn read() -> Option<Armed> {
        let text = std::env::var(DIE_AT).ok()?;
        let (name, times) = text.split_once(':')?;
        let boundary = match name {
            "accept" => Boundary::Accept,
            "plan" => Boundary::Plan,
            "commit" => Boundary::Commit,
            "send" => Boundary::Send,
            "answer" => Boundary::Answer,
            "write" => Boundary::Write,
            "record" => Boundary::Record,
            _ => return None,
        };
        let left = AtomicU32::new(times.parse().ok()?);
        Some(Armed { boundary, left })
    }

    /// Says that a boundary is passed.
    pub(crate) fn passed(boundary: Boundary) {
        static ARMED: OnceLock<Option<Armed>> = OnceLock::new();
        let armed = ARMED.get_or_init(read).as_ref();
        let is_last = armed.is_some_and(|armed| {
            armed.boundary == boundary && armed.left.fetch_sub(1, Ordering::Relaxed) == 1
        });
        if is_last {
            // This thread alone: the others go on.
            std::thread::sleep(MOMENT);
            die();
        }
    }

    #[cfg(unix)]
    fn die() {
        use rustix::process::{Signal, getpid, kill_process};
        // Should it be refused, the test waits in vain and says so.
        let _ = kill_process(getpid(), Signal::KILL);
    }

    #[cfg(not(unix))]
    fn die() {
        std::process::abort();
    }
}
