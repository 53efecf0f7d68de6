//! The account's settings: what its owner filled in, and whether its messaging service takes it.

use std::{collections::BTreeMap, rc::Rc};

use channel::{account::Words, delivery::told, problem::Class};
use serde::{Deserialize, Serialize};
use shared::{
    api::{ChannelCheck, MAX_FIELD_CHARS},
    channel::{DeliveryProblem, DeliveryState, Remedy},
    id::EnquiryId,
    setup::Problem,
    value::ShortText,
};
use worker::Response;

use super::{Inner, done, send::silence};
use crate::{
    answer, clock,
    error::EdgeError,
    store::{self, channel as rows},
};

/// The code of secrets that can't be opened; the console shows its words alone.
const SEALED: &str = "sealed";

/// What is said of them.
const LOST: Words = Words {
    en: "The deployment's secret has changed since, so the secrets of this account can't be read any more. Enter them again and save.",
    zh_hant: "部署的密鑰已變更，因此無法再讀取此帳號的密鑰與權杖。請重新輸入並儲存。",
    zh_hans: "部署的密钥已变更，因此无法再读取此账户的密钥与口令。请重新输入并保存。",
    ja: "デプロイの秘密鍵が変わったため、このアカウントの秘密情報を読み取れません。もう一度入力して保存してください。",
};

/// The last of all checks, and what to do where it fails.
const CALLED: Words = Words {
    en: "The service has called the webhook",
    zh_hant: "服務已呼叫 Webhook",
    zh_hans: "服务已调用 Webhook",
    ja: "サービスから Webhook が呼び出された",
};
const CALL_US: Words = Words {
    en: "Paste the webhook address at the service, then send the account a message and check again.",
    zh_hant: "請在該服務貼上 Webhook 網址，再傳送一則訊息給此帳號，然後重新檢查。",
    zh_hans: "请在该服务粘贴 Webhook 网址，再给此账户发送一条消息，然后重新检查。",
    ja: "サービス側に Webhook の URL を貼り付け、アカウントにメッセージを送ってから、もう一度確認してください。",
};

/// What secrets were opened from, and they.
pub(super) type Opened = (String, Rc<BTreeMap<String, String>>);

/// What the Desk sets, at an owner's wish.
#[derive(Serialize, Deserialize)]
pub(crate) struct SetAccount {
    pub(crate) kind: String,
    pub(crate) on: bool,
    pub(crate) language: String,
    pub(crate) origin: String,
    pub(crate) fields: BTreeMap<String, String>,
}

/// What is set, for the Desk to show.
#[derive(Serialize, Deserialize)]
pub(crate) struct WasSet {
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) secrets: Vec<String>,
    /// What was made up just now.
    #[serde(default)]
    pub(crate) made: BTreeMap<String, String>,
    pub(crate) problem: Option<DeliveryProblem>,
}

/// What the Desk asks about the account.
#[derive(Serialize, Deserialize)]
pub(crate) struct ChecksAsked {
    pub(crate) language: String,
    pub(crate) webhook: String,
}

/// What a room asks the account to send again.
#[derive(Serialize, Deserialize)]
pub(crate) struct OfRoom {
    pub(crate) enquiry: EnquiryId,
}

/// Calls that are proved by the secrets from before are heard for so long after these were changed here: at the messaging service
/// they are changed a little earlier or later.
const FORMER_MS: i64 = 24 * 60 * 60_000;

/// Characters of what we make up: fits every messaging service's rules for its tokens.
const MADE_CHARS: usize = 32;

impl Inner {
    /// Keeps what was filled in. Sets nothing if anything of it is wrong.
    pub(super) fn set(self: &Rc<Self>, body: &str) -> Result<Response, EdgeError> {
        let SetAccount { kind, on, language, origin, fields } = serde_json::from_str(body)?;
        let adapter = channel::adapter(&kind).ok_or_else(|| wrong("kind", "There is no such messaging service."))?;
        let there = store::exists(&self.storage.sql()).map_err(EdgeError::Storage)?;
        let before = if there {
            self.prepare()?;
            rows::account(&self.storage.sql()).map_err(EdgeError::Storage)?
        } else {
            None
        };
        if before.as_ref().is_some_and(|before| before.kind != kind) {
            return Err(wrong("kind", "An account stays with its messaging service. Make another one."));
        }
        let mut open = before.as_ref().map(|before| before.fields.clone()).unwrap_or_default();
        // What can't be opened any more is filled in anew.
        let former = before.as_ref().and_then(|before| self.secrets(before).ok());
        let mut secrets = former.as_deref().cloned().unwrap_or_default();
        let mut made = BTreeMap::new();
        for field in adapter.facts().fields {
            let place = if field.secret { &mut secrets } else { &mut open };
            let given = fields.get(field.name).map(|text| text.trim().to_owned());
            if field.made {
                if !place.contains_key(field.name) || given.as_deref() == Some("") {
                    let text = random_word();
                    made.insert(field.name.to_owned(), text.clone());
                    place.insert(field.name.to_owned(), text);
                }
                continue;
            }
            let at = format!("fields.{}", field.name);
            match given {
                Some(text) if text.is_empty() && field.optional => drop(place.remove(field.name)),
                Some(text) if text.is_empty() => return Err(wrong(&at, "This is needed.")),
                Some(text) if text.chars().count() > MAX_FIELD_CHARS || !(field.accepts)(&text) => {
                    return Err(wrong(&at, "This doesn't look like one. Copy it again, without spaces."));
                }
                Some(text) => drop(place.insert(field.name.to_owned(), text)),
                None if !field.optional && !place.contains_key(field.name) => {
                    return Err(wrong(&at, "This is needed."));
                }
                None => {}
            }
        }
        let is_new = before.as_ref().is_none_or(|before| before.fields != open) || former.as_deref() != Some(&secrets);
        let sealed =
            self.seal(&serde_json::to_string(&secrets).map_err(|_| EdgeError::Broken("secrets have no JSON form"))?)?;
        let since = before.as_ref().map_or_else(clock::now, |before| before.since);
        let heard_at = before.as_ref().and_then(|before| before.heard_at);
        let is_changed = former.as_deref().is_some_and(|former| *former != secrets);
        let of_before = |before: &rows::Kept| {
            let until = clock::now().plus_ms(FORMER_MS);
            if is_changed { Some((before.sealed.clone(), until)) } else { before.former.clone() }
        };
        let former = before.as_ref().and_then(of_before);
        let (problem, token) =
            before.filter(|_| !is_new).map(|before| (before.problem, before.token)).unwrap_or_default();
        let kept =
            rows::Kept { kind, on, since, language, origin, fields: open, sealed, problem, token, former, heard_at };
        self.prepare()?;
        self.note(|| Ok(rows::keep(&self.storage.sql(), &kept)?))?;
        self.forms.take();
        self.forget_quota();
        self.carry_on();
        self.arm().map_err(EdgeError::Storage)?;
        let secrets = secrets.into_keys().collect();
        answer::json(&WasSet { fields: kept.fields, secrets, made, problem: kept.problem })
    }

    /// What is set, without secrets.
    pub(super) fn show(&self) -> Result<Response, EdgeError> {
        let (kept, _) = self.known()?;
        let problem = self.trouble(&kept);
        let secrets = self.secrets(&kept).unwrap_or_default().keys().cloned().collect();
        answer::json(&WasSet { fields: kept.fields, secrets, made: BTreeMap::new(), problem })
    }

    /// The secrets of an account; each webhook and each call needs them a few times.
    ///
    /// # Errors
    /// When the deployment's own secret is another one by now.
    pub(super) fn secrets(&self, kept: &rows::Kept) -> Result<Rc<BTreeMap<String, String>>, EdgeError> {
        if let Some((sealed, secrets)) = &*self.opened.borrow()
            && *sealed == kept.sealed
        {
            return Ok(secrets.clone());
        }
        let text = self.open(&kept.sealed)?;
        let secrets =
            serde_json::from_str(&text).map_err(|_| EdgeError::Broken("sealed secrets have another shape"))?;
        let secrets: Rc<BTreeMap<String, String>> = Rc::new(secrets);
        self.opened.replace(Some((kept.sealed.clone(), secrets.clone())));
        Ok(secrets)
    }

    /// Looks whether the messaging service takes the account, step by step, until one fails.
    pub(super) async fn check(self: &Rc<Self>, body: &str) -> Result<Response, EdgeError> {
        let ChecksAsked { language, webhook } = serde_json::from_str(body)?;
        let (used, adapter) = self.known()?;
        let mut checks: Vec<ChannelCheck> = Vec::new();
        let mut failed = None;
        for check in adapter.facts().checks {
            let label = word(&check.label, &language).to_owned();
            if failed.is_some() {
                checks.push(ChannelCheck { label, ok: None, note: None, remedy: None, problem: None });
                continue;
            }
            let found = self.look_at(check.name, &webhook, &language).await?;
            let note = |text: Option<String>| text.and_then(|text| ShortText::try_from(text).ok());
            checks.push(match found {
                Ok(text) => ChannelCheck { label, ok: Some(true), note: note(text), remedy: None, problem: None },
                Err(problem) => {
                    let problem = told(&problem);
                    failed = Some(problem.clone());
                    let remedy = Some(word(&check.remedy, &language).to_owned());
                    ChannelCheck { label, ok: Some(false), note: None, remedy, problem: Some(problem) }
                }
            });
        }
        let is_left_out = failed.is_some();
        self.note(|| {
            let sql = self.storage.sql();
            // What was filled in meanwhile may be right.
            if let Some(kept) = rows::account(&sql)?.filter(|kept| kept.sealed == used.sealed) {
                // That secrets can't be opened is seen each time: they may be again.
                let stays = |it: &DeliveryProblem| it.remedy == Remedy::AskOwner && it.code.as_str() != SEALED;
                let problem = failed.filter(stays);
                rows::keep(&sql, &rows::Kept { problem, ..kept })?;
            }
            Ok(())
        })?;
        if adapter.facts().calls_unseen {
            let heard_at = rows::account(&self.storage.sql())?.and_then(|kept| kept.heard_at);
            checks.push(heard(heard_at.is_some(), is_left_out, &language));
        }
        answer::json(&checks)
    }

    async fn look_at(
        &self,
        check: &str,
        webhook: &str,
        language: &str,
    ) -> Result<Result<Option<String>, channel::problem::Problem>, EdgeError> {
        let (kept, adapter) = self.known()?;
        if self.secrets(&kept).is_err() {
            return Ok(Err(channel::problem::Problem::new(Class::Credentials, SEALED, word(&LOST, language))));
        }
        // The checks that need one say what is wrong; others are to be seen all the same.
        let token = self.token(None).await?.unwrap_or_default();
        let request = self.with_account(&kept, |account| adapter.check(account, &token, check, webhook))?;
        let Some(answered) = self.call(adapter.facts().abilities.pace.per_second, &request, None).await? else {
            return Ok(Err(silence()));
        };
        self.with_account(&kept, |account| answered.read(|response| adapter.read_check(account, check, response)))
    }

    /// Disconnects the account: rooms hear of what is brought to nobody any more, and nothing else is kept.
    pub(super) fn remove(self: &Rc<Self>) -> Result<Response, EdgeError> {
        let sql = self.storage.sql();
        self.note(|| {
            for (enquiry, seq) in rows::delivery::waiting(&sql)? {
                self.tell(enquiry, seq, (DeliveryState::Failed, None), Some(off()?))?;
            }
            Ok(rows::clear(&sql)?)
        })?;
        self.outbox.send(&self.state);
        done(self)
    }

    /// Leaves nothing behind, once rooms have heard all that they are to hear. Whether it is so far.
    pub(super) async fn is_gone(&self) -> Result<bool, EdgeError> {
        if rows::account(&self.storage.sql())?.is_some() || self.outbox.next_at()?.is_some() {
            return Ok(false);
        }
        self.storage.delete_all().await.map_err(EdgeError::Storage)?;
        self.ready.set(false);
        Ok(true)
    }

    /// Forgets a person: they are erased.
    pub(super) fn forget(self: &Rc<Self>, body: &str) -> Result<Response, EdgeError> {
        let OfVisitor { visitor } = serde_json::from_str(body)?;
        let sql = self.storage.sql();
        self.note(|| {
            if let Some(known) = rows::person::of_visitor(&sql, visitor)? {
                rows::person::forget(&sql, &known.id)?;
            }
            Ok(())
        })?;
        done(self)
    }

    /// Forgets what is known of enquiries: they are erased.
    pub(super) fn forget_rooms(self: &Rc<Self>, body: &str) -> Result<Response, EdgeError> {
        let OfRooms { enquiries } = serde_json::from_str(body)?;
        self.note(|| Ok(rows::old::forget_rooms(&self.storage.sql(), &enquiries)?))?;
        done(self)
    }

    /// Why nothing is sent now, if it isn't.
    pub(super) fn paused(&self, kept: &rows::Kept) -> Option<DeliveryProblem> {
        self.trouble(kept).or_else(|| if kept.on { None } else { off().ok() })
    }

    /// What the owner has to see to.
    fn trouble(&self, kept: &rows::Kept) -> Option<DeliveryProblem> {
        let lost = || {
            let problem = channel::problem::Problem::new(Class::Credentials, SEALED, word(&LOST, &kept.language));
            self.secrets(kept).is_err().then(|| told(&problem))
        };
        lost().or_else(|| kept.problem.clone())
    }

    /// The messaging service refuses the account: nothing more is tried until its owner has seen to it.
    pub(super) fn note_problem(&self, used: &rows::Kept, problem: &DeliveryProblem) -> Result<(), EdgeError> {
        let sql = self.storage.sql();
        // What was filled in meanwhile may be right.
        match rows::account(&sql)?.filter(|kept| kept.sealed == used.sealed) {
            Some(kept) => Ok(rows::keep(&sql, &rows::Kept { problem: Some(problem.clone()), ..kept })?),
            None => Ok(()),
        }
    }
}

/// Whether the messaging service ever called. Nothing waits for it: an account that is new was called by nobody yet.
fn heard(has_called: bool, is_left_out: bool, language: &str) -> ChannelCheck {
    let ok = if is_left_out { None } else { Some(has_called) };
    let remedy = (ok == Some(false)).then(|| word(&CALL_US, language).to_owned());
    ChannelCheck { label: word(&CALLED, language).to_owned(), ok, note: None, remedy, problem: None }
}

/// Whom the Desk wants forgotten.
#[derive(Serialize, Deserialize)]
pub(crate) struct OfVisitor {
    pub(crate) visitor: shared::id::VisitorId,
}

/// Which enquiries it wants forgotten.
#[derive(Serialize, Deserialize)]
pub(crate) struct OfRooms {
    pub(crate) enquiries: Vec<EnquiryId>,
}

/// A text in the reader's language.
pub(crate) fn word(words: &Words, language: &str) -> &'static str {
    match language.to_ascii_lowercase().as_str() {
        "ja" => words.ja,
        text if text.starts_with("ja-") => words.ja,
        "zh-hant" | "zh-tw" | "zh-hk" | "zh-mo" => words.zh_hant,
        text if text.starts_with("zh-hant") => words.zh_hant,
        text if text.starts_with("zh") => words.zh_hans,
        _ => words.en,
    }
}

/// That the account is switched off, or disconnected.
///
/// # Errors
/// Never: a word is a short text.
pub(super) fn off() -> Result<DeliveryProblem, EdgeError> {
    let code = ShortText::try_from("off").map_err(|_| EdgeError::Broken("a word is no short text"))?;
    Ok(DeliveryProblem { remedy: Remedy::AskOwner, code, words: None })
}

fn wrong(field: &str, words: &str) -> EdgeError {
    Problem::at(field, words).into()
}

/// Letters and digits that nobody can guess.
fn random_word() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnopqrstuvwxyz2345678";
    let bytes: [u8; MADE_CHARS] = clock::random();
    bytes.iter().filter_map(|byte| LETTERS.get(usize::from(byte % 32))).map(|byte| char::from(*byte)).collect()
}
