//! The engine without a window (row H1): the engine, its interface, and the doors to it.
//!
//! [`start`] opens a data directory and makes a [`Host`]. Its `router` is the in-process door, which the desktop shell
//! calls; [`Host::serve`] opens a socket door with the checks of a socket and the console's pages behind it. The program
//! `todo-relayd` is this crate with flags and a log.
//!
//! What it guarantees: every task is owned by the host and has ended when [`Host::stop`] returns, at most some ten
//! seconds after it was called; a sandbox, when there is one, lives and ends with the host.

mod door;
mod host;
mod pages;
mod peers;
mod place;

/// What a log can be told to write to, beside where else it goes: the diagnostics file shows its last lines.
pub use api::recent_log;
pub use door::Door;
pub use engine::{BackupError, OpenError, back_up, check_backup, restore};
pub use host::{Host, HostOptions, SecretChoice, StartError, start};
pub use place::Place;
pub use secrets::{KeySource, Secret, StoreChoice};

/// Allocates for both programs. A push is hundreds of short-lived pieces of memory, made on one thread and given back
/// on another; the gain over the system's allocator is in `docs/performance.md`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
