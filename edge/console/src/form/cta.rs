//! A CTA as it is typed: also a greeting above the launcher, which is one.

use kit::form::{Problems, Reader};
use shared::{
    card::Entry,
    setup::{
        cta::{Cta, MAX_BUTTON_CHARS, MAX_GREETING_CHARS, Place},
        show::{MAX_AFTER_S, MAX_PATTERNS, PagePattern, Show},
    },
    value::{DisplayName, Handle, LanguageTag},
};

use super::{
    TextsDraft,
    appearance::{of_word, read_in, word},
    target::{entry_of, id_of},
};
use crate::text;

/// Where it is, roughly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Where {
    /// In the owner's page.
    Bound,
    /// Above the launcher.
    Greeting,
    /// Over the owner's page.
    Floating,
}

/// A CTA as it is typed. What is chosen from a few is the word that the wire has for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CtaDraft {
    pub(crate) name: String,
    pub(crate) handle: String,
    /// The id of a tag or person; empty before one is chosen.
    pub(crate) target: String,
    pub(crate) text: TextsDraft,
    /// Empty for none.
    pub(crate) icon: String,
    pub(crate) style: String,
    /// Where it is; [`CtaDraft::spot`] says where exactly, if it floats.
    pub(crate) place: String,
    pub(crate) spot: String,
    pub(crate) on: bool,
    /// A line for each pattern.
    pub(crate) pages: String,
    pub(crate) not_pages: String,
    pub(crate) after_s: String,
    pub(crate) scroll_percent: String,
    pub(crate) again: String,
    pub(crate) device: String,
}

/// The word of [`CtaDraft::place`] for what floats.
pub(crate) const FLOATING: &str = "floating";

impl CtaDraft {
    /// What is set.
    pub(crate) fn new(cta: &Cta, languages: &[LanguageTag]) -> Self {
        let Cta { name, handle, target, text, icon, style, place, on, show } = cta;
        let Show { pages, not_pages, after_s, scroll_percent, again, device } = show;
        let lines = |pages: &[PagePattern]| pages.iter().map(PagePattern::as_str).collect::<Vec<_>>().join("\n");
        let is_fixed = matches!(place, Place::Bound | Place::Greeting);
        Self {
            name: name.to_string(),
            handle: handle.to_string(),
            target: id_of(*target),
            text: TextsDraft::new(Some(text), languages),
            icon: icon.as_ref().map(word).unwrap_or_default(),
            style: word(style),
            place: if is_fixed { word(place) } else { FLOATING.to_owned() },
            spot: word(if is_fixed { &Place::FootEnd } else { place }),
            on: *on,
            pages: lines(pages),
            not_pages: lines(not_pages),
            after_s: after_s.to_string(),
            scroll_percent: scroll_percent.to_string(),
            again: word(again),
            device: word(device),
        }
    }

    /// One that isn't there yet, at this place.
    pub(crate) fn empty(place: Where, languages: &[LanguageTag]) -> Self {
        let Show { again, device, .. } = Show::default();
        Self {
            name: String::new(),
            handle: String::new(),
            target: String::new(),
            text: TextsDraft::new(None::<&shared::texts::Texts<shared::value::ShortText>>, languages),
            icon: String::new(),
            style: "filled".to_owned(),
            place: match place {
                Where::Bound => "bound",
                Where::Greeting => "greeting",
                Where::Floating => FLOATING,
            }
            .to_owned(),
            spot: word(&Place::FootEnd),
            on: true,
            pages: String::new(),
            not_pages: String::new(),
            // A greeting that is there before the page is read is in the way.
            after_s: if place == Where::Greeting { "5" } else { "0" }.to_owned(),
            scroll_percent: "0".to_owned(),
            again: word(&again),
            device: word(&device),
        }
    }

    /// Where it is, roughly.
    pub(crate) fn is_at(&self) -> Where {
        match self.place.as_str() {
            "greeting" => Where::Greeting,
            FLOATING => Where::Floating,
            _ => Where::Bound,
        }
    }

    /// How many characters it may say.
    pub(crate) fn most_chars(&self) -> usize {
        if self.is_at() == Where::Greeting { MAX_GREETING_CHARS } else { MAX_BUTTON_CHARS }
    }

    fn at(&self) -> Place {
        of_word(if self.is_at() == Where::Floating { &self.spot } else { &self.place })
    }

    /// The request, or what is wrong.
    pub(crate) fn check(&self) -> Result<Cta, Problems> {
        let mut reader = Reader::default();
        let name = reader.read::<DisplayName>("name", &self.name, text::problem_name());
        let target = entry_of(&self.target);
        if target.is_none() {
            reader.blame("target", text::choose_target());
        }
        let text = self.text.check(&mut reader, "text", self.most_chars());
        if text.is_empty() {
            reader.blame("text", text::problem_missing());
        }
        let handle = reader.read::<Handle>("handle", &self.handle, text::problem_handle());
        let show = self.read_show(&mut reader);
        let made = name.zip(handle).zip(target.zip(show)).map(|((name, handle), (target, show))| Cta {
            name,
            handle,
            target,
            text,
            icon: of_word(&self.icon),
            style: of_word(&self.style),
            place: self.at(),
            on: self.on,
            show,
        });
        reader.done(made)
    }

    fn read_show(&self, reader: &mut Reader) -> Option<Show> {
        let pages = patterns(reader, "show.pages", &self.pages);
        let not_pages = patterns(reader, "show.not_pages", &self.not_pages);
        if let Some(both) = pages.iter().flatten().find(|page| not_pages.iter().flatten().any(|not| not == *page)) {
            reader.blame("show.not_pages", text::problem_in_both(both.as_str()));
        }
        let after_s = self.after_s.trim().parse().ok().filter(|after| *after <= MAX_AFTER_S);
        if after_s.is_none() {
            reader.blame("show.after_s", text::problem_after(MAX_AFTER_S.into()));
        }
        let scroll_percent = self.scroll_percent.trim().parse().ok().filter(|percent| *percent <= 100);
        if scroll_percent.is_none() {
            reader.blame("show.scroll_percent", text::problem_percent());
        }
        let (again, device) = (of_word(&self.again), of_word(&self.device));
        Some(Show {
            pages: pages?,
            not_pages: not_pages?,
            after_s: after_s?,
            scroll_percent: scroll_percent?,
            again,
            device,
        })
    }

    /// Whether it would be on the page at an address, or a path, by its patterns.
    pub(crate) fn at_address(&self, typed: &str) -> Trial {
        let typed = typed.trim();
        let address = match typed.chars().next() {
            None => return Trial::Nothing,
            Some('/') => format!("https://site.invalid{typed}"),
            Some(_) if typed.starts_with("https://") || typed.starts_with("http://") => typed.to_owned(),
            Some(_) => format!("https://{typed}"),
        };
        let mut reader = Reader::default();
        let pages = patterns(&mut reader, "", &self.pages).unwrap_or_default();
        let not_pages = patterns(&mut reader, "", &self.not_pages).unwrap_or_default();
        if let Some(not) = not_pages.iter().find(|page| page.fits(&address)) {
            return Trial::Excepted(not.as_str().to_owned());
        }
        if pages.is_empty() || pages.iter().any(|page| page.fits(&address)) { Trial::Shown } else { Trial::Unlisted }
    }

    /// As somebody sees it who reads `language`, whatever isn't filled in yet; none while it says nothing, or too much.
    pub(crate) fn as_seen(&self, language: &str, languages: &[LanguageTag], anybody: Option<Entry>) -> Option<Cta> {
        let text = self.text.check(&mut Reader::default(), "text", self.most_chars());
        let text = read_in(language, languages, &text);
        let handle = Handle::try_from("preview".to_owned()).ok()?;
        let name = DisplayName::try_from("Preview".to_owned()).ok()?;
        (!text.is_empty()).then_some(Cta {
            name,
            handle,
            target: entry_of(&self.target).or(anybody)?,
            text,
            icon: of_word(&self.icon),
            style: of_word(&self.style),
            place: self.at(),
            on: true,
            show: Show::default(),
        })
    }
}

/// What becomes of an address that is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trial {
    /// None was typed.
    Nothing,
    /// It is shown there.
    Shown,
    /// No pattern fits.
    Unlisted,
    /// This exception fits.
    Excepted(String),
}

/// A pattern for each line that isn't empty.
fn patterns(reader: &mut Reader, field: &'static str, lines: &str) -> Option<Vec<PagePattern>> {
    let mut found = Vec::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let Ok(pattern) = PagePattern::try_from(line.to_owned()) else {
            reader.blame(field, text::problem_pattern(line));
            return None;
        };
        found.push(pattern);
    }
    if found.len() > MAX_PATTERNS {
        reader.blame(field, text::problem_too_many(u32::try_from(MAX_PATTERNS).unwrap_or(u32::MAX)));
        return None;
    }
    Some(found)
}

#[cfg(test)]
mod tests;
