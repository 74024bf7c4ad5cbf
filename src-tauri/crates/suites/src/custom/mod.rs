//! Operator-written adapters (对接适配脚本, row S7): Rhai scripts with declared parameters, compiled once, run within
//! hard limits. This page is what operators write against.
//!
//! # The functions of an adapter
//!
//! A script holds functions and nothing else. Three must be there:
//!
//! * `fn parameters()` returns an array of maps, one for each field of the target's form: `name` (a letter, then letters,
//!   digits and `_`), `label` and `help` (text, or `#{ zh, en }`), `kind` (`"text"`, the default, `"flag"`, `"choice"`,
//!   `"number"` or `"url"`), `secret`, `required`, `default`, `choices` (texts or `#{ value, label }`), `min`, `max`.
//!   It runs once, when the script is compiled. A number left out is its default, or 0; a text left out is empty.
//! * `fn encode(item, params)` returns the request: `#{ method, path, query, headers, body }`. Only `path` must be there.
//!   It is put behind the target's server address; an absolute address must be of the same scheme, host and port.
//!   `method` is `POST` unless it says `GET`, `PUT`, `PATCH` or `DELETE`. `query` and `headers` are maps of names to texts,
//!   numbers or flags. `body` is a text, a blob, or `#{ json: value }`.
//! * `fn classify(data_set, answer, params)` says what an answer means: `#{ result: "accepted" }`,
//!   `#{ result: "rejected", message, kind }` with the kind `"data"` (the default), `"configuration"` or `"transient"`, or
//!   `#{ result: "noAnswer", message }`. `data_set` is a word as in `item`; `answer` is
//!   `#{ status, headers, body, truncated }`, the names of headers in lower case, the body as text. There is no default:
//!   only the body tells whether an item was taken.
//!
//! These may be there:
//!
//! * `fn footprint(data_set)` returns `"person"` (the default) or `"request"`: whether an operation touches one person's
//!   row or all rows of the request. `fn needs_creator()` returns whether an item without a creator, other than a deletion, cannot be sent. Both
//!   run once, when the script is compiled.
//! * `fn sign_on(params)` returns a request as `encode` does; `fn read_sign_on(answer, params)` returns
//!   `#{ token, expires_in }` (seconds, or left out) or a map as `classify` does; `fn token_refused(answer, params)` returns
//!   whether the answer to an item says that the token is dead. All three or none. The token is then `item.token`.
//!
//! `item` has `data_set` (`todo`, `done`, `closed`, `deleted`), `business_state`, `request_id`, `request_name`,
//! `workflow_id`, `workflow_name`, `workflow_type_id`, `workflow_type_name`, `node_id`, `node_name`; `receiver` and `creator`
//! as the receiving system knows them; `receiver_id`, `receiver_identity_id` and `creator_id` as the OA does;
//! `created_at`, `received_at`, `occurred_at` and `sent_at` as ISO 8601 text, and with `_ms` behind the name as milliseconds
//! since 1970; `view_type` (`unread`, `read` or empty), `backfilled`, `links` (`pc`, `app`, `adaptive`) and `token`. What is
//! not known is the empty text.
//!
//! # The functions that a script may call
//!
//! | Function | Gives |
//! |---|---|
//! | `text(v)`, `int(v)`, `blob(v)` | a scalar or UTF-8 blob as text; a whole number or `()`; the bytes |
//! | `len`, `is_empty`, `contains` | of texts, arrays, maps and blobs |
//! | `starts_with`, `ends_with`, `index_of`, `sub_text(from, length)`, `split`, `replace`, `trim`, `to_upper`, `to_lower` | of texts, counted in characters |
//! | `push`, `sort`, `join(by)`; `keys`, `remove(name)` | of arrays; of maps. `sort` gives a sorted copy |
//! | `get(place)`, `set(place, value)` | of arrays by number from 0, of maps by name; `()` for what is not there |
//! | `parse_json(text)`, `to_json(value)` | `()` for what is no JSON; a number that is not whole, or too large, is the text of its digits |
//! | `xml_escape(text)`, `xml_text(xml, name)`, `xml_texts(xml, name)` | the text of the first, or of all, elements of this local name without child elements; `()` or `[]` without one |
//! | `form_encode(map)`, `url_encode`, `url_decode` | |
//! | `base64_encode`, `base64url_encode`, `hex`; `base64_decode`, `hex_decode`; `base64_text` | text; blobs; text |
//! | `md5`, `sha256`, `sha512`, `sm3`, `hmac_sha256(key, data)`, `hmac_sha512`, `hmac_sm3` | lower-case hexadecimal; with `_bytes` behind the name the blob |
//! | `format_time(ms, pattern, offset)`, `parse_time(text)` | as `yyyy-MM-dd HH:mm:ss` says; milliseconds or `()` |
//!
//! Beside them there are Rhai's statements and operators on whole numbers, texts and flags. Between brackets may stand a
//! text in quotes only (`map["a b"]`); all else is `get` and `set`. There are no fractions, no files, no network, no
//! processes, no clock, no randomness, no modules, no `eval` and no functions as values. What is printed goes nowhere.
//!
//! # What is guaranteed
//!
//! * A run ends: operations, open calls, depth, variables, sizes and the bytes that functions go through are bounded (see
//!   `limits.rs`), and no script can catch that.
//! * A fault of the script names its line and column, and is never counted against the receiver.
//! * A request goes to the target's own server and holds no header that the transport sets.
//! * Secrets are masked in whatever is shown, also in Base64, in hexadecimal and as plain digests.

mod check;
mod declare;
mod examples;
mod functions;
mod item;
mod limits;
mod request;
mod run;
mod secrets;
mod sign_on;
mod target;
mod verdict;

use std::fmt;

use domain::event::DataSet;
use domain::lanes::Footprint;
use rhai::ImmutableString;

use crate::catalog::PushTypeSpec;

pub use examples::{Example, examples};
pub use run::AdapterFault;
use run::Script;
pub(crate) use target::Custom;

/// Most characters of a class name.
const MOST_CLASS: usize = 64;

/// A compiled adapter. Cheap to share, expensive to compile: compile it once per class and version.
pub struct Adapter {
    class: String,
    version: u32,
    script: Script,
    spec: PushTypeSpec,
    /// In the order of [`DataSet::ALL`].
    footprints: [Footprint; 4],
    needs_creator: bool,
    signs_on: bool,
}

impl fmt::Debug for Adapter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Adapter({} version {})", self.class, self.version)
    }
}

impl Adapter {
    /// Compiles a script, and runs what needs to be run only once.
    ///
    /// # Errors
    /// The first fault, in the order of the lines.
    pub fn compile(class: &str, version: u32, source: &str) -> Result<Self, AdapterFault> {
        Self::check_class(class)?;
        Self::read(class, version, source).map_err(|faults| {
            let first = faults.into_iter().next();
            first.unwrap_or_else(|| AdapterFault::nowhere("the script cannot be used"))
        })
    }

    /// Whether `class` is a name for an adapter: words of letters, digits and `_` with dots between them, each beginning
    /// with a letter, at most 64 characters.
    ///
    /// # Errors
    /// What a class name looks like.
    pub fn check_class(class: &str) -> Result<(), AdapterFault> {
        let word = |word: &str| {
            word.starts_with(|first: char| first.is_ascii_alphabetic())
                && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        if class.len() <= MOST_CLASS && class.split('.').all(word) {
            return Ok(());
        }
        Err(AdapterFault::nowhere(format!(
            "a class name is words of letters, digits and _ with dots between them, such as example.JsonPortal, at most {MOST_CLASS} characters"
        )))
    }

    fn read(class: &str, version: u32, source: &str) -> Result<Self, Vec<AdapterFault>> {
        if source.len() > limits::MOST_SOURCE {
            return Err(vec![AdapterFault::nowhere(format!(
                "the script is longer than {} bytes",
                limits::MOST_SOURCE
            ))]);
        }
        let ast = run::engine()
            .compile(source)
            .map_err(|error| vec![AdapterFault::at(error.position(), error.err_type().to_string())])?;
        let script = Script {
            source: source.to_owned(),
            ast,
        };
        let faults = check::shape(&script);
        if !faults.is_empty() {
            return Err(faults);
        }
        let spec = declare::spec(&script, class).map_err(|fault| vec![fault])?;
        let footprints = footprints(&script).map_err(|fault| vec![fault])?;
        let needs_creator = needs_creator(&script).map_err(|fault| vec![fault])?;
        Ok(Self {
            class: class.to_owned(),
            version,
            signs_on: script.has("sign_on", 1),
            script,
            spec,
            footprints,
            needs_creator,
        })
    }

    /// 实现类
    pub fn class(&self) -> &str {
        &self.class
    }

    /// Its version, as it was given.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// The script.
    pub fn source(&self) -> &str {
        &self.script.source
    }

    /// Its parameters, as the catalogue has those of the built-in push types.
    pub fn spec(&self) -> &PushTypeSpec {
        &self.spec
    }

    fn script(&self) -> &Script {
        &self.script
    }

    fn footprint(&self, data_set: DataSet) -> Footprint {
        let index = DataSet::ALL.iter().position(|one| *one == data_set);
        index.map_or(Footprint::Receiver, |index| self.footprints[index])
    }

    fn needs_creator(&self) -> bool {
        self.needs_creator
    }

    fn signs_on(&self) -> bool {
        self.signs_on
    }
}

/// Everything that is wrong with a script, for the editor: nothing when it can be saved.
pub fn check(source: &str) -> Vec<AdapterFault> {
    Adapter::read("check", 0, source).err().unwrap_or_default()
}

fn footprints(script: &Script) -> Result<[Footprint; 4], AdapterFault> {
    let mut footprints = [Footprint::Receiver; 4];
    if !script.has("footprint", 1) {
        return Ok(footprints);
    }
    for (data_set, footprint) in DataSet::ALL.into_iter().zip(&mut footprints) {
        let word = ImmutableString::from(data_set.as_str());
        let said = run::call(script, "footprint", (word,))?;
        *footprint = match functions::scalar(&said).as_deref() {
            Some("person") => Footprint::Receiver,
            Some("request") => Footprint::Request,
            _ => {
                let at = script.place_of("footprint");
                return Err(AdapterFault::at(
                    at,
                    "footprint must return \"person\" or \"request\"",
                ));
            }
        };
    }
    Ok(footprints)
}

fn needs_creator(script: &Script) -> Result<bool, AdapterFault> {
    if !script.has("needs_creator", 0) {
        return Ok(false);
    }
    let said = run::call(script, "needs_creator", ())?;
    said.as_bool().map_err(|_| {
        let at = script.place_of("needs_creator");
        AdapterFault::at(at, "needs_creator must return true or false")
    })
}
