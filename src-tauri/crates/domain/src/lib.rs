//! Words and decisions of to-do push (统一待办推送): what an event is, what a target asks for, and what follows
//! from both. Everything here is pure: no I/O, no clock, no random source. Time comes in as an argument.
//!
//! The road through this crate, in the order an event walks it:
//!
//! * [`event`]: a batch as it came in, its shape checked;
//! * [`catalogue`]: what events have named, for forms;
//! * [`directory`]: who the persons are, compiled for look-ups;
//! * [`target`]: what one receiving system asks for;
//! * [`synchronisation`]: what the OA's lists make of them;
//! * [`interception`]: which events a target keeps out;
//! * [`plan`]: the one function that turns a batch into deliveries, each with the verdict of every stage;
//! * [`address`]: the three URLs of a delivery;
//! * [`installation`]: what is set once for all targets; [`oa`]: how the OA's own interfaces are reached;
//! * [`lanes`]: what may be sent at the same time, and what must wait;
//! * [`pace`]: how fast a target may be sent to;
//! * [`breaker`]: when sending stops because the receiver is down, and how it starts again;
//! * [`alert`]: what administrators are told of, in which words, and when;
//! * [`delivery`]: what became of it.

pub mod address;
pub mod again;
pub mod alert;
pub mod backup_plan;
pub mod breaker;
pub mod catalogue;
pub mod delivery;
pub mod directory;
pub mod event;
pub mod fields;
pub mod ids;
pub mod installation;
pub mod interception;
pub mod lanes;
pub mod oa;
pub mod pace;
pub mod plan;
pub mod reconcile;
pub mod schedule;
pub mod synchronisation;
pub mod target;
