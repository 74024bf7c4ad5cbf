//! Secret parameters: their values live in the secret store, the configuration holds markers in their place.
//!
//! A secret is written as text and read as `{"secret":true,"set":true}`; the marker written back leaves it as it is.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::ids::{ChannelId, TargetId};
use domain::target::TargetConfig;
use secrets::{Secret, Secrets, SecretsError};
use serde_json::{Map, Value, json};
use suites::Adapter;

/// Parameters by name, as they are stored and written.
pub(crate) type Params = Map<String, Value>;

/// Whose parameters they are.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Owner {
    Target(TargetId),
    Channel(ChannelId),
    /// The OA's connection.
    Oa,
}

impl Owner {
    fn name_of(self, parameter: &str) -> String {
        match self {
            Self::Target(id) => format!("target-{id}-{parameter}"),
            Self::Channel(id) => format!("channel-{id}-{parameter}"),
            Self::Oa => format!("oa-{parameter}"),
        }
    }
}

/// What an operator wrote into secret parameters.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// To be stored.
    pub(crate) set: BTreeMap<String, Secret>,
}

/// Names of the secret parameters of a target's configuration; none for a push type or an adapter that does not exist.
pub(crate) fn names(config: &TargetConfig, adapter: Option<&Arc<Adapter>>) -> Vec<String> {
    let spec = suites::spec_of(config.push_type, adapter);
    spec.map_or_else(
        |_| Vec::new(),
        |spec| spec.secret_params().map(str::to_owned).collect(),
    )
}

fn marker() -> Value {
    json!({ "secret": true, "set": true })
}

fn is_set_marker(value: &Value) -> bool {
    value.get("secret") == Some(&Value::Bool(true)) && value.get("set") == Some(&Value::Bool(true))
}

/// What a form writes for a secret that is not there: nothing, an empty text, or a marker for one that was never set.
fn is_nothing(value: &Value) -> bool {
    value.is_null() || value == "" || value.get("secret") == Some(&Value::Bool(true))
}

/// Whether a stored or written configuration has a value for a secret parameter.
pub(crate) fn is_there(params: &Params, parameter: &str) -> bool {
    match params.get(parameter) {
        Some(Value::String(text)) => !text.is_empty(),
        Some(value) => is_set_marker(value),
        None => false,
    }
}

/// Takes the values of the secrets called `names` out of parameters and leaves markers. `before` are the stored
/// parameters of the same owner: a marker for a secret that was never set is no value.
pub(crate) fn take_out(params: &mut Params, names: &[String], before: Option<&Params>) -> Written {
    let mut written = Written::default();
    for parameter in names {
        let parameter = parameter.as_str();
        let had = before.is_some_and(|before| is_there(before, parameter));
        let value = params.remove(parameter);
        match value {
            Some(Value::String(text)) if !text.is_empty() => {
                written.set.insert(parameter.to_owned(), Secret::new(text));
                params.insert(parameter.to_owned(), marker());
            }
            Some(value) if is_set_marker(&value) && had => {
                params.insert(parameter.to_owned(), marker());
            }
            Some(value) if !is_nothing(&value) => {
                // Left for the check, which says what is wrong with it.
                params.insert(parameter.to_owned(), value);
            }
            _ => {}
        }
    }
    written
}

/// Every secret parameter called one of `names` that has a value. Cost: one look-up in the secret store for each.
///
/// # Errors
/// In words: the secret store cannot be read, or lacks a value that the configuration says is set. Without it requests
/// would go out unsigned.
pub(crate) async fn reveal_all(
    owner: Owner,
    (params, names): (&Params, &[String]),
    secrets: &Secrets,
) -> Result<BTreeMap<String, Secret>, String> {
    let mut revealed = BTreeMap::new();
    for parameter in names {
        // A draft may have it as text; then there is nothing to look up.
        if !params.get(parameter).is_some_and(is_set_marker) {
            continue;
        }
        let found = secrets.get(&owner.name_of(parameter)).await;
        let secret = found.map_err(|error| error.to_string())?.ok_or_else(|| {
            format!("/params/{parameter} is not in the secret store any more; write it anew")
        })?;
        revealed.insert(parameter.clone(), secret);
    }
    Ok(revealed)
}

/// What the parameters' secrets were before they were written anew; nothing where there was none.
pub(crate) struct Displaced(Vec<(String, Option<Secret>)>);

/// Puts what was written into the secret store. What is cleared goes only once the configuration is stored, by
/// [`forget_others`].
///
/// # Errors
/// The secret store cannot be written; it is then as it was, as far as it lets itself be put back.
pub(crate) async fn store(
    owner: Owner,
    written: &Written,
    secrets: &Secrets,
) -> Result<Displaced, SecretsError> {
    let mut displaced = Displaced(Vec::new());
    for (parameter, secret) in &written.set {
        let name = owner.name_of(parameter);
        let step = async {
            let before = secrets.get(&name).await?;
            secrets.set(&name, secret.reveal()).await?;
            Ok(before)
        };
        match step.await {
            Ok(before) => displaced.0.push((parameter.clone(), before)),
            Err(error) => {
                put_back(owner, displaced, secrets).await;
                return Err(error);
            }
        }
    }
    Ok(displaced)
}

/// Undoes [`store`], because the configuration could not be stored.
pub(crate) async fn put_back(owner: Owner, displaced: Displaced, secrets: &Secrets) {
    for (parameter, before) in displaced.0 {
        let name = owner.name_of(&parameter);
        let undone = match before {
            Some(secret) => secrets.set(&name, secret.reveal()).await,
            None => secrets.delete(&name).await.map(|_| ()),
        };
        if let Err(error) = undone {
            tracing::warn!(%error, "a secret could not be put back as it was");
        }
    }
}

/// Parameters as the audit trail keeps them: the marker of a secret that got another value says so.
pub(crate) fn audited(params: &Params, written: &Written, displaced: &Displaced) -> Params {
    let mut shown = params.clone();
    for (parameter, before) in &displaced.0 {
        let (before, now) = (before.as_ref(), written.set.get(parameter));
        if before.is_some() && before.map(Secret::reveal) != now.map(Secret::reveal) {
            let marker = json!({ "secret": true, "set": true, "replaced": true });
            shown.insert(parameter.clone(), marker);
        }
    }
    shown
}

/// Names of what parameters say is set. A marker says so by itself, whatever it belongs to.
pub(crate) fn marked(params: &Params) -> impl Iterator<Item = &str> {
    let markers = params.iter().filter(|(_, value)| is_set_marker(value));
    markers.map(|(name, _)| name.as_str())
}

/// Removes the secrets that an owner no longer has. The change has taken effect already: one that stays is only told.
pub(crate) async fn forget_others(owner: Owner, (before, after): (&Params, &Params), secrets: &Secrets) {
    let still: std::collections::BTreeSet<&str> = marked(after).collect();
    for parameter in marked(before).filter(|parameter| !still.contains(parameter)) {
        if let Err(error) = secrets.delete(&owner.name_of(parameter)).await {
            tracing::warn!(%error, ?owner, "a secret that is not needed any more is left in the secret store");
        }
    }
}

/// Removes every secret of an owner that is gone.
pub(crate) async fn forget(owner: Owner, params: &Params, secrets: &Secrets) -> Result<(), SecretsError> {
    for parameter in marked(params) {
        secrets.delete(&owner.name_of(parameter)).await?;
    }
    Ok(())
}

/// Gives an owner the values of another's secrets.
///
/// # Errors
/// The secret store cannot be read or written.
pub(crate) async fn copy(
    (from, params): (Owner, &Params),
    to: Owner,
    secrets: &Secrets,
) -> Result<(), SecretsError> {
    for parameter in marked(params) {
        if let Some(secret) = secrets.get(&from.name_of(parameter)).await? {
            secrets.set(&to.name_of(parameter), secret.reveal()).await?;
        }
    }
    Ok(())
}
