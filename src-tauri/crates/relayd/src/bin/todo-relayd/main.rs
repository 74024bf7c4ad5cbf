//! `todo-relayd`: the engine without a window (row H1).
//!
//! Standard output carries one JSON line, when everything is ready; the log goes to standard error. Exit codes: 0 after
//! an orderly stop, 2 for flags that are not known or values that are not good, 3 when another engine holds the data
//! directory, 1 for anything else. A failure says one line.

mod backups;
mod flags;
mod import;
mod log;
mod run;

use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use flags::{Command, Told};

fn main() -> ExitCode {
    match flags::read(std::env::args_os()) {
        Ok(Command::Run(options)) => in_runtime(run::run(options)),
        Ok(Command::Import(options)) => in_runtime(import::import(options)),
        Ok(Command::Backups(command)) => backups::run(&command),
        Err(Told::Question(answer)) => {
            // Nobody listens any more when this fails.
            let _ = writeln!(std::io::stdout(), "{answer}");
            ExitCode::SUCCESS
        }
        Err(Told::Mistake(line)) => {
            complain(&line);
            ExitCode::from(flags::MISTAKE)
        }
    }
}

/// How long a thread that is blocked may hold up the end.
const LONGEST_LEFTOVER: Duration = Duration::from_millis(200);

fn in_runtime(work: impl Future<Output = ExitCode>) -> ExitCode {
    match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => {
            let code = runtime.block_on(work);
            // A look-up of a name or a question to the keychain may still block a thread; nobody waits for it.
            runtime.shutdown_timeout(LONGEST_LEFTOVER);
            code
        }
        Err(error) => {
            complain(&format!("the runtime cannot be set up: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// One line on standard error.
fn complain(line: &str) {
    // There is nowhere to complain about a failure to complain.
    let _ = writeln!(std::io::stderr(), "todo-relayd: {}", line.replace('\n', " "));
}

/// An error with all its causes, in one line.
fn whole(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        line.push_str(": ");
        line.push_str(&error.to_string());
        cause = error.source();
    }
    line
}
