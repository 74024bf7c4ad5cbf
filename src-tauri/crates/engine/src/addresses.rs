//! Push addresses (推送地址管理, rows A1 to A4): made, changed, deleted, previewed; and who holds which address of which
//! target.

use std::collections::HashMap;

use chrono::{Local, Utc};
use domain::address::{Binding, Bound, Occasion, PushAddress, render};
use domain::delivery::Links;
use domain::fields::{Complaints, FieldError};
use domain::ids::{AddressId, PersonId, RequestId, TargetId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::table::audit::ObjectKind;
use store::table::push_address::{self, StoredAddress};

use crate::actor::Actor;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::registry::Snapshot;

const NO_ADDRESS: EngineError = EngineError::NotFound { what: "push address" };

/// Every push address, and by target the one that makes each of its three addresses.
#[derive(Debug, Default)]
pub(crate) struct Addresses {
    all: Vec<StoredAddress>,
    holders: HashMap<TargetId, [Option<usize>; 3]>,
}

impl Addresses {
    /// Cost: the bindings.
    pub(crate) fn new(all: Vec<StoredAddress>) -> Self {
        let mut holders: HashMap<TargetId, [Option<usize>; 3]> = HashMap::new();
        for (at, stored) in all.iter().enumerate() {
            for binding in &stored.address.bindings {
                let slots = holders.entry(binding.target).or_default();
                for (slot, on) in slots.iter_mut().zip([binding.pc, binding.app, binding.adaptive]) {
                    if on {
                        *slot = Some(at);
                    }
                }
            }
        }
        Self { all, holders }
    }

    pub(crate) fn all(&self) -> &[StoredAddress] {
        &self.all
    }

    fn find(&self, id: AddressId) -> Option<&StoredAddress> {
        self.all.iter().find(|stored| stored.id == id)
    }

    /// What makes the three addresses of a target's items.
    pub(crate) fn bound(&self, target: TargetId) -> Bound<'_> {
        let [pc, app, adaptive] = self.holders.get(&target).copied().unwrap_or_default();
        let of = |at: Option<usize>| at.map(|at| &self.all[at].address);
        Bound {
            pc: of(pc),
            app: of(app),
            adaptive: of(adaptive),
        }
    }

    pub(crate) fn without_target(&self, target: TargetId) -> Self {
        let mut all = self.all.clone();
        for stored in &mut all {
            stored.address.bindings.retain(|binding| binding.target != target);
        }
        Self::new(all)
    }
}

/// A push address to be previewed; it need not be stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddressPreview {
    /// The address as the form has it. It is rendered as if it were enabled.
    pub address: PushAddress,
    /// The stored address that it would take the place of.
    #[serde(default)]
    pub id: Option<AddressId>,
    /// 流程ID: digits only.
    pub request_id: RequestId,
    /// 操作人: who receives the item, an OA person id.
    pub operator: PersonId,
}

/// The three addresses of one target's item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviewedTarget {
    /// Which target.
    pub target_id: TargetId,
    /// 系统名称
    pub name: String,
    /// What the receiving system knows the operator by; without it nothing would be sent.
    pub mapped_receiver: Option<String>,
    /// Exactly as a push would send them; nothing when nothing would be sent.
    pub links: Option<Links>,
    /// The addresses without any push address.
    pub standard: Option<Links>,
    /// Why nothing would be sent.
    pub problem: Option<String>,
}

impl Engine {
    /// Every push address, oldest first.
    pub fn push_addresses(&self) -> Vec<StoredAddress> {
        self.inner.registry.now().addresses.all().to_vec()
    }

    /// One push address.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub fn push_address(&self, id: AddressId) -> Result<StoredAddress, EngineError> {
        self.inner
            .registry
            .now()
            .addresses
            .find(id)
            .cloned()
            .ok_or(NO_ADDRESS)
    }

    /// Makes a push address.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names every wrong field; nothing was made.
    pub async fn create_push_address(
        &self,
        by: &Actor,
        address: PushAddress,
    ) -> Result<StoredAddress, EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            check(&address, None, &engine.inner.registry.now())?;
            let now_ms = Utc::now().timestamp_millis();
            let stored = engine.inner.store.write(move |tx| {
                let stored = push_address::insert(tx, &address, now_ms)?;
                let change = by.created(
                    ObjectKind::PushAddress,
                    (stored.id, &stored.address.name),
                    json!(stored.address),
                );
                change.note(tx, now_ms)?;
                Ok((stored, push_address::all(tx.connection())?))
            });
            let (stored, all) = stored.await?;
            engine.inner.registry.put_addresses(Addresses::new(all));
            Ok(stored)
        })
        .await
    }

    /// Changes a push address as a whole. What is sent from now on has the new addresses.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Invalid`] names every wrong field; nothing was changed.
    pub async fn update_push_address(
        &self,
        by: &Actor,
        id: AddressId,
        address: PushAddress,
    ) -> Result<StoredAddress, EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            let before = engine.push_address(id)?;
            check(&address, Some(id), &engine.inner.registry.now())?;
            let now_ms = Utc::now().timestamp_millis();
            let all = engine.inner.store.write(move |tx| {
                push_address::update(tx, id, &address, now_ms)?;
                let change = by.changed(
                    ObjectKind::PushAddress,
                    (id, &address.name),
                    (json!(before.address), json!(address)),
                );
                change.note(tx, now_ms)?;
                push_address::all(tx.connection())
            });
            engine.inner.registry.put_addresses(Addresses::new(all.await?));
            engine.push_address(id)
        })
        .await
    }

    /// Deletes a push address; the targets that were bound to it have their standard addresses again.
    ///
    /// # Errors
    /// [`EngineError::NotFound`].
    pub async fn delete_push_address(&self, by: &Actor, id: AddressId) -> Result<(), EngineError> {
        let (engine, by) = (self.clone(), by.clone());
        self.to_its_end(async move {
            let _turn = engine.inner.changes.lock().await;
            let before = engine.push_address(id)?;
            let now_ms = Utc::now().timestamp_millis();
            let all = engine.inner.store.write(move |tx| {
                push_address::delete(tx, id)?;
                let change = by.deleted(
                    ObjectKind::PushAddress,
                    (id, &before.address.name),
                    json!(before.address),
                );
                change.note(tx, now_ms)?;
                push_address::all(tx.connection())
            });
            engine.inner.registry.put_addresses(Addresses::new(all.await?));
            Ok(())
        })
        .await
    }

    /// The addresses that a push would send, for every target that the address is bound to (row A4), by the code of a
    /// push. Nothing is stored.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names every wrong field.
    pub fn preview_push_address(&self, preview: AddressPreview) -> Result<Vec<PreviewedTarget>, EngineError> {
        let snapshot = self.inner.registry.now();
        let mut complaints = Complaints::default();
        let request = preview.request_id.as_str();
        complaints.require("/requestId", request);
        if !request.chars().all(|c| c.is_ascii_digit()) {
            complaints.add("/requestId", "NOT_DIGITS", "must be digits only");
        }
        complaints.require("/operator", preview.operator.as_str());
        let mut fields = complaints.found().to_vec();
        let inside = check(&preview.address, preview.id, &snapshot);
        if let Err(EngineError::Invalid(found)) = inside {
            fields.extend(found.into_iter().map(|field| FieldError {
                path: format!("/address{}", field.path),
                ..field
            }));
        }
        if !fields.is_empty() {
            return Err(EngineError::Invalid(fields));
        }
        let addresses = snapshot.addresses.with(&preview.address, preview.id);
        let bindings = &preview.address.bindings;
        let targets = bindings
            .iter()
            .filter_map(|binding| snapshot.targets.get(&binding.target));
        Ok(targets
            .map(|target| previewed(target, &preview, &addresses, &snapshot))
            .collect())
    }
}

impl Addresses {
    /// These addresses with a draft, enabled, in the place of the stored one.
    fn with(&self, address: &PushAddress, id: Option<AddressId>) -> Self {
        let others = self.all.iter().filter(|stored| Some(stored.id) != id);
        let mut all: Vec<StoredAddress> = others.cloned().collect();
        let now = Utc::now();
        all.push(StoredAddress {
            id: id.unwrap_or(AddressId(i64::MAX)),
            address: PushAddress {
                enabled: true,
                ..address.clone()
            },
            created_at: now,
            updated_at: now,
        });
        Self::new(all)
    }

    /// These addresses with a draft that is bound to `target`, whatever else is.
    pub(crate) fn with_draft(&self, address: &PushAddress, id: Option<AddressId>, target: TargetId) -> Self {
        let mut draft = address.clone();
        if !draft.bindings.iter().any(|binding| binding.target == target) {
            draft.bindings.push(Binding {
                target,
                pc: true,
                app: true,
                adaptive: true,
            });
        }
        self.with(&draft, id)
    }
}

fn previewed(
    target: &crate::registry::ActiveTarget,
    preview: &AddressPreview,
    addresses: &Addresses,
    snapshot: &Snapshot,
) -> PreviewedTarget {
    let mapped = target.plan.convert(&preview.operator, &snapshot.directory);
    let (mut links, mut standard, mut problem) = (None, None, None);
    match (&target.sender, &mapped) {
        (Err(why), _) => problem = Some(why.clone()),
        (Ok(_), None) => problem = Some(format!("人员转换关系：操作人 {} 没有值", preview.operator)),
        (Ok(sender), Some(receiver)) => {
            let plain = sender.suite.standard_links(preview.request_id.as_str(), receiver);
            let occasion = Occasion {
                request: &preview.request_id,
                now: Local::now().fixed_offset(),
                installation: &snapshot.installation,
            };
            links = Some(render(&plain, addresses.bound(target.id()), occasion));
            standard = Some(plain);
        }
    }
    PreviewedTarget {
        target_id: target.id(),
        name: target.config().name.clone(),
        mapped_receiver: mapped,
        links,
        standard,
        problem,
    }
}

/// Every rule that a push address must keep, those about other addresses too. Cost: the bindings of all addresses.
pub(crate) fn check(
    address: &PushAddress,
    own: Option<AddressId>,
    snapshot: &Snapshot,
) -> Result<(), EngineError> {
    let mut complaints = Complaints::default();
    complaints.at_most("/name", &address.name, 64);
    let others = || {
        snapshot
            .addresses
            .all()
            .iter()
            .filter(|other| Some(other.id) != own)
    };
    if others().any(|other| other.address.name == address.name) {
        complaints.add("/name", "NOT_UNIQUE", "the name is taken");
    }
    for (n, binding) in address.bindings.iter().enumerate() {
        if !snapshot.targets.contains_key(&binding.target) {
            complaints.add(
                format!("/bindings/{n}/target"),
                "UNKNOWN_REFERENCE",
                "there is no such target",
            );
        }
        for other in others() {
            let theirs = other
                .address
                .bindings
                .iter()
                .find(|theirs| theirs.target == binding.target);
            let Some(theirs) = theirs else { continue };
            for (slot, both) in [
                ("pc", binding.pc && theirs.pc),
                ("app", binding.app && theirs.app),
                ("adaptive", binding.adaptive && theirs.adaptive),
            ] {
                if both {
                    let message = format!(
                        "is made by the push address {} ({})",
                        other.address.name, other.id
                    );
                    complaints.add(format!("/bindings/{n}/{slot}"), "BOUND_ELSEWHERE", message);
                }
            }
        }
    }
    let mut fields = address.check(&snapshot.installation).err().unwrap_or_default();
    fields.extend(complaints.found().iter().cloned());
    if fields.is_empty() {
        Ok(())
    } else {
        Err(EngineError::Invalid(fields))
    }
}
