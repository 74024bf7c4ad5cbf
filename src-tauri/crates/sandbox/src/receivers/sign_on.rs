//! Sign-on of E10 and of its action flows: OAuth with a code, an access token and a refresh token (protocol facts, 2.1).
//!
//! Guarantees: a code works once and for a short while; a refresh token works once, its answer brings the next one;
//! an access token works until its time is over, whatever was issued after it. [`SignOns::forget`] ends all three.
//! At most [`MOST_KEPT`] of each are kept, the oldest goes first.

mod http;
mod ledger;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use self::ledger::Ledger;
use crate::accounts::{Application, MARK};

/// Where the three steps are: `authorize`, `access_token` and `refresh_token` follow (protocol facts, 2.1).
pub(super) const OAUTH: &str = "/papi/openapi/oauth2/";

const MOST_KEPT: usize = 1_000;
const CODE_LIFETIME: Duration = Duration::from_secs(300);
const TOKEN_LIFETIME: Duration = Duration::from_secs(7_200);

/// How often callers signed on since the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct SignOnCounts {
    /// Codes given out.
    pub(crate) authorized: u64,
    /// Access tokens given for a code.
    pub(crate) issued: u64,
    /// Access tokens given for a refresh token.
    pub(crate) refreshed: u64,
    /// Steps that were refused.
    pub(crate) refused: u64,
    /// Calls that came with an access token that is unknown or over.
    pub(crate) turned_away: u64,
}

/// Why a step or a call is refused. The record names 200007, 200008, 300001 and 300002 as codes that make a client sign
/// on anew; what each of them means there is not public, and the other codes are this receiver's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Denial {
    Missing(&'static str),
    CorpId,
    ResponseType,
    State,
    GrantType,
    Application,
    Code,
    RefreshToken,
    TokenUnknown,
    TokenOver,
    /// No random numbers could be had.
    Fault,
}

impl Denial {
    /// `errcode` and `errmsg`.
    pub(super) fn words(self) -> (&'static str, String) {
        match self {
            Self::Missing(name) => ("100001", format!("{name} is required")),
            Self::CorpId => ("100002", "corpid invalid".to_owned()),
            Self::ResponseType => ("100003", "response_type must be code".to_owned()),
            Self::State => ("100004", "state must be a-zA-Z0-9, 128 bytes at most".to_owned()),
            Self::GrantType => ("100005", "grant_type invalid".to_owned()),
            Self::Application => ("100006", "app_key or app_secret invalid".to_owned()),
            Self::Code => ("200007", "code invalid or expired".to_owned()),
            Self::RefreshToken => ("200008", "refresh_token invalid or expired".to_owned()),
            Self::TokenUnknown => ("300001", "access_token invalid".to_owned()),
            Self::TokenOver => ("300002", "access_token expired".to_owned()),
            Self::Fault => ("500", "系统异常".to_owned()),
        }
    }
}

/// The pair that a sign-on ends with.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Issued {
    access_token: String,
    refresh_token: String,
    /// Seconds
    expires_in: u64,
}

/// The registered application, what was issued to it, and how often.
pub(crate) struct SignOns {
    application: Application,
    ledger: Mutex<Ledger>,
}

impl SignOns {
    /// Nothing issued yet; access tokens work for two hours.
    pub(super) fn new(application: Application) -> Self {
        Self {
            application,
            ledger: Mutex::new(Ledger::new(TOKEN_LIFETIME)),
        }
    }

    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn counts(&self) -> SignOnCounts {
        self.ledger().counts
    }

    /// How long an access token that is issued now works.
    pub(crate) fn lifetime(&self) -> Duration {
        self.ledger().lifetime
    }

    /// Sets how long access tokens work that are issued from now on.
    pub(crate) fn set_lifetime(&self, lifetime: Duration) {
        self.ledger().lifetime = lifetime;
    }

    /// Every code, access token and refresh token is unknown from now on.
    pub(crate) fn forget(&self) {
        self.ledger().forget();
    }

    /// Lets a call in that came with this access token, or says why not.
    pub(super) fn admit(&self, access_token: &str) -> Result<(), Denial> {
        self.ledger().admit(access_token, Instant::now())
    }
}

/// A text that nobody can guess and that the journal masks.
fn mint(kind: &str) -> Result<String, Denial> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| Denial::Fault)?;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("{MARK}{kind}-{hex}"))
}
