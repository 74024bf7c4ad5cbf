//! The operations and the fields of their `arg0` (`protocols.md` 4.3 to 4.5).
//!
//! The server generates its schema with fields in alphabetical order and checks it strictly: an unknown field, one out
//! of order, a repeated or a qualified one is a fault. Only `language` may stand where either schema age has it.

use super::soap::NAMESPACE;
use super::{Fault, Outcome};
use crate::receivers::xml::Element;

/// An operation of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    SendTodo,
    DeleteTodo,
    SetTodoDone,
    GetTodo,
    GetTodoCount,
    UpdateTodo,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
}

use Need::{Optional, Required};

const SEND: &[(&str, Need)] = &[
    ("appName", Optional),
    ("createTime", Required),
    ("docCreator", Optional),
    ("extendContent", Optional),
    ("key", Optional),
    ("language", Optional),
    ("level", Optional),
    ("link", Required),
    ("mobileLink", Optional),
    ("modelId", Required),
    ("modelName", Required),
    ("others", Optional),
    ("padLink", Optional),
    ("param1", Optional),
    ("param2", Optional),
    ("subject", Required),
    ("targets", Required),
    ("type", Required),
];

const REMOVE: &[(&str, Need)] = &[
    ("appName", Optional),
    ("key", Optional),
    ("modelId", Required),
    ("modelName", Required),
    ("optType", Required),
    ("others", Optional),
    ("param1", Optional),
    ("param2", Optional),
    ("targets", Optional),
    ("type", Optional),
];

const UPDATE: &[(&str, Need)] = &[
    ("appName", Optional),
    ("extendContent", Optional),
    ("key", Optional),
    ("level", Required),
    ("link", Required),
    ("mobileLink", Optional),
    ("modelId", Required),
    ("modelName", Required),
    ("padLink", Optional),
    ("param1", Optional),
    ("param2", Optional),
    ("subject", Required),
    ("type", Required),
];

const GET: &[(&str, Need)] = &[
    ("otherCond", Optional),
    ("pageNo", Optional),
    ("rowSize", Optional),
    ("targets", Required),
    ("type", Optional),
];

const COUNT: &[(&str, Need)] = &[("target", Required), ("types", Required)];

impl Operation {
    pub(super) const ALL: [Self; 6] = [
        Self::SendTodo,
        Self::DeleteTodo,
        Self::SetTodoDone,
        Self::GetTodo,
        Self::GetTodoCount,
        Self::UpdateTodo,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::SendTodo => "sendTodo",
            Self::DeleteTodo => "deleteTodo",
            Self::SetTodoDone => "setTodoDone",
            Self::GetTodo => "getTodo",
            Self::GetTodoCount => "getTodoCount",
            Self::UpdateTodo => "updateTodo",
        }
    }

    /// The fields of `arg0`, in their order.
    pub(super) fn fields(self) -> &'static [(&'static str, Need)] {
        match self {
            Self::SendTodo => SEND,
            Self::DeleteTodo | Self::SetTodoDone => REMOVE,
            Self::UpdateTodo => UPDATE,
            Self::GetTodo => GET,
            Self::GetTodoCount => COUNT,
        }
    }
}

/// The fields that came.
#[derive(Debug)]
pub(super) struct Arguments {
    operation: Operation,
    values: Vec<(&'static str, String)>,
}

impl Arguments {
    /// Reads the operation's element as the strict schema wants it.
    pub(super) fn read(call: &Element) -> Result<(Operation, Self), Fault> {
        let operation = Operation::ALL
            .into_iter()
            .find(|operation| call.namespace == NAMESPACE && call.name == operation.name())
            .ok_or_else(|| {
                Fault::client(format!(
                    "Unexpected wrapper element {{{}}}{} found.",
                    call.namespace, call.name
                ))
            })?;
        let mut values = Vec::new();
        for argument in &call.children {
            if !argument.namespace.is_empty() || argument.name != "arg0" {
                return Err(unexpected(argument, "<{}arg0>"));
            }
            let mut next = 0;
            for field in &argument.children {
                let fields = operation.fields();
                let place = fields
                    .iter()
                    .position(|(name, _)| field.namespace.is_empty() && *name == field.name);
                let Some(place) = place else {
                    return Err(unexpected(field, &expected(&fields[next..])));
                };
                let name = fields[place].0;
                let repeated = values.iter().any(|(known, _)| *known == name);
                if repeated || (place < next && name != "language") {
                    return Err(unexpected(field, &expected(&fields[next..])));
                }
                if name != "language" {
                    next = place + 1;
                }
                values.push((name, field.text.clone()));
            }
        }
        Ok((operation, Self { operation, values }))
    }

    /// A field that is not empty.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.trim())
            .filter(|v| !v.is_empty())
    }

    /// A field's text, empty where it did not come.
    pub(super) fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }

    /// A whole number.
    pub(super) fn number(&self, name: &str) -> Result<Option<i32>, Outcome> {
        let Some(text) = self.get(name) else {
            return Ok(None);
        };
        text.parse()
            .map(Some)
            .map_err(|_| Outcome::failed(format!("{name}的值{text}不是整数")))
    }

    /// Refuses the call where a required field is missing.
    pub(super) fn require(&self) -> Result<(), Outcome> {
        let missing = self
            .operation
            .fields()
            .iter()
            .find(|(name, need)| *need == Required && self.get(name).is_none());
        missing.map_or(Ok(()), |(name, _)| {
            Err(Outcome::failed(format!("{name}不能为空")))
        })
    }
}

fn expected(fields: &[(&str, Need)]) -> String {
    fields
        .iter()
        .map(|(name, _)| format!("<{{}}{name}>"))
        .collect::<Vec<_>>()
        .join(",")
}

fn unexpected(element: &Element, expected: &str) -> Fault {
    Fault::client(format!(
        "Unmarshalling Error: unexpected element (uri:\"{}\", local:\"{}\"). Expected elements are {expected}",
        element.namespace, element.name
    ))
}
