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
mod tests {
    use serde_json::json;

    use super::*;
    use crate::value::{LanguageTag, Timestamp};

    fn texts(text: &str) -> Texts<ShortText> {
        let english = LanguageTag::try_from("en").expect("a language");
        Texts::from([(english, ShortText::try_from(text).expect("a text"))])
    }

    fn field(number: u8, kind: FieldKind, fills: Fills) -> Field {
        let id = Some(FieldId::new(Timestamp::from_ms(1), [number; 10]));
        Field { id, label: texts("Question"), hint: Texts::default(), required: true, kind, fills }
    }

    fn form(moment: Moment, fields: Vec<Field>) -> Form {
        let questions = Questions { moment, tags: Vec::new(), introduction: Texts::default(), fields };
        Form { name: DisplayName::try_from("Ours").expect("a name"), on: true, questions }
    }

    fn id(number: u8) -> ItemId {
        Kind::Form.id(&format!("frm_{number:032x}")).expect("an id")
    }

    fn refused(form: &Form, setup: &Setup) -> Option<String> {
        form.check(&id(1), setup).err().map(|problem| problem.field)
    }

    #[test]
    fn a_form_is_told_what_is_wrong_beside_its_field() {
        let none = Setup::default();
        let wrong = |fields: Vec<Field>| refused(&form(Moment::PreChat, fields), &none);
        let option = |id: u32, words: &str| ChoiceOption { id: Some(id), words: texts(words) };
        let choice = |options: Vec<ChoiceOption>| field(1, FieldKind::Choice { options }, Fills::Own);
        assert_eq!(wrong(vec![]).as_deref(), Some("fields"));
        assert_eq!(wrong((1..=12).map(|number| field(number, FieldKind::Text, Fills::Own)).collect()), None);
        assert_eq!(
            wrong((1..=13).map(|number| field(number, FieldKind::Text, Fills::Own)).collect()).as_deref(),
            Some("fields")
        );
        let nameless = Field { label: Texts::default(), ..field(1, FieldKind::Text, Fills::Own) };
        assert_eq!(wrong(vec![nameless]).as_deref(), Some("fields.0.label"));
        assert_eq!(wrong(vec![field(1, FieldKind::Lines, Fills::Email)]).as_deref(), Some("fields.0.fills"));
        let two = vec![field(1, FieldKind::Email, Fills::Email), field(2, FieldKind::Email, Fills::Email)];
        assert_eq!(wrong(two).as_deref(), Some("fields.1.fills"));
        assert_eq!(wrong(vec![choice(vec![option(1, "A")])]).as_deref(), Some("fields.0.options"));
        let long = "x".repeat(81);
        assert_eq!(
            wrong(vec![choice(vec![option(1, "A"), option(2, &long)])]).as_deref(),
            Some("fields.0.options.1.words")
        );
        assert_eq!(wrong(vec![choice(vec![option(1, "A"), option(2, "B")])]), None);
        let consent =
            |link: &str| FieldKind::Consent { text: texts("I agree."), link: PageAddress::try_from(link).ok() };
        assert_eq!(wrong(vec![field(1, consent("http://a.example/"), Fills::Own)]).as_deref(), Some("fields.0.link"));
        assert_eq!(wrong(vec![field(1, consent("https://a.example/"), Fills::Own)]), None);
        let twice = vec![field(1, FieldKind::Text, Fills::Own), field(1, FieldKind::Text, Fills::Own)];
        assert_eq!(wrong(twice).as_deref(), Some("fields.1.id"));
    }

    #[test]
    fn who_leaves_the_offline_form_can_be_reached() {
        let none = Setup::default();
        let offline = |fields: Vec<Field>| refused(&form(Moment::Offline, fields), &none);
        assert_eq!(offline(vec![field(1, FieldKind::Text, Fills::Name)]).as_deref(), Some("fields"));
        let optional = Field { required: false, ..field(1, FieldKind::Phone, Fills::Phone) };
        assert_eq!(offline(vec![optional]).as_deref(), Some("fields"));
        assert_eq!(offline(vec![field(1, FieldKind::Phone, Fills::Phone)]), None);
    }

    #[test]
    fn nobody_is_asked_two_forms_at_once() {
        let plain = || form(Moment::PreChat, vec![field(1, FieldKind::Text, Fills::Own)]);
        let kept = super::super::Kept { id: id(2), revision: 1, item: plain().into() };
        let setup = Setup::new([kept], []);
        assert_eq!(refused(&plain(), &setup).as_deref(), Some("tags"));
        assert_eq!(refused(&Form { on: false, ..plain() }, &setup), None);
        let offline = form(Moment::Offline, vec![field(1, FieldKind::Email, Fills::Email)]);
        assert_eq!(refused(&offline, &setup), None);
        let mut named = plain();
        named.questions.tags.push(TagId::new(Timestamp::from_ms(1), [1; 10]));
        assert_eq!(refused(&named, &setup).as_deref(), Some("tags"), "there is no such tag");
        assert!(!named.collides(&plain()) && named.collides(&named.clone()));
    }

    #[test]
    fn ids_stay_with_what_they_stand_for() {
        let mut count = 0_u8;
        let mut random = || {
            count += 1;
            [count; 10]
        };
        let mut mint = Mint { now: Timestamp::from_ms(1), random: &mut random };
        let option = |words: &str| ChoiceOption { id: None, words: texts(words) };
        let new = |kind: FieldKind| Field { id: None, ..field(0, kind, Fills::Own) };
        let options = vec![option("A"), option("B")];
        let mut first = form(Moment::PreChat, vec![new(FieldKind::Text), new(FieldKind::Choice { options })]);
        first.settle(None, &mut mint);
        assert_eq!(first.check(&id(1), &Setup::default()), Ok(()));
        let mut second = first.clone();
        second.questions.fields.reverse();
        let copy = second.questions.fields.first().cloned().expect("there is one");
        second.questions.fields.push(copy);
        let sent = second.clone();
        second.settle(Some(&first), &mut mint);
        assert_eq!(second.questions.fields[..2], sent.questions.fields[..2], "what was there stays");
        assert_eq!(second.check(&id(1), &Setup::default()), Ok(()), "a copy is another field");
    }

    #[test]
    fn a_form_reads_back_from_what_was_stored() {
        let stored = json!({
            "name": "Before we start", "on": true, "moment": "pre_chat", "introduction": { "en": "Hello" },
            "fields": [
                { "id": format!("fld_{:032x}", 1), "label": { "en": "Name" }, "required": true, "kind": "text", "fills": "name" },
                { "id": format!("fld_{:032x}", 2), "label": { "en": "Size" }, "hint": { "en": "Of the tent" }, "required": false,
                  "kind": "choice", "options": [{ "id": 7, "words": { "en": "Small" } }, { "id": 8, "words": { "en": "Large" } }] },
                { "id": format!("fld_{:032x}", 3), "label": { "en": "Privacy" }, "required": true, "kind": "consent",
                  "text": { "en": "I agree." }, "link": "https://a.example/privacy" },
            ],
        });
        let read: Form = serde_json::from_value(stored.clone()).expect("what was stored stays readable");
        assert_eq!(serde_json::to_value(&read).expect("it is written"), stored);
        let bare = r#"{"name":"Bare","moment":"offline"}"#;
        assert!(!serde_json::from_str::<Form>(bare).expect("all else has a default").on);
    }
}
