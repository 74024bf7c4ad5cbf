//! Reading XML that a sender posted, into a small tree with resolved namespaces.
//!
//! Guarantees: no document type definitions, no entities but the five of XML and character references, depth and size
//! bounded.

use quick_xml::NsReader;
use quick_xml::events::{BytesRef, Event};
use quick_xml::name::ResolveResult;

const MOST_DEPTH: usize = 64;

/// Why a document is not read.
#[derive(Debug, thiserror::Error)]
pub(super) enum XmlError {
    #[error("not UTF-8")]
    Encoding(#[from] std::str::Utf8Error),
    #[error("not well-formed: {0}")]
    Syntax(String),
    #[error("document type definitions are not allowed")]
    DocumentType,
    #[error("unknown entity &{0};")]
    Entity(String),
    #[error("nested too deep")]
    TooDeep,
    #[error("unexpected end of the document")]
    Unfinished,
}

/// An element with its text and children.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Namespace name; empty for none.
    pub(super) namespace: String,
    pub(super) name: String,
    /// All character data directly inside.
    pub(super) text: String,
    pub(super) children: Vec<Element>,
}

impl Element {
    /// The first child of this local name, whatever its namespace.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }
}

/// Reads a document; answers its root.
pub(super) fn read(document: &[u8]) -> Result<Element, XmlError> {
    let text = std::str::from_utf8(document.strip_prefix(b"\xef\xbb\xbf").unwrap_or(document))?;
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    loop {
        let (namespace, event) = reader
            .read_resolved_event()
            .map_err(|error| XmlError::Syntax(error.to_string()))?;
        match event {
            Event::Start(start) => {
                if open.len() >= MOST_DEPTH {
                    return Err(XmlError::TooDeep);
                }
                let namespace = match namespace {
                    ResolveResult::Bound(namespace) => namespace.into_inner().to_owned(),
                    ResolveResult::Unbound => String::new(),
                    ResolveResult::Unknown(prefix) => {
                        return Err(XmlError::Syntax(format!("prefix {prefix:?} is not bound")));
                    }
                };
                let name = start.local_name().into_inner().to_owned();
                open.push(Element {
                    namespace,
                    name,
                    ..Element::default()
                });
            }
            Event::End(_) => {
                let element = open.pop().ok_or(XmlError::Unfinished)?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(element),
                    None if root.is_none() => root = Some(element),
                    None => return Err(XmlError::Syntax("more than one root".to_owned())),
                }
            }
            Event::Text(text) => add(&mut open, &text.xml10_content()),
            Event::CData(text) => add(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => add(&mut open, &resolve(&reference)?),
            Event::DocType(_) => return Err(XmlError::DocumentType),
            Event::Eof => break,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    if open.is_empty() {
        root.ok_or(XmlError::Unfinished)
    } else {
        Err(XmlError::Unfinished)
    }
}

fn add(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn resolve(reference: &BytesRef<'_>) -> Result<String, XmlError> {
    let character = reference
        .resolve_char_ref()
        .map_err(|error| XmlError::Syntax(error.to_string()))?;
    if let Some(character) = character {
        return Ok(character.to_string());
    }
    let name = reference.xml10_content();
    let text = quick_xml::escape::resolve_xml_entity(&name);
    text.map(str::to_owned)
        .ok_or_else(|| XmlError::Entity(name.into_owned()))
}

/// Escapes character data.
pub(super) fn escape(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn namespaces_entities_and_cdata_are_read() {
        let root = read(
            b"<?xml version='1.0'?><a:x xmlns:a='urn:a'><y>1 &lt; 2 &#x4e2d;<![CDATA[<&>]]></y><a:z/></a:x>",
        )
        .unwrap();
        assert_eq!((root.namespace.as_str(), root.name.as_str()), ("urn:a", "x"));
        let y = root.child("y").unwrap();
        assert_eq!((y.namespace.as_str(), y.text.as_str()), ("", "1 < 2 中<&>"));
        assert_eq!(root.child("z").unwrap().namespace, "urn:a");
    }

    #[test]
    fn what_is_not_xml_is_refused() {
        let bad: [&[u8]; 7] = [
            b"",
            b"<a>",
            b"<a></b>",
            b"<a>&nope;</a>",
            b"<p:a/>",
            b"<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
            b"\xff\xfe<a/>",
        ];
        for document in bad {
            assert!(
                read(document).is_err(),
                "{:?} should be refused",
                String::from_utf8_lossy(document)
            );
        }
        let deep = "<a>".repeat(100) + &"</a>".repeat(100);
        assert!(matches!(read(deep.as_bytes()), Err(XmlError::TooDeep)));
    }
}
