//! Trying interception rules (row I5): would an item pass, by which rule not, and how many people and workflows a set of
//! rules lets through. The rules need not be stored.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::Local;
use domain::delivery::Verdict;
use domain::directory::{Directory, ListKind};
use domain::event::{DataSet, Event};
use domain::fields::Complaints;
use domain::ids::{PersonId, RequestId, WorkflowId, WorkflowTypeId};
use domain::interception::Interception;
use domain::target::{InterceptionRules, Member, MemberKind, UnitKind};
use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::error::EngineError;
use crate::organisation::off_thread;

/// An item that rules are tried on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InterceptionTrial {
    /// As the form has them.
    pub rules: InterceptionRules,
    /// 接收人, or the part-time identity that the item was sent to.
    pub person: PersonId,
    /// 流程
    pub workflow_id: WorkflowId,
    /// 流程类型; left out, that of the known template.
    #[serde(default)]
    pub workflow_type_id: Option<WorkflowTypeId>,
    /// 数据集合
    #[serde(default = "todo")]
    pub data_set: DataSet,
    /// 业务数据状态
    #[serde(default = "pending")]
    pub business_state: String,
}

fn todo() -> DataSet {
    DataSet::Todo
}

fn pending() -> String {
    "pending".to_owned()
}

/// Whether an item would pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InterceptionAnswer {
    /// No rule stops it.
    pub passes: bool,
    /// The rule that stops it, in words.
    pub rule: Option<String>,
    /// What each tab says, up to the one that stops it.
    pub verdicts: Vec<Verdict>,
}

/// Rules whose reach is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReachQuestion {
    /// As the form has them.
    pub rules: InterceptionRules,
}

/// How many pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Passing {
    /// Those who pass.
    pub passing: u32,
    /// All there are.
    pub total: u32,
}

/// How far rules reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reach {
    /// Main accounts that still work here, as receivers of items.
    pub people: Passing,
    /// Templates that events or an operator have named.
    pub workflows: Passing,
    /// For each member of the person list, in its order: how many rows of persons it names; nothing for one that the
    /// organisation does not know.
    pub members: Vec<Option<u32>>,
}

impl Engine {
    /// Whether an item would pass a set of rules, and which rule stops it.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names every wrong field.
    pub async fn try_interception(
        &self,
        trial: InterceptionTrial,
    ) -> Result<InterceptionAnswer, EngineError> {
        let mut complaints = Complaints::default();
        complaints.require("/person", trial.person.as_str());
        complaints.require("/workflowId", trial.workflow_id.as_str());
        complaints.into_result().map_err(EngineError::Invalid)?;
        let engine = self.clone();
        off_thread(move || {
            let directory = engine.directory();
            let compiled = Interception::new(&trial.rules, &directory);
            let event = engine.event_of(trial, &directory);
            let mut verdicts = Vec::new();
            let stopped = compiled.decide(&event, &directory, &mut verdicts);
            let last = verdicts.last().filter(|_| stopped.is_some());
            InterceptionAnswer {
                passes: stopped.is_none(),
                rule: last.and_then(|verdict: &Verdict| verdict.detail.clone()),
                verdicts,
            }
        })
        .await
    }

    /// An event that has what the rules look at.
    fn event_of(&self, trial: InterceptionTrial, directory: &Directory) -> Event {
        let known = self.known(|known| known.workflow(&trial.workflow_id).cloned());
        let now = Local::now().fixed_offset();
        let main = directory.main_account(&trial.person).clone();
        Event {
            data_set: trial.data_set,
            business_state: trial.business_state,
            request_id: RequestId::from("0"),
            request_name: String::new(),
            workflow_name: known.as_ref().map(|known| known.name.clone()).unwrap_or_default(),
            workflow_type_id: trial
                .workflow_type_id
                .or_else(|| known.as_ref().map(|known| known.type_id.clone()))
                .unwrap_or_default(),
            workflow_type_name: known.and_then(|known| known.type_name),
            workflow_id: trial.workflow_id,
            node_id: None,
            node_name: String::new(),
            creator: main.clone(),
            created_at: now,
            receiver_identity: (trial.person != main).then_some(trial.person),
            receiver: main,
            received_at: now,
            view_type: None,
            occurred_at: now,
        }
    }

    /// How many people and workflows a set of rules lets through. Cost: a few look-ups for each person and template,
    /// and one pass over the persons for the members.
    ///
    /// # Errors
    /// Only a fault of ours.
    pub async fn reach(&self, question: ReachQuestion) -> Result<Reach, EngineError> {
        let engine = self.clone();
        off_thread(move || {
            let directory = engine.directory();
            let rules = question.rules;
            let compiled = Interception::new(&rules, &directory);
            let people = people(&compiled, &directory);
            let mut workflows = Passing { passing: 0, total: 0 };
            for workflow in engine.workflows().workflows {
                workflows.total += 1;
                let passes = compiled.lets_workflow_through(&workflow.id, &workflow.type_id);
                workflows.passing += u32::from(passes);
            }
            let rows = RowCounts::of(&directory);
            let members = &rules.persons.members;
            Reach {
                people,
                workflows,
                members: members
                    .iter()
                    .map(|member| rows.of_member(member, &directory))
                    .collect(),
            }
        })
        .await
    }
}

fn people(compiled: &Interception, directory: &Arc<Directory>) -> Passing {
    let mut counted = Passing { passing: 0, total: 0 };
    let persons = &directory.document().persons;
    for person in persons
        .iter()
        .filter(|person| person.active && person.main_account.is_none())
    {
        counted.total += 1;
        counted.passing += u32::from(compiled.lets_person_through(&person.id, directory));
    }
    counted
}

/// Rows of persons by what they belong to.
#[derive(Default)]
struct RowCounts<'d> {
    departments: std::collections::HashMap<&'d str, u32>,
    subsidiaries: std::collections::HashMap<&'d str, u32>,
    posts: std::collections::HashMap<&'d str, u32>,
    all: u32,
}

impl<'d> RowCounts<'d> {
    fn of(directory: &'d Directory) -> Self {
        let mut counts = Self::default();
        for person in &directory.document().persons {
            counts.all += 1;
            if let Some(id) = person.department.as_deref() {
                *counts.departments.entry(id).or_default() += 1;
            }
            if let Some(id) = directory.subsidiary_of(person) {
                *counts.subsidiaries.entry(id).or_default() += 1;
            }
            if let Some(id) = person.post.as_deref() {
                *counts.posts.entry(id).or_default() += 1;
            }
        }
        counts
    }

    fn of_member(&self, member: &Member, directory: &Directory) -> Option<u32> {
        let id = member.id.as_str();
        let units = |kind: UnitKind| -> HashSet<&str> {
            match (kind, member.include_below) {
                (_, false) => HashSet::from([id]),
                (UnitKind::Department, true) => directory.departments_within(id).into_iter().collect(),
                (UnitKind::Subsidiary, true) => directory.subsidiaries_within(id).into_iter().collect(),
            }
        };
        let sum = |counts: &std::collections::HashMap<&str, u32>, ids: HashSet<&str>| {
            ids.into_iter().filter_map(|id| counts.get(id)).sum::<u32>()
        };
        let list = |kind: ListKind| {
            let list = directory.list(kind, id)?;
            Some(u32::try_from(list.persons.len()).unwrap_or(u32::MAX))
        };
        match member.kind {
            MemberKind::Everyone => Some(self.all),
            MemberKind::Person => directory.person(&PersonId::from(id)).map(|_| 1),
            MemberKind::Group => list(ListKind::Group),
            MemberKind::Role => list(ListKind::Role),
            MemberKind::Post => {
                directory.post(id)?;
                Some(self.posts.get(id).copied().unwrap_or(0))
            }
            MemberKind::Department => {
                directory.department(id)?;
                Some(sum(&self.departments, units(UnitKind::Department)))
            }
            MemberKind::Subsidiary => {
                directory.subsidiary(id)?;
                Some(sum(&self.subsidiaries, units(UnitKind::Subsidiary)))
            }
        }
    }
}
