//! What the engine's operations can fail with; few kinds, told apart by what the caller can do.

use domain::fields::FieldError;
use store::StoreError;

/// An operation failed.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The input is wrong; nothing was taken.
    #[error("the input is wrong in {} places", .0.len())]
    Invalid(Vec<FieldError>),
    /// There is no such thing.
    #[error("there is no such {what}")]
    NotFound {
        /// What was looked for.
        what: &'static str,
    },
    /// It cannot be done as things are now.
    #[error("{detail}")]
    Conflict {
        /// Stable code.
        code: &'static str,
        /// What stands in the way.
        detail: String,
    },
    /// The store or the secret store cannot be used now.
    #[error("{detail}")]
    Unavailable {
        /// What is wrong, for the operator.
        detail: String,
    },
    /// A fault of ours.
    #[error("{detail}")]
    Internal {
        /// What went wrong, for the log.
        detail: String,
    },
}

impl EngineError {
    pub(crate) fn field(path: &str, code: &str, message: &str) -> Self {
        let field = FieldError {
            path: path.to_owned(),
            code: code.to_owned(),
            message: message.to_owned(),
        };
        Self::Invalid(vec![field])
    }
}

impl From<StoreError> for EngineError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable { .. } | StoreError::Closed => Self::Unavailable {
                detail: error.to_string(),
            },
            StoreError::Conflict { what } if what == store::table::target::IDENTIFIER_TAKEN => {
                Self::field("/identifier", "NOT_UNIQUE", what)
            }
            _ => Self::Internal {
                detail: error.to_string(),
            },
        }
    }
}

/// A batch was not taken; nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The batch is wrong.
    #[error("the batch is wrong in {} places", .0.len())]
    Invalid(Vec<FieldError>),
    /// The store cannot be written, or the engine is ending: try again later.
    #[error("{detail}")]
    Unavailable {
        /// What is wrong.
        detail: String,
    },
    /// More is waiting to be written than the engine keeps in memory: try again soon.
    #[error("too many events are waiting to be written")]
    Busy,
    /// A fault of ours.
    #[error("{detail}")]
    Internal {
        /// What went wrong, for the log.
        detail: String,
    },
}

impl From<StoreError> for IntakeError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable { .. } | StoreError::Closed => Self::Unavailable {
                detail: error.to_string(),
            },
            _ => Self::Internal {
                detail: error.to_string(),
            },
        }
    }
}
