//! `todo-relayd` as a process of its own, held against the contract: flags and exit codes, the ready line, the token
//! file, the doors, the console's pages, and the import.
#![cfg(unix)]

mod bodies;
mod console;
mod flags;
mod import;
mod life;
mod process;
mod sandboxed;
