//! Templates: text in which placeholders such as `{requestId}` are filled in. Links and keys know `{requestId}`,
//! `{receiver}` and `{workflowId}`; other templates bring a list of their own.

use std::borrow::Cow;

/// The placeholders of links and keys, in the order in which [`Values`] has them.
pub(crate) const PLACEHOLDERS: &[&str] = &["requestId", "receiver", "workflowId"];

/// What is filled in.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Values<'a> {
    pub(crate) request_id: &'a str,
    pub(crate) receiver: &'a str,
    pub(crate) workflow_id: &'a str,
}

/// A template, taken apart once.
#[derive(Debug, Clone, Default)]
pub struct Template(Vec<Part>);

#[derive(Debug, Clone)]
enum Part {
    Fixed(String),
    Placeholder(usize),
}

/// How a value is written into the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// As it is.
    Plain,
    /// Percent-encoded, for a URL.
    Url,
}

/// The first placeholder of `text` that is not one of `known`, as an error.
///
/// # Errors
/// Its name.
pub fn check(text: &str, known: &[&str]) -> Result<(), String> {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else {
            return Ok(());
        };
        if !known.contains(&name) {
            return Err(name.to_owned());
        }
        rest = tail;
    }
    Ok(())
}

impl Template {
    /// Takes a link or a key apart.
    pub(crate) fn new(text: &str) -> Self {
        Self::of(text, PLACEHOLDERS)
    }

    /// Takes `text` apart. What is not one of `placeholders` stays as it stands.
    pub fn of(text: &str, placeholders: &[&str]) -> Self {
        let mut parts = Vec::new();
        let mut fixed = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            fixed.push_str(before);
            let known = after.split_once('}').and_then(|(name, tail)| {
                placeholders
                    .iter()
                    .position(|placeholder| *placeholder == name)
                    .map(|index| (index, tail))
            });
            match known {
                Some((index, tail)) => {
                    parts.push(Part::Fixed(std::mem::take(&mut fixed)));
                    parts.push(Part::Placeholder(index));
                    rest = tail;
                }
                None => {
                    fixed.push('{');
                    rest = after;
                }
            }
        }
        fixed.push_str(rest);
        parts.push(Part::Fixed(fixed));
        Self(parts)
    }

    /// Whether the text depends on the receiver.
    pub(crate) fn names_receiver(&self) -> bool {
        self.0.iter().any(|part| matches!(part, Part::Placeholder(1)))
    }

    /// The text with `values` filled in.
    pub(crate) fn render(&self, values: Values<'_>, writing: Writing) -> String {
        self.fill(|index| {
            let value = [values.request_id, values.receiver, values.workflow_id][index];
            match writing {
                Writing::Plain => Cow::Borrowed(value),
                Writing::Url => Cow::Owned(domain::address::encode(value)),
            }
        })
    }

    /// The text with what `value` gives for each placeholder, by its place in the list.
    pub fn fill<'v>(&self, value: impl Fn(usize) -> Cow<'v, str>) -> String {
        let mut text = String::new();
        for part in &self.0 {
            match part {
                Part::Fixed(fixed) => text.push_str(fixed),
                Part::Placeholder(index) => text.push_str(&value(*index)),
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_filled_in_and_percent_encoded_in_a_url() {
        let values = Values {
            request_id: "10 0/2",
            receiver: "张",
            workflow_id: "54",
        };
        let template = Template::new("/v?r={requestId}&p={receiver}&w={workflowId}&x={other}{");
        assert_eq!(
            template.render(values, Writing::Url),
            "/v?r=10%200%2F2&p=%E5%BC%A0&w=54&x={other}{",
            "placeholders should be filled in, everything else left alone"
        );
        assert_eq!(
            Template::new("{requestId}").render(values, Writing::Plain),
            "10 0/2"
        );
    }

    #[test]
    fn an_unknown_placeholder_is_named() {
        assert_eq!(
            check("/a/{requestId}/{nobody}", PLACEHOLDERS),
            Err("nobody".to_owned())
        );
        assert_eq!(check("/a/{receiver}", PLACEHOLDERS), Ok(()));
    }
}
