//! When the store is backed up by itself, and how many backups are kept.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::fields::{Complaints, FieldError};

/// Most backups that can be kept.
const MOST_KEPT: u32 = 365;
/// Most characters of a path.
const MOST_PATH: usize = 1_000;

/// 定时备份
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BackupPlan {
    /// Whether a backup is made every day.
    pub enabled: bool,
    /// At which hour, 0 to 23, of the engine's clock.
    pub hour: u8,
    /// After the daily backup only the newest so many stay, 1 to 365.
    pub keep: u32,
    /// Absolute path of the directory of all backups; empty: `backups` in the data directory.
    pub directory: String,
}

impl Default for BackupPlan {
    fn default() -> Self {
        Self {
            enabled: false,
            hour: 3,
            keep: 7,
            directory: String::new(),
        }
    }
}

impl BackupPlan {
    /// Checks each field.
    ///
    /// # Errors
    /// Every complaint, each naming its field.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut complaints = Complaints::default();
        if self.hour > 23 {
            complaints.add("/hour", "OUT_OF_RANGE", "must be from 0 to 23");
        }
        if !(1..=MOST_KEPT).contains(&self.keep) {
            complaints.add("/keep", "OUT_OF_RANGE", format!("must be from 1 to {MOST_KEPT}"));
        }
        complaints.at_most("/directory", &self.directory, MOST_PATH);
        if !self.directory.is_empty() && !Path::new(&self.directory).is_absolute() {
            complaints.add("/directory", "NOT_ABSOLUTE", "must be an absolute path");
        }
        complaints.into_result()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wrong_field_is_named() {
        let wrong = BackupPlan {
            enabled: true,
            hour: 24,
            keep: 0,
            directory: "backups".to_owned(),
        };
        let found = wrong.check().expect_err("every field is wrong");
        let named: Vec<_> = found
            .iter()
            .map(|field| (field.path.as_str(), field.code.as_str()))
            .collect();
        assert_eq!(
            named,
            [
                ("/hour", "OUT_OF_RANGE"),
                ("/keep", "OUT_OF_RANGE"),
                ("/directory", "NOT_ABSOLUTE")
            ]
        );
        assert_eq!(BackupPlan::default().check(), Ok(()));
    }
}
