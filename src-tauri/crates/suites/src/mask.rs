//! Masks: secret values never leave a suite but inside the request itself.

use std::borrow::Cow;

/// What stands in a secret's place.
pub const MASK: &str = "******";

/// Headers that are made to hold secrets: their values are never shown.
pub(crate) const TELLTALE_HEADERS: [&str; 8] = [
    "authorization",
    "cookie",
    "proxy-authorization",
    "api-key",
    "apikey",
    "x-api-key",
    "x-auth-token",
    "x-access-token",
];

/// Shorter values are not looked for in answers: they would stand there by chance, and masking them would only tell
/// what they are.
const SHORTEST_SOUGHT: usize = 4;

/// What stands behind a text that was cut.
pub const CUT: char = '…';

/// The values to be masked in what a receiver sends back.
#[derive(Clone, Default)]
pub struct Sought(Vec<String>);

/// Ways in which a receiver writes a text it got into what it sends back. A receiver that puts a whole request into a
/// message of its own writes it a second time.
const WRITINGS: [fn(&str) -> String; 6] = [
    str::to_owned,
    xml,
    xml_text,
    xml_whole,
    json,
    domain::address::encode,
];

fn xml(value: &str) -> String {
    let mut out = String::new();
    crate::xml::push_escaped(&mut out, value);
    out
}

/// XML as writers do it that leave quotes alone outside of attributes.
fn xml_text(value: &str) -> String {
    value
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// XML as writers do it that escape both kinds of quotes.
fn xml_whole(value: &str) -> String {
    xml_text(value).replace('"', "&quot;").replace('\'', "&apos;")
}

fn json(value: &str) -> String {
    let quoted = serde_json::Value::from(value).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

impl Sought {
    /// Takes each value as it is, written once and written twice. A value of letters and digits is one form.
    pub fn new<'a>(values: impl IntoIterator<Item = &'a str>) -> Self {
        let mut sought: Vec<String> = Vec::new();
        for value in values.into_iter().filter(|value| value.len() >= SHORTEST_SOUGHT) {
            for once in WRITINGS {
                let once = once(value);
                sought.extend(WRITINGS.iter().map(|twice| twice(&once)));
            }
        }
        sought.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        sought.dedup();
        Self(sought)
    }

    /// `text` with every value masked, and with what a cut has left of one.
    pub fn mask<'t>(&self, text: Cow<'t, str>) -> Cow<'t, str> {
        let mut text = text;
        for value in &self.0 {
            if text.contains(value.as_str()) {
                text = Cow::Owned(text.replace(value.as_str(), MASK));
            }
        }
        self.mask_beginning(text)
    }

    /// Where words were cut before they came here, the last thing left may be the beginning of a value.
    fn mask_beginning<'t>(&self, text: Cow<'t, str>) -> Cow<'t, str> {
        let Some(cut) = text.rfind(CUT) else {
            return text;
        };
        let before = &text[..cut];
        let longest = self.0.iter().filter_map(|value| beginning(value, before)).max();
        match longest {
            Some(length) => {
                let clean = &text[..cut - length];
                Cow::Owned(format!("{clean}{MASK}{}", &text[cut..]))
            }
            None => text,
        }
    }
}

/// How many bytes of the beginning of `value` the text ends with, where it is enough of them to tell something.
fn beginning(value: &str, text: &str) -> Option<usize> {
    let lengths = (SHORTEST_SOUGHT..value.len()).rev();
    lengths
        .filter(|length| value.is_char_boundary(*length))
        .find(|length| text.ends_with(&value[..*length]))
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

    #[test]
    fn t8_a_secret_that_is_echoed_inside_an_escaped_request_is_masked() {
        let sought = Sought::new(["\"Aa&kw7<€>'%"]);
        for echoed in [
            "&quot;Aa&amp;amp;kw7&amp;lt;€&amp;gt;'%".replace("&quot;", "\""),
            "&amp;quot;Aa&amp;amp;kw7&amp;lt;€&amp;gt;&amp;apos;%".to_owned(),
            "%22Aa%26kw7%3C%E2%82%AC%3E%27%25".to_owned(),
        ] {
            let masked = sought.mask(Cow::Borrowed(&echoed)).into_owned();
            assert!(!masked.contains("kw7"), "{echoed} became {masked}");
        }
    }

    #[test]
    fn t8_the_beginning_of_a_secret_before_a_cut_is_masked() {
        let sought = Sought::new(["s3cret-geheim"]);
        let masked = |text: &'static str| sought.mask(Cow::Borrowed(text)).into_owned();
        assert_eq!(masked("wrong password s3cret-gehei…"), "wrong password ******…");
        assert_eq!(masked("「s3cr…」"), "「******…」");
        assert_eq!(
            masked("s3cret-geheim s3c…"),
            "****** s3c…",
            "three characters tell nothing"
        );
        assert_eq!(masked("s3cret-gehei"), "s3cret-gehei", "nothing was cut");
    }
}
