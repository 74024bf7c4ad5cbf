//! [`Message`]: what a channel says, made of its templates.

use std::borrow::Cow;

use domain::alert::{ChannelConfig, Language, PLACEHOLDERS, Summary};
use suites::Template;

/// What a channel says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// One line.
    pub subject: String,
    /// Any number of lines.
    pub text: String,
    /// What it was made of, for channels that have templates of their own.
    pub summary: Summary,
}

/// The standard subject of a language.
pub(crate) const fn standard_subject(language: Language) -> &'static str {
    match language {
        Language::Zh => "【统一待办推送】{title}",
        Language::En => "[Todo Relay] {title}",
    }
}

/// The standard text.
pub(crate) const STANDARD_TEXT: &str = "{details}";

impl Message {
    /// Fills in the templates of a channel.
    pub fn new(config: &ChannelConfig, summary: Summary) -> Self {
        let own = |template: &str, standard: &'static str| {
            if template.trim().is_empty() {
                standard.to_owned()
            } else {
                template.to_owned()
            }
        };
        let fill = |template: String| {
            Template::of(&template, PLACEHOLDERS).fill(|at| Cow::Borrowed(summary.value(at)))
        };
        Self {
            subject: fill(own(&config.subject, standard_subject(config.language))),
            text: fill(own(&config.text, STANDARD_TEXT)),
            summary,
        }
    }

    /// Subject and text together, for channels that know no subject.
    pub(crate) fn whole(&self) -> String {
        format!("{}\n{}", self.subject, self.text)
    }
}
