//! Complaints about input, each tied to the field it is about.

use serde::{Deserialize, Serialize};

/// One complaint about one field of an input document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// JSON pointer into the document, such as `/events/0/receiver`.
    pub path: String,
    /// Stable code, upper snake case, such as `REQUIRED`.
    pub code: String,
    /// English sentence for logs and callers; the console has its own texts by code.
    pub message: String,
}

/// Collects complaints while a document is walked.
#[derive(Debug, Default)]
pub struct Complaints(Vec<FieldError>);

impl Complaints {
    /// Adds one complaint.
    pub fn add(&mut self, path: impl Into<String>, code: &str, message: impl Into<String>) {
        self.0.push(FieldError {
            path: path.into(),
            code: code.to_owned(),
            message: message.into(),
        });
    }

    /// Complains unless `text` has something other than white space.
    pub fn require(&mut self, path: impl Into<String>, text: &str) {
        if text.trim().is_empty() {
            self.add(path, "REQUIRED", "must not be empty");
        }
    }

    /// Complains when `text` is longer than `most` characters.
    pub fn at_most(&mut self, path: impl Into<String>, text: &str, most: usize) {
        if text.chars().nth(most).is_some() {
            self.add(path, "TOO_LONG", format!("must be at most {most} characters"));
        }
    }

    /// What was found so far.
    pub fn found(&self) -> &[FieldError] {
        &self.0
    }

    /// `Ok` when nothing was complained about.
    ///
    /// # Errors
    /// Every complaint, in the order they were made.
    pub fn into_result(self) -> Result<(), Vec<FieldError>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }
}
