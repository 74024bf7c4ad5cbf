//! What the program is told when it is started: by arguments and by the environment, nothing else.

use std::ffi::OsString;
use std::path::PathBuf;

const DATA: &str = "TODO_RELAY_DATA";
const SANDBOX: &str = "TODO_RELAY_SANDBOX";

/// How the program was started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Launch {
    /// Where the engine keeps its data; the platform's place when absent. From `TODO_RELAY_DATA`.
    pub(crate) data: Option<PathBuf>,
    /// Start the simulated OA and receivers too. From `--sandbox` or `TODO_RELAY_SANDBOX=1`.
    pub(crate) sandbox: bool,
}

/// The program was started in a way that it does not know.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Complaint {
    #[error("unknown argument {0:?}; the only one is --sandbox")]
    Argument(OsString),
    #[error("{SANDBOX} is {0:?}; it may be 1, 0 or absent")]
    Sandbox(OsString),
}

impl Launch {
    /// Reads the arguments and the environment of this process.
    pub(crate) fn from_surroundings() -> Result<Self, Complaint> {
        Self::read(std::env::args_os().skip(1), |name| std::env::var_os(name))
    }

    fn read(
        arguments: impl Iterator<Item = OsString>,
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Self, Complaint> {
        let mut sandbox = match variable(SANDBOX) {
            None => false,
            Some(value) if value.is_empty() || value == "0" => false,
            Some(value) if value == "1" => true,
            Some(value) => return Err(Complaint::Sandbox(value)),
        };
        for argument in arguments {
            if argument != "--sandbox" {
                return Err(Complaint::Argument(argument));
            }
            sandbox = true;
        }
        let data = variable(DATA)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from);
        Ok(Self { data, sandbox })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str], variables: &[(&str, &str)]) -> Result<Launch, Complaint> {
        Launch::read(arguments.iter().map(OsString::from), |name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn without_a_word_the_platforms_directory_is_used_and_the_sandbox_stays_off() {
        let expected = Launch {
            data: None,
            sandbox: false,
        };
        assert_eq!(read(&[], &[]), Ok(expected.clone()));
        assert_eq!(read(&[], &[(DATA, ""), (SANDBOX, "0")]), Ok(expected));
    }

    /// Row D3.
    #[test]
    fn the_sandbox_is_offered_by_argument_and_by_environment() {
        let expected = Launch {
            data: Some(PathBuf::from("/srv/relay")),
            sandbox: true,
        };
        assert_eq!(
            read(&["--sandbox"], &[(DATA, "/srv/relay")]),
            Ok(expected.clone())
        );
        assert_eq!(read(&[], &[(SANDBOX, "1"), (DATA, "/srv/relay")]), Ok(expected));
    }

    #[test]
    fn what_is_not_known_is_refused_by_name() {
        assert_eq!(
            read(&["--sandbax"], &[]),
            Err(Complaint::Argument("--sandbax".into()))
        );
        assert_eq!(
            read(&[], &[(SANDBOX, "yes")]),
            Err(Complaint::Sandbox("yes".into()))
        );
    }
}
