//! The table of kinds, and what follows from it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize};
use uuid::Builder;

use super::{
    Campaign, Left, Link, Mint, Problem, Settings, Setup, appearance::Appearance, closing::Closing,
    contact_fields::ContactFields, cta::Cta, form::Form, keeping::Keeping, messages::Messages,
    schedule::ScheduleSettings,
};
use crate::{
    api::{ServiceSettings, TagWithDestinations},
    id::{ScheduleId, StaffId, TagId},
    label::Label,
};

/// The id of an item: the kind's prefix and 32 hexadecimal digits, like every other id, or the kind's own name where there
/// is one of it only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct ItemId(String);

impl ItemId {
    /// The id as its own type; none if it is of another kind.
    #[must_use]
    pub fn parse<T: FromStr>(&self) -> Option<T> {
        self.0.parse().ok()
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<TagId> for ItemId {
    fn from(id: TagId) -> Self {
        Self(id.into())
    }
}

impl From<ScheduleId> for ItemId {
    fn from(id: ScheduleId) -> Self {
        Self(id.into())
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $Kind:ident($Settings:ty) = $text:literal, $id:tt, $words:literal;)+) => {
        /// What can be set up.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum Kind {
            $($(#[$doc])* #[serde(rename = $text)] $Kind,)+
        }

        impl Kind {
            /// All, in the order in which they are stored and exported.
            pub const ALL: &[Self] = &[$(Self::$Kind),+];

            /// As it is stored and on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$Kind => $text,)+ }
            }

            /// "1 tag", said of one in the middle of a sentence.
            #[must_use]
            pub const fn words(self) -> &'static str {
                match self { $(Self::$Kind => $words,)+ }
            }

            const fn ids(self) -> Ids {
                match self { $(Self::$Kind => kinds!(@ids $id),)+ }
            }

            /// Reads an item of this kind.
            ///
            /// # Errors
            /// That of the format, in words for people where a value isn't valid.
            pub fn read<'de, D: Deserializer<'de>>(self, from: D) -> Result<Item, D::Error> {
                match self { $(Self::$Kind => <$Settings>::deserialize(from).map(Item::$Kind),)+ }
            }
        }

        $(impl From<$Settings> for Item {
            fn from(settings: $Settings) -> Self {
                Self::$Kind(settings)
            }
        })+

        /// One thing that was set up.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(tag = "kind", content = "value")]
        #[allow(clippy::large_enum_variant, reason = "on 64 bits alone: a few hundred at most, and each lives for one request or one service")]
        pub enum Item {
            $($(#[$doc])* #[serde(rename = $text)] $Kind($Settings),)+
        }

        impl Item {
            /// Its kind.
            #[must_use]
            pub const fn kind(&self) -> Kind {
                match self { $(Self::$Kind(_) => Kind::$Kind,)+ }
            }

            /// What people call it; none for what there is one of.
            #[must_use]
            pub fn name(&self) -> Option<&str> {
                match self { $(Self::$Kind(settings) => settings.name(),)+ }
            }

            pub(super) fn check(&self, id: &ItemId, setup: &Setup) -> Result<(), Problem> {
                match self { $(Self::$Kind(settings) => settings.check(id, setup),)+ }
            }

            pub(super) fn settle(&mut self, former: Option<&Self>, mint: &mut Mint<'_>) {
                match self { $(Self::$Kind(settings) => settings.settle(former.and_then(Settings::of), mint),)+ }
            }

            pub(super) fn replace_staff(&mut self, to: &dyn Fn(StaffId) -> Option<StaffId>) -> Left {
                match self { $(Self::$Kind(settings) => settings.replace_staff(to),)+ }
            }
        }
    };
    (@ids (one)) => { Ids::One };
    (@ids ($prefix:literal, most $most:literal)) => { Ids::Many { prefix: $prefix, most: $most } };
}

/// How the items of a kind are told apart.
enum Ids {
    One,
    Many { prefix: &'static str, most: usize },
}

kinds! {
    /// The business itself.
    Service(ServiceSettings) = "service", (one), "the service's settings";
    /// A topic and who serves it. A hundred are far more than a visitor reads.
    Tag(TagWithDestinations) = "tag", ("tag_", most 100), "tag";
    /// When somebody is there. One for each team and place.
    Schedule(ScheduleSettings) = "schedule", ("sch_", most 50), "schedule";
    /// A named set of weblinks.
    Campaign(Campaign) = "campaign", ("cmp_", most 200), "campaign";
    /// A weblink. As many as the shops of a chain; each is some 500 bytes of what every page is made from.
    Link(Link) = "link", ("lnk_", most 500), "weblink";
    /// How the chat looks.
    Appearance(Appearance) = "appearance", (one), "the appearance";
    /// What is pressed on the owner's page. Fifty are more than a site has buttons for it.
    Cta(Cta) = "cta", ("cta_", most 50), "CTA";
    /// What rooms say by themselves. One for each team, and one for all others.
    Messages(Messages) = "messages", ("mss_", most 50), "set of messages";
    /// What visitors are asked. One for each moment and topic; those that are on are part of every chat's page.
    Form(Form) = "form", ("frm_", most 50), "form";
    /// A mark that staff put on enquiries. Two hundred are more than anybody chooses from.
    Label(Label) = "label", ("lbl_", most 200), "label";
    /// What is asked when a chat ends.
    Closing(Closing) = "closing", (one), "what is asked at the end";
    /// What is kept of contacts, of the service's own.
    ContactFields(ContactFields) = "contact_fields", (one), "the fields of contacts";
    /// What is taken and kept of visitors.
    Keeping(Keeping) = "keeping", (one), "what is kept";
}

impl Item {
    /// Path of the picture that it shows. One that isn't told here is deleted.
    #[must_use]
    pub fn picture(&self) -> Option<&str> {
        match self {
            Self::Tag(tag) => tag.settings.picture.as_deref(),
            Self::Link(link) => link.qr_picture.as_deref(),
            Self::Appearance(appearance) => appearance.logo.as_deref(),
            Self::Service(_)
            | Self::Schedule(_)
            | Self::Campaign(_)
            | Self::Cta(_)
            | Self::Messages(_)
            | Self::Form(_)
            | Self::Label(_)
            | Self::Closing(_)
            | Self::ContactFields(_)
            | Self::Keeping(_) => None,
        }
    }
}

impl Kind {
    /// Most items of it; 1 for what a service has one of.
    #[must_use]
    pub const fn most(self) -> usize {
        match self.ids() {
            Ids::One => 1,
            Ids::Many { most, .. } => most,
        }
    }

    /// Whether there is one of it only, which is made with the service or when it is first set.
    #[must_use]
    pub const fn is_single(self) -> bool {
        matches!(self.ids(), Ids::One)
    }

    /// The id that a text is, if it can be one of this kind.
    #[must_use]
    pub fn id(self, text: &str) -> Option<ItemId> {
        let is_one = match self.ids() {
            Ids::One => text == self.as_str(),
            Ids::Many { prefix, .. } => text.strip_prefix(prefix).is_some_and(|digits| {
                digits.len() == 32 && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
            }),
        };
        is_one.then(|| ItemId(text.to_owned()))
    }

    /// The id of a new item.
    #[must_use]
    pub fn mint(self, mint: &mut Mint<'_>) -> ItemId {
        match self.ids() {
            Ids::One => ItemId(self.as_str().to_owned()),
            Ids::Many { prefix, .. } => {
                let random = (mint.random)();
                let id = Builder::from_unix_timestamp_millis(mint.now.as_ms().unsigned_abs(), &random).into_uuid();
                ItemId(format!("{prefix}{}", id.as_simple()))
            }
        }
    }
}
