//! The functions that a script has, and there are no others: Rhai's own packages are not loaded.
//!
//! Each function is a pure one over what it is given; none reads a file, a clock or a random source. Each takes the
//! bytes it goes through off the [`Budget`] of the run. Text and blobs are alike wherever bytes are wanted.

mod codec;
mod digest;
mod json;
mod lists;
mod text;
mod time;

use std::collections::BTreeSet;

use rhai::{
    Blob, Dynamic, Engine, EvalAltResult, ImmutableString, NativeCallContext, Position, RhaiNativeFunc,
};

pub(crate) use codec::{form_text, hex};
pub(crate) use json::write as write_json;

use super::limits::Budget;

/// What a function of ours gives back.
type Outcome<T> = Result<T, Box<EvalAltResult>>;

/// The functions that exist, by name and number of parameters; a method counts what it is called on.
#[derive(Debug, Default)]
pub(crate) struct Library(BTreeSet<(&'static str, usize)>);

impl Library {
    /// Whether a function takes so many parameters.
    pub(crate) fn has(&self, name: &str, parameters: usize) -> bool {
        let Self(known) = self;
        known
            .iter()
            .any(|(known, count)| *known == name && *count == parameters)
    }

    /// The numbers of parameters that functions of this name take.
    pub(crate) fn arities(&self, name: &str) -> Vec<usize> {
        let of_name = self.0.iter().filter(|(known, _)| *known == name);
        of_name.map(|(_, count)| *count).collect()
    }
}

/// Registers functions and keeps their names, so that the check of scripts knows exactly what runs.
struct Registrar<'e> {
    engine: &'e mut Engine,
    library: Library,
}

impl Registrar<'_> {
    fn add<A, const N: usize, const X: bool, R, const F: bool>(
        &mut self,
        name: &'static str,
        function: impl RhaiNativeFunc<A, N, X, R, F> + Send + Sync + 'static,
    ) -> &mut Self
    where
        A: 'static,
        R: rhai::Variant + Clone,
    {
        self.library.0.insert((name, N));
        self.engine.register_fn(name, function);
        self
    }
}

/// Registers all functions.
pub(crate) fn register(engine: &mut Engine) -> Library {
    let mut registrar = Registrar {
        engine,
        library: Library::default(),
    };
    text::register(&mut registrar);
    lists::register(&mut registrar);
    codec::register(&mut registrar);
    digest::register(&mut registrar);
    time::register(&mut registrar);
    // What is printed goes nowhere; Rhai wants the text of it none the less.
    registrar
        .add("print", |_: Dynamic| ImmutableString::new())
        .add("debug", |_: Dynamic| ImmutableString::new());
    let mut library = registrar.library;
    // A word of the language that looks like a function.
    library.0.insert(("type_of", 1));
    library
}

/// A fault that the script may catch.
fn fault<T>(message: impl Into<String>) -> Outcome<T> {
    Err(EvalAltResult::ErrorRuntime(Dynamic::from(message.into()), Position::NONE).into())
}

/// The bytes of a text or a blob, paid for.
fn bytes_of(context: &NativeCallContext<'_>, value: Dynamic) -> Outcome<Blob> {
    let bytes = match value.try_cast_result::<ImmutableString>() {
        Ok(text) => text.as_bytes().to_vec(),
        Err(value) => match value.try_cast_result::<Blob>() {
            Ok(blob) => blob,
            Err(other) => return fault(format!("wants a text or a blob, not {}", kind(&other))),
        },
    };
    Budget::spend(context, bytes.len())?;
    Ok(bytes)
}

/// What a value is, in the words of `type_of`.
pub(crate) fn kind(value: &Dynamic) -> &'static str {
    if value.is_unit() {
        "()"
    } else if value.is_string() {
        "text"
    } else if value.is_int() {
        "a number"
    } else if value.is_bool() {
        "a flag"
    } else if value.is_array() {
        "an array"
    } else if value.is_map() {
        "a map"
    } else if value.is_blob() {
        "a blob"
    } else if value.is_char() {
        "a character"
    } else {
        "a value of another kind"
    }
}

/// A text, a number, a flag, a character or `()` as text; nothing for all else.
pub(crate) fn scalar(value: &Dynamic) -> Option<String> {
    if let Ok(text) = value.as_immutable_string_ref() {
        return Some(text.to_string());
    }
    if value.is_unit() {
        return Some(String::new());
    }
    let number = value.as_int().map(|number| number.to_string());
    let flag = || value.as_bool().map(|flag| flag.to_string());
    let character = || value.as_char().map(|character| character.to_string());
    number.or_else(|_| flag()).or_else(|_| character()).ok()
}

/// Most characters of words that a script makes for the log.
const MOST_WORDS: usize = 1_000;

/// A text on one line, cut where it is too long for the log.
pub(crate) fn one_line(text: &str) -> String {
    let mut line: String = text
        .chars()
        .take(MOST_WORDS)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(MOST_WORDS).is_some() {
        line.push(crate::mask::CUT);
    }
    line.trim().to_owned()
}
