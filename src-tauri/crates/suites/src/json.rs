//! A JSON object written field by field, with what a site wants left out or added.

use std::fmt::Display;
use std::io::Write as _;

use crate::settings::Settings;

/// Room for a usual item, so that the body is allocated once.
const USUAL_BODY: usize = 1024;

/// What a site wants changed in every object (`omitFields`, `extraFields`). An added field takes the place of one of
/// the same name.
#[derive(Debug, Default)]
pub(crate) struct Adjustments {
    omitted: Vec<String>,
    added: Vec<(String, String)>,
}

impl Adjustments {
    /// Reads `omitFields`, and `extraFields` where the push type has it.
    pub(crate) fn new(settings: Settings<'_>) -> Self {
        let added = settings
            .pairs("extraFields")
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self {
            omitted: settings.words("omitFields"),
            added: added.collect(),
        }
    }

    /// Whether the protocol's own field of this name is left out.
    pub(crate) fn leaves_out(&self, name: &str) -> bool {
        self.omitted.iter().any(|omitted| omitted == name)
            || self.added.iter().any(|(added, _)| added == name)
    }
}

/// A JSON object as it grows.
pub(crate) struct Object<'a> {
    json: Vec<u8>,
    adjustments: &'a Adjustments,
}

impl<'a> Object<'a> {
    pub(crate) fn new(adjustments: &'a Adjustments) -> Self {
        Self {
            json: Vec::with_capacity(USUAL_BODY),
            adjustments,
        }
    }

    /// Adds text.
    pub(crate) fn text(&mut self, name: &str, value: &str) {
        if !self.adjustments.leaves_out(name) {
            self.push_name(name);
            push_string(&mut self.json, value);
        }
    }

    /// Adds what is JSON already: a number, or a list.
    pub(crate) fn raw(&mut self, name: &str, value: impl Display) {
        if !self.adjustments.leaves_out(name) {
            self.push_name(name);
            write!(self.json, "{value}").expect("writing into memory cannot fail");
        }
    }

    /// The whole object, with the site's own fields at its end.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        for (name, value) in &self.adjustments.added {
            self.push_name(name);
            push_string(&mut self.json, value);
        }
        if self.json.is_empty() {
            self.json.push(b'{');
        }
        self.json.push(b'}');
        self.json
    }

    /// [`Object::finish`] as text.
    pub(crate) fn finish_text(self) -> String {
        String::from_utf8(self.finish()).expect("JSON that was written from strings is UTF-8")
    }

    fn push_name(&mut self, name: &str) {
        self.json.push(if self.json.is_empty() { b'{' } else { b',' });
        push_string(&mut self.json, name);
        self.json.push(b':');
    }
}

/// Appends `text` as a JSON string.
pub(crate) fn push_string(json: &mut Vec<u8>, text: &str) {
    serde_json::to_writer(json, text).expect("a string can always be written into memory");
}

/// `text` as a JSON string.
pub(crate) fn string(text: &str) -> String {
    let mut json = Vec::with_capacity(text.len() + 2);
    push_string(&mut json, text);
    String::from_utf8(json).expect("JSON that was written from a string is UTF-8")
}
