//! Standard addresses: under which addresses of the OA an item opens while no push address is bound to the target.

use domain::delivery::Links;

use crate::settings::Settings;
use crate::template::{Template, Values, Writing};

/// The addresses of one target's items.
pub(crate) struct StandardLinks {
    oa_address: String,
    pc: Template,
    app: Template,
}

impl StandardLinks {
    /// Reads `oaAddress`, `pcPath` and `appPath`.
    pub(crate) fn new(settings: Settings<'_>) -> Self {
        Self {
            oa_address: settings.text("oaAddress").to_owned(),
            pc: Template::new(settings.text("pcPath")),
            app: Template::new(settings.text("appPath")),
        }
    }

    /// The addresses of one item; the adaptive one is that of the PC.
    pub(crate) fn of(&self, request_id: &str, receiver: &str) -> Links {
        let values = Values {
            request_id,
            receiver,
            workflow_id: "",
        };
        let pc = self.full(&self.pc.render(values, Writing::Url));
        Links {
            app: self.full(&self.app.render(values, Writing::Url)),
            adaptive: pc.clone(),
            pc,
        }
    }

    /// `link` with our own address before it where it is a path. Without such an address it stays as it is: some
    /// receivers put a prefix of their own before it.
    pub(crate) fn full(&self, link: &str) -> String {
        if link.starts_with('/') {
            format!("{}{link}", self.oa_address)
        } else {
            link.to_owned()
        }
    }
}

/// The first link that is not empty.
pub(crate) fn first_filled<const N: usize>(links: [&String; N]) -> &str {
    links
        .into_iter()
        .find(|link| !link.is_empty())
        .map_or("", String::as_str)
}
