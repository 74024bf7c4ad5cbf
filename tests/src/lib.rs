//! Whole-program tests: `todo-relayd` is started as a process, spoken to over its published interface, watched by
//! receivers on real sockets, killed and started again.
//!
//! This library holds what several of them share. It knows the contract and the wire protocols, and none of the
//! program's own crates: what it sees is what any outsider sees.

pub mod alert_peers;
pub mod chance;
pub mod crowd;
pub mod ecology;
pub mod events;
pub mod hostile;
pub mod http;
pub mod landray;
pub mod latency;
pub mod memory;
pub mod peer;
pub mod relay;
pub mod until;
