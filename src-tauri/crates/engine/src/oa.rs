//! The OA's own interfaces (rows O2, O3, W2): how they are reached, tried, and kept signed on.

use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Utc};
use domain::oa::{HeaderNames, OaConnection, TOKEN_SEED};
use domain::target::{Scheme, ServerAddress};
use secrets::{Secret, Secrets};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::table::audit::ObjectKind;
use store::table::oa;
use weaver::{CheckStep, Oa, OaFault};

use crate::actor::Actor;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::secret_params::{self, Owner};

/// What the registrations of our applications are kept under in the secret store.
const REGISTRATION: &str = "oa-registration";

/// The OA's connection as it is set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OaView {
    /// Nothing before it is first set.
    pub connection: Option<OaConnection>,
    /// Why it cannot be used, such as a secret store that cannot be read.
    pub problem: Option<String>,
    /// When it was set.
    pub updated_at: Option<DateTime<Utc>>,
    /// A connection as it is before anything is set: the address empty, all else as it is by default.
    pub blank: OaConnection,
    /// Names of headers as servers have them.
    pub header_presets: HeaderPresets,
}

/// Names of headers as servers have them (row W4).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeaderPresets {
    /// An e-cology 9.
    pub ecology9: HeaderNames,
    /// As the iWork integration's document has them.
    pub iwork: HeaderNames,
}

/// The OA that is connected.
#[derive(Debug)]
pub(crate) struct ActiveOa {
    pub(crate) connection: OaConnection,
    /// Or why it cannot be used, in words.
    pub(crate) oa: Result<Oa, String>,
    pub(crate) updated_at: DateTime<Utc>,
}

impl ActiveOa {
    async fn build(connection: OaConnection, updated_at: DateTime<Utc>, secrets: &Secrets) -> Self {
        Self {
            oa: build(&connection, secrets).await,
            connection,
            updated_at,
        }
    }
}

/// A text in the place of the seed is one that was just written.
async fn build(connection: &OaConnection, secrets: &Secrets) -> Result<Oa, String> {
    let names = [TOKEN_SEED.to_owned()];
    let mut revealed = secret_params::reveal_all(Owner::Oa, (&connection.secrets, &names), secrets).await?;
    let written = connection
        .secrets
        .get(TOKEN_SEED)
        .and_then(|value| value.as_str());
    let seed = revealed.remove(TOKEN_SEED).or_else(|| written.map(Secret::new));
    Oa::new(
        connection.clone(),
        seed,
        (secrets.clone(), REGISTRATION.to_owned()),
    )
}

/// Where the one that is connected is kept.
#[derive(Debug, Default)]
pub(crate) struct OaPlace(RwLock<Option<Arc<ActiveOa>>>);

impl OaPlace {
    pub(crate) fn get(&self) -> Option<Arc<ActiveOa>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn put(&self, oa: ActiveOa) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(oa));
    }
}

impl From<OaFault> for EngineError {
    fn from(fault: OaFault) -> Self {
        Self::Conflict {
            code: "OA_CALL_FAILED",
            detail: fault.detail,
        }
    }
}

impl Engine {
    /// Takes up what the store has.
    pub(crate) async fn begin_oa(&self, stored: Option<(OaConnection, DateTime<Utc>)>) {
        if let Some((connection, at)) = stored {
            self.put_oa(connection, at).await;
        }
    }

    /// Calls go by this connection from now on.
    pub(crate) async fn put_oa(&self, connection: OaConnection, at: DateTime<Utc>) {
        let active = ActiveOa::build(connection, at, &self.inner.secrets).await;
        self.inner.oa.put(active);
    }

    /// How the OA's own interfaces are reached.
    pub fn oa(&self) -> OaView {
        let active = self.inner.oa.get();
        OaView {
            connection: active.as_ref().map(|active| active.connection.clone()),
            problem: active
                .as_ref()
                .and_then(|active| active.oa.as_ref().err().cloned()),
            updated_at: active.map(|active| active.updated_at),
            blank: OaConnection::to(ServerAddress {
                scheme: Scheme::Https,
                authority: String::new(),
                base_path: String::new(),
            }),
            header_presets: HeaderPresets {
                ecology9: HeaderNames::ecology9(),
                iwork: HeaderNames::iwork(),
            },
        }
    }

    /// Sets how the OA's own interfaces are reached.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names every wrong field; [`EngineError::Unavailable`] when the secret store does not take
    /// the seed.
    pub async fn replace_oa(&self, by: &Actor, new: OaConnection) -> Result<OaView, EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            let before = engine.inner.oa.get();
            let before = before.as_ref().map(|active| &active.connection);
            let mut new = new;
            let names = [TOKEN_SEED.to_owned()];
            let written =
                secret_params::take_out(&mut new.secrets, &names, before.map(|before| &before.secrets));
            new.check().map_err(EngineError::Invalid)?;
            let secrets = &engine.inner.secrets;
            let unavailable = |error: secrets::SecretsError| EngineError::Unavailable {
                detail: error.to_string(),
            };
            let displaced = secret_params::store(Owner::Oa, &written, secrets)
                .await
                .map_err(unavailable)?;
            let audited = OaConnection {
                secrets: secret_params::audited(&new.secrets, &written, &displaced),
                ..new.clone()
            };
            let object = ("", "OA 连接");
            let noted = match before {
                Some(before) => by.changed(ObjectKind::Oa, object, (json!(before), json!(audited))),
                None => by.created(ObjectKind::Oa, object, json!(audited)),
            };
            let (stored, now) = (new.clone(), Utc::now());
            let change = engine.inner.store.write(move |tx| {
                oa::replace(tx, &stored, now.timestamp_millis())?;
                noted.note(tx, now.timestamp_millis())
            });
            if let Err(error) = change.await {
                secret_params::put_back(Owner::Oa, displaced, secrets).await;
                return Err(error.into());
            }
            let none = Default::default();
            let old = before.map_or(&none, |before| &before.secrets);
            secret_params::forget_others(Owner::Oa, (old, &new.secrets), secrets).await;
            engine.put_oa(new, now).await;
            Ok(engine.oa())
        })
        .await
    }

    /// Tries a connection step by step, or the one that is set. The seed that is stored is lent to a draft only while the
    /// draft names the address that it is stored for.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names every wrong field; [`EngineError::NotFound`] where there is nothing to try.
    pub async fn check_oa(&self, draft: Option<OaConnection>) -> Result<Vec<CheckStep>, EngineError> {
        let active = self.inner.oa.get();
        let unusable = |why: String| EngineError::Unavailable { detail: why };
        let Some(mut draft) = draft else {
            let active = active.ok_or(EngineError::NotFound {
                what: "OA connection",
            })?;
            return Ok(active
                .oa
                .as_ref()
                .map_err(|why| unusable(why.clone()))?
                .check()
                .await);
        };
        let written = draft.secrets.get(TOKEN_SEED).cloned();
        let is_same_place = active
            .as_ref()
            .is_some_and(|active| active.connection.server == draft.server);
        let known = active.as_ref().map(|active| &active.connection.secrets);
        let names = [TOKEN_SEED.to_owned()];
        let _ = secret_params::take_out(&mut draft.secrets, &names, known.filter(|_| is_same_place));
        draft.check().map_err(EngineError::Invalid)?;
        if let Some(text @ serde_json::Value::String(_)) = written.filter(|value| value != "") {
            draft.secrets.insert(TOKEN_SEED.to_owned(), text);
        }
        let oa = build(&draft, &self.inner.secrets).await.map_err(unusable)?;
        Ok(oa.check().await)
    }

    /// Registers our application with the OA anew: for when somebody else has, and our keys are worthless.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] before a connection is set; [`EngineError::Conflict`] says what the OA answered.
    pub async fn register_oa(&self, by: &Actor) -> Result<(), EngineError> {
        let active = self.connected_oa()?;
        let oa = usable(&active)?;
        oa.register_anew().await?;
        let noted = by.changed(
            ObjectKind::Oa,
            ("", "OA 连接"),
            (json!({}), json!({ "registered": Utc::now() })),
        );
        self.inner.note(noted).await
    }

    pub(crate) fn connected_oa(&self) -> Result<Arc<ActiveOa>, EngineError> {
        let active = self.inner.oa.get();
        active.ok_or(EngineError::NotFound {
            what: "OA connection",
        })
    }
}

/// The OA, where it can be used.
///
/// # Errors
/// [`EngineError::Unavailable`] says why not.
pub(crate) fn usable(active: &ActiveOa) -> Result<&Oa, EngineError> {
    active
        .oa
        .as_ref()
        .map_err(|why| EngineError::Unavailable { detail: why.clone() })
}
