//! Backups from the command line: made, checked, put back. Each says what came of it in one JSON line.

use std::io::{self, Write as _};
use std::process::ExitCode;

use relayd::BackupError;
use serde_json::{Value, json};

use crate::flags::BackupCommand;
use crate::run::HELD;
use crate::{complain, whole};

/// Does it; blocks.
pub(crate) fn run(command: &BackupCommand) -> ExitCode {
    let done = match command {
        BackupCommand::BackUp { data, to } => relayd::back_up(data, to, env!("CARGO_PKG_VERSION")).map(|backup| {
            let path = to.join(&backup.name);
            json!({ "event": "backedUp", "path": path, "backup": backup })
        }),
        BackupCommand::Check { from } => relayd::check_backup(from)
            .map(|backup| json!({ "event": "sound", "path": from, "backup": backup })),
        BackupCommand::Restore { from, data } => relayd::restore(from, data)
            .map(|restored| json!({ "event": "restored", "data": data, "replacedStoreIn": restored.aside, "heldTargets": restored.held })),
    };
    told(done)
}

fn told(done: Result<Value, BackupError>) -> ExitCode {
    match done {
        Ok(report) => {
            // The exit code says it too.
            let _ = writeln!(io::stdout(), "{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            complain(&whole(&error));
            match error {
                BackupError::Open(relayd::OpenError::Held { .. }) => ExitCode::from(HELD),
                _ => ExitCode::FAILURE,
            }
        }
    }
}
