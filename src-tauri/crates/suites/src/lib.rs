//! Suites (套件): the wire protocol of each push type, without a socket and without a clock.
//!
//! A [`Suite`] turns one delivery into an HTTP exchange ([`Suite::encode`]) and reads what came back
//! ([`Suite::classify`]). What it guarantees:
//!
//! * it does no I/O and reads no clock, so it is tested against recorded exchanges;
//! * success is judged by the body, never by the status alone (row S8);
//! * a secret parameter is in the request and nowhere else: what an [`Exchange`] shows has it masked, and
//!   [`Suite::mask`] takes it out of an answer that echoes it;
//! * what sites differ in is a setting with a default, described by [`catalog`]; a test holds that each setting
//!   changes what is sent or how an answer is read.
//!
//! One folder per push type holds its settings, its encoding and its reading of answers. What two of them share has a
//! folder too: `todo_centre` (e-cology and E10), `openapi` (E10 and ESB). Beside them: [`catalog`], the checks of
//! settings, the reading of bodies (charset, JSON, XML), and the meanings of messages.

mod answer;
mod asking;
mod body;
mod body_template;
mod catalog;
mod custom;
mod e10;
mod ecology;
mod esb;
mod json;
mod landray;
mod links;
mod mask;
mod matcher;
mod messages;
mod openapi;
mod parts;
mod settings;
mod sign_on;
mod suite;
mod template;
mod time;
mod todo_centre;
mod wisedu;
mod xml;

pub use answer::Answer;
pub use asking::{Asking, Shown, ShownPage};
pub use body::text as answer_text;
pub use body_template::{BodyTemplate, TemplateFault};
pub use catalog::{
    Choice, DefaultValue, ParamKind, ParamSpec, PushTypeSpec, Texts, catalog, choice, spec_of, texts,
};
pub use custom::{Adapter, AdapterFault, Example, check as check_adapter, examples as adapter_examples};
pub use mask::{CUT, MASK, Sought};
pub use matcher::text_at;
pub use settings::{Format, OwnFormat, Settings};
pub use sign_on::{Grant, Progress, Question, SignOn, Stage, Token};
pub use suite::{EncodeFault, Exchange, Item, Suite};
pub use template::{Template, check as check_template};
