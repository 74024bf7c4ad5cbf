//! The token sign-on (row W2; protocol facts, 6): register once, apply for a token for each operator, call with both.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::Method;
use lru::LruCache;
use secrets::{Secret, Secrets};
use serde_json::{Value, json};

use crate::answer::{OaFault, OaFaultKind, as_text};
use crate::keys::{ServerKey, digest};
use crate::{FORM, Oa, form};

/// Tokens that are kept, of so many operators; the one that was not used for longest goes first.
pub const MOST_OPERATORS: NonZeroUsize = NonZeroUsize::new(256).expect("it is not zero");

/// What the OA gave the application at its registration. Nothing here is printed.
#[derive(Clone)]
struct Registration {
    secret: Secret,
    spk: Secret,
}

impl std::fmt::Debug for Registration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Registration(******)")
    }
}

/// A token of one operator.
#[derive(Debug)]
struct Session {
    token: Secret,
    /// The operator, encrypted.
    user: String,
    fresh_until: Instant,
}

#[derive(Debug, Default)]
struct Operator {
    session: Option<Arc<Session>>,
    /// When applying failed last, and why: for those who waited meanwhile.
    failed: Option<(Instant, OaFault)>,
}

/// What was granted.
#[derive(Debug)]
pub(crate) struct SignOn {
    secrets: Secrets,
    /// How what registrations are kept under begins.
    name: String,
    registration: tokio::sync::Mutex<Option<Arc<Registration>>>,
    operators: Mutex<LruCache<String, Arc<tokio::sync::Mutex<Operator>>>>,
}

impl SignOn {
    pub(crate) fn new(secrets: Secrets, name: String) -> Self {
        Self {
            secrets,
            name,
            registration: tokio::sync::Mutex::default(),
            operators: Mutex::new(LruCache::new(MOST_OPERATORS)),
        }
    }

    fn operator(&self, operator: &str) -> Arc<tokio::sync::Mutex<Operator>> {
        let mut operators = self.operators.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(operators.get_or_insert_ref(operator, Arc::default))
    }
}

/// Whether a token that is there will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Freshness {
    /// As long as it is not near its end.
    AnyGood,
    /// Only one that is applied for now.
    New,
}

impl Oa {
    /// Calls a path of the OA as `operator`, or as the configured one, and gives the JSON of the answer. A token that the OA
    /// has forgotten is replaced and the call made once more; so is a call that was answered by a page (protocol facts, 6).
    ///
    /// # Errors
    /// See [`OaFaultKind`].
    pub async fn call(
        &self,
        operator: Option<&str>,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Result<Value, OaFault> {
        let operator = operator.unwrap_or(&self.connection.user_id);
        let body = form(fields);
        let session = self.session(operator, Freshness::AnyGood).await?;
        match self.call_once(&session, path, body.clone()).await {
            Err(fault) if matches!(fault.kind, OaFaultKind::Token | OaFaultKind::Unreadable) => {
                self.renounce(operator, &session).await;
                let session = self.session(operator, Freshness::AnyGood).await?;
                self.call_once(&session, path, body).await
            }
            done => done,
        }
    }

    async fn call_once(&self, session: &Session, path: &str, body: Bytes) -> Result<Value, OaFault> {
        let names = &self.connection.sign_on.headers;
        let headers = [
            (names.app_id.as_str(), self.connection.app_id.as_str()),
            (&names.token, session.token.reveal()),
            (&names.user_id, &session.user),
            ("skipsession", "1"),
        ];
        let request = self.request((Method::POST, path), &headers, Some((FORM, body)))?;
        self.ask(request).await
    }

    /// Registers the application anew, in the place of what was given before: every token and secret of the application
    /// that anybody holds is worthless then.
    ///
    /// # Errors
    /// See [`OaFaultKind`]; what was there stays.
    pub async fn register_anew(&self) -> Result<(), OaFault> {
        let mut held = self.sign_on.registration.lock().await;
        *held = Some(Arc::new(self.register().await?));
        let mut operators = self
            .sign_on
            .operators
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        operators.clear();
        Ok(())
    }

    /// The token of an operator: the one that is there, or one that is applied for. Who waits for another's application
    /// shares what comes of it, a refusal too.
    pub(crate) async fn sign_on_as(&self, operator: &str, freshness: Freshness) -> Result<(), OaFault> {
        self.session(operator, freshness).await.map(|_| ())
    }

    /// Registers where that was not done yet.
    pub(crate) async fn be_registered(&self) -> Result<(), OaFault> {
        self.registration().await.map(|_| ())
    }

    async fn session(&self, operator: &str, freshness: Freshness) -> Result<Arc<Session>, OaFault> {
        if !self.connection.can_sign_on() {
            return Err(OaFault::not_configured(
                "没有设置应用编号、客户端公钥或操作人，不能登录",
            ));
        }
        let asked = Instant::now();
        let entry = self.sign_on.operator(operator);
        let mut state = entry.lock().await;
        if let Some(session) = &state.session
            && freshness == Freshness::AnyGood
            && Instant::now() < session.fresh_until
        {
            return Ok(Arc::clone(session));
        }
        if let Some((when, fault)) = &state.failed
            && *when >= asked
        {
            return Err(fault.clone());
        }
        match self.apply(operator).await {
            Ok(session) => {
                let session = Arc::new(session);
                state.session = Some(Arc::clone(&session));
                state.failed = None;
                Ok(session)
            }
            Err(fault) => {
                state.session = None;
                state.failed = Some((Instant::now(), fault.clone()));
                Err(fault)
            }
        }
    }

    /// The OA does not take this token any more. Another that was granted meanwhile stays.
    async fn renounce(&self, operator: &str, session: &Arc<Session>) {
        let entry = self.sign_on.operator(operator);
        let mut state = entry.lock().await;
        if state
            .session
            .as_ref()
            .is_some_and(|held| Arc::ptr_eq(held, session))
        {
            state.session = None;
        }
    }

    async fn apply(&self, operator: &str) -> Result<Session, OaFault> {
        let registration = self.registration().await?;
        let key = server_key(&registration)?;
        let encrypted = |text: &str| key.encrypt(text).map_err(|why| wrong_key(&why));
        let options = &self.connection.sign_on;
        let (secret, user) = (encrypted(registration.secret.reveal())?, encrypted(operator)?);
        let life = options.ttl_seconds.to_string();
        let headers = [
            (options.headers.app_id.as_str(), self.connection.app_id.as_str()),
            (&options.headers.secret, &secret),
            (&options.headers.time, &life),
        ];
        let asked = Instant::now();
        let body = Some((FORM, Bytes::new()));
        let request = self.request((Method::POST, &options.apply_token_path), &headers, body)?;
        let said = self.ask(request).await?;
        let token =
            text_of(&said, &["token"]).ok_or_else(|| OaFault::unreadable("申请令牌的应答里没有 token"))?;
        let life = options.ttl_seconds.saturating_sub(options.refresh_ahead_seconds);
        Ok(Session {
            token: Secret::new(token),
            user,
            fresh_until: asked + Duration::from_secs(life.into()),
        })
    }

    /// What the OA gave us, from memory, from the secret store, or by registering.
    async fn registration(&self) -> Result<Arc<Registration>, OaFault> {
        let mut held = self.sign_on.registration.lock().await;
        if let Some(registration) = &*held {
            return Ok(Arc::clone(registration));
        }
        let kept = match self.kept().await? {
            Some(kept) => kept,
            None => self.register().await?,
        };
        let registration = Arc::new(kept);
        *held = Some(Arc::clone(&registration));
        Ok(registration)
    }

    /// What the registration of this application with this OA is kept under.
    fn kept_as(&self) -> String {
        let of = [
            self.connection.server.base_url().as_str(),
            &self.connection.app_id,
            &self.connection.client_public_key,
        ]
        .join("\n");
        format!("{}-{}", self.sign_on.name, digest(&of))
    }

    async fn kept(&self) -> Result<Option<Registration>, OaFault> {
        let kept = self.sign_on.secrets.get(&self.kept_as()).await;
        let Some(kept) = kept.map_err(|error| secret_store(&error))? else {
            return Ok(None);
        };
        let value = serde_json::from_str::<Value>(kept.reveal()).unwrap_or_default();
        let text = |name: &str| value[name].as_str().map(Secret::new);
        let found = text("secret").zip(text("spk"));
        Ok(found.map(|(secret, spk)| Registration { secret, spk }))
    }

    async fn register(&self) -> Result<Registration, OaFault> {
        let options = &self.connection.sign_on;
        let headers = [
            (options.headers.app_id.as_str(), self.connection.app_id.as_str()),
            (
                &options.headers.client_public_key,
                self.connection.client_public_key.as_str(),
            ),
        ];
        let body = Some((FORM, Bytes::new()));
        let request = self.request((Method::POST, &options.register_path), &headers, body)?;
        let said = self.ask(request).await?;
        let missing = |what: &str| OaFault::unreadable(format!("注册的应答里没有 {what}"));
        // The field really is called so (protocol facts, 6); row W4 takes the other spelling too.
        let secret = text_of(&said, &["secrit", "secret"]).ok_or_else(|| missing("secrit"))?;
        let spk = text_of(&said, &["spk"]).ok_or_else(|| missing("spk"))?;
        let registration = Registration {
            secret: Secret::new(secret),
            spk: Secret::new(spk),
        };
        server_key(&registration)?;
        let kept = json!({ "secret": registration.secret.reveal(), "spk": registration.spk.reveal() });
        let kept = self.sign_on.secrets.set(&self.kept_as(), &kept.to_string()).await;
        kept.map_err(|error| secret_store(&error))?;
        tracing::info!(app = self.connection.app_id, "registered with the OA");
        Ok(registration)
    }
}

/// A field of an answer, beside others or below `data`.
fn text_of(said: &Value, names: &[&str]) -> Option<String> {
    let among = |value: &Value| names.iter().find_map(|name| value.get(name).and_then(as_text));
    among(said)
        .or_else(|| said.get("data").and_then(among))
        .filter(|text| !text.is_empty())
}

fn server_key(registration: &Registration) -> Result<ServerKey, OaFault> {
    ServerKey::parse(registration.spk.reveal()).map_err(|why| wrong_key(&why))
}

fn wrong_key(why: &str) -> OaFault {
    OaFault::unreadable(format!("OA 给的公钥 spk 不能用（{why}）"))
}

fn secret_store(error: &secrets::SecretsError) -> OaFault {
    OaFault::not_configured(format!("密钥库不可用：{error}"))
}
