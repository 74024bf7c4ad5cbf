//! Workflow templates and business data states: what events have named, and what an operator puts in beside it.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use chrono::Utc;
use domain::catalogue::{BusinessState, Known, MOST_WORKFLOWS, Novelties, Workflow};
use domain::event::DataSet;
use domain::fields::Complaints;
use domain::ids::WorkflowTypeId;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::table::audit::ObjectKind;
use store::table::known;

use crate::actor::Actor;
use crate::engine::Engine;
use crate::error::EngineError;

/// A type of workflows with how many templates it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkflowType {
    /// Id of the type.
    pub id: WorkflowTypeId,
    /// Its name, as far as it was said.
    pub name: Option<String>,
    /// Templates of the type.
    pub workflows: u32,
}

/// Every template, and the types that they are grouped by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkflowCatalogue {
    /// By type, then by id.
    pub workflows: Vec<Workflow>,
    /// By id.
    pub types: Vec<WorkflowType>,
}

/// Templates to be put in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewWorkflows {
    /// Each takes the place of the one with its id.
    pub workflows: Vec<Workflow>,
}

impl Engine {
    pub(crate) fn known<R>(&self, read: impl FnOnce(&Known) -> R) -> R {
        read(&self.inner.known.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Every template that is known, and the types. Cost: all templates.
    pub fn workflows(&self) -> WorkflowCatalogue {
        let mut workflows: Vec<Workflow> = self.known(|known| known.workflows().cloned().collect());
        workflows.sort_unstable_by(|a, b| (&a.type_id, &a.id).cmp(&(&b.type_id, &b.id)));
        let mut types: BTreeMap<&WorkflowTypeId, (Option<&String>, u32)> = BTreeMap::new();
        for workflow in &workflows {
            let (name, count) = types.entry(&workflow.type_id).or_default();
            *name = name.or(workflow.type_name.as_ref());
            *count += 1;
        }
        let types = types
            .into_iter()
            .map(|(id, (name, workflows))| WorkflowType {
                id: id.clone(),
                name: name.cloned(),
                workflows,
            })
            .collect();
        WorkflowCatalogue { workflows, types }
    }

    /// Puts templates in, for rules about workflows that no event has named yet.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names every wrong field; none was put in.
    pub async fn put_workflows(&self, by: &Actor, new: NewWorkflows) -> Result<(), EngineError> {
        let mut complaints = Complaints::default();
        for (n, workflow) in new.workflows.iter().enumerate() {
            complaints.require(format!("/workflows/{n}/id"), workflow.id.as_str());
            complaints.at_most(format!("/workflows/{n}/id"), workflow.id.as_str(), 128);
            complaints.require(format!("/workflows/{n}/name"), &workflow.name);
            complaints.at_most(format!("/workflows/{n}/name"), &workflow.name, 1_000);
            complaints.require(format!("/workflows/{n}/typeId"), workflow.type_id.as_str());
        }
        if new.workflows.len() > MOST_WORKFLOWS {
            complaints.add(
                "/workflows",
                "TOO_MANY",
                format!("must be at most {MOST_WORKFLOWS}"),
            );
        }
        complaints.into_result().map_err(EngineError::Invalid)?;
        let noted = by.changed(
            ObjectKind::Catalogue,
            ("workflows", "流程目录"),
            (json!({}), json!({ "put": new.workflows.len() })),
        );
        self.put_known(
            Novelties {
                workflows: new.workflows,
                ..Novelties::default()
            },
            noted,
        )
        .await
    }

    /// Every business data state that is known.
    pub fn business_states(&self) -> Vec<BusinessState> {
        self.known(|known| known.states().collect())
    }

    /// Puts a business data state in, or gives one another name.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names every wrong field.
    pub async fn put_business_state(&self, by: &Actor, state: BusinessState) -> Result<(), EngineError> {
        let mut complaints = Complaints::default();
        complaints.require("/code", &state.code);
        complaints.at_most("/code", &state.code, 128);
        complaints.require("/name", &state.name);
        complaints.at_most("/name", &state.name, 200);
        complaints.into_result().map_err(EngineError::Invalid)?;
        let before = self.known(|known| known.states().find(|known| known.code == state.code));
        let noted = by.changed(
            ObjectKind::Catalogue,
            (&state.code, state.name.as_str()),
            (json!(before), json!(state)),
        );
        self.put_known(
            Novelties {
                states: vec![state],
                ..Novelties::default()
            },
            noted,
        )
        .await
    }

    /// Takes a business data state out of the forms. One that an event names later comes back.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn forget_business_state(
        &self,
        by: &Actor,
        data_set: DataSet,
        code: String,
    ) -> Result<(), EngineError> {
        let noted = by.deleted(
            ObjectKind::Catalogue,
            (&code, code.as_str()),
            json!({ "dataSet": data_set, "code": code }),
        );
        let engine = self.clone();
        self.to_its_end(async move {
            let now_ms = Utc::now().timestamp_millis();
            let gone = code.clone();
            let change = engine.inner.store.write(move |tx| {
                known::forget_state(tx, data_set, &gone)?;
                noted.note(tx, now_ms)
            });
            change.await?;
            let mut known = engine.inner.known.write().unwrap_or_else(PoisonError::into_inner);
            known.forget_state(data_set, &code);
            Ok(())
        })
        .await
    }

    /// What events have named is on disk: it is known from now on.
    pub(crate) fn learn(&self, new: Novelties) {
        let mut known = self.inner.known.write().unwrap_or_else(PoisonError::into_inner);
        known.add(new);
    }

    async fn put_known(&self, new: Novelties, noted: crate::actor::Noted) -> Result<(), EngineError> {
        let engine = self.clone();
        self.to_its_end(async move {
            let now_ms = Utc::now().timestamp_millis();
            let stored = new.clone();
            let change = engine.inner.store.write(move |tx| {
                known::put(tx, &stored)?;
                noted.note(tx, now_ms)
            });
            change.await?;
            engine.learn(new);
            Ok(())
        })
        .await
    }
}
