//! Alert channels (rows F2 and F4): how each of them wants to be spoken to, without a socket and without a clock.
//!
//! A [`Channel`] turns a [`Message`] into a [`Parcel`] and reads what came back. What it guarantees:
//!
//! * it does no I/O and reads no clock; who sends the parcel tells it the time;
//! * success is judged by the body where the protocol says so: most answer 200 whatever happens;
//! * a secret is in the parcel and nowhere else: what is said of an answer has it masked.
//!
//! [`catalog`] describes what each kind wants to know; forms and checks are made of it.

mod bridge;
mod catalog;
mod channel;
mod gateway;
mod mail;
mod message;
mod parcel;
mod reading;
mod robots;
mod sign;
mod sms;

pub use catalog::{ChannelSpec, Reaches, catalog, spec_of};
pub use channel::{Channel, Occasion, check, lacks_address, template_values};
pub use message::Message;
pub use parcel::{HttpParcel, Parcel};
