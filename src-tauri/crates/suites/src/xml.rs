//! XML both ways: text escaped for a SOAP body, and the leaves of an answer by local name. Neither needs a schema;
//! prefixes differ from server to server, local names do not.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;

/// Appends `text` as XML character data. What XML 1.0 cannot hold at all (most control characters) becomes U+FFFD;
/// a carriage return is written as a reference, or the reader would make a line feed of it.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    let mut clean_from = 0;
    for (index, c) in text.char_indices() {
        let written = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\r' => "&#13;",
            '\t' | '\n' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}' => continue,
            _ => "\u{FFFD}",
        };
        out.push_str(&text[clean_from..index]);
        out.push_str(written);
        clean_from = index + c.len_utf8();
    }
    out.push_str(&text[clean_from..]);
}

/// Appends `<name>text</name>`.
pub(crate) fn push_element(out: &mut String, name: &str, text: &str) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    push_escaped(out, text);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// An answer, read as XML: the local name of its root, and each element without child elements.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Document<'a> {
    pub(crate) root: String,
    pub(crate) leaves: Vec<(String, Cow<'a, str>)>,
    pub(crate) has_fault: bool,
}

impl<'a> Document<'a> {
    /// Reads a whole document; nothing when it is not well formed, or breaks off.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let mut reader = Reader::from_str(text);
        let mut open: Vec<(String, bool)> = Vec::new();
        let mut root = None;
        let mut leaves = Vec::new();
        let mut has_fault = false;
        let mut content: Cow<'a, str> = Cow::Borrowed("");
        loop {
            match reader.read_event().ok()? {
                Event::Start(start) => {
                    let name = local_name(start.name().into_inner());
                    has_fault |= name == "Fault";
                    if root.is_none() {
                        root = Some(name.to_owned());
                    } else if open.is_empty() {
                        return None;
                    }
                    if let Some((_, has_children)) = open.last_mut() {
                        *has_children = true;
                    }
                    open.push((name.to_owned(), false));
                    content = Cow::Borrowed("");
                }
                Event::Empty(empty) => {
                    let (_, has_children) = open.last_mut()?;
                    *has_children = true;
                    let name = local_name(empty.name().into_inner());
                    leaves.push((name.to_owned(), Cow::Borrowed("")));
                    content = Cow::Borrowed("");
                }
                Event::End(_) => {
                    let (name, has_children) = open.pop()?;
                    if !has_children {
                        leaves.push((name, std::mem::take(&mut content)));
                    }
                }
                Event::Text(text) => append(&mut content, text.xml10_content()),
                Event::CData(text) => append(&mut content, text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let resolved = match reference.resolve_char_ref().ok()? {
                        Some(c) => Cow::Owned(c.to_string()),
                        None => Cow::Borrowed(quick_xml::escape::resolve_predefined_entity(&reference)?),
                    };
                    append(&mut content, resolved);
                }
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        if !open.is_empty() {
            return None;
        }
        Some(Self {
            root: root?,
            leaves,
            has_fault,
        })
    }

    /// The text of the first leaf with this local name.
    pub(crate) fn leaf(&self, name: &str) -> Option<&str> {
        self.leaves
            .iter()
            .find(|(leaf, _)| leaf == name)
            .map(|(_, text)| text.as_ref())
    }
}

fn local_name(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn append<'a>(content: &mut Cow<'a, str>, text: Cow<'a, str>) {
    if content.is_empty() {
        *content = text;
    } else {
        content.to_mut().push_str(&text);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        push_element(&mut out, "v", text);
        out
    }

    proptest! {
        #[test]
        fn s1_s4_any_text_that_xml_can_hold_survives_escaping(text in "[\\t\\n\\r -\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]{0,60}") {
            let document = escaped(&text);
            let read = Document::parse(&document).expect("what was escaped should be well formed");
            prop_assert_eq!(read.leaf("v"), Some(text.as_str()));
        }

        #[test]
        fn s1_s4_no_text_at_all_breaks_the_document(text in any::<String>()) {
            prop_assert!(Document::parse(&escaped(&text)).is_some());
        }

        #[test]
        fn reading_never_panics(text in any::<String>()) {
            let _ = Document::parse(&text);
        }
    }

    #[test]
    fn control_characters_are_replaced_because_xml_cannot_hold_them() {
        assert_eq!(
            escaped("a\u{0}b\u{B}c\u{FFFE}d"),
            "<v>a\u{FFFD}b\u{FFFD}c\u{FFFD}d</v>"
        );
    }

    #[test]
    fn leaves_are_found_whatever_their_prefix() {
        let text = "<?xml version=\"1.0\"?><s:Envelope xmlns:s='x'><s:Body><n:r xmlns:n='y'><out>a&lt;b<![CDATA[<c>]]>&#20013;</out><e/></n:r></s:Body></s:Envelope>";
        let document = Document::parse(text).expect("should be well formed");
        assert_eq!(document.root, "Envelope");
        assert_eq!(document.leaf("out"), Some("a<b<c>中"));
        assert_eq!(document.leaf("e"), Some(""));
        assert!(!document.has_fault);
    }

    #[test]
    fn what_breaks_off_is_not_a_document() {
        for broken in [
            "",
            "plain",
            "<a><b>1</b>",
            "<a>1</b>",
            "<a>&nobody;</a>",
            "<a/><b/>",
            "<a>1</a><b>2</b>",
        ] {
            assert_eq!(Document::parse(broken), None, "{broken:?} should not be read");
        }
    }
}
