//! Where things lie when nobody says otherwise: data in the platform's data directory, the key of the encrypted
//! secrets in the platform's configuration directory, so that a copy of the data alone opens nothing.

use std::env;
use std::path::PathBuf;

/// Name of the program's directories.
const NAME: &str = "todo-relay";

/// The platform's directories for this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// For the data directory.
    pub data: PathBuf,
    /// The key file of the encrypted secrets; never in the data directory.
    pub key_file: PathBuf,
}

impl Place {
    /// Where this platform keeps such things for this user; nothing when it does not say.
    pub fn of_this_user() -> Option<Self> {
        Self::from(|name| {
            env::var_os(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        })
    }

    #[cfg(target_os = "windows")]
    fn from(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<Self> {
        let data = variable("LOCALAPPDATA")?.join(NAME).join("data");
        let key_file = variable("APPDATA")?.join(NAME).join("secrets.key");
        Some(Self { data, key_file })
    }

    #[cfg(target_os = "macos")]
    fn from(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<Self> {
        let library = variable("HOME")?.join("Library");
        let data = library.join("Application Support").join(NAME);
        let key_file = library.join("Preferences").join(NAME).join("secrets.key");
        Some(Self { data, key_file })
    }

    /// The XDG base directories; relative values count as absent, as their specification wants.
    #[cfg(not(any(target_os = "windows", target_os = "macos")))]
    fn from(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<Self> {
        let absolute = |name: &str| variable(name).filter(|path| path.is_absolute());
        let below_home = |rest: &str| absolute("HOME").map(|home| home.join(rest));
        let data = absolute("XDG_DATA_HOME").or_else(|| below_home(".local/share"))?;
        let configuration = absolute("XDG_CONFIG_HOME").or_else(|| below_home(".config"))?;
        Some(Self {
            data: data.join(NAME),
            key_file: configuration.join(NAME).join("secrets.key"),
        })
    }
}

#[cfg(all(test, not(any(target_os = "windows", target_os = "macos"))))]
mod tests {
    use super::*;

    fn place(variables: &[(&str, &str)]) -> Option<Place> {
        Place::from(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| PathBuf::from(value))
        })
    }

    #[test]
    fn the_key_file_never_lies_in_the_data_directory() {
        let cases: [&[(&str, &str)]; 3] = [
            &[("HOME", "/home/op")],
            &[("HOME", "/home/op"), ("XDG_DATA_HOME", "/data")],
            &[("XDG_DATA_HOME", "/data"), ("XDG_CONFIG_HOME", "/config")],
        ];
        for variables in cases {
            let place = place(variables).expect("there is a place");
            assert!(!place.key_file.starts_with(&place.data), "{place:?}");
        }
    }

    #[test]
    fn without_a_home_there_is_no_place() {
        assert_eq!(place(&[]), None);
        assert_eq!(place(&[("HOME", "relative")]), None);
    }
}
