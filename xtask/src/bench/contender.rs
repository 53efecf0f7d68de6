//! Who is measured.

use anyhow::{Result, bail};
use serde_json::{Value, json};

use super::{
    Bench, ours,
    server::{Server, WorkerCode},
};

/// A room of somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Contender {
    /// Ours, as `cargo xtask build` makes it, by the way that browsers take: through the router.
    Ours,
    /// A plain JavaScript object with a row a message. The bar.
    Rows,
    /// One that stores nothing.
    Memory,
    /// [`Contender::Rows`] with one turn for all that waits. Only on request: it shows where our speed comes from.
    Batching,
    /// Node with `ws`.
    Ws,
}

impl Contender {
    /// Who takes part unless the command line says otherwise.
    pub(crate) const USUAL: [Self; 4] = [Self::Ours, Self::Rows, Self::Memory, Self::Ws];

    const ALL: [Self; 5] = [Self::Ours, Self::Rows, Self::Memory, Self::Batching, Self::Ws];

    /// For the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Rows => "rows",
            Self::Memory => "memory",
            Self::Batching => "batching",
            Self::Ws => "ws",
        }
    }

    /// For people.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Ours => "our Room",
            Self::Rows => "plain object, a row a message",
            Self::Memory => "plain object, nothing stored",
            Self::Batching => "plain object, rows in batches",
            Self::Ws => "ws in Node, nothing stored",
        }
    }

    /// Reads `ours,rows`.
    ///
    /// # Errors
    /// When one is not known.
    pub(crate) fn list(names: &str) -> Result<Vec<Self>> {
        let known = Self::ALL.map(Self::name).join(", ");
        let find = |name: &str| match Self::ALL.into_iter().find(|contender| contender.name() == name) {
            Some(contender) => Ok(contender),
            None => bail!("there is no `{name}` to measure, only {known}"),
        };
        names.split(',').map(find).collect()
    }

    /// Starts its server, with an empty state.
    ///
    /// # Errors
    /// When it doesn't start.
    pub(crate) fn start(self, bench: &Bench) -> Result<Server> {
        let peers = bench.project.path("tests/bench/peers");
        let peer = |main: &'static str| WorkerCode {
            modules: vec![(main, peers.join(main)), ("room.js", peers.join("room.js"))],
            classes: &["Room"],
            texts: Vec::new(),
        };
        match self {
            Self::Ours => Server::workerd(bench, &ours::code(bench.project)),
            Self::Rows => Server::workerd(bench, &peer("rows.js")),
            Self::Memory => Server::workerd(bench, &peer("memory.js")),
            Self::Batching => Server::workerd(bench, &peer("batching.js")),
            Self::Ws => Server::node(bench, &peers.join("ws.js")),
        }
    }

    /// The sockets of `rooms` new rooms, for the load generator. Half of a room's are the visitor's.
    ///
    /// # Errors
    /// When a room can't be made.
    pub(crate) fn members(self, server: &Server, rooms: usize, members: usize) -> Result<Vec<Value>> {
        if self == Self::Ours {
            return ours::members(server, rooms, members);
        }
        let shape = format!("{rooms}x{members}");
        let member = |room: usize, member: usize| {
            let side = if member.is_multiple_of(2) { "visitor" } else { "staff" };
            json!({ "room": room, "path": format!("/room/{shape}-{room}/socket?side={side}"), "headers": [] })
        };
        Ok((0..rooms).flat_map(|room| (0..members).map(move |at| member(room, at))).collect())
    }
}
