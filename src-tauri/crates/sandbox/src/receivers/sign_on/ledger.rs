//! What was issued, and whether it still works. Takes the time from its caller.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::{CODE_LIFETIME, Denial, Issued, MOST_KEPT, SignOnCounts, mint};

/// A text that was issued, and since when it no longer works.
#[derive(Debug)]
struct Paper {
    text: String,
    over: Instant,
}

/// Codes, access tokens and refresh tokens.
#[derive(Debug)]
pub(super) struct Ledger {
    codes: VecDeque<Paper>,
    tokens: VecDeque<Paper>,
    refreshes: VecDeque<String>,
    pub(super) counts: SignOnCounts,
    pub(super) lifetime: Duration,
}

impl Ledger {
    pub(super) fn new(lifetime: Duration) -> Self {
        Self {
            codes: VecDeque::new(),
            tokens: VecDeque::new(),
            refreshes: VecDeque::new(),
            counts: SignOnCounts::default(),
            lifetime,
        }
    }

    /// Gives out a code.
    pub(super) fn code(&mut self, now: Instant) -> Result<String, Denial> {
        let text = mint("code")?;
        let over = now + CODE_LIFETIME;
        keep(
            &mut self.codes,
            Paper {
                text: text.clone(),
                over,
            },
        );
        self.counts.authorized += 1;
        Ok(text)
    }

    /// Takes a code in exchange for tokens.
    pub(super) fn exchange(&mut self, code: &str, now: Instant) -> Result<Issued, Denial> {
        let place = self.codes.iter().position(|paper| paper.text == code);
        let paper = place
            .and_then(|place| self.codes.remove(place))
            .ok_or(Denial::Code)?;
        if paper.over <= now {
            return Err(Denial::Code);
        }
        let issued = self.issue(now)?;
        self.counts.issued += 1;
        Ok(issued)
    }

    /// Takes a refresh token in exchange for new tokens.
    pub(super) fn refresh(&mut self, token: &str, now: Instant) -> Result<Issued, Denial> {
        let place = self.refreshes.iter().position(|text| text == token);
        let place = place.ok_or(Denial::RefreshToken)?;
        self.refreshes.remove(place);
        let issued = self.issue(now)?;
        self.counts.refreshed += 1;
        Ok(issued)
    }

    fn issue(&mut self, now: Instant) -> Result<Issued, Denial> {
        let issued = Issued {
            access_token: mint("at")?,
            refresh_token: mint("rt")?,
            expires_in: self.lifetime.as_secs(),
        };
        keep(
            &mut self.tokens,
            Paper {
                text: issued.access_token.clone(),
                over: now + self.lifetime,
            },
        );
        keep(&mut self.refreshes, issued.refresh_token.clone());
        Ok(issued)
    }

    /// Lets a call in.
    pub(super) fn admit(&mut self, token: &str, now: Instant) -> Result<(), Denial> {
        let denial = match self.tokens.iter().find(|paper| paper.text == token) {
            Some(paper) if paper.over > now => return Ok(()),
            Some(_) => Denial::TokenOver,
            None => Denial::TokenUnknown,
        };
        self.counts.turned_away += 1;
        Err(denial)
    }

    pub(super) fn forget(&mut self) {
        self.codes.clear();
        self.tokens.clear();
        self.refreshes.clear();
    }
}

fn keep<T>(all: &mut VecDeque<T>, one: T) {
    if all.len() == MOST_KEPT {
        all.pop_front();
    }
    all.push_back(one);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger() -> (Ledger, Instant) {
        (Ledger::new(Duration::from_secs(60)), Instant::now())
    }

    #[test]
    fn a_code_works_once_and_for_a_short_while() {
        let (mut ledger, now) = ledger();
        let code = ledger.code(now).unwrap();
        assert!(ledger.exchange(&code, now).is_ok());
        assert_eq!(ledger.exchange(&code, now), Err(Denial::Code), "used");
        let late = ledger.code(now).unwrap();
        assert_eq!(
            ledger.exchange(&late, now + CODE_LIFETIME),
            Err(Denial::Code),
            "over"
        );
        let counts = ledger.counts;
        assert_eq!((counts.authorized, counts.issued), (2, 1));
    }

    #[test]
    fn an_access_token_works_until_its_time_is_over_and_a_refresh_does_not_end_it() {
        let (mut ledger, now) = ledger();
        let code = ledger.code(now).unwrap();
        let first = ledger.exchange(&code, now).unwrap();
        assert_eq!(first.expires_in, 60);
        let second = ledger.refresh(&first.refresh_token, now).unwrap();
        assert_eq!(
            ledger.refresh(&first.refresh_token, now),
            Err(Denial::RefreshToken)
        );
        let later = now + Duration::from_secs(59);
        assert_eq!(ledger.admit(&first.access_token, later), Ok(()));
        assert_eq!(ledger.admit(&second.access_token, later), Ok(()));
        let over = now + Duration::from_secs(60);
        assert_eq!(ledger.admit(&first.access_token, over), Err(Denial::TokenOver));
        assert_eq!(ledger.admit("nothing", now), Err(Denial::TokenUnknown));
        assert_eq!((ledger.counts.refreshed, ledger.counts.turned_away), (1, 2));
    }

    #[test]
    fn what_is_forgotten_is_unknown_and_memory_is_bounded() {
        let (mut ledger, now) = ledger();
        let code = ledger.code(now).unwrap();
        let issued = ledger.exchange(&code, now).unwrap();
        ledger.forget();
        assert_eq!(ledger.admit(&issued.access_token, now), Err(Denial::TokenUnknown));
        assert_eq!(
            ledger.refresh(&issued.refresh_token, now),
            Err(Denial::RefreshToken)
        );
        for _ in 0..MOST_KEPT + 5 {
            ledger.code(now).unwrap();
        }
        assert_eq!(ledger.codes.len(), MOST_KEPT);
    }
}
