//! Rows of how far entries came on their way to the visitor's social account.

use serde::Deserialize;
use shared::{
    channel::{DeliveryCard, DeliveryState},
    value::{Seq, Timestamp},
};
use worker::Result;

use super::RoomStore;
use crate::store::{row, rows};

#[derive(Deserialize)]
struct DeliveryRow {
    seq: u32,
    state: DeliveryState,
    at_ms: Timestamp,
    problem: Option<String>,
    steps: Option<String>,
}

impl DeliveryRow {
    fn read(self) -> Result<DeliveryCard> {
        let Self { seq, state, at_ms, problem, steps } = self;
        let problem = problem.as_deref().map(serde_json::from_str).transpose()?;
        let steps = steps.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default();
        Ok(DeliveryCard { seq: Seq(seq), state, at_ms, problem, steps })
    }
}

impl RoomStore {
    /// How far an entry came; none if it goes nowhere.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn delivery(&self, seq: Seq) -> Result<Option<DeliveryCard>> {
        let query = "SELECT seq, state, at_ms, problem, steps FROM delivery WHERE seq = ?";
        let found: Option<DeliveryRow> = row(&self.sql, query, vec![i64::from(seq.0).into()])?;
        found.map(DeliveryRow::read).transpose()
    }

    /// The same of entries from one to another.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn deliveries(&self, first: Seq, last: Seq) -> Result<Vec<DeliveryCard>> {
        let query =
            "SELECT seq, state, at_ms, problem, steps FROM delivery WHERE seq BETWEEN ? AND ? ORDER BY seq LIMIT 1000";
        let found: Vec<DeliveryRow> =
            rows(&self.sql, query, vec![i64::from(first.0).into(), i64::from(last.0).into()])?;
        found.into_iter().map(DeliveryRow::read).collect()
    }

    /// Notes how far one came.
    ///
    /// # Errors
    /// That of the database.
    pub(crate) fn deliver(&self, card: &DeliveryCard) -> Result<()> {
        let DeliveryCard { seq, state, at_ms, problem, steps } = card;
        let state = serde_json::to_value(state)?.as_str().unwrap_or_default().to_owned();
        let problem = problem.as_ref().map(serde_json::to_string).transpose()?;
        self.change(
            "INSERT OR REPLACE INTO delivery (seq, state, at_ms, problem, steps) VALUES (?, ?, ?, ?, ?)",
            vec![
                i64::from(seq.0).into(),
                state.into(),
                at_ms.as_ms().into(),
                problem.into(),
                serde_json::to_string(steps)?.into(),
            ],
        )
    }
}
