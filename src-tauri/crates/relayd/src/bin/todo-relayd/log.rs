//! The log (row H2): to standard error, as text or as one JSON document a line. Its last lines are kept for the
//! diagnostics file.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::writer::MakeWriterExt as _;

use crate::flags::LogFormat;

/// Sets the level of the log, such as `debug` or `engine=debug,info`.
const LEVEL: &str = "TODO_RELAY_LOG";

/// Begins to log.
pub(crate) fn begin(format: LogFormat) {
    let filter = EnvFilter::try_from_env(LEVEL).unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr.and(relayd::recent_log));
    match format {
        LogFormat::Text => log.with_ansi(std::io::stderr().is_terminal()).init(),
        LogFormat::Json => log.json().init(),
    }
}
