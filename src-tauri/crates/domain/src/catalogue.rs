//! What events have named: workflow templates (流程), persons, and business data states (业务数据状态). Forms offer them,
//! and the list of persons without a value under a target's rule (row T6) is made of them.
//!
//! [`Known`] is asked for every event and answers from memory; only a [`Novelties`] that is not empty is written down.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::event::{DataSet, Event};
use crate::ids::{PersonId, WorkflowId, WorkflowTypeId};

/// Templates that are remembered; what comes beyond is planned and sent like all others, but no form offers it.
pub const MOST_WORKFLOWS: usize = 100_000;
/// Persons that are remembered.
pub const MOST_PERSONS: usize = 1_000_000;
/// States that are remembered of each data set.
pub const MOST_STATES: usize = 10_000;

/// The states that the product knows by itself, as the OA names them.
const BUILT_IN: [(&str, &str); 8] = [
    ("pending", "待处理"),
    ("forwarded", "转发"),
    ("copied", "抄送"),
    ("consulted", "意见征询"),
    ("circulated", "传阅"),
    ("returned", "退回"),
    ("transferred", "转办"),
    ("supervised", "督办"),
];

/// A workflow template (流程).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Workflow {
    /// Id of the template.
    pub id: WorkflowId,
    /// 名称
    pub name: String,
    /// 流程类型
    pub type_id: WorkflowTypeId,
    /// Name of the type.
    #[serde(default)]
    pub type_name: Option<String>,
}

/// A business data state (业务数据状态) of one data set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BusinessState {
    /// 数据集合
    pub data_set: DataSet,
    /// The word that events carry.
    pub code: String,
    /// What the screen shows.
    pub name: String,
}

/// What was not known before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Novelties {
    /// New templates, and those whose name or type has changed.
    pub workflows: Vec<Workflow>,
    /// New persons.
    pub persons: Vec<PersonId>,
    /// New states.
    pub states: Vec<BusinessState>,
}

impl Novelties {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.workflows.is_empty() && self.persons.is_empty() && self.states.is_empty()
    }
}

/// All that is known.
#[derive(Debug, Default)]
pub struct Known {
    workflows: HashMap<WorkflowId, Workflow>,
    persons: HashSet<PersonId>,
    states: BTreeMap<DataSet, BTreeMap<String, String>>,
}

impl Known {
    /// What was written down before, and the built-in states.
    pub fn new(stored: Novelties) -> Self {
        let mut known = Self::default();
        for data_set in DataSet::ALL {
            for (code, name) in BUILT_IN {
                let names = known.states.entry(data_set).or_default();
                names.insert(code.to_owned(), name.to_owned());
            }
        }
        known.add(stored);
        known
    }

    /// What a batch names that is not known, each once. Cost: four look-ups an event.
    pub fn novelties<'e>(&self, events: impl IntoIterator<Item = &'e Event>) -> Novelties {
        let mut new = Novelties::default();
        let (mut workflows, mut persons, mut states) = (HashSet::new(), HashSet::new(), HashSet::new());
        for event in events {
            if !self.is_known(event) && workflows.insert(&event.workflow_id) {
                new.workflows.push(workflow_of(event));
            }
            for person in [&event.receiver, &event.creator] {
                let room = self.persons.len() < MOST_PERSONS;
                if room && !self.persons.contains(person) && persons.insert(person) {
                    new.persons.push(person.clone());
                }
            }
            let state = (event.data_set, event.business_state.as_str());
            if self.is_new_state(state) && states.insert(state) {
                new.states.push(BusinessState {
                    data_set: event.data_set,
                    code: event.business_state.clone(),
                    name: event.business_state.clone(),
                });
            }
        }
        new
    }

    /// A renamed template is news; which of two names within one batch comes later is not.
    fn is_known(&self, event: &Event) -> bool {
        match self.workflows.get(&event.workflow_id) {
            Some(known) => {
                let type_name = event.workflow_type_name.as_deref();
                known.name == event.workflow_name
                    && known.type_id == event.workflow_type_id
                    && (type_name.is_none() || known.type_name.as_deref() == type_name)
            }
            None => self.workflows.len() >= MOST_WORKFLOWS,
        }
    }

    fn is_new_state(&self, (data_set, code): (DataSet, &str)) -> bool {
        let names = self.states.get(&data_set);
        names.is_none_or(|names| names.len() < MOST_STATES && !names.contains_key(code))
    }

    /// Takes what was written down.
    pub fn add(&mut self, new: Novelties) {
        self.workflows.extend(
            new.workflows
                .into_iter()
                .map(|workflow| (workflow.id.clone(), workflow)),
        );
        self.persons.extend(new.persons);
        for state in new.states {
            let names = self.states.entry(state.data_set).or_default();
            names.insert(state.code, state.name);
        }
    }

    /// Forgets a state that an operator has taken out; built-in ones stay.
    pub fn forget_state(&mut self, data_set: DataSet, code: &str) {
        let is_built_in = BUILT_IN.iter().any(|(built_in, _)| *built_in == code);
        if !is_built_in && let Some(names) = self.states.get_mut(&data_set) {
            names.remove(code);
        }
    }

    /// Every template, in no order.
    pub fn workflows(&self) -> impl Iterator<Item = &Workflow> {
        self.workflows.values()
    }

    /// A template by id.
    pub fn workflow(&self, id: &WorkflowId) -> Option<&Workflow> {
        self.workflows.get(id)
    }

    /// Every person, in no order.
    pub fn persons(&self) -> impl Iterator<Item = &PersonId> {
        self.persons.iter()
    }

    /// Every state, by data set and code.
    pub fn states(&self) -> impl Iterator<Item = BusinessState> {
        let all = self.states.iter();
        all.flat_map(|(data_set, names)| {
            names.iter().map(|(code, name)| BusinessState {
                data_set: *data_set,
                code: code.clone(),
                name: name.clone(),
            })
        })
    }
}

fn workflow_of(event: &Event) -> Workflow {
    Workflow {
        id: event.workflow_id.clone(),
        name: event.workflow_name.clone(),
        type_id: event.workflow_type_id.clone(),
        type_name: event.workflow_type_name.clone(),
    }
}
