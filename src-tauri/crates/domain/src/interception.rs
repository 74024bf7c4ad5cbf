//! Interception (拦截设置, rows I1 to I5): which events a target keeps out, and by which rule.
//!
//! A target's rules are compiled once against the directory; a decision is then a few look-ups, whatever the number
//! of members. The tabs are asked in the order workflow type, workflow, person, business; the first that stops an
//! event names the rule, and no later stage sees the event.
//!
//! A member of a person list matches an event when it names the identity that the item was sent to, the receiver, or
//! the main account of either. So an allow list with a person's name lets the items of all her posts through, and one
//! with a department those of everybody who works there, part-time or not.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::delivery::{Reason, Stage, StageOutcome, Verdict};
use crate::directory::{Directory, ListKind};
use crate::event::{DataSet, Event};
use crate::ids::{PersonId, WorkflowId, WorkflowTypeId};
use crate::target::{BusinessMode, InterceptionRules, ListMode, Member, MemberKind};

/// A target's rules, ready to decide.
#[derive(Debug, Default)]
pub struct Interception {
    person_mode: ListMode,
    everyone: bool,
    /// Person rows by id, each with the rule that put it on the list.
    persons: HashMap<PersonId, Arc<str>>,
    departments: HashMap<String, Unfolded>,
    subsidiaries: HashMap<String, Unfolded>,
    posts: HashMap<String, Arc<str>>,
    workflow_mode: ListMode,
    workflows: HashSet<WorkflowId>,
    workflow_types: HashSet<WorkflowTypeId>,
    business: HashSet<(DataSet, String)>,
}

/// A unit that is on a list.
#[derive(Debug)]
struct Unfolded {
    /// The rule that put it there.
    rule: Arc<str>,
    /// What lies below it is on the list, too.
    with_below: bool,
}

/// Puts a unit on a list, and what lies below it when the member says so. Cost: a subtree that is on the list whole is not
/// walked again, so all members together walk each unit at most twice.
fn unfold<'d>(
    member: &Member,
    rule: &Arc<str>,
    below: impl Fn(&str) -> &'d [String],
    list: &mut HashMap<String, Unfolded>,
) {
    let mut next = vec![member.id.as_str()];
    while let Some(unit) = next.pop() {
        let known = list
            .get(unit)
            .is_some_and(|known| known.with_below || !member.include_below);
        if known {
            continue;
        }
        let entry = Unfolded {
            rule: Arc::clone(rule),
            with_below: member.include_below,
        };
        list.insert(unit.to_owned(), entry);
        if member.include_below {
            next.extend(below(unit).iter().map(String::as_str));
        }
    }
}

impl Interception {
    /// Compiles rules. Cost: linear in the members, with groups, roles and what lies below units unfolded.
    pub fn new(rules: &InterceptionRules, directory: &Directory) -> Self {
        let business = match rules.business.mode {
            BusinessMode::None => HashSet::new(),
            BusinessMode::Custom => rules
                .business
                .rules
                .iter()
                .flat_map(|rule| rule.states.iter().map(|state| (rule.data_set, state.clone())))
                .collect(),
        };
        let mut compiled = Self {
            person_mode: rules.persons.mode,
            workflow_mode: rules.workflows.mode,
            workflows: rules.workflows.ids.iter().cloned().collect(),
            workflow_types: rules.workflow_types.ids.iter().cloned().collect(),
            business,
            ..Self::default()
        };
        for member in &rules.persons.members {
            compiled.add_member(member, directory);
        }
        compiled
    }

    /// Cost: what the member unfolds into, each of it looked up once.
    fn add_member(&mut self, member: &Member, directory: &Directory) {
        let id = member.id.as_str();
        let named = |kind: &str, name: Option<&str>| match name {
            Some(name) => format!("{kind} {id}（{name}）"),
            None => format!("{kind} {id}"),
        };
        match member.kind {
            MemberKind::Everyone => self.everyone = true,
            MemberKind::Person => {
                let person = PersonId::from(id);
                let rule = named(
                    "人员",
                    directory.person(&person).map(|person| person.name.as_str()),
                );
                self.persons.insert(person, rule.into());
            }
            MemberKind::Group | MemberKind::Role => {
                let (kind, word) = match member.kind {
                    MemberKind::Group => (ListKind::Group, "群组"),
                    _ => (ListKind::Role, "角色"),
                };
                let list = directory.list(kind, id);
                let rule: Arc<str> = named(word, list.map(|list| list.name.as_str())).into();
                let persons = list.into_iter().flat_map(|list| &list.persons);
                self.persons
                    .extend(persons.map(|person| (person.clone(), Arc::clone(&rule))));
            }
            MemberKind::Post => {
                let rule = named("岗位", directory.post(id).map(|post| post.name.as_str()));
                self.posts.insert(id.to_owned(), rule.into());
            }
            MemberKind::Department => {
                let rule: Arc<str> =
                    named("部门", directory.department(id).map(|unit| unit.name.as_str())).into();
                let below = |unit: &str| directory.departments_below(unit);
                unfold(member, &rule, below, &mut self.departments);
            }
            MemberKind::Subsidiary => {
                let rule: Arc<str> =
                    named("分部", directory.subsidiary(id).map(|unit| unit.name.as_str())).into();
                let below = |unit: &str| directory.subsidiaries_below(unit);
                unfold(member, &rule, below, &mut self.subsidiaries);
            }
        }
    }

    /// Asks every tab in its order; adds their verdicts, and gives the reason when one of them stops the event.
    pub fn decide(
        &self,
        event: &Event,
        directory: &Directory,
        verdicts: &mut Vec<Verdict>,
    ) -> Option<Reason> {
        let tabs = [
            (Stage::WorkflowType, self.workflow_type(event)),
            (Stage::Workflow, self.workflow(event)),
            (Stage::Person, self.person(event, directory)),
            (Stage::Business, self.business(event)),
        ];
        for (stage, stopped_by) in tabs {
            match stopped_by {
                None => verdicts.push(Verdict {
                    stage,
                    outcome: StageOutcome::Passed,
                    detail: None,
                }),
                Some(rule) => {
                    let reason = Reason::intercepted(stage, &rule);
                    verdicts.push(Verdict {
                        stage,
                        outcome: StageOutcome::Stopped,
                        detail: Some(rule),
                    });
                    return Some(reason);
                }
            }
        }
        None
    }

    fn workflow_type(&self, event: &Event) -> Option<String> {
        self.workflow_types.contains(&event.workflow_type_id).then(|| {
            match event.workflow_type_name.as_deref() {
                Some(name) => format!("流程类型 {}（{name}）", event.workflow_type_id),
                None => format!("流程类型 {}", event.workflow_type_id),
            }
        })
    }

    /// Whether items that are sent to `identity` pass the person rule. Cost: a few look-ups.
    pub fn lets_person_through(&self, identity: &PersonId, directory: &Directory) -> bool {
        match self.person_mode {
            ListMode::All => true,
            ListMode::Allow => self.matched_member(identity, identity, directory).is_some(),
            ListMode::Deny => self.matched_member(identity, identity, directory).is_none(),
        }
    }

    /// Whether items of a workflow pass the rules for workflows and their types. Cost: two look-ups.
    pub fn lets_workflow_through(&self, workflow: &WorkflowId, workflow_type: &WorkflowTypeId) -> bool {
        let listed = self.workflows.contains(workflow);
        let passes = match self.workflow_mode {
            ListMode::All => true,
            ListMode::Allow => listed,
            ListMode::Deny => !listed,
        };
        passes && !self.workflow_types.contains(workflow_type)
    }

    fn workflow(&self, event: &Event) -> Option<String> {
        let listed = self.workflows.contains(&event.workflow_id);
        let workflow = || format!("流程 {}（{}）", event.workflow_id, event.workflow_name);
        match (self.workflow_mode, listed) {
            (ListMode::Allow, false) => Some(format!("白名单中没有{}", workflow())),
            (ListMode::Deny, true) => Some(format!("黑名单 {}", workflow())),
            _ => None,
        }
    }

    fn person(&self, event: &Event, directory: &Directory) -> Option<String> {
        if self.person_mode == ListMode::All {
            return None;
        }
        let matched = self.matched_member(event.identity(), &event.receiver, directory);
        match (self.person_mode, matched) {
            (ListMode::Allow, None) => Some(format!("白名单中没有接收人 {}", event.identity())),
            (ListMode::Deny, Some(rule)) => Some(format!("黑名单 {rule}")),
            _ => None,
        }
    }

    fn matched_member<'a>(
        &'a self,
        identity: &PersonId,
        receiver: &PersonId,
        directory: &Directory,
    ) -> Option<&'a str> {
        if self.everyone {
            return Some("所有人");
        }
        // The receiver is asked for beside the identity: an identity that the directory does not know has no main
        // account to find the person by.
        let ids = [
            identity,
            directory.main_account(identity),
            receiver,
            directory.main_account(receiver),
        ];
        if let Some(rule) = ids.into_iter().find_map(|id| self.persons.get(id)) {
            return Some(rule);
        }
        let mut rows = ids.into_iter().filter_map(|id| directory.person(id));
        rows.find_map(|person| {
            let unit = |unit: Option<&str>, list: &'a HashMap<String, Unfolded>| {
                unit.and_then(|unit| list.get(unit)).map(|found| &*found.rule)
            };
            unit(person.department.as_deref(), &self.departments)
                .or_else(|| unit(directory.subsidiary_of(person), &self.subsidiaries))
                .or_else(|| self.posts.get(person.post.as_deref()?).map(AsRef::as_ref))
        })
    }

    fn business(&self, event: &Event) -> Option<String> {
        // A key of owned text would cost an allocation an event; the lists are short.
        self.business
            .iter()
            .any(|(data_set, state)| *data_set == event.data_set && *state == event.business_state)
            .then(|| {
                format!(
                    "{} 中的业务数据状态 {}",
                    data_set_name(event.data_set),
                    event.business_state
                )
            })
    }
}

/// The name of a data set on the screen and in the log.
pub const fn data_set_name(data_set: DataSet) -> &'static str {
    match data_set {
        DataSet::Todo => "待办",
        DataSet::Done => "已办",
        DataSet::Closed => "办结",
        DataSet::Deleted => "删除",
    }
}
