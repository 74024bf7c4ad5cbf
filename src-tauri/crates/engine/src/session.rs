//! The sign-on of one target: a token that all its lanes share.
//!
//! Who needs a token takes the lock. The first finds none and signs on; the others wait and find what it got. A sign-on
//! that failed is failed for all who waited for it and for a rest after it, which doubles: an account with a wrong secret
//! is not locked by a thousand tries. Nothing was sent then, so a refused sign-on counts as no answer: the target is held,
//! and its items go out once the account is mended. A token is used until the end of the life that the receiver gave it,
//! or until the receiver refuses it.

use std::sync::Arc;
use std::time::Duration;

use domain::delivery::{NoAnswerCause, Outcome};
use store::table::attempt::Attempt;
use suites::{Progress, SignOn, Token};
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::push::{self, Attempted};
use crate::registry::Sender;

/// Questions of one sign-on: a refused refresh, a code, a token, and then no more.
const MOST_QUESTIONS: usize = 4;
/// Rest after a sign-on that failed; it doubles up to the longest.
const FIRST_REST: Duration = Duration::from_secs(1);
const LONGEST_REST: Duration = Duration::from_secs(60);
/// Life of a token that the receiver gave none.
const UNSAID_LIFE: Duration = Duration::from_secs(30 * 60);
/// What a receiver may call its tokens' life at most.
const LONGEST_LIFE: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// What was granted, as long as it holds.
#[derive(Debug, Default)]
pub(crate) struct Session(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    token: Option<Held>,
    refresh: Option<Token>,
    failed: Option<Failure>,
}

#[derive(Debug)]
struct Held {
    token: Arc<Token>,
    until: Instant,
}

/// What became of a sign-on, with the exchange that decided it.
#[derive(Debug, Clone)]
struct Failure {
    outcome: Outcome,
    attempt: Attempt,
    /// Until then it stands for every further one: an account is not tried again and again with what was refused.
    until: Instant,
    rest: Duration,
}

impl Session {
    /// The token for the next request; `attempt` becomes the record of the sign-on when that fails.
    ///
    /// # Errors
    /// What the sign-on came to.
    pub(crate) async fn token(
        &self,
        sender: &Sender,
        sign_on: &dyn SignOn,
        attempt: &mut Attempt,
    ) -> Result<Arc<Token>, Outcome> {
        let mut state = self.0.lock().await;
        let now = Instant::now();
        if let Some(held) = &state.token
            && now < held.until
        {
            return Ok(Arc::clone(&held.token));
        }
        if let Some(failure) = &state.failed
            && now < failure.until
        {
            let outcome = failure.outcome.clone();
            take_over(attempt, &failure.attempt);
            return Err(outcome);
        }
        let refresh = state.refresh.take();
        state.token = None;
        match sign_on_anew(sender, sign_on, refresh.as_ref(), attempt).await {
            Ok(grant) => {
                let token = Arc::new(grant.token);
                let life = grant.lives.unwrap_or(UNSAID_LIFE).min(LONGEST_LIFE);
                state.token = Some(Held {
                    token: Arc::clone(&token),
                    until: Instant::now() + life,
                });
                state.refresh = grant.refresh;
                state.failed = None;
                Ok(token)
            }
            Err(outcome) => {
                // A receiver that did not answer may still know the refresh token.
                if matches!(outcome, Outcome::NoAnswer { .. }) {
                    state.refresh = refresh;
                }
                let outcome = held(outcome);
                // Only a refusal rests longer and longer; a receiver that is back is to be found soon.
                let is_refusal = matches!(
                    &outcome,
                    Outcome::NoAnswer {
                        cause: NoAnswerCause::SignOn,
                        ..
                    }
                );
                let before = state.failed.as_ref().filter(|_| is_refusal);
                let rest = before.map_or(FIRST_REST, |failure| (failure.rest * 2).min(LONGEST_REST));
                state.failed = Some(Failure {
                    outcome: outcome.clone(),
                    attempt: attempt.clone(),
                    until: Instant::now() + rest,
                    rest,
                });
                Err(outcome)
            }
        }
    }

    /// The receiver does not know this token any more. Another that was granted meanwhile stays.
    pub(crate) async fn renounce(&self, token: &Arc<Token>) {
        let mut state = self.0.lock().await;
        if state
            .token
            .as_ref()
            .is_some_and(|held| Arc::ptr_eq(&held.token, token))
        {
            state.token = None;
        }
    }
}

async fn sign_on_anew(
    sender: &Sender,
    sign_on: &dyn SignOn,
    refresh: Option<&Token>,
    attempt: &mut Attempt,
) -> Result<suites::Grant, Outcome> {
    let fault = |fault: suites::EncodeFault| Outcome::OwnFault {
        detail: fault.to_string(),
    };
    let mut question = sign_on.begin(refresh).map_err(fault)?;
    for _ in 0..MOST_QUESTIONS {
        let stage = question.stage;
        let conversed = push::converse(sender, refresh, question.exchange, attempt).await;
        withhold(attempt);
        let answer = conversed?;
        match sign_on.go_on(stage, &push::as_answer(&answer)) {
            Progress::Ask(next) => question = *next,
            Progress::Granted(grant) => {
                return Ok(*grant);
            }
            Progress::Failed(outcome) => return Err(sender.suite.masked(refresh, outcome)),
        }
    }
    Err(Outcome::OwnFault {
        detail: "the sign-on did not come to an end".to_owned(),
    })
}

/// A refusal to sign on refuses no item.
fn held(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Rejected { message, .. } => Outcome::NoAnswer {
            cause: NoAnswerCause::SignOn,
            detail: format!("登录被拒绝：{message}"),
        },
        other => other,
    }
}

/// The record of an exchange, in the place of one that did not come to it; the number and the start stay.
fn take_over(attempt: &mut Attempt, other: &Attempt) {
    let (number, started_at_ms) = (attempt.number, attempt.started_at_ms);
    let links = std::mem::take(&mut attempt.links);
    *attempt = Attempt {
        number,
        started_at_ms,
        links,
        ..other.clone()
    };
}

/// What a receiver gives at a sign-on is not for the log, whether it was understood or not.
fn withhold(attempt: &mut Attempt) {
    attempt.response_body = None;
    attempt.response_headers.retain(|(name, _)| name != "set-cookie");
}

/// Signs on and forgets what came of it: for the connection test.
///
/// # Errors
/// What the sign-on came to.
pub(crate) async fn try_out(sender: &Sender, sign_on: &dyn SignOn) -> Result<(), Box<Attempted>> {
    let mut attempt = push::blank(1, Default::default());
    let signed_on = sign_on_anew(sender, sign_on, None, &mut attempt).await;
    signed_on
        .map(|_| ())
        .map_err(|outcome| Box::new(push::concluded(attempt, outcome)))
}
