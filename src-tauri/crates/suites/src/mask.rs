//! Masks: secret values never leave a suite but inside the request itself.

use std::borrow::Cow;

/// What stands in a secret's place.
pub(crate) const MASK: &str = "******";

/// Shorter values are not looked for in answers: they would stand there by chance, and masking them would only tell
/// what they are.
const SHORTEST_SOUGHT: usize = 4;

/// The values to be masked in what a receiver sends back.
#[derive(Clone, Default)]
pub(crate) struct Sought(Vec<String>);

impl Sought {
    /// Takes each value as it is, and as it would stand in XML and in JSON.
    pub(crate) fn new<'a>(values: impl IntoIterator<Item = &'a str>) -> Self {
        let mut sought = Vec::new();
        for value in values.into_iter().filter(|value| value.len() >= SHORTEST_SOUGHT) {
            let mut xml = String::new();
            crate::xml::push_escaped(&mut xml, value);
            let json = serde_json::Value::from(value).to_string();
            for form in [value, xml.as_str(), json.trim_matches('"')] {
                if !sought.iter().any(|known| known == form) {
                    sought.push(form.to_owned());
                }
            }
        }
        sought.sort_by_key(|form| std::cmp::Reverse(form.len()));
        Self(sought)
    }

    /// `text` with every value masked.
    pub(crate) fn mask<'t>(&self, text: Cow<'t, str>) -> Cow<'t, str> {
        let mut text = text;
        for value in &self.0 {
            if text.contains(value.as_str()) {
                text = Cow::Owned(text.replace(value.as_str(), MASK));
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t8_a_secret_that_is_echoed_is_masked_in_every_form() {
        let sought = Sought::new(["p<w\"rd", "abc"]);
        let echoed = "p<w\"rd p&lt;w&quot;rd p<w\\\"rd abc";
        assert_eq!(sought.mask(Cow::Borrowed(echoed)), "****** ****** ****** abc");
    }
}
