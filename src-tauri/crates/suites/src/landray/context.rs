//! The argument of an operation, written as it grows: XML elements for SOAP, a JSON object for REST (protocol facts,
//! 4.3, 4.4 and 4.8). Whole numbers are numbers in JSON; lists of persons are JSON in a text in both.

use crate::json::{Adjustments, Object};
use crate::xml;

/// Room for a usual item, so that it is allocated once.
const USUAL_CONTEXT: usize = 1024;

/// One argument.
pub(super) enum Context<'a> {
    Soap {
        elements: String,
        adjustments: &'a Adjustments,
    },
    Rest(Object<'a>),
}

impl<'a> Context<'a> {
    pub(super) fn soap(adjustments: &'a Adjustments) -> Self {
        Self::Soap {
            elements: String::with_capacity(USUAL_CONTEXT),
            adjustments,
        }
    }

    pub(super) fn rest(adjustments: &'a Adjustments) -> Self {
        Self::Rest(Object::new(adjustments))
    }

    /// Adds text.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        match self {
            Self::Soap { adjustments, .. } if adjustments.leaves_out(name) => {}
            Self::Soap { elements, .. } => xml::push_element(elements, name, text),
            Self::Rest(object) => object.text(name, text),
        }
    }

    /// Adds text unless it is empty.
    pub(super) fn filled(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.text(name, text);
        }
    }

    /// Adds a whole number; `digits` holds nothing else.
    pub(super) fn number(&mut self, name: &str, digits: &str) {
        match self {
            Self::Soap { .. } => self.text(name, digits),
            Self::Rest(object) => object.raw(name, digits),
        }
    }

    pub(super) fn finish(self) -> String {
        match self {
            Self::Soap { elements, .. } => elements,
            Self::Rest(object) => object.finish_text(),
        }
    }
}
