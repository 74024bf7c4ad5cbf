//! Registration, tokens, and who may call (protocol facts, 6).

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rsa::pkcs8::EncodePublicKey;
use rsa::{Pkcs1v15Encrypt, PrivateKey};
use serde_json::json;

use super::said;
use crate::accounts::{MARK, OaAccount};
use crate::organisation::{Organisation, PersonIndex};
use crate::receivers::Verdict;
use crate::receivers::answers::page;
use crate::receivers::peer::{Answered, Call};

const KEY_BITS: usize = 2_048;
/// Life of a token that was applied for without a time (protocol facts, 6).
const UNSAID_LIFE: u64 = 1_800;
const LONGEST_LIFE: u64 = 86_400;
/// Tokens that are remembered; beyond it those that are over go, then any.
const MOST_TOKENS: usize = 1_000;

/// How often callers signed on since the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct GateCounts {
    /// Registrations.
    pub(crate) registered: u64,
    /// Tokens given out.
    pub(crate) issued: u64,
    /// Registrations and applications that were refused.
    pub(crate) refused: u64,
    /// Calls that were turned away.
    pub(crate) turned_away: u64,
}

/// What was given out at a registration.
struct Given {
    secret: String,
    key: PrivateKey,
}

#[derive(Default)]
struct State {
    given: Option<Given>,
    tokens: HashMap<String, Instant>,
    counts: GateCounts,
}

pub(super) struct Gate {
    account: OaAccount,
    state: Mutex<State>,
}

/// Why a call is turned away, in the words that clients have recorded.
pub(super) enum Denied {
    Application,
    Token(String),
    Session,
    Person,
    Secret,
    Fault,
}

impl Denied {
    pub(super) fn answer(self, operation: &str) -> Answered {
        let body = match self {
            Self::Application => json!({ "msg": "认证信息错误，应用未注册", "code": -1, "status": false }),
            Self::Token(token) => {
                json!({ "msg": format!("token不存在或者超时：{token}"), "code": -1, "msgShowType": "none", "status": false })
            }
            Self::Session => json!({ "msg": "登录信息超时", "errorCode": "002", "status": false }),
            Self::Person => json!({ "msg": "该账号存在异常,单点登录失败", "code": -1, "status": false }),
            Self::Secret => json!({ "msg": "secret解密失败,请检查加密内容.", "code": -1, "status": false }),
            Self::Fault => return page(500, "Internal Server Error", operation),
        };
        said(&body, operation, Verdict::Refused)
    }
}

impl Gate {
    pub(super) fn new(account: OaAccount) -> Self {
        Self {
            account,
            state: Mutex::default(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn counts(&self) -> GateCounts {
        self.state().counts
    }

    pub(super) fn forget_tokens(&self) {
        self.state().tokens.clear();
    }

    pub(super) fn replace(&self) {
        let mut state = self.state();
        state.tokens.clear();
        if let (Some(given), Ok(other)) = (&mut state.given, secret()) {
            given.secret = other;
        }
    }

    pub(super) fn answer(&self, call: &Call, operation: &str) -> Answered {
        let mut state = self.state();
        let done = match operation {
            "regist" => self.register(call, &mut state),
            "applytoken" => self.apply(call, &mut state),
            _ => return page(404, "Not Found", operation),
        };
        match done {
            Ok(body) => said(&body, operation, Verdict::Answered),
            Err(denied) => {
                state.counts.refused += 1;
                denied.answer(operation)
            }
        }
    }

    /// A registration replaces the one before.
    fn register(&self, call: &Call, state: &mut State) -> Result<serde_json::Value, Denied> {
        if call.header("appid") != self.account.app_id || call.header("cpk").is_empty() {
            return Err(Denied::Application);
        }
        let given = give()?;
        let spk = given.key.to_public_key().to_public_key_der();
        let spk = STANDARD.encode(spk.map_err(|_| Denied::Fault)?.as_bytes());
        let body = json!({
            "status": true, "code": 0, "msg": "ok", "errcode": "0", "errmsg": "ok", "msgShowType": "none",
            "secrit": given.secret, "spk": spk,
        });
        state.given = Some(given);
        state.tokens.clear();
        state.counts.registered += 1;
        Ok(body)
    }

    fn apply(&self, call: &Call, state: &mut State) -> Result<serde_json::Value, Denied> {
        if call.header("appid") != self.account.app_id {
            return Err(Denied::Application);
        }
        let given = state.given.as_ref().ok_or(Denied::Application)?;
        if decrypted(&given.key, call.header("secret")).as_ref() != Some(&given.secret) {
            return Err(Denied::Secret);
        }
        let life = match call.header("time") {
            "" => UNSAID_LIFE,
            time => time.parse().unwrap_or(UNSAID_LIFE).clamp(1, LONGEST_LIFE),
        };
        let now = Instant::now();
        if state.tokens.len() >= MOST_TOKENS {
            state.tokens.retain(|_, until| *until > now);
            if state.tokens.len() >= MOST_TOKENS {
                state.tokens.clear();
            }
        }
        let token = format!("{MARK}oa-{}", random()?);
        state
            .tokens
            .insert(token.clone(), now + Duration::from_secs(life));
        state.counts.issued += 1;
        Ok(json!({ "status": true, "code": 0, "msg": "获取成功!", "msgShowType": "none", "token": token }))
    }

    /// The person as whom a call is made.
    pub(super) fn admit(&self, call: &Call, organisation: &Organisation) -> Result<PersonIndex, Denied> {
        let mut state = self.state();
        let admitted = self.look_at(call, &mut state, organisation);
        state.counts.turned_away += u64::from(admitted.is_err());
        admitted
    }

    fn look_at(
        &self,
        call: &Call,
        state: &mut State,
        organisation: &Organisation,
    ) -> Result<PersonIndex, Denied> {
        if call.header("appid") != self.account.app_id {
            return Err(Denied::Application);
        }
        let token = call.header("token");
        let is_good = state
            .tokens
            .get(token)
            .is_some_and(|until| *until > Instant::now());
        if !is_good {
            return Err(Denied::Token(token.to_owned()));
        }
        if call.header("skipsession") != "1" {
            return Err(Denied::Session);
        }
        // A real one would go on as whomever the session belongs to.
        if !call.header("cookie").is_empty() {
            return Err(Denied::Fault);
        }
        let given = state.given.as_ref().ok_or(Denied::Application)?;
        let person = decrypted(&given.key, call.header("userid")).ok_or(Denied::Application)?;
        let found = organisation.by_id(&person);
        found
            .filter(|index| organisation.person(*index).active)
            .ok_or(Denied::Person)
    }
}

fn give() -> Result<Given, Denied> {
    let key = PrivateKey::new(&mut getrandom::SysRng, KEY_BITS).map_err(|_| Denied::Fault)?;
    let secret = secret()?;
    Ok(Given { secret, key })
}

fn secret() -> Result<String, Denied> {
    Ok(format!("{MARK}secret-{}", random()?))
}

fn random() -> Result<String, Denied> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| Denied::Fault)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn decrypted(key: &PrivateKey, text: &str) -> Option<String> {
    let bytes = STANDARD.decode(text).ok()?;
    let plain = key.decrypt(Pkcs1v15Encrypt, &bytes).ok()?;
    String::from_utf8(plain).ok()
}
