//! Transport: the one place that opens connections outward.
//!
//! What it guarantees, whatever the other side does:
//!
//! * an attempt ends within its total time, connecting within a time of its own;
//! * no more of a body is kept than allowed: it is capped while it is read, and then the connection is dropped;
//! * it never connects to where no receiver can be (see [`Refusal`]), whether the address was written as a number, in
//!   an exotic form, or came out of a name; loopback only where the operator wrote loopback as the server address;
//! * redirects are answers, not invitations: none is followed. There are no cookies, no proxy from the environment,
//!   and no decompression;
//! * what went wrong is told apart ([`Fault`]), for the log and for the breaker.
//!
//! [`Client`] sends, over pooled connections; [`test_connection`] says step by step how far one gets; [`send_mail`]
//! hands a letter to a mail server.

mod client;
mod egress;
mod fault;
mod mail;
mod probe;
mod resolve;
mod tls;

pub use client::{Answer, BuildError, Client, ClientOptions, MOST_BODY};
pub use egress::Refusal;
pub use fault::{Fault, SendError};
pub use mail::{Letter, MailOptions, MailSecurity, RefusedRecipient, is_mail_address, send_mail};
pub use probe::{ConnectionStep, Step, StepOutcome, test_connection};

#[cfg(test)]
mod tests;
