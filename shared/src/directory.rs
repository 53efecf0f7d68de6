//! Who answers for a service and what for: the staff, the tags and their destinations, as the rules see them.

use std::collections::BTreeMap;

use crate::{
    api::{Tag, TagSettings},
    call::CallRules,
    card::{Entry, Reach, Role, StaffCard, TagCard},
    form::{self, Told, Value},
    id::{ScheduleId, StaffId, TagId},
    label::LabelCard,
    quiet::Quiet,
    schedule::Schedule,
    setup::{
        closing::Rating,
        form::{Form, Moment, Questions},
        messages::Messages,
    },
    value::{LanguageTag, Timestamp},
};

/// A member of staff as the rules see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// As others see them; `online` is left out here and filled in when the card is shown.
    pub card: StaffCard,
    /// What they may do.
    pub role: Role,
    /// Whether the public directory lists them.
    pub listed: bool,
    /// With so many rooms they are given no more work; they may take it. No limit if none.
    pub max_rooms: Option<u32>,
    /// What they speak.
    pub languages: Vec<LanguageTag>,
    /// Which enquiries they may see.
    pub reach: Reach,
    /// Whether they can be called.
    pub calls: bool,
}

/// Everybody who answers, and every tag with who serves it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    /// Everybody, removed ones excepted.
    pub staff: BTreeMap<StaffId, Member>,
    /// Programs with tokens. They read and serve what supervisors would, in no list of people, and are offered nothing.
    pub integrations: BTreeMap<StaffId, StaffCard>,
    /// In the owner's order.
    pub tags: Vec<Tag>,
    /// When somebody is there.
    pub schedules: BTreeMap<ScheduleId, Schedule>,
    /// The service's own hours, for tags that have no others. Always, if none.
    pub hours: Option<ScheduleId>,
    /// What rooms say by themselves.
    pub messages: Vec<Messages>,
    /// That the service answers in, its first one first.
    pub languages: Vec<LanguageTag>,
    /// What visitors are asked, in the owner's order; also what isn't on.
    pub forms: Vec<Form>,
    /// When those of the staff who set it aren't woken.
    pub quiet: BTreeMap<StaffId, Schedule>,
    /// What staff may put on enquiries, in the owner's order; also what is archived.
    pub labels: Vec<LabelCard>,
    /// Whether staff can close an enquiry only once it has a label.
    pub label_required: bool,
    /// What visitors are asked of a chat that has ended.
    pub rating: Rating,
    /// Whether an agent sees who looks on in a chat of theirs.
    pub shows_lookers: bool,
    /// What may be done in calls.
    pub calls: CallRules,
}

impl Directory {
    /// The tag, if there still is one.
    #[must_use]
    pub fn tag(&self, id: TagId) -> Option<&Tag> {
        self.tags.iter().find(|tag| tag.id == id)
    }

    /// The card of somebody who answers, a program's too.
    #[must_use]
    pub fn card(&self, id: StaffId) -> Option<&StaffCard> {
        self.staff.get(&id).map(|member| &member.card).or_else(|| self.integrations.get(&id))
    }

    /// Whether whoever answers for an entry can be called.
    #[must_use]
    pub fn can_be_called(&self, entry: Entry) -> bool {
        self.calls.voice
            && match entry {
                Entry::Tag { tag } => self.tag(tag).is_some_and(|tag| tag.settings.calls),
                Entry::Staff { staff } => self.staff.get(&staff).is_some_and(|member| member.calls),
            }
    }

    /// The forms that are on.
    pub fn forms(&self) -> impl Iterator<Item = &Questions> + Clone {
        self.forms.iter().filter(|form| form.on).map(|form| &form.questions)
    }

    /// What is asked at an entry before the first message.
    #[must_use]
    pub fn asked_first(&self, entry: Entry) -> Option<&Questions> {
        form::asked(self.forms(), Moment::PreChat, entry)
    }

    /// What somebody told, in the order in which the forms ask it; what no form asks any more comes last. Without what was left
    /// empty.
    #[must_use]
    pub fn in_order(&self, mut told: Vec<Told>) -> Vec<Told> {
        let fields: Vec<_> = self.forms.iter().flat_map(|form| &form.questions.fields).map(|field| field.id).collect();
        told.retain(|told| told.value != Value::Empty);
        told.sort_by_key(|told| fields.iter().position(|id| *id == Some(told.field)).unwrap_or(fields.len()));
        told
    }

    /// The schedule that a tag goes by; none if it is open always.
    #[must_use]
    pub fn hours_of(&self, tag: &Tag) -> Option<&Schedule> {
        self.schedules.get(&tag.settings.hours.or(self.hours)?)
    }

    /// How it stands with somebody's quiet hours.
    #[must_use]
    pub fn quiet_of(&self, staff: StaffId, now: Timestamp) -> Quiet {
        Quiet::at(self.quiet.get(&staff), now)
    }
}

impl From<&Tag> for TagCard {
    /// Without `online`, `opening` and `calls`, which the one who shows it knows, and in the service's first language.
    fn from(tag: &Tag) -> Self {
        let settings = tag.settings.clone();
        let TagSettings { handle, name, description, names: _, descriptions: _, icon, picture, hours: _, calls: _ } =
            settings;
        Self { id: tag.id, handle, name, description, icon, picture, online: None, opening: None, calls: false }
    }
}
