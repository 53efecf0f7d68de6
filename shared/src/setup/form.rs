//! Forms: what a visitor is asked before the first message, or when nobody could answer. What becomes of the answers is in
//! `form.rs`.

use serde::{Deserialize, Serialize};

use super::{Item, ItemId, Kind, Mint, Problem, Settings, Setup, appearance::short, service::has_twice};
use crate::{
    id::{FieldId, TagId},
    texts::Texts,
    value::{DisplayName, PageAddress, ShortText},
};

/// Most fields of a form. Each one more is answered by fewer; and with [`MAX_LINES_CHARS`] the answers fit into one frame.
///
/// [`MAX_LINES_CHARS`]: crate::form::MAX_LINES_CHARS
pub const MAX_FIELDS: usize = 12;

/// How many options a choice has: of one there is nothing to choose, and a longer list nobody reads.
pub const OPTIONS: std::ops::RangeInclusive<usize> = 2..=20;

/// Most characters of a label or an option: two lines on a small phone.
pub const MAX_LABEL_CHARS: usize = 80;

/// Most characters of a hint.
pub const MAX_HINT_CHARS: usize = 160;

/// What can be set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Form {
    /// What the owner calls it. Visitors don't see it.
    pub name: DisplayName,
    /// Whether anybody is asked.
    #[serde(default)]
    pub on: bool,
    /// What is asked, and when.
    #[serde(flatten)]
    pub questions: Questions,
}

/// A form as its visitors get it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Questions {
    /// When it is asked.
    pub moment: Moment,
    /// Who asks at these tags. Without any: at all that no other form of that moment names, and at people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<TagId>,
    /// Above the fields, by language.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub introduction: Texts<ShortText>,
    /// In order.
    #[serde(default)]
    pub fields: Vec<Field>,
}

/// When a form is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// Before the first message.
    PreChat,
    /// When nobody could answer, in the place of the usual form.
    Offline,
}

/// One thing that is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Field {
    /// Which, for ever. None for one that is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<FieldId>,
    /// Above it, by language. Staff read the answer under it.
    pub label: Texts<ShortText>,
    /// Below it, by language.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub hint: Texts<ShortText>,
    /// Whether there is no way on without an answer.
    #[serde(default)]
    pub required: bool,
    /// What an answer is.
    #[serde(flatten)]
    pub kind: FieldKind,
    /// What of the contact it fills.
    #[serde(default, skip_serializing_if = "Fills::is_own")]
    pub fills: Fills,
}

/// What an answer is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FieldKind {
    /// A line.
    Text,
    /// Several lines.
    Lines,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// One of these.
    Choice {
        /// In order.
        options: Vec<ChoiceOption>,
    },
    /// Agreement to something. If required, there is no way on without it.
    Consent {
        /// To what, by language.
        text: Texts<ShortText>,
        /// Where that is written in full, `https`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<PageAddress>,
    },
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChoiceOption {
    /// Which, within its field and for ever. None for one that is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<u32>,
    /// What it says, by language.
    pub words: Texts<ShortText>,
}

/// What of the contact an answer fills.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Fills {
    /// A field of its own, under its label.
    #[default]
    Own,
    /// How they want to be called; of a line.
    Name,
    /// Where to write; of an e-mail address.
    Email,
    /// Where to call; of a phone number.
    Phone,
}

impl Fills {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks it")]
    fn is_own(&self) -> bool {
        *self == Self::Own
    }

    const fn fits(self, kind: &FieldKind) -> bool {
        match self {
            Self::Own => true,
            Self::Name => matches!(kind, FieldKind::Text),
            Self::Email => matches!(kind, FieldKind::Email),
            Self::Phone => matches!(kind, FieldKind::Phone),
        }
    }
}

impl Settings for Form {
    const KIND: Kind = Kind::Form;

    fn check(&self, id: &ItemId, setup: &Setup) -> Result<(), Problem> {
        let Self { name: _, on, questions } = self;
        let tags = &questions.tags;
        if tags.iter().any(|tag| setup.get(Kind::Tag, &ItemId::from(*tag)).is_none()) {
            return Err(Problem::at("tags", "A tag isn't there any more. Choose the tags again."));
        }
        if has_twice(tags) {
            return Err(Problem::at("tags", "A tag stands in the list twice."));
        }
        if *on && let Some(other) = setup.all::<Self>().find(|(other, form)| *other != id && self.collides(form)) {
            let words =
                format!("“{}” is asked there already. Choose other tags, or switch that one off.", other.1.name);
            return Err(Problem::taken("tags", words));
        }
        // Only an import can come without.
        if questions.fields.iter().any(|field| !field.is_settled()) {
            return Err(Problem::at("fields", "Each field, and each option, has an id of its own."));
        }
        questions.check()
    }

    /// Ids of another form, or that were removed meanwhile, become new ones: an id stands for one thing for ever.
    fn settle(&mut self, former: Option<&Self>, mint: &mut Mint<'_>) {
        let before = former.map(|form| form.questions.fields.as_slice()).unwrap_or_default();
        let mut seen = Vec::new();
        for field in &mut self.questions.fields {
            let known = before.iter().find(|one| one.id.is_some() && one.id == field.id && !seen.contains(&one.id));
            let id = known.and_then(|one| one.id).unwrap_or_else(|| FieldId::new(mint.now, (mint.random)()));
            field.id = Some(id);
            seen.push(field.id);
            field.kind.settle(known.map(|one| &one.kind), mint);
        }
    }

    fn name(&self) -> Option<&str> {
        Some(self.name.as_str())
    }

    fn of(item: &Item) -> Option<&Self> {
        if let Item::Form(form) = item { Some(form) } else { None }
    }
}

impl Form {
    /// Whether both would be asked of the same visitor.
    fn collides(&self, other: &Self) -> bool {
        let (own, theirs) = (&self.questions, &other.questions);
        let shared = own.tags.iter().any(|tag| theirs.tags.contains(tag));
        other.on && own.moment == theirs.moment && (shared || (own.tags.is_empty() && theirs.tags.is_empty()))
    }
}

impl Questions {
    /// What can be said of them without knowing what else is set up.
    ///
    /// # Errors
    /// The first thing that is wrong, beside its field.
    pub fn check(&self) -> Result<(), Problem> {
        let Self { moment, tags: _, introduction: _, fields } = self;
        if fields.is_empty() {
            return Err(Problem::at("fields", "Add a field: a form asks something."));
        }
        if fields.len() > MAX_FIELDS {
            return Err(Problem::at("fields", format!("A form has at most {MAX_FIELDS} fields.")));
        }
        for (place, field) in fields.iter().enumerate() {
            let within = |problem: Problem| problem.within(&format!("fields.{place}"));
            field.check().map_err(within)?;
            let before = fields.get(..place).unwrap_or_default();
            if before.iter().any(|other| field.id.is_some() && other.id == field.id) {
                return Err(within(Problem::at("id", "Each field has an id of its own.")));
            }
            if field.fills != Fills::Own && before.iter().any(|other| other.fills == field.fills) {
                return Err(within(Problem::at("fills", "Another field of this form fills that already.")));
            }
        }
        let reaches = |field: &Field| field.required && matches!(field.fills, Fills::Email | Fills::Phone);
        if *moment == Moment::Offline && !fields.iter().any(reaches) {
            let words =
                "Ask how to reach the visitor: one required field fills the e-mail address or the phone number.";
            return Err(Problem::at("fields", words));
        }
        Ok(())
    }
}

impl Field {
    /// Whether it and all its options have ids.
    fn is_settled(&self) -> bool {
        let options = match &self.kind {
            FieldKind::Choice { options } => options.as_slice(),
            FieldKind::Text | FieldKind::Lines | FieldKind::Email | FieldKind::Phone | FieldKind::Consent { .. } => &[],
        };
        self.id.is_some() && options.iter().all(|option| option.id.is_some())
    }

    fn check(&self) -> Result<(), Problem> {
        let Self { id: _, label, hint, required: _, kind, fills } = self;
        if label.is_empty() {
            return Err(Problem::at("label", "Write what is asked, in one language at least."));
        }
        short(label, "label", MAX_LABEL_CHARS)?;
        short(hint, "hint", MAX_HINT_CHARS)?;
        if !fills.fits(kind) {
            return Err(Problem::at("fills", "An answer of this kind can't fill that."));
        }
        match kind {
            FieldKind::Text | FieldKind::Lines | FieldKind::Email | FieldKind::Phone => Ok(()),
            FieldKind::Choice { options } => check_options(options),
            FieldKind::Consent { text, .. } if text.is_empty() => {
                Err(Problem::at("text", "Write what the visitor agrees to, in one language at least."))
            }
            FieldKind::Consent { link, .. } => match link {
                Some(link) if !super::messages::is_safe(link) => {
                    Err(Problem::at("link", "Enter an address that starts with `https://`."))
                }
                Some(_) | None => Ok(()),
            },
        }
    }
}

fn check_options(options: &[ChoiceOption]) -> Result<(), Problem> {
    if !OPTIONS.contains(&options.len()) {
        return Err(Problem::at("options", "A choice has 2 to 20 options."));
    }
    for (place, option) in options.iter().enumerate() {
        let within = |problem: Problem| problem.within(&format!("options.{place}"));
        if option.words.is_empty() {
            return Err(within(Problem::at("words", "Write what this option says.")));
        }
        short(&option.words, "words", MAX_LABEL_CHARS).map_err(within)?;
        let before = options.get(..place).unwrap_or_default();
        if before.iter().any(|other| option.id.is_some() && other.id == option.id) {
            return Err(within(Problem::at("id", "Each option has an id of its own.")));
        }
    }
    Ok(())
}

impl FieldKind {
    fn settle(&mut self, former: Option<&Self>, mint: &mut Mint<'_>) {
        let Self::Choice { options } = self else { return };
        let before: Vec<u32> = match former {
            Some(Self::Choice { options }) => options.iter().filter_map(|option| option.id).collect(),
            Some(Self::Text | Self::Lines | Self::Email | Self::Phone | Self::Consent { .. }) | None => Vec::new(),
        };
        let mut seen = Vec::new();
        for option in options {
            let mut id = option.id.filter(|id| before.contains(id));
            while id.is_none_or(|id| seen.contains(&id)) {
                let [a, b, c, d, ..] = (mint.random)();
                let made = u32::from_be_bytes([a, b, c, d]);
                // Not one that stood for something else, nor one that comes later in the list.
                id = Some(made).filter(|made| !before.contains(made));
            }
            seen.extend(id);
            option.id = id;
        }
    }
}

#[cfg(test)]
mod tests;
