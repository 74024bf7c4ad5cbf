//! Operations on the simulated receivers.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use utoipa::IntoParams;

use super::SandboxProblem;
use super::shapes::{
    SandboxAccount, SandboxItem, SandboxItems, SandboxList, SandboxMessage, SandboxMessages, SandboxPerson,
    SandboxPersons, SandboxReceiver, SandboxTroubleSetting,
};
use crate::Sandbox;
use crate::organisation::PersonIndex;
use crate::receivers::{Receiver, SignOns, Trouble};

const MOST_PERSONS: usize = 100;
const MOST_DELAY_MS: u64 = 120_000;
const MOST_TOKEN_SECONDS: u64 = 86_400;

fn receiver(sandbox: &Sandbox, id: &str) -> Result<Arc<Receiver>, SandboxProblem> {
    let mut receivers = sandbox.receivers().iter();
    let found = receivers.find(|receiver| receiver.identity().id == id);
    found
        .cloned()
        .ok_or_else(|| SandboxProblem::not_found("receiver", id))
}

/// A receiver, or the OA's own interfaces.
fn door(sandbox: &Sandbox, id: &str) -> Result<Arc<Receiver>, SandboxProblem> {
    let oa = sandbox.oa_door();
    if oa.identity().id == id {
        return Ok(Arc::clone(oa));
    }
    receiver(sandbox, id)
}

/// Which persons to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct PersonsQuery {
    /// Part of the name, the login name or the person id.
    #[serde(default)]
    text: Option<String>,
}

/// Persons with what they have at a receiver.
#[utoipa::path(
    get, path = "/api/v1/sandbox/receivers/{id}/persons", tag = "sandbox", operation_id = "listSandboxReceiverPersons",
    params(("id" = String, Path, description = "Id of a receiver, such as `ecology`"), PersonsQuery),
    responses(
        (status = 200, body = SandboxPersons),
        (status = 404, body = SandboxProblem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list_persons(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
    query: Result<Query<PersonsQuery>, QueryRejection>,
) -> Result<Json<SandboxPersons>, SandboxProblem> {
    let receiver = receiver(&sandbox, &id)?;
    let Query(query) = query?;
    let text = query.text.unwrap_or_default().trim().to_lowercase();
    let organisation = sandbox.organisation();
    let fits = |index: &PersonIndex| {
        let person = organisation.person(*index);
        person.main == *index
            && (person.name.contains(&text) || person.login_id.contains(&text) || person.id.contains(&text))
    };
    let mains: Vec<PersonIndex> = (0..organisation.persons().len()).filter(fits).collect();
    let mut found: Vec<_> = mains.iter().copied().zip(receiver.counts_of(&mains)).collect();
    found.sort_by_key(|&(index, (todos, dones))| (std::cmp::Reverse((todos, dones)), index));
    let shown = |(index, (todos, dones)): (PersonIndex, (usize, usize))| {
        let person = organisation.person(index);
        SandboxPerson {
            person: person.id.to_string(),
            name: person.name.to_string(),
            todos,
            dones,
        }
    };
    Ok(Json(SandboxPersons {
        items: found.into_iter().take(MOST_PERSONS).map(shown).collect(),
    }))
}

/// Whose list to show.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ItemsQuery {
    /// OA person id
    person: String,
    #[serde(default)]
    #[param(inline)]
    list: SandboxList,
}

/// What a person now sees at a receiver.
#[utoipa::path(
    get, path = "/api/v1/sandbox/receivers/{id}/items", tag = "sandbox", operation_id = "listSandboxReceiverItems",
    params(("id" = String, Path, description = "Id of a receiver, such as `ecology`"), ItemsQuery),
    responses(
        (status = 200, body = SandboxItems),
        (status = 400, body = SandboxProblem, content_type = "application/problem+json"),
        (status = 404, body = SandboxProblem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list_items(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
    query: Result<Query<ItemsQuery>, QueryRejection>,
) -> Result<Json<SandboxItems>, SandboxProblem> {
    let receiver = receiver(&sandbox, &id)?;
    let Query(query) = query?;
    let organisation = sandbox.organisation();
    let person = organisation
        .by_id(&query.person)
        .ok_or_else(|| SandboxProblem::not_found("person", &query.person))?;
    let items = receiver.items(organisation.person(person).main, query.list.into());
    Ok(Json(SandboxItems {
        items: items.into_iter().map(SandboxItem::from).collect(),
    }))
}

/// Puts a receiver, or the OA's own interfaces (`oa`), into trouble, or out of it. It holds when this answers.
#[utoipa::path(
    put, path = "/api/v1/sandbox/receivers/{id}/trouble", tag = "sandbox", operation_id = "putSandboxReceiverTrouble",
    params(("id" = String, Path, description = "Id of a receiver, such as `ecology`")), request_body = SandboxTroubleSetting,
    responses(
        (status = 200, body = SandboxReceiver),
        (status = 400, body = SandboxProblem, content_type = "application/problem+json"),
        (status = 404, body = SandboxProblem, content_type = "application/problem+json"),
        (status = 409, body = SandboxProblem, content_type = "application/problem+json",
            description = "`tokenSeconds` for a receiver without a sign-on"),
        (status = 500, body = SandboxProblem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn put_trouble(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
    body: Result<Json<SandboxTroubleSetting>, JsonRejection>,
) -> Result<Json<SandboxReceiver>, SandboxProblem> {
    let receiver = door(&sandbox, &id)?;
    let Json(wanted) = body?;
    if wanted.delay_ms.is_some_and(|delay| delay > MOST_DELAY_MS) {
        let message = format!("must be from 0 to {MOST_DELAY_MS}");
        return Err(SandboxProblem::field("/delayMs", "OUT_OF_RANGE", message));
    }
    let lifetime = wanted
        .token_seconds
        .map(|seconds| lifetime(&receiver, seconds))
        .transpose()?;
    let delay = wanted
        .delay_ms
        .map_or(receiver.trouble().delay, Duration::from_millis);
    let trouble = Trouble {
        kind: wanted.kind.into(),
        delay,
    };
    receiver
        .set_trouble(trouble)
        .await
        .map_err(|error| SandboxProblem::port(&error))?;
    if let Some((sign_ons, lifetime)) = lifetime {
        sign_ons.set_lifetime(lifetime);
    }
    Ok(Json(SandboxReceiver::of(&receiver)))
}

/// The sign-ons of a receiver and the lifetime that its tokens are to have.
fn lifetime(receiver: &Receiver, seconds: u64) -> Result<(&SignOns, Duration), SandboxProblem> {
    let sign_ons = sign_ons(receiver)?;
    if !(1..=MOST_TOKEN_SECONDS).contains(&seconds) {
        let message = format!("must be from 1 to {MOST_TOKEN_SECONDS}");
        return Err(SandboxProblem::field("/tokenSeconds", "OUT_OF_RANGE", message));
    }
    Ok((sign_ons, Duration::from_secs(seconds)))
}

fn sign_ons(receiver: &Receiver) -> Result<&SignOns, SandboxProblem> {
    receiver
        .sign_ons()
        .ok_or_else(|| SandboxProblem::no_sign_ons(receiver.identity().id))
}

/// Has a receiver forget every code, access token and refresh token that it issued; who sent with one has to sign on
/// anew.
#[utoipa::path(
    post, path = "/api/v1/sandbox/receivers/{id}/forget-sign-ons", tag = "sandbox",
    operation_id = "forgetSandboxReceiverSignOns",
    params(("id" = String, Path, description = "`e10` or `esb`")),
    responses(
        (status = 200, body = SandboxReceiver),
        (status = 404, body = SandboxProblem, content_type = "application/problem+json"),
        (status = 409, body = SandboxProblem, content_type = "application/problem+json",
            description = "The receiver's protocol has no sign-on"),
    )
)]
pub(crate) async fn forget_sign_ons(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
) -> Result<Json<SandboxReceiver>, SandboxProblem> {
    let receiver = receiver(&sandbox, &id)?;
    sign_ons(&receiver)?.forget();
    Ok(Json(SandboxReceiver::of(&receiver)))
}

/// The last raw messages of a receiver, or of the OA's own interfaces (`oa`).
#[utoipa::path(
    get, path = "/api/v1/sandbox/receivers/{id}/messages", tag = "sandbox", operation_id = "listSandboxReceiverMessages",
    params(("id" = String, Path, description = "Id of a receiver, such as `ecology`")),
    responses(
        (status = 200, body = SandboxMessages),
        (status = 404, body = SandboxProblem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list_messages(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
) -> Result<Json<SandboxMessages>, SandboxProblem> {
    let messages = door(&sandbox, &id)?.messages();
    Ok(Json(SandboxMessages {
        items: messages.into_iter().map(SandboxMessage::from).collect(),
    }))
}

/// What a target for a receiver is set up with, its simulated account in clear: everything is tried here, and no real
/// system is behind it.
#[utoipa::path(
    get, path = "/api/v1/sandbox/receivers/{id}/account", tag = "sandbox", operation_id = "getSandboxReceiverAccount",
    params(("id" = String, Path, description = "Which receiver")),
    responses(
        (status = 200, body = SandboxAccount),
        (status = 404, body = SandboxProblem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn get_account(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
) -> Result<Json<SandboxAccount>, SandboxProblem> {
    let authority = receiver(&sandbox, &id)?.address().to_string();
    let mut targets = sandbox.targets().into_iter();
    let target = targets.find(|target| target["server"]["authority"] == authority.as_str());
    Ok(Json(SandboxAccount::of(&target.unwrap_or_default())))
}
