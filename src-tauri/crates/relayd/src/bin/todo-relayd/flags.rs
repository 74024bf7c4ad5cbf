//! What the program is told: flags, and for what must not stand in a list of processes, the environment.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand, ValueEnum};
use relayd::{KeySource, Place, Secret, SecretChoice, StoreChoice};

/// Exit code for flags that are not known and values that are not good.
pub(crate) const MISTAKE: u8 = 2;

/// Opens the encrypted secrets in place of a key file.
const PASSPHRASE: &str = "TODO_RELAY_PASSPHRASE";
/// A file whose first line is the passphrase.
const PASSPHRASE_FILE: &str = "TODO_RELAY_PASSPHRASE_FILE";
/// Further names under which the door is reached, comma between them.
const NAMES: &str = "TODO_RELAY_HOSTS";

/// What is to be done.
#[derive(Debug)]
pub(crate) enum Command {
    /// Run an engine.
    Run(RunOptions),
    /// Hand a file of events in to an engine that runs.
    Import(ImportOptions),
    /// Make, check or put back a backup.
    Backups(BackupCommand),
}

/// What is done with backups.
#[derive(Debug)]
pub(crate) enum BackupCommand {
    /// Make one.
    BackUp { data: PathBuf, to: PathBuf },
    /// Read one from beginning to end.
    Check { from: PathBuf },
    /// Put one back.
    Restore { from: PathBuf, data: PathBuf },
}

/// Why nothing is done.
#[derive(Debug)]
pub(crate) enum Told {
    /// Help or version was asked for.
    Question(String),
    /// What was said is not understood; one line.
    Mistake(String),
}

/// How an engine is run.
#[derive(Debug)]
pub(crate) struct RunOptions {
    pub(crate) data: PathBuf,
    pub(crate) listen: SocketAddr,
    pub(crate) sandbox: bool,
    pub(crate) log_format: LogFormat,
    pub(crate) secrets: SecretChoice,
    pub(crate) names: Vec<String>,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// For a person.
    Text,
    /// One JSON document a line.
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SecretsWord {
    Auto,
    Keychain,
    File,
}

/// 统一待办推送引擎 / The to-do push engine, without a window.
#[derive(Debug, Parser)]
#[command(
    name = "todo-relayd",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Environment: TODO_RELAY_PASSPHRASE or TODO_RELAY_PASSPHRASE_FILE opens the encrypted secrets in place of \
                  the key file; TODO_RELAY_HOSTS names further hosts under which the console is reached \
                  (host or host:port, comma between them); TODO_RELAY_LOG sets the log's level (info)."
)]
struct Line {
    #[command(subcommand)]
    other: Option<Other>,
    #[command(flatten)]
    run: RunLine,
}

#[derive(Debug, Subcommand)]
enum Other {
    /// Hand a file of events in to an engine that runs (JSONL: one event or one batch a line).
    Import(ImportOptions),
    /// Make a backup of the data directory, also while an engine works on it, and read it back.
    Backup(BackupLine),
    /// Read a backup from beginning to end.
    CheckBackup(FromLine),
    /// Put a backup in the place of the data directory's store, which is kept beside it; no engine may run on it.
    Restore(RestoreLine),
}

/// What is backed up, and where to.
#[derive(Debug, Args)]
struct BackupLine {
    /// The data directory [default: the platform's data directory]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Each backup gets a directory of its own in this one
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
}

/// Which backup.
#[derive(Debug, Args)]
struct FromLine {
    /// The backup's own directory
    #[arg(long, value_name = "DIR")]
    from: PathBuf,
}

/// Which backup goes where.
#[derive(Debug, Args)]
struct RestoreLine {
    #[command(flatten)]
    from: FromLine,
    /// The data directory [default: the platform's data directory]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct RunLine {
    /// The data directory; made when missing [default: the platform's data directory]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Where to listen; port 0 picks a free one
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:7680")]
    listen: SocketAddr,
    /// Start the simulated OA and receivers too, with targets for them
    #[arg(long)]
    sandbox: bool,
    /// How the log on standard error is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    log_format: LogFormat,
    /// Where secrets are kept: the keychain, an encrypted file, or whichever there is
    #[arg(long, value_name = "STORE", default_value = "auto")]
    secrets: SecretsWord,
    /// The key file of the encrypted secrets, outside the data directory [default: in the platform's configuration directory]
    #[arg(long, value_name = "PATH")]
    secret_key_file: Option<PathBuf>,
}

/// What is handed in, and where.
#[derive(Debug, Args)]
pub(crate) struct ImportOptions {
    /// One event or one batch a line, in the shapes of the intake
    #[arg(long, value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The engine
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:7680")]
    pub(crate) url: String,
    /// Holds a token with the scope `intake` or `console`
    #[arg(long, value_name = "FILE")]
    pub(crate) token_file: PathBuf,
}

/// Reads the command line of this process.
pub(crate) fn read(line: impl IntoIterator<Item = OsString>) -> Result<Command, Told> {
    let line = Line::try_parse_from(line).map_err(|error| told(&error))?;
    match line.other {
        Some(Other::Import(options)) => Ok(Command::Import(options)),
        Some(Other::Backup(line)) => Ok(Command::Backups(BackupCommand::BackUp {
            data: data_directory(line.data)?,
            to: line.to,
        })),
        Some(Other::CheckBackup(line)) => Ok(Command::Backups(BackupCommand::Check { from: line.from })),
        Some(Other::Restore(line)) => Ok(Command::Backups(BackupCommand::Restore {
            from: line.from.from,
            data: data_directory(line.data)?,
        })),
        None => run(line.run, |name| std::env::var_os(name)).map(Command::Run),
    }
}

fn told(error: &clap::Error) -> Told {
    let text = error.render().to_string();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Told::Question(text.trim_end().to_owned()),
        _ => {
            // What is missing stands in the lines below the first one.
            let lines: Vec<&str> = text
                .lines()
                .map(str::trim)
                .take_while(|line| !line.is_empty())
                .collect();
            Told::Mistake(lines.join(" ").trim_start_matches("error: ").to_owned())
        }
    }
}

/// The data directory that is named, or the platform's.
fn data_directory(named: Option<PathBuf>) -> Result<PathBuf, Told> {
    let data = named.or_else(|| Place::of_this_user().map(|place| place.data));
    let data = data.ok_or_else(|| mistake("this platform has no data directory: give --data DIR"))?;
    if data.as_os_str().is_empty() {
        return Err(mistake("invalid value '' for '--data <DIR>'"));
    }
    Ok(data)
}

fn run(line: RunLine, variable: impl Fn(&str) -> Option<OsString>) -> Result<RunOptions, Told> {
    let data = data_directory(line.data)?;
    let store = match line.secrets {
        SecretsWord::Auto => StoreChoice::Auto,
        SecretsWord::Keychain => StoreChoice::Keychain,
        SecretsWord::File => StoreChoice::EncryptedFile,
    };
    let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
    let key = key(
        line.secret_key_file,
        variable(PASSPHRASE),
        variable(PASSPHRASE_FILE),
    )?;
    let names = variable(NAMES).unwrap_or_default();
    let names = names
        .to_str()
        .ok_or_else(|| mistake(&format!("{NAMES} is not text")))?;
    Ok(RunOptions {
        data,
        listen: line.listen,
        sandbox: line.sandbox,
        log_format: line.log_format,
        secrets: SecretChoice { store, key },
        names: names
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect(),
    })
}

fn key(
    key_file: Option<PathBuf>,
    passphrase: Option<OsString>,
    passphrase_file: Option<OsString>,
) -> Result<Option<KeySource>, Told> {
    match (key_file, passphrase, passphrase_file) {
        (None, None, None) => Ok(None),
        (Some(path), None, None) => Ok(Some(KeySource::KeyFile(path))),
        (None, Some(text), None) => {
            let text = text
                .into_string()
                .map_err(|_| mistake(&format!("{PASSPHRASE} is not text")))?;
            Ok(Some(KeySource::Passphrase(Secret::new(text))))
        }
        (None, None, Some(path)) => {
            let path = PathBuf::from(path);
            let text = std::fs::read_to_string(&path)
                .map_err(|error| mistake(&format!("{PASSPHRASE_FILE} {}: {error}", path.display())))?;
            let first = text.lines().next().unwrap_or_default();
            Ok(Some(KeySource::Passphrase(Secret::new(first))))
        }
        _ => Err(mistake(&format!(
            "only one of --secret-key-file, {PASSPHRASE} and {PASSPHRASE_FILE} can open the secrets"
        ))),
    }
}

fn mistake(line: &str) -> Told {
    Told::Mistake(line.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(words: &[&str], variables: &[(&str, &str)]) -> Result<RunOptions, Told> {
        let words = std::iter::once("todo-relayd").chain(words.iter().copied());
        let line = Line::try_parse_from(words).map_err(|error| told(&error))?;
        run(line.run, |name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    /// Row H1.
    #[test]
    fn without_a_word_it_listens_on_loopback_only() {
        let options = options(&["--data", "/srv/relay"], &[]).expect("these flags are good");
        assert_eq!(options.listen, SocketAddr::from(([127, 0, 0, 1], 7680)));
        assert_eq!(options.log_format, LogFormat::Text);
        assert!(
            !options.sandbox,
            "the sandbox should stay off unless it is asked for"
        );
    }

    #[test]
    fn a_mistake_is_told_in_one_line_that_names_it() {
        let cases: [(&[&str], &str); 6] = [
            (&["--dta", "x"], "--dta"),
            (&["--listen", "here"], "here"),
            (&["--listen", "127.0.0.1:99999"], "127.0.0.1:99999"),
            (&["--log-format", "xml"], "xml"),
            (&["--secrets", "drawer"], "drawer"),
            (&["serve"], "serve"),
        ];
        for (words, named) in cases {
            let Err(Told::Mistake(line)) = options(words, &[]) else {
                panic!("{words:?} should be a mistake");
            };
            assert!(line.contains(named) && !line.contains('\n'), "{words:?}: {line}");
        }
    }

    #[test]
    fn only_one_thing_opens_the_secrets() {
        let file = ["--data", "/srv/relay", "--secret-key-file", "/etc/relay.key"];
        let with_both = options(&file, &[(PASSPHRASE, "words")]);
        assert!(
            matches!(with_both, Err(Told::Mistake(_))),
            "two keys should be refused"
        );
        let with_file = options(&file, &[]).expect("one key is good");
        assert!(matches!(with_file.secrets.key, Some(KeySource::KeyFile(_))));
        let with_words =
            options(&["--data", "/srv/relay"], &[(PASSPHRASE, "words")]).expect("one key is good");
        assert!(matches!(with_words.secrets.key, Some(KeySource::Passphrase(_))));
        assert!(
            !format!("{with_words:?}").contains("words"),
            "a passphrase should never be printed"
        );
    }
}
