//! The questions of the sign-on and what their answers lead to (protocol facts, 2.1).

use std::time::Duration;

use bytes::Bytes;
use domain::delivery::{Outcome, RejectionKind};
use serde_json::{Map, Value};

use super::{
    AuthorizeBy, Encoding, ExpiryUnit, OpenApi, error_code, error_words, first, meaning_of_code, read,
};
use crate::answer::Answer;
use crate::body;
use crate::json::{Adjustments, Object};
use crate::mask::MASK;
use crate::messages::{CONFIGURATION, Meaning};
use crate::sign_on::{Grant, Progress, Question, SignOn, Stage, Token};
use crate::suite::{Door, EncodeFault, Exchange, Shown};

/// One field of a question, and whether it may be shown.
type Field<'a> = (&'a str, &'a str, Shown);

impl SignOn for OpenApi {
    fn begin(&self, refresh: Option<&Token>) -> Result<Question, EncodeFault> {
        match refresh {
            Some(token) => Ok(self.renew(token)),
            None => self.ask_for_code(),
        }
    }

    fn go_on(&self, stage: Stage, answer: &Answer<'_>) -> Progress {
        let (text, object) = read(answer);
        let Some(object) = object else {
            return Progress::Failed(body::unreadable_unquoted(answer, &text));
        };
        let code = error_code(&object);
        if let Some(code) = code.filter(|code| !self.success_codes.iter().any(|known| known == code)) {
            return match stage {
                Stage::Refresh => self.anew(),
                Stage::Authorize | Stage::Token => Progress::Failed(self.refusal(&object, &code)),
            };
        }
        let next = match stage {
            Stage::Authorize => first(&object, ["code"]).map(|code| self.ask_for_token(&code)),
            Stage::Token | Stage::Refresh => self.grant(&object),
        };
        next.unwrap_or_else(|| Progress::Failed(body::unreadable_unquoted(answer, &text)))
    }

    fn is_refused(&self, answer: &Answer<'_>) -> bool {
        // A gateway in front may say it by the status alone.
        if answer.status == 401 {
            return true;
        }
        let (_, object) = read(answer);
        object.is_some_and(|object| error_code(&object).is_some_and(|code| self.is_dead(&code)))
    }
}

impl OpenApi {
    /// `authorize`
    fn ask_for_code(&self) -> Result<Question, EncodeFault> {
        let mut fields = vec![
            ("corpid", self.corp_id.as_str(), Shown::AsItIs),
            ("response_type", "code", Shown::AsItIs),
            ("state", &self.state, Shown::AsItIs),
        ];
        if !self.redirect_uri.is_empty() {
            fields.push(("redirect_uri", &self.redirect_uri, Shown::AsItIs));
        }
        let exchange = match self.authorize_by {
            AuthorizeBy::Post => self.posted(&self.authorize, Encoding::Json, &fields),
            AuthorizeBy::Get => {
                let mut exchange = self
                    .bare
                    .exchange(&self.authorize, Bytes::new(), Bytes::new())
                    .into_get();
                for (name, value, shown) in fields {
                    exchange = exchange.with_query(name, value, shown)?;
                }
                exchange
            }
        };
        Ok(Question {
            exchange,
            stage: Stage::Authorize,
        })
    }

    /// `access_token`
    fn ask_for_token(&self, code: &str) -> Progress {
        let fields = [
            ("app_key", self.app_key.as_str(), Shown::AsItIs),
            ("app_secret", &self.app_secret, Shown::Masked),
            ("grant_type", "authorization_code", Shown::AsItIs),
            ("code", code, Shown::Masked),
        ];
        Progress::Ask(Box::new(Question {
            exchange: self.posted(&self.token, self.encoding, &fields),
            stage: Stage::Token,
        }))
    }

    /// `refresh_token`
    fn renew(&self, token: &Token) -> Question {
        let fields = [
            ("grant_type", "refresh_token", Shown::AsItIs),
            ("refresh_token", token.value(), Shown::Masked),
        ];
        Question {
            exchange: self.posted(&self.refresh, self.encoding, &fields),
            stage: Stage::Refresh,
        }
    }

    /// The sign-on from its beginning, after a refresh token has been refused.
    fn anew(&self) -> Progress {
        match self.ask_for_code() {
            Ok(question) => Progress::Ask(Box::new(question)),
            Err(fault) => Progress::Failed(Outcome::OwnFault {
                detail: fault.to_string(),
            }),
        }
    }

    fn posted(&self, door: &Door, encoding: Encoding, fields: &[Field<'_>]) -> Exchange {
        let wire = match encoding {
            Encoding::Json => &self.json,
            Encoding::Form => &self.form,
        };
        let sent = written(encoding, fields.iter().map(|(name, value, _)| (*name, *value)));
        let shown = fields.iter().map(|(name, value, shown)| match shown {
            Shown::AsItIs => (*name, *value),
            Shown::Masked => (*name, MASK),
        });
        wire.exchange(door, sent, written(encoding, shown))
    }

    /// The tokens of an answer; nothing when there is none.
    fn grant(&self, object: &Map<String, Value>) -> Option<Progress> {
        let token = first(object, ["accessToken", "access_token"])?;
        let refresh = first(object, ["refreshToken", "refresh_token"]);
        Some(Progress::Granted(Box::new(Grant {
            token: Token::new(token.into_owned()),
            refresh: refresh.map(|token| Token::new(token.into_owned())),
            lives: first(object, ["expires_in", "expiresIn"]).and_then(|time| self.lives(&time)),
        })))
    }

    /// How long a token may be used: what the receiver says without the safety margin, but never less than half of it,
    /// so that a margin that is too large does not make every item sign on.
    fn lives(&self, time: &str) -> Option<Duration> {
        let count = time.parse().ok()?;
        let whole = match self.expiry_unit {
            ExpiryUnit::Seconds => Duration::from_secs(count),
            ExpiryUnit::Milliseconds => Duration::from_millis(count),
        };
        Some(whole.saturating_sub(self.skew).max(whole / 2))
    }

    /// A wrong key or secret is a matter of settings; so is whatever else keeps us from signing on, unless the receiver
    /// says that it failed itself.
    fn refusal(&self, object: &Map<String, Value>, code: &str) -> Outcome {
        let words = super::words_with_code(&error_words(object).unwrap_or_default(), code);
        let own = self
            .own_rules
            .find(&words)
            .filter(|meaning| *meaning != Meaning::Accepted);
        match own.or_else(|| meaning_of_code(Some(self), code)) {
            Some(Meaning::Rejected(RejectionKind::Transient)) => Outcome::Rejected {
                kind: RejectionKind::Transient,
                message: words,
            },
            _ => CONFIGURATION.outcome(&words),
        }
    }
}

fn written<'f>(encoding: Encoding, fields: impl Iterator<Item = (&'f str, &'f str)>) -> Bytes {
    match encoding {
        Encoding::Json => {
            let adjustments = Adjustments::default();
            let mut object = Object::new(&adjustments);
            for (name, value) in fields {
                object.text(name, value);
            }
            Bytes::from(object.finish())
        }
        Encoding::Form => Bytes::from(body::form(fields)),
    }
}
