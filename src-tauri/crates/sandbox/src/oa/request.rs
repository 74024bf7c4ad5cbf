//! One request (流程实例): who has which item of it, and what every act does to them.
//!
//! Pure: an [`Act`] changes the items and answers the events that the OA would publish for it, in the order in which
//! they came about. Guarantees for each person of a request: a done comes only after a to-do, an item is handled at
//! most once for each time it was given, and after the request was closed or deleted nothing comes any more. While the
//! request is open at least one person has an item of its present node.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::Listed;
use super::event::{BusinessState, DataSet, Event, ViewType};
use super::templates::{Template, Who};
use crate::organisation::{Organisation, PersonIndex};
use crate::random::Dice;

/// What a person (or, for closing and deleting, the OA) does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    /// Approves at a node; reads what was copied; answers what was forwarded.
    Approve,
    /// Sends the request back to its creator (退回).
    Return,
    /// Asks another for an opinion (转发).
    Forward,
    /// Asks another before deciding (征询).
    Consult,
    /// Hands a copy to another (抄送).
    Copy,
    /// Lets another read it (传阅).
    Circulate,
    /// Hands the item itself to another (转办).
    Transfer,
    /// The creator takes the whole request back.
    Withdraw,
    /// The request is over (归档).
    Close,
    /// The request is removed.
    Delete,
}

/// What kind of item a person holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hold {
    /// Must be handled before the request goes on.
    Node,
    /// A copy, a circulated or forwarded item, a question: the request goes on without it.
    Aside,
    /// Nothing at present; the person has handled what there was.
    Nothing,
}

#[derive(Debug, Clone)]
struct Item {
    person: PersonIndex,
    hold: Hold,
    /// The node at which the item was given.
    node: usize,
    received_at: DateTime<FixedOffset>,
    /// When it was handled last, or given.
    operated_at: DateTime<FixedOffset>,
}

/// What an act needs from outside.
pub(crate) struct Scene<'a> {
    pub(crate) organisation: &'a Organisation,
    pub(crate) dice: &'a mut Dice,
    pub(crate) now: DateTime<FixedOffset>,
    /// What came about so far.
    pub(crate) events: Vec<Event>,
}

/// Why an act cannot be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    /// The person has no item of this request now.
    #[error("the person has no item of this request that waits")]
    NotWaiting,
    /// Only an item of the present node can be sent back or handed on.
    #[error("the person's item is not one of the present node")]
    NotAtNode,
    /// The request is with its creator already.
    #[error("the request is with its creator already")]
    AtStart,
    /// Everybody has had an item of the request.
    #[error("there is nobody left who has not had an item of the request")]
    NobodyLeft,
}

/// A request that is not over.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) id: u64,
    pub(crate) template: &'static Template,
    pub(crate) title: Arc<str>,
    pub(crate) creator: PersonIndex,
    pub(crate) created_at: DateTime<FixedOffset>,
    node: usize,
    items: Vec<Item>,
    returns: u8,
    over: bool,
}

impl Request {
    /// Creates and submits a request: its first approvers get their to-dos.
    pub(crate) fn submit(
        id: u64,
        template: &'static Template,
        creator: PersonIndex,
        scene: &mut Scene<'_>,
    ) -> Self {
        let name = &scene.organisation.person(creator).name;
        let title = format!("{}-{}-{}", template.name, name, scene.now.format("%Y%m%d"));
        let mut request = Self {
            id,
            template,
            title: title.into(),
            creator,
            created_at: scene.now,
            node: 0,
            items: Vec::new(),
            returns: 0,
            over: false,
        };
        request.enter(1, BusinessState::Pending, scene);
        request
    }

    /// The request as it stands on the list of one identity: where something waits for it, or where all is handled.
    pub(crate) fn listed(
        &self,
        person: PersonIndex,
        waiting: bool,
        organisation: &Organisation,
    ) -> Option<Listed> {
        let item = self.items.iter().find(|item| item.person == person)?;
        if (item.hold == Hold::Nothing) == waiting {
            return None;
        }
        let creator = organisation.person(self.creator);
        let node = if waiting { item.node } else { self.node };
        Some(Listed {
            request: self.id,
            title: Arc::clone(&self.title),
            template: self.template,
            node_id: self.node_id(node),
            node_name: self.template.nodes[node].name,
            creator: Arc::clone(&creator.id),
            creator_name: Arc::clone(&creator.name),
            created_at: self.created_at,
            received_at: item.received_at,
            operated_at: item.operated_at,
        })
    }

    fn node_id(&self, node: usize) -> String {
        format!("{}{node:02}", self.template.id)
    }

    /// Whether the request was closed or deleted.
    pub(crate) fn is_over(&self) -> bool {
        self.over
    }

    /// Whether it may still be sent back without going in circles.
    pub(crate) fn may_return(&self) -> bool {
        self.returns < 2 && self.node > 0
    }

    pub(crate) fn node_name(&self) -> &'static str {
        self.template.nodes[self.node].name
    }

    /// Persons with an item that waits, those of the present node first.
    pub(crate) fn waiting(&self) -> Vec<PersonIndex> {
        let held = |hold: Hold| {
            self.items
                .iter()
                .filter(move |item| item.hold == hold)
                .map(|item| item.person)
        };
        held(Hold::Node).chain(held(Hold::Aside)).collect()
    }

    /// Whether this person's item is one of the present node.
    pub(crate) fn is_at_node(&self, person: PersonIndex) -> bool {
        self.items
            .iter()
            .any(|item| item.person == person && item.hold == Hold::Node)
    }

    /// How many persons hold something aside.
    pub(crate) fn asides(&self) -> usize {
        self.items.iter().filter(|item| item.hold == Hold::Aside).count()
    }

    /// Does an act. `actor` is read for all acts but closing, deleting and withdrawing.
    ///
    /// # Errors
    /// The refusal; nothing was changed.
    pub(crate) fn act(&mut self, act: Act, actor: PersonIndex, scene: &mut Scene<'_>) -> Result<(), Refusal> {
        match act {
            Act::Close => self.end(DataSet::Closed, BusinessState::Archived, scene),
            Act::Delete => self.end(DataSet::Deleted, BusinessState::Deleted, scene),
            Act::Withdraw => self.end(DataSet::Deleted, BusinessState::Withdrawn, scene),
            Act::Approve => self.approve(actor, scene)?,
            Act::Return => self.send_back(actor, scene)?,
            Act::Transfer => self.transfer(actor, scene)?,
            Act::Forward => self.hand_aside(actor, BusinessState::Forwarded, scene)?,
            Act::Consult => self.hand_aside(actor, BusinessState::Consulted, scene)?,
            Act::Copy => self.hand_aside(actor, BusinessState::Copied, scene)?,
            Act::Circulate => self.hand_aside(actor, BusinessState::Circulated, scene)?,
        }
        Ok(())
    }

    fn held(&self, actor: PersonIndex) -> Result<Hold, Refusal> {
        let item = self.items.iter().find(|item| item.person == actor);
        item.map(|item| item.hold)
            .filter(|hold| *hold != Hold::Nothing)
            .ok_or(Refusal::NotWaiting)
    }

    fn at_node(&self, actor: PersonIndex) -> Result<(), Refusal> {
        if self.held(actor)? == Hold::Node {
            Ok(())
        } else {
            Err(Refusal::NotAtNode)
        }
    }

    fn approve(&mut self, actor: PersonIndex, scene: &mut Scene<'_>) -> Result<(), Refusal> {
        if self.held(actor)? == Hold::Aside {
            self.finish(actor, BusinessState::Handled, scene);
            return Ok(());
        }
        let all_must = matches!(self.template.nodes[self.node].who, Who::AllOf(_));
        let others: Vec<PersonIndex> = self
            .holders(Hold::Node)
            .filter(|&person| person != actor)
            .collect();
        if all_must && !others.is_empty() {
            self.finish(actor, BusinessState::Handled, scene);
        } else if self.node + 1 == self.template.nodes.len() {
            self.end(DataSet::Closed, BusinessState::Archived, scene);
        } else {
            self.finish(actor, BusinessState::Handled, scene);
            for other in others {
                self.finish(other, BusinessState::Handled, scene);
            }
            self.enter(self.node + 1, BusinessState::Pending, scene);
        }
        Ok(())
    }

    fn send_back(&mut self, actor: PersonIndex, scene: &mut Scene<'_>) -> Result<(), Refusal> {
        self.at_node(actor)?;
        if self.node == 0 {
            return Err(Refusal::AtStart);
        }
        self.returns = self.returns.saturating_add(1);
        self.finish(actor, BusinessState::Returned, scene);
        let others: Vec<PersonIndex> = self.holders(Hold::Node).collect();
        for other in others {
            self.finish(other, BusinessState::Handled, scene);
        }
        self.enter(0, BusinessState::Returned, scene);
        Ok(())
    }

    fn transfer(&mut self, actor: PersonIndex, scene: &mut Scene<'_>) -> Result<(), Refusal> {
        self.at_node(actor)?;
        let other = self.stranger(scene).ok_or(Refusal::NobodyLeft)?;
        self.finish(actor, BusinessState::Transferred, scene);
        self.give(other, (Hold::Node, BusinessState::Transferred), scene);
        Ok(())
    }

    fn hand_aside(
        &mut self,
        actor: PersonIndex,
        state: BusinessState,
        scene: &mut Scene<'_>,
    ) -> Result<(), Refusal> {
        self.held(actor)?;
        let other = self.stranger(scene).ok_or(Refusal::NobodyLeft)?;
        self.give(other, (Hold::Aside, state), scene);
        Ok(())
    }

    /// Somebody who has had no item of this request yet, preferably of the creator's department.
    fn stranger(&self, scene: &mut Scene<'_>) -> Option<PersonIndex> {
        let organisation = scene.organisation;
        let knows = |person: PersonIndex| {
            let main = organisation.person(person).main;
            self.items
                .iter()
                .any(|item| organisation.person(item.person).main == main)
        };
        let others: Vec<PersonIndex> = organisation
            .active_mains()
            .filter(|&person| person != self.creator && !knows(person))
            .collect();
        let department = organisation.person(self.creator).department;
        let near: Vec<PersonIndex> = others
            .iter()
            .copied()
            .filter(|&person| organisation.person(person).department == department)
            .collect();
        let from = if near.is_empty() || scene.dice.chance(40) {
            &others
        } else {
            &near
        };
        scene.dice.pick(from).copied()
    }

    fn holders(&self, hold: Hold) -> impl Iterator<Item = PersonIndex> + '_ {
        self.items
            .iter()
            .filter(move |item| item.hold == hold)
            .map(|item| item.person)
    }

    /// Moves to a node and gives its to-dos.
    fn enter(&mut self, node: usize, state: BusinessState, scene: &mut Scene<'_>) {
        self.node = node;
        for person in self.approvers(scene) {
            self.give(person, (Hold::Node, state), scene);
        }
    }

    /// Who handles the present node: at least one person, no person through two identities.
    fn approvers(&self, scene: &mut Scene<'_>) -> Vec<PersonIndex> {
        let organisation = scene.organisation;
        let mut found = match self.template.nodes[self.node].who {
            Who::Creator => vec![self.creator],
            Who::Head => vec![organisation.head_of(self.creator)],
            Who::UpperHead => vec![organisation.upper_head_of(self.creator)],
            Who::Role(role) => scene
                .dice
                .pick(organisation.role(role))
                .copied()
                .into_iter()
                .collect(),
            Who::AnyOf(role) | Who::AllOf(role) => organisation.role(role).to_vec(),
        };
        let mut mains = Vec::new();
        found.retain(|&person| {
            let main = organisation.person(person).main;
            let fresh = !mains.contains(&main);
            mains.push(main);
            fresh
        });
        if found.is_empty() {
            vec![organisation.head_of(self.creator)]
        } else {
            found
        }
    }

    fn give(&mut self, person: PersonIndex, (hold, state): (Hold, BusinessState), scene: &mut Scene<'_>) {
        let item = Item {
            person,
            hold,
            node: self.node,
            received_at: scene.now,
            operated_at: scene.now,
        };
        let main = scene.organisation.person(person).main;
        let mut kept = self
            .items
            .iter_mut()
            .filter(|i| scene.organisation.person(i.person).main == main);
        match kept.next() {
            Some(known) => *known = item.clone(),
            None => self.items.push(item.clone()),
        }
        let event = self.event(&item, (DataSet::Todo, state), scene);
        scene.events.push(event);
    }

    fn finish(&mut self, person: PersonIndex, state: BusinessState, scene: &mut Scene<'_>) {
        let Some(item) = self.items.iter_mut().find(|item| item.person == person) else {
            return;
        };
        item.hold = Hold::Nothing;
        item.operated_at = scene.now;
        let item = item.clone();
        let event = self.event(&item, (DataSet::Done, state), scene);
        scene.events.push(event);
    }

    fn end(&mut self, set: DataSet, state: BusinessState, scene: &mut Scene<'_>) {
        self.over = true;
        let items = std::mem::take(&mut self.items);
        let events: Vec<Event> = items
            .iter()
            .map(|item| self.event(item, (set, state), scene))
            .collect();
        scene.events.extend(events);
    }

    fn event(&self, item: &Item, (set, state): (DataSet, BusinessState), scene: &Scene<'_>) -> Event {
        let organisation = scene.organisation;
        let identity = organisation.person(item.person);
        let receiver = organisation.person(identity.main);
        Event {
            data_set: set,
            business_state: state,
            request_id: self.id.to_string(),
            request_name: Arc::clone(&self.title),
            workflow_id: self.template.id,
            workflow_name: self.template.name,
            workflow_type_id: self.template.type_id,
            workflow_type_name: self.template.type_name,
            node_id: self.node_id(item.node),
            node_name: self.template.nodes[item.node].name,
            creator: Arc::clone(&organisation.person(self.creator).id),
            created_at: self.created_at,
            receiver: Arc::clone(&receiver.id),
            receiver_identity: identity.main_account.is_some().then(|| Arc::clone(&identity.id)),
            received_at: item.received_at,
            view_type: if set == DataSet::Todo {
                ViewType::Unread
            } else {
                ViewType::Read
            },
            occurred_at: scene.now,
        }
    }
}
