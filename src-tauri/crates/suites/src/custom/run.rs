//! Running a function of a script, and saying where it failed.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use rhai::{AST, CallFnOptions, Dynamic, Engine, EvalAltResult, FuncArgs, Position, Scope};
use serde::Serialize;

use super::functions::Library;
use super::limits::{Budget, new_engine};

/// The one engine, shared by all adapters; it holds no state of any run.
static ENGINE: LazyLock<(Engine, Library)> = LazyLock::new(new_engine);

/// The engine that all scripts are compiled and run by.
pub(super) fn engine() -> &'static Engine {
    &ENGINE.0
}

/// The functions that scripts have.
pub(super) fn library() -> &'static Library {
    &ENGINE.1
}

/// What is wrong with an adapter, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdapterFault {
    /// Line, from 1; nothing where the fault has no place.
    pub line: Option<u32>,
    /// Column in characters, from 1.
    pub column: Option<u32>,
    /// What is wrong, in English.
    pub message: String,
}

impl fmt::Display for AdapterFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (Some(line), Some(column)) => write!(f, "line {line}, column {column}: {}", self.message),
            (Some(line), None) => write!(f, "line {line}: {}", self.message),
            _ => f.write_str(&self.message),
        }
    }
}

impl AdapterFault {
    /// A fault without a place.
    pub(super) fn nowhere(message: impl Into<String>) -> Self {
        Self::at(Position::NONE, message)
    }

    /// A fault at a place of the script.
    pub(super) fn at(position: Position, message: impl Into<String>) -> Self {
        let number = |number: Option<usize>| number.and_then(|number| u32::try_from(number).ok());
        Self {
            line: number(position.line()),
            // Rhai has no column for the very beginning of a line.
            column: number(position.line()).map(|_| number(position.position()).unwrap_or(1)),
            message: message.into(),
        }
    }

    /// The same fault, at `position` when it has no place yet: an empty loop, for one, has none in Rhai's eyes.
    fn or_at(self, position: Position) -> Self {
        match self.line {
            Some(_) => self,
            None => Self::at(position, self.message),
        }
    }

    /// What Rhai says of a run, at the innermost place that it knows.
    fn of_run(error: &EvalAltResult) -> Self {
        let inner = error.unwrap_inner();
        let position = if inner.position().is_none() {
            error.position()
        } else {
            inner.position()
        };
        let mut bare = String::new();
        match inner {
            EvalAltResult::ErrorRuntime(value, _) | EvalAltResult::ErrorTerminated(value, _) => {
                bare.push_str(&thrown(value));
            }
            EvalAltResult::ErrorTooManyOperations(_) => {
                bare = format!(
                    "the script took more than {} operations",
                    super::limits::MOST_OPERATIONS
                );
            }
            EvalAltResult::ErrorStackOverflow(_) => bare.push_str("too many calls are open at once"),
            EvalAltResult::ErrorTooManyVariables(_) => bare.push_str("too many variables"),
            EvalAltResult::ErrorDataTooLarge(what, _) => bare = format!("{what} goes past the limit"),
            other => {
                bare = other.to_string();
                // The place is told on its own.
                if let Some(at) = bare.rfind(" (line ") {
                    bare.truncate(at);
                }
            }
        }
        Self::at(position, bare)
    }
}

/// What a script threw, on one line.
fn thrown(value: &Dynamic) -> String {
    let text = match super::functions::scalar(value) {
        Some(text) if !text.is_empty() => text,
        _ => match super::functions::write_json(value) {
            Ok(json) if !value.is_unit() => json,
            _ => "the script gave up".to_owned(),
        },
    };
    super::functions::one_line(&text)
}

/// A script, as it is written and as it runs.
pub(super) struct Script {
    pub(super) source: String,
    pub(super) ast: AST,
}

impl Script {
    /// Whether a script has a function of its own with this name and so many parameters.
    pub(super) fn has(&self, name: &str, parameters: usize) -> bool {
        self.ast
            .iter_functions()
            .any(|function| function.name == name && function.params.len() == parameters)
    }

    /// Where a function of this name is written, as far as the text tells; the tree does not keep it.
    pub(super) fn place_of(&self, function: &str) -> Position {
        for (index, line) in self.source.lines().enumerate() {
            let bare = line.trim_start();
            let declared = bare
                .strip_prefix("private ")
                .unwrap_or(bare)
                .trim_start()
                .strip_prefix("fn ");
            let found = declared
                .and_then(|rest| rest.trim_start().strip_prefix(function))
                .is_some_and(|after| after.trim_start().starts_with('('));
            let (Ok(line_number), Ok(column)) = (
                u16::try_from(index + 1),
                u16::try_from(line.chars().count() - bare.chars().count() + 1),
            ) else {
                break;
            };
            if found {
                return Position::new(line_number, column);
            }
        }
        Position::NONE
    }
}

/// Calls a function of a script within the limits.
///
/// # Errors
/// What went wrong in the script, and where.
pub(super) fn call(
    script: &Script,
    function: &str,
    arguments: impl FuncArgs,
) -> Result<Dynamic, AdapterFault> {
    let options = CallFnOptions::new().eval_ast(false).with_tag(Budget::full());
    let run = || {
        let mut scope = Scope::new();
        engine().call_fn_with_options::<Dynamic>(options, &mut scope, &script.ast, function, arguments)
    };
    // Rhai should never panic; should it do so once, it is one failed delivery and not the end of a task.
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(result) => result.map_err(|error| AdapterFault::of_run(&error).or_at(script.place_of(function))),
        Err(_) => Err(AdapterFault::at(
            script.place_of(function),
            format!("{function} broke off inside the script engine"),
        )),
    }
}
