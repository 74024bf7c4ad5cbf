//! Recorded exchanges: what each suite sends for an item, and what it makes of an answer. Rows S1 to S6, S8
//! and T8.
//!
//! The suites do no I/O, so a recording is all a test needs: an item goes in and the request is compared with the
//! protocol facts; an answer goes in and the outcome is compared with what the receiver meant.

#[cfg(test)]
mod answers;
#[cfg(test)]
mod e10_answers;
#[cfg(test)]
mod e10_requests;
#[cfg(test)]
mod ecology_answers;
#[cfg(test)]
mod ecology_requests;
#[cfg(test)]
mod esb_answers;
#[cfg(test)]
mod esb_requests;
#[cfg(test)]
mod esb_template;
#[cfg(test)]
mod items;
#[cfg(test)]
mod landray_answers;
#[cfg(test)]
mod landray_asking;
#[cfg(test)]
mod landray_cleanup;
#[cfg(test)]
mod landray_requests;
#[cfg(test)]
mod openapi_sign_on;
#[cfg(test)]
mod secrets;
#[cfg(test)]
mod setting_effects;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod speed;
#[cfg(test)]
mod wisedu_answers;
#[cfg(test)]
mod wisedu_requests;
