//! How much a script may use. Each limit is a hard one: a script that goes past it fails with a message that names it,
//! and nothing in the script can catch that.
//!
//! Time is bounded without a clock, so that the same script with the same item always ends the same way: by the number
//! of operations, by the size of each value, and by the bytes that our own functions go through ([`Budget`]). Memory is
//! bounded by the size of a value, times the variables of one call, times the calls that can be open: some 25 MiB.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rhai::{Dynamic, Engine, EvalAltResult, NativeCallContext, OptimizationLevel, Position, Token};

use super::functions::Library;

/// Most bytes of one script.
pub(crate) const MOST_SOURCE: usize = 64 * 1024;
/// Most operations of one call from outside. The examples need some hundred.
pub(crate) const MOST_OPERATIONS: u64 = 10_000;
/// Most bytes that our functions go through in one call from outside.
pub(crate) const MOST_WORK: usize = 4 * 1024 * 1024;
/// Most bytes of one text, and of all texts inside one array or map.
pub(crate) const MOST_TEXT: usize = 32 * 1024;
/// Most elements of an array with all that is in it; bytes of a blob count as elements.
pub(crate) const MOST_ELEMENTS: usize = 512;
/// Most entries of a map with all that is in it.
pub(crate) const MOST_ENTRIES: usize = 250;
/// Most calls that are open at once.
const MOST_CALL_LEVELS: usize = 12;
/// How deep an expression may be nested.
const MOST_DEPTH: usize = 24;
/// Most variables of one call.
const MOST_VARIABLES: usize = 32;
/// Most functions of one script.
const MOST_FUNCTIONS: usize = 64;
/// Most bytes of an answer's body that a script sees; the headers beside it must fit into [`MOST_TEXT`] as well.
pub(crate) const MOST_ANSWER_TEXT: usize = 24 * 1024;
/// Most bytes of an answer's headers that a script sees.
pub(crate) const MOST_ANSWER_HEADERS: usize = 4 * 1024;

/// What a script cannot say. Without modules `import` and `export` are no words of the language at all.
const FORBIDDEN: [&str; 9] = [
    "eval",
    "Fn",
    "call",
    "curry",
    "is_def_var",
    "is_def_fn",
    "is_shared",
    "import",
    "export",
];

/// The bytes that our own functions may still go through in this run.
#[derive(Debug, Clone)]
pub(crate) struct Budget(Arc<AtomicUsize>);

impl Budget {
    pub(crate) fn full() -> Self {
        Self(Arc::new(AtomicUsize::new(MOST_WORK)))
    }

    /// Takes `bytes` off the budget of the run that `context` belongs to.
    pub(crate) fn spend(context: &NativeCallContext<'_>, bytes: usize) -> Result<(), Box<EvalAltResult>> {
        let tag = context.tag().and_then(Dynamic::read_lock::<Self>);
        // Outside of a run there is nothing to be spent: Rhai calls no function of ours while it compiles.
        let Some(budget) = tag else { return Ok(()) };
        let took = budget
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(bytes)
            });
        match took {
            Ok(_) => Ok(()),
            Err(_) => Err(EvalAltResult::ErrorTerminated(
                Dynamic::from(format!("the functions went through more than {MOST_WORK} bytes")),
                Position::NONE,
            )
            .into()),
        }
    }
}

/// The one engine of all adapters, and the names of the functions that it knows.
pub(crate) fn new_engine() -> (Engine, Library) {
    // Raw: nothing that is not registered here exists. Rhai's own packages are left out because they hold a clock and
    // a way to sleep, and functions whose cost nothing would count.
    let mut engine = Engine::new_raw();
    engine
        .set_max_operations(MOST_OPERATIONS)
        .set_max_call_levels(MOST_CALL_LEVELS)
        .set_max_expr_depths(MOST_DEPTH, MOST_DEPTH)
        .set_max_string_size(MOST_TEXT)
        .set_max_array_size(MOST_ELEMENTS)
        .set_max_map_size(MOST_ENTRIES)
        .set_max_variables(MOST_VARIABLES)
        .set_max_functions(MOST_FUNCTIONS)
        // Kept strings would outlive the run, secrets among them.
        .set_max_strings_interned(0)
        .set_strict_variables(true)
        // So that an operator of ours goes before one of Rhai's own.
        .set_fast_operators(false)
        .set_allow_anonymous_fn(false)
        .set_optimization_level(OptimizationLevel::None);
    for word in FORBIDDEN {
        engine.disable_symbol(word);
    }
    // `default` is a word that Rhai keeps for later; here it is a key of every declaration.
    #[allow(
        deprecated,
        reason = "Rhai marks it so to say that it may change, which a build would show"
    )]
    engine.on_parse_token(|token, _, _| match token {
        Token::Reserved(word) if word.as_str() == "default" => Token::Identifier(word),
        token => token,
    });
    let library = super::functions::register(&mut engine);
    (engine, library)
}
