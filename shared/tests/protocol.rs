//! The public page of the protocol says what the code does: every example on it is read with our own types and written
//! again without a difference, and every frame has one. So these are the snapshots of the wire too: a change that
//! breaks old clients shows up here.

use std::collections::BTreeSet;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use shared::{
    api::{
        ErrorAnswer, FileAddress, FileUpload, IceServers, MailTranscript, RaiseEnquiry, StartFile, TakeOver,
        TransferEnquiry, VisitorToken,
    },
    card::{TransferCard, VisitorEnquiry},
    file::MAX_FILE_BYTES,
    overview::OverviewFrame,
    pace,
    preview::LinkPreview,
    privacy::{block::BlockVisitor, erase::Erasure},
    rating::RateEnquiry,
    room::{IDLE_CLOSE_MS, MAX_ENTRIES, MAX_FORMS},
    search::Search,
    space::MakeSpace,
    value::MessageBody,
    wire::{
        CallClientFrame, CallServerFrame, DeskClientFrame, DeskServerFrame, HISTORY_PAGE, LogEntry,
        MAX_CLIENT_FRAME_BYTES, MAX_RESUME, PING_EVERY_MS, PROTOCOL, RoomClientFrame, RoomServerFrame, SUBPROTOCOL,
        close,
    },
};

const PAGE: &str = include_str!("../../docs/protocol.md");

/// The examples, each with the name of its type.
fn examples() -> Vec<(&'static str, &'static str)> {
    let blocks = PAGE.split("```json ").skip(1);
    blocks
        .map(|block| {
            let (name, rest) = block.split_once('\n').expect("a block has lines");
            (name, rest.split("```").next().expect("a block has an end").trim())
        })
        .collect()
}

fn reads<T: Serialize + DeserializeOwned>(text: &str) {
    let value: T = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let written = serde_json::to_value(&value).expect("it is JSON");
    let shown: Value = serde_json::from_str(text).expect("it is JSON");
    assert_eq!(written, shown, "{text}");
}

#[test]
fn every_example_is_what_the_types_say() {
    for (name, text) in examples() {
        match name {
            "IceServers" => reads::<IceServers>(text),
            "VisitorToken" => reads::<VisitorToken>(text),
            "RaiseEnquiry" => reads::<RaiseEnquiry>(text),
            "MailTranscript" => reads::<MailTranscript>(text),
            "RateEnquiry" => reads::<RateEnquiry>(text),
            "Search" => reads::<Search>(text),
            "BlockVisitor" => reads::<BlockVisitor>(text),
            "Erasure" => reads::<Erasure>(text),
            "TransferEnquiry" => reads::<TransferEnquiry>(text),
            "MakeSpace" => reads::<MakeSpace>(text),
            "TakeOver" => reads::<TakeOver>(text),
            "OverviewFrame" => reads::<OverviewFrame>(text),
            "TransferCard" => reads::<TransferCard>(text),
            "VisitorEnquiry" => reads::<VisitorEnquiry>(text),
            "ErrorAnswer" => reads::<ErrorAnswer>(text),
            "StartFile" => reads::<StartFile>(text),
            "FileUpload" => reads::<FileUpload>(text),
            "FileAddress" => reads::<FileAddress>(text),
            "LinkPreview" => reads::<LinkPreview>(text),
            "LogEntry" => reads::<LogEntry>(text),
            "RoomClientFrame" => reads::<RoomClientFrame>(text),
            "RoomServerFrame" => reads::<RoomServerFrame>(text),
            "CallClientFrame" => reads::<CallClientFrame>(text),
            "CallServerFrame" => reads::<CallServerFrame>(text),
            "DeskClientFrame" => reads::<DeskClientFrame>(text),
            "DeskServerFrame" => reads::<DeskServerFrame>(text),
            other => panic!("no such type: {other}"),
        }
    }
}

/// What there is of a type, as the description of the HTTP interface lists it. (A test of `api::openapi` holds that to
/// the code.) `unknown` is how our own readers see what they don't know.
fn known(name: &str, tag: &str) -> BTreeSet<String> {
    let document: Value = serde_json::from_str(include_str!("../../edge/src/openapi.json")).expect("it is JSON");
    let variants = document["components"]["schemas"][name]["oneOf"].as_array().expect("it has variants");
    let names = variants.iter().map(|variant| variant["properties"][tag]["const"].as_str().expect("it has a name"));
    names.filter(|name| *name != "unknown").map(str::to_owned).collect()
}

fn shown(name: &str) -> BTreeSet<String> {
    let of = |text: &str| {
        let value: Value = serde_json::from_str(text).expect("it is JSON");
        value["type"].as_str().expect("frames have a type").to_owned()
    };
    examples().into_iter().filter(|(of, _)| *of == name).map(|(_, text)| of(text)).collect()
}

#[test]
fn every_frame_is_shown() {
    for name in [
        "RoomClientFrame",
        "RoomServerFrame",
        "CallClientFrame",
        "CallServerFrame",
        "DeskClientFrame",
        "DeskServerFrame",
        "OverviewFrame",
    ] {
        assert_eq!(shown(name), known(name, "type"), "{name}");
    }
}

#[test]
fn every_kind_of_entry_is_in_the_table() {
    for kind in known("LogEntry", "kind") {
        assert!(PAGE.contains(&format!("\n| `{kind}` |")), "{kind}");
    }
}

#[test]
fn the_limits_on_the_page_are_those_in_force() {
    let says = |words: String| assert!(PAGE.contains(&words), "the page doesn't say: {words}");
    says(format!("The version of the protocol is **{}**", PROTOCOL.0));
    says(format!("Offer the subprotocol `{SUBPROTOCOL}`"));
    says(format!("send `ping` every {} seconds", PING_EVERY_MS / 1_000));
    says(format!("1 to {} characters", thousands(MessageBody::MAX_CHARS)));
    says(format!("at most {HISTORY_PAGE}; more come"));
    says(format!("more than {} entries", thousands(MAX_RESUME as usize)));
    says(format!(
        "| Frame | {} KiB; the socket is ended from {} KiB",
        MAX_CLIENT_FRAME_BYTES / 1_024,
        MAX_CLIENT_FRAME_BYTES * 8 / 1_024
    ));
    says(format!("all kinds up to 100 MB ({} bytes)", thousands(MAX_FILE_BYTES as usize)));
    says(format!("nothing said for {} hours", IDLE_CLOSE_MS / 3_600_000));
    says(format!("| Entries in one room | {}", thousands(MAX_ENTRIES as usize)));
    says(format!("| Offline forms in one room | {MAX_FORMS}"));
    let paces = [
        ("Frames of one person", pace::FRAMES, 1),
        ("Frames of one socket", pace::FRAMES, 1),
        ("Messages of one person", pace::MESSAGES, 1),
        ("Sockets opened, `hello` and `history`", pace::LOOKS, 1),
        ("Refused frames", pace::REFUSED, 2),
    ];
    for (what, limit, tables) in paces {
        let words = format!("| {what} | {} at once, then {} a second", limit.burst, 1_000 / limit.every_ms);
        assert_eq!(PAGE.matches(&words).count(), tables, "in the tables of room and desk: {words}");
    }
    let codes = [
        close::TOO_OLD,
        close::UNAUTHENTICATED,
        close::FORBIDDEN,
        close::NOT_FOUND,
        close::SEAT_ENDED,
        close::TOO_FAST,
    ];
    for code in codes {
        says(format!("\n| {code} |"));
    }
}

fn thousands(number: usize) -> String {
    match number {
        0..1_000 => number.to_string(),
        _ => format!("{},{:03}", thousands(number / 1_000), number % 1_000),
    }
}
