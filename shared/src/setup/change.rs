//! What each command leads to: steps, which are stored, applied, and kept as the change log.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Item, ItemId, Kept, Kind, Left, Mint, Problem, Setup};
use crate::{
    api::{ErrorBody, ErrorCode, StaffUpdate},
    id::StaffId,
};

/// What somebody wants changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Makes an item, last in the order.
    Make(Box<Item>),
    /// Makes an item other; what isn't in it goes.
    Put {
        /// Which.
        id: ItemId,
        /// The revision that was read; none to change whatever it is now.
        revision: Option<u32>,
        /// As it shall be.
        item: Box<Item>,
    },
    /// Removes an item.
    Remove {
        /// Of which kind.
        kind: Kind,
        /// Which.
        id: ItemId,
    },
    /// Puts the items of a kind in another order.
    Order {
        /// Which kind.
        kind: Kind,
        /// Each of them once.
        ids: Vec<ItemId>,
    },
    /// A member of staff is other from now on. Whether they may be so is for the accounts to say.
    ChangeStaff {
        /// Who.
        staff: StaffId,
        /// As they were.
        before: Box<StaffUpdate>,
        /// As they are.
        after: Box<StaffUpdate>,
    },
    /// Takes somebody out of every item, and out of the staff.
    RemoveStaff {
        /// Who.
        staff: StaffId,
        /// As they were.
        before: Box<StaffUpdate>,
    },
    /// Takes a change back.
    Undo(Vec<Step>),
    /// Makes everything as it was exported.
    Import(Vec<Incoming>),
}

/// An item of an export or import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Incoming {
    /// As it was exported.
    pub id: ItemId,
    /// What it shall be.
    #[serde(flatten)]
    pub item: Item,
}

/// One thing that is other from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// An item is new or other.
    Put {
        /// Which.
        id: ItemId,
        /// Its revision from now on.
        revision: u32,
        /// As it was; absent if it is new.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Box<Item>>,
        /// As it is.
        after: Box<Item>,
    },
    /// An item is gone.
    Remove {
        /// Which.
        id: ItemId,
        /// What its revision would be.
        revision: u32,
        /// As it was.
        before: Box<Item>,
        /// Its place in the order, from 0.
        place: usize,
    },
    /// The items of a kind stand in another order.
    Order {
        /// Which kind.
        kind: Kind,
        /// As they stood.
        before: Vec<ItemId>,
        /// As they stand.
        after: Vec<ItemId>,
    },
    /// A member of staff is other, or gone. Stored by the accounts; here for the log.
    Staff {
        /// Who.
        staff: StaffId,
        /// As they were.
        before: Box<StaffUpdate>,
        /// As they are; absent if they were removed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<Box<StaffUpdate>>,
    },
}

/// Why a command was refused. Nothing is stored then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such item.
    #[error("There is nothing here.")]
    NotFound,
    /// Somebody else changed it since it was read.
    #[error("Somebody else has changed this meanwhile. Look at it anew.")]
    Changed,
    /// The item itself can't be so.
    #[error("{}", .0.words)]
    Invalid(Problem),
    /// As many as there may be.
    #[error("A service has at most {} of these.", .0.most())]
    Full(Kind),
    /// Not each of them once.
    #[error("The list has changed meanwhile. Reload, and order it again.")]
    Order,
    /// Others need it as it was.
    #[error("{0}")]
    Stranded(String),
    /// What was changed was changed again since, or can't come back.
    #[error("This can't be undone any more: it was changed again since.")]
    NotUndoable,
}

impl From<Refusal> for ErrorBody {
    fn from(refusal: Refusal) -> Self {
        let words = refusal.to_string();
        let code = match refusal {
            Refusal::Invalid(problem) => return problem.into(),
            Refusal::NotFound => ErrorCode::NotFound,
            Refusal::Changed | Refusal::NotUndoable => ErrorCode::ChangedMeanwhile,
            Refusal::Full(_) => ErrorCode::TooLarge,
            Refusal::Order => ErrorCode::Malformed,
            Refusal::Stranded(_) => ErrorCode::WouldStrand,
        };
        Self::new(code, words)
    }
}

impl From<Problem> for ErrorBody {
    fn from(Problem { field, code, words }: Problem) -> Self {
        let field = Some(field).filter(|field| !field.is_empty());
        Self { field, ..Self::new(code, words) }
    }
}

impl Setup {
    /// Says what `command` leads to. Changes nothing: store the steps, then [`Setup::apply`] them.
    ///
    /// # Errors
    /// [`Refusal`] says which command gets which; nothing is to be stored then.
    pub fn decide(&self, command: Command, mint: &mut Mint<'_>) -> Result<Vec<Step>, Refusal> {
        let steps = match command {
            Command::Make(item) => self.make(*item, mint)?,
            Command::Put { id, revision, item } => self.put(id, revision, *item, mint)?,
            Command::Remove { kind, id } => vec![self.remove(kind, &id)?],
            Command::Order { kind, ids } => self.order(kind, ids)?,
            Command::ChangeStaff { before, after, .. } if before == after => Vec::new(),
            Command::ChangeStaff { staff, before, after } => vec![Step::Staff { staff, before, after: Some(after) }],
            Command::RemoveStaff { staff, before } => {
                let mut steps = self.without(staff)?;
                steps.push(Step::Staff { staff, before, after: None });
                steps
            }
            Command::Undo(steps) => self.undo(steps)?,
            Command::Import(incoming) => self.import(incoming, mint)?,
        };
        self.applied(&steps).check_all(&steps)?;
        Ok(steps)
    }

    /// Makes a step true.
    pub fn apply(&mut self, step: &Step) {
        match step {
            Step::Put { id, revision, before: _, after } => {
                let kept = Kept { id: id.clone(), revision: *revision, item: (**after).clone() };
                let list = self.items.entry(after.kind()).or_default();
                match list.iter_mut().find(|kept| kept.id == *id) {
                    Some(known) => *known = kept,
                    None => list.push(kept),
                }
            }
            Step::Remove { id, before, .. } => {
                self.items.entry(before.kind()).or_default().retain(|kept| kept.id != *id);
            }
            Step::Order { kind, before: _, after } => {
                let place = |kept: &Kept| after.iter().position(|id| *id == kept.id);
                self.items.entry(*kind).or_default().sort_by_key(|kept| place(kept).unwrap_or(usize::MAX));
            }
            Step::Staff { staff, after: None, .. } => {
                self.staff.remove(staff);
            }
            Step::Staff { after: Some(_), .. } => {}
        }
    }

    fn applied(&self, steps: &[Step]) -> Self {
        let mut after = self.clone();
        for step in steps {
            after.apply(step);
        }
        after
    }

    /// What was put is told beside its field, and before what was not touched and would break, which is told by its name.
    fn check_all(&self, steps: &[Step]) -> Result<(), Refusal> {
        let put: BTreeSet<&ItemId> =
            steps.iter().filter_map(|step| if let Step::Put { id, .. } = step { Some(id) } else { None }).collect();
        let (touched, others): (Vec<&Kept>, Vec<&Kept>) =
            self.items.values().flatten().partition(|kept| put.contains(&kept.id));
        for kept in touched {
            kept.item.check(&kept.id, self).map_err(Refusal::Invalid)?;
        }
        for kept in others {
            kept.item.check(&kept.id, self).map_err(|problem| {
                let kind = kept.item.kind().words();
                Refusal::Stranded(match kept.item.name() {
                    Some(name) => format!("The {kind} “{name}” needs it. {}", problem.words),
                    None => format!("It is needed by {kind}. {}", problem.words),
                })
            })?;
        }
        Ok(())
    }

    fn make(&self, mut item: Item, mint: &mut Mint<'_>) -> Result<Vec<Step>, Refusal> {
        let kind = item.kind();
        if self.list(kind).len() >= kind.most() {
            return Err(Refusal::Full(kind));
        }
        item.settle(None, mint);
        Ok(vec![Step::Put { id: kind.mint(mint), revision: 1, before: None, after: Box::new(item) }])
    }

    fn put(
        &self,
        id: ItemId,
        revision: Option<u32>,
        mut item: Item,
        mint: &mut Mint<'_>,
    ) -> Result<Vec<Step>, Refusal> {
        let kind = item.kind();
        let known = self.get(kind, &id);
        // What there is one of is made when it is first set.
        if known.is_none() && !kind.is_single() {
            return Err(Refusal::NotFound);
        }
        let now = known.map_or(0, |kept| kept.revision);
        if revision.is_some_and(|read| read != now) {
            return Err(Refusal::Changed);
        }
        let before = known.map(|kept| kept.item.clone());
        item.settle(before.as_ref(), mint);
        if before.as_ref() == Some(&item) {
            return Ok(Vec::new());
        }
        Ok(vec![Step::Put { id, revision: now + 1, before: before.map(Box::new), after: Box::new(item) }])
    }

    fn remove(&self, kind: Kind, id: &ItemId) -> Result<Step, Refusal> {
        let list = self.list(kind);
        let place = list.iter().position(|kept| kept.id == *id).ok_or(Refusal::NotFound)?;
        let kept = list.get(place).filter(|_| kind != Kind::Service).ok_or(Refusal::NotFound)?;
        let before = Box::new(kept.item.clone());
        Ok(Step::Remove { id: id.clone(), revision: kept.revision + 1, before, place })
    }

    fn order(&self, kind: Kind, after: Vec<ItemId>) -> Result<Vec<Step>, Refusal> {
        let before: Vec<ItemId> = self.list(kind).iter().map(|kept| kept.id.clone()).collect();
        if before.len() != after.len() || !before.iter().all(|id| after.contains(id)) {
            return Err(Refusal::Order);
        }
        Ok(if before == after { Vec::new() } else { vec![Step::Order { kind, before, after }] })
    }

    fn without(&self, staff: StaffId) -> Result<Vec<Step>, Refusal> {
        let mut stranded = Vec::new();
        let mut steps = Vec::new();
        for kept in self.items.values().flatten() {
            let mut item = kept.item.clone();
            match item.replace_staff(&|one| (one != staff).then_some(one)) {
                Left::Stays if item == kept.item => {}
                Left::Stays => steps.push(Step::Put {
                    id: kept.id.clone(),
                    revision: kept.revision + 1,
                    before: Some(Box::new(kept.item.clone())),
                    after: Box::new(item),
                }),
                Left::Goes => steps.push(self.remove(kept.item.kind(), &kept.id)?),
                Left::Stranded => stranded.push(kept.item.name().unwrap_or_else(|| kept.item.kind().words())),
            }
        }
        if stranded.is_empty() {
            return Ok(steps);
        }
        let names = stranded.join(", ");
        Err(Refusal::Stranded(format!("Nobody would serve {names} any more. Put somebody else there first.")))
    }

    /// The way back, as long as everything that was changed is still as the change left it.
    fn undo(&self, steps: Vec<Step>) -> Result<Vec<Step>, Refusal> {
        let mut now = self.clone();
        let mut back = Vec::new();
        for step in steps.into_iter().rev() {
            for step in now.undone(step)? {
                now.apply(&step);
                back.push(step);
            }
        }
        Ok(back)
    }

    fn undone(&self, step: Step) -> Result<Vec<Step>, Refusal> {
        match step {
            Step::Put { id, revision, before, after } => {
                let kept = self.get(after.kind(), &id).ok_or(Refusal::NotUndoable)?;
                if kept.revision != revision {
                    return Err(Refusal::NotUndoable);
                }
                let Some(before) = before else { return Ok(vec![self.remove(after.kind(), &id)?]) };
                Ok(vec![Step::Put { id, revision: revision + 1, before: Some(after), after: before }])
            }
            Step::Remove { id, revision, before, place } => {
                let kind = before.kind();
                if self.get(kind, &id).is_some() {
                    return Err(Refusal::NotUndoable);
                }
                let others: Vec<ItemId> = self.list(kind).iter().map(|kept| kept.id.clone()).collect();
                let last: Vec<ItemId> = others.iter().chain([&id]).cloned().collect();
                let mut wanted = others;
                wanted.insert(place.min(wanted.len()), id.clone());
                let put = Step::Put { id, revision: revision + 1, before: None, after: before };
                let order = (last != wanted).then_some(Step::Order { kind, before: last, after: wanted });
                Ok([put].into_iter().chain(order).collect())
            }
            Step::Order { kind, before, after } => {
                let now: Vec<ItemId> = self.list(kind).iter().map(|kept| kept.id.clone()).collect();
                if now != after {
                    return Err(Refusal::NotUndoable);
                }
                Ok(vec![Step::Order { kind, before: after, after: before }])
            }
            Step::Staff { staff, before, after: Some(after) } if before != after => {
                Ok(vec![Step::Staff { staff, before: after, after: Some(before) }])
            }
            Step::Staff { .. } => Err(Refusal::NotUndoable),
        }
    }

    fn import(&self, mut incoming: Vec<Incoming>, mint: &mut Mint<'_>) -> Result<Vec<Step>, Refusal> {
        // People write such documents too, by copying: a destination without an id of its own would serve nobody.
        let mut seen = BTreeSet::new();
        for one in &mut incoming {
            if let Item::Tag(tag) = &mut one.item {
                tag.tell_apart(&mut seen, mint);
            }
        }
        let mut steps = Vec::new();
        let stays = |id: &ItemId, kind: Kind| incoming.iter().any(|one| one.id == *id && one.item.kind() == kind);
        for kept in self.items.values().flatten() {
            if !kept.item.kind().is_single() && !stays(&kept.id, kept.item.kind()) {
                steps.push(self.remove(kept.item.kind(), &kept.id)?);
            }
        }
        for Incoming { id, item } in &incoming {
            let known = self.get(item.kind(), id);
            if known.is_none_or(|kept| kept.item != *item) {
                let before = known.map(|kept| Box::new(kept.item.clone()));
                let revision = known.map_or(0, |kept| kept.revision) + 1;
                steps.push(Step::Put { id: id.clone(), revision, before, after: Box::new(item.clone()) });
            }
        }
        let after = self.applied(&steps);
        for kind in Kind::ALL {
            if after.list(*kind).len() > kind.most() {
                return Err(Refusal::Full(*kind));
            }
            let of_kind = incoming.iter().filter(|one| one.item.kind() == *kind);
            steps.extend(after.order(*kind, of_kind.map(|one| one.id.clone()).collect()).unwrap_or_default());
        }
        Ok(steps)
    }
}
