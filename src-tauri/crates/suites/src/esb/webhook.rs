//! The webhook of a flow: its base64 key, its path, or its whole address (protocol facts, 3).

use domain::fields::FieldError;
use domain::target::{Scheme, ServerAddress};
use http::Uri;

use crate::openapi;
use crate::settings::{Settings, is_address, is_path, is_web};
use crate::suite::Door;

/// What `actionFlow` holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Webhook<'a> {
    /// Goes behind the trigger path.
    Key(&'a str),
    /// Goes behind the server address.
    Path(&'a str),
    /// Stands alone.
    Address(&'a str),
}

/// Whether `text` can be one at all.
pub(crate) fn is_webhook(text: &str) -> bool {
    match Webhook::new(text) {
        Webhook::Key(key) => key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+/=-_".contains(&byte)),
        Webhook::Path(path) => is_path(path),
        Webhook::Address(address) => is_address(address),
    }
}

impl<'a> Webhook<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        if is_web(text) {
            Self::Address(text)
        } else if text.starts_with('/') {
            Self::Path(text)
        } else {
            Self::Key(text)
        }
    }

    /// Whether it is at `server`; a key or a path always is.
    pub(crate) fn is_at(self, server: &ServerAddress) -> bool {
        let Self::Address(address) = self else {
            return true;
        };
        let same_scheme = match server.scheme {
            Scheme::Http => address.starts_with("http://"),
            Scheme::Https => address.starts_with("https://"),
        };
        let uri: Option<Uri> = address.parse().ok();
        let authority = uri.as_ref().and_then(Uri::authority);
        same_scheme && authority.is_some_and(|found| found.as_str().eq_ignore_ascii_case(&server.authority))
    }

    /// Where the flow is triggered.
    ///
    /// # Errors
    /// As [`Door::new`].
    pub(super) fn door(
        self,
        server: &ServerAddress,
        settings: Settings<'_>,
    ) -> Result<Door, Vec<FieldError>> {
        const OPERATION: &str = "trigger";
        match self {
            Self::Key(key) => {
                let path = format!("{}/{key}", settings.text("triggerPath").trim_end_matches('/'));
                openapi::door(server, settings, (OPERATION, &path))
            }
            Self::Path(path) => Door::new(OPERATION, server, path),
            Self::Address(address) => {
                let uri: Option<Uri> = address.parse().ok();
                let path = uri.map_or_else(String::new, |uri| uri.path().to_owned());
                let origin = ServerAddress {
                    base_path: String::new(),
                    ..server.clone()
                };
                Door::new(OPERATION, &origin, &path)
            }
        }
    }
}
