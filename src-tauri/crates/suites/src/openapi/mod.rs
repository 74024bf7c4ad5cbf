//! OpenAPI of E10 (eteams, yunteams): the OAuth of protocol facts 2.1, which E10 (row S2) and the ESB (row S3) share.
//!
//! * Signing on takes two questions: `authorize` gives a code, `access_token` a token for it. A grant with a refresh
//!   token is renewed with one; when that is refused, signing on begins with `authorize` again.
//! * Every value may come as text or as a number.
//! * The secret, the code and the tokens are in the requests and nowhere else: what is shown has them masked, and the
//!   answer to a question is never quoted, since it may hold a token that is not known yet.
//! * `grant_type=client_credentials`, which one client guesses at, is not used.

mod sign_on;
mod spec;

use std::borrow::Cow;
use std::time::Duration;

use bytes::Bytes;
use domain::fields::FieldError;
use domain::target::ServerAddress;
use serde_json::{Map, Value};

use crate::mask::{MASK, Sought};
use crate::matcher::text_at;
use crate::messages::{CONFIGURATION, Meaning, OwnRules, TRANSIENT};
use crate::settings::Settings;
use crate::sign_on::Token;
use crate::suite::{Door, EncodeFault, Exchange, Shown, Wire};
use crate::{body, json};

pub(crate) use spec::{Need, params, prefix, settings, token_placement};

/// The name under which a token travels.
const TOKEN: &str = "access_token";

/// One target's access to the OpenAPI.
pub(crate) struct OpenApi {
    authorize: Door,
    token: Door,
    refresh: Door,
    /// For questions without a body.
    bare: Wire,
    json: Wire,
    form: Wire,
    authorize_by: AuthorizeBy,
    encoding: Encoding,
    corp_id: String,
    state: String,
    redirect_uri: String,
    app_key: String,
    app_secret: String,
    expiry_unit: ExpiryUnit,
    skew: Duration,
    success_codes: Vec<String>,
    dead_codes: Vec<String>,
    own_rules: OwnRules,
    sought: Sought,
}

/// How `authorize` is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AuthorizeBy {
    Get,
    Post,
}

/// How the body of a question for a token is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Json,
    Form,
}

/// What `expires_in` counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ExpiryUnit {
    Seconds,
    Milliseconds,
}

/// Where the token of an item goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Placement {
    Body,
    Query,
}

impl OpenApi {
    pub(crate) fn build(
        server: &ServerAddress,
        settings: Settings<'_>,
        reveal: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, Vec<FieldError>> {
        let door = |operation, path| door(server, settings, (operation, settings.text(path)));
        let wire = |mut wire: Wire| {
            wire.set_extra(settings);
            wire
        };
        let app_secret = reveal("app_secret").unwrap_or_default();
        let skew = u64::try_from(settings.number("expirySkewSeconds")).unwrap_or(0);
        Ok(Self {
            authorize: door("authorize", "authorizePath")?,
            token: door("access_token", "tokenPath")?,
            refresh: door("refresh_token", "refreshPath")?,
            bare: wire(Wire::bodiless()),
            json: wire(Wire::new(JSON)),
            form: wire(Wire::new("application/x-www-form-urlencoded; charset=UTF-8")),
            authorize_by: match settings.text("authorizeMethod") {
                "post" => AuthorizeBy::Post,
                _ => AuthorizeBy::Get,
            },
            encoding: match settings.text("tokenEncoding") {
                "form" => Encoding::Form,
                _ => Encoding::Json,
            },
            corp_id: settings.text("corpId").to_owned(),
            state: settings.text("state").to_owned(),
            redirect_uri: settings.text("redirectUri").to_owned(),
            app_key: settings.text("app_key").to_owned(),
            sought: Sought::new([app_secret.as_str()]),
            app_secret,
            expiry_unit: match settings.text("expiryUnit") {
                "milliseconds" => ExpiryUnit::Milliseconds,
                _ => ExpiryUnit::Seconds,
            },
            skew: Duration::from_secs(skew),
            success_codes: settings.words("signOnSuccessCodes"),
            dead_codes: settings.words("deadTokenCodes"),
            own_rules: OwnRules::new(&settings.pairs("messageRules")),
        })
    }

    pub(crate) fn sought(&self) -> &Sought {
        &self.sought
    }

    /// Whether `code` says that a token is dead.
    pub(crate) fn is_dead(&self, code: &str) -> bool {
        self.dead_codes.iter().any(|dead| dead == code)
    }
}

/// The media type of everything but the questions for a token that are written as a form.
pub(crate) const JSON: &str = "application/json; charset=UTF-8";

/// An operation behind the prefix of the OpenAPI.
///
/// # Errors
/// As [`Door::new`].
pub(crate) fn door(
    server: &ServerAddress,
    settings: Settings<'_>,
    (operation, path): (&'static str, &str),
) -> Result<Door, Vec<FieldError>> {
    Door::new(operation, server, &format!("{}{path}", settings.text("prefix")))
}

impl Placement {
    /// Reads `tokenPlacement`.
    pub(crate) fn new(settings: Settings<'_>) -> Self {
        match settings.text("tokenPlacement") {
            "query" => Self::Query,
            _ => Self::Body,
        }
    }

    /// The request for an item, its body being the JSON object `object`. Without a token, as in a dry run, what is shown
    /// has the mask in its place all the same.
    pub(crate) fn exchange(
        self,
        (wire, door): (&Wire, &Door),
        object: String,
        token: Option<&Token>,
    ) -> Result<Exchange, EncodeFault> {
        match self {
            Self::Body => {
                let shown = Bytes::from(with_token(&object, MASK));
                let body = match token {
                    Some(token) => Bytes::from(with_token(&object, token.value())),
                    None => Bytes::from(object),
                };
                Ok(wire.exchange(door, body, shown))
            }
            Self::Query => {
                let body = Bytes::from(object);
                let exchange = wire.exchange(door, body.clone(), body);
                match token {
                    Some(token) => exchange.with_query(TOKEN, token.value(), Shown::Masked),
                    None => Ok(exchange.with_shown_query(TOKEN)),
                }
            }
        }
    }
}

/// The JSON object `object` with a token as its first field.
fn with_token(object: &str, token: &str) -> String {
    let rest = object.trim_start().strip_prefix('{').unwrap_or(object);
    let comma = if rest.trim_start().starts_with('}') {
        ""
    } else {
        ","
    };
    format!("{{\"{TOKEN}\":{}{comma}{rest}", json::string(token))
}

/// The code of an error, which the gateway writes at the top and the services in `message`.
pub(crate) fn error_code(object: &Map<String, Value>) -> Option<Cow<'_, str>> {
    first(object, ["message.errcode", "errcode"])
}

/// The words beside it.
pub(crate) fn error_words(object: &Map<String, Value>) -> Option<Cow<'_, str>> {
    first(object, ["message.errmsg", "errmsg", "msg", "message"])
}

fn first<'o, const N: usize>(object: &'o Map<String, Value>, paths: [&str; N]) -> Option<Cow<'o, str>> {
    let mut found = paths.into_iter().filter_map(|path| text_at(object, path));
    found.find(|text| !text.is_empty())
}

/// Words that keep the code, which is what the vendor's support asks for; an operator's rule may go by either.
pub(crate) fn words_with_code(words: &str, code: &str) -> String {
    if words.is_empty() {
        format!("errcode {code}")
    } else {
        format!("{words}（errcode {code}）")
    }
}

/// What a code alone tells, where no words do: a dead token that a new one has not helped is a matter of settings, a
/// code like HTTP's 5xx says that the receiver failed itself.
pub(crate) fn meaning_of_code(openapi: Option<&OpenApi>, code: &str) -> Option<Meaning> {
    if openapi.is_some_and(|openapi| openapi.is_dead(code)) {
        return Some(CONFIGURATION);
    }
    let says_failed =
        code.len() == 3 && code.starts_with('5') && code.bytes().all(|byte| byte.is_ascii_digit());
    says_failed.then_some(TRANSIENT)
}

/// The JSON object of a whole answer, with the text it was read from.
pub(crate) fn read<'a>(answer: &crate::Answer<'a>) -> (Cow<'a, str>, Option<Map<String, Value>>) {
    let text = body::text(answer);
    let object = if answer.truncated {
        None
    } else {
        body::json_object(text.trim())
    };
    (text, object)
}
