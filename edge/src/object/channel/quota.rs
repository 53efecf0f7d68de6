//! How much of the month's messages an account used, where its messaging service counts: told to staff before they write.

use std::{rc::Rc, time::Duration};

use futures_util::future::join;
use shared::{
    channel::{Open, Quota},
    value::Timestamp,
};

use super::Inner;
use crate::{clock, error::EdgeError};

/// For so long what was told is taken to hold: others send by the account, too.
const KEEP_MS: i64 = 5 * 60_000;

/// What we sent ourselves is counted at once, and after so long the service has counted it as well.
const COUNTED_MS: i64 = 60_000;

/// Whoever opens a room doesn't wait longer for it.
const PATIENCE: Duration = Duration::from_secs(2);

/// What was told, and until when it holds.
#[derive(Clone, Copy)]
pub(super) struct Told {
    quota: Quota,
    until: Timestamp,
}

impl Inner {
    /// What is used, where the next message or the one after it would count; as it was known last, if nobody answers in time.
    pub(super) async fn quota_before(self: &Rc<Self>, open: Open) -> Option<Quota> {
        if !matches!(open, Open::FreeReply | Open::Quota) {
            return None;
        }
        let known = self.quota.get();
        if let Some(told) = known.filter(|told| clock::now() < told.until) {
            return Some(told.quota);
        }
        let asked = clock::within(PATIENCE, self.ask_quota()).await;
        let told = asked.and_then(|asked| {
            asked.unwrap_or_else(|error| {
                error.log("The quota of a social account");
                None
            })
        });
        told.or(known.map(|told| told.quota))
    }

    async fn ask_quota(&self) -> Result<Option<Quota>, EdgeError> {
        let (kept, adapter) = self.known()?;
        let Ok(token) = self.token(None).await? else { return Ok(None) };
        let requests = self.with_account(&kept, |account| adapter.quota(account, &token))?;
        let Some([may, sent]) = requests else { return Ok(None) };
        let pace = adapter.facts().abilities.pace.per_second;
        let (may, sent) = join(self.call(pace, &may, None), self.call(pace, &sent, None)).await;
        let (Some(may), Some(sent)) = (may?, sent?) else { return Ok(None) };
        let quota = may.read(|may| sent.read(|sent| adapter.read_quota(may, sent)));
        self.quota.set(quota.map(|quota| Told { quota, until: clock::now().plus_ms(KEEP_MS) }));
        Ok(quota)
    }

    /// A message went out that counts.
    pub(super) fn count_sent(&self) {
        let counted = |Told { quota, .. }: Told| Told {
            quota: Quota { used: quota.used.saturating_add(1), ..quota },
            until: clock::now().plus_ms(COUNTED_MS),
        };
        self.quota.set(self.quota.get().map(counted));
    }

    /// What is used is another thing than was told.
    pub(super) fn forget_quota(&self) {
        self.quota.set(None);
    }
}
