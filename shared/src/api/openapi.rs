//! The OpenAPI document, made from the table of routes and the types of requests and answers, so that it can't say
//! anything else than the code does. Run on a developer's machine only; the worker serves the file that it wrote.

use std::collections::BTreeMap;

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::{
    AcceptInvitation, AnsweredEnquiry, BecameVisitor, ChangeList, ChangePassword, ChangePhoto, ChannelAccount,
    ChannelCheck, ChannelKind, ChannelMade, ContactList, ContactPage, CtaSeen, Directory, Draft, EnquiryDetails,
    EnquiryList, EntryList, ErrorAnswer, ErrorCode, FileAddress, FileUpload, Guide, IceServers, IdentityProof,
    IdentitySecret, IdentityState, Imported, Invitation, InvitationMade, Invite, LinkCounts, MailTranscript, Me,
    MergeWith, NoteContact, Pin, PushState, PushSubscription, PushTest, QuickLink, QuietState, RaiseEnquiry, Reorder,
    RoomState, RotateIdentity, RoutingTrial, Saved, SayMessage, SeenCtas, SeenMentions, SendTemplate, ServiceMade,
    ServiceSettings, Session, SetUp, SignIn, StaffSettings, StaffUpdate, StartFile, StoredFiles, TagWithDestinations,
    TakeOver, TransferEnquiry, TrialOutcome, Update, UploadedPicture, VisitorEnquiries, VisitorPush,
    VisitorSubscription, WriteChannel, WriteContact,
    route::{Caller, Operation, Parameter, ROUTES, Route},
};
use crate::{
    audit::AuditList,
    canned::{Canned, CannedWords},
    card::{Role, VisitorEnquiry},
    channel::{ChannelView, template::Template},
    hook::{DeliveryList, Hook, HookDelivery, HookEvent, HookMade, HookSettings},
    install::{CheckInstall, InstallCheck},
    label::Label,
    mention::Mention,
    overview::OverviewFrame,
    permission::{ByToken, by_token},
    preview::LinkPreview,
    privacy::{
        block::{Block, BlockList, BlockVisitor},
        erase::{Erasure, ErasureList},
    },
    quiet::QuietHours,
    rating::RateEnquiry,
    reminder::{ChangeReminder, ReminderList, ReminderView, SetReminder},
    report::{Report, days::StaffReport},
    search::{Found, Search},
    setup::{
        Campaign, Export, Import, Link, appearance::Appearance, closing::Closing, contact_fields::ContactFields,
        cta::Cta, form::Form, keeping::Keeping, messages::Messages, schedule::ScheduleSettings,
    },
    space::{MakeSpace, MuteSpace, SpaceCard, SpaceMembership, SpaceView, SpaceWords},
    token::{MakeToken, Token, TokenMade},
    wire::{
        CallClientFrame, CallServerFrame, DeskClientFrame, DeskServerFrame, LogEntry, Mark, RoomClientFrame,
        RoomServerFrame,
    },
};

type SchemaOf = fn(&mut SchemaGenerator) -> schemars::Schema;

/// Every type that the table of routes names, by its name there.
#[expect(clippy::too_many_lines, reason = "every type, one after the other")]
fn bodies() -> BTreeMap<&'static str, SchemaOf> {
    macro_rules! bodies {
        ($($name:ty),+ $(,)?) => { BTreeMap::from([$((stringify!($name), of::<$name> as SchemaOf)),+]) };
    }
    bodies![
        AcceptInvitation,
        AnsweredEnquiry,
        BecameVisitor,
        AuditList,
        StoredFiles,
        Block,
        BlockList,
        BlockVisitor,
        Erasure,
        ErasureList,
        ChangeList,
        ChangePassword,
        ChangePhoto,
        CheckInstall,
        Campaign,
        Canned,
        CannedWords,
        ChannelAccount,
        ChannelCheck,
        ChannelKind,
        ChannelMade,
        ChannelView,
        ContactList,
        ContactPage,
        Cta,
        CtaSeen,
        DeliveryList,
        Directory,
        EnquiryDetails,
        EnquiryList,
        EntryList,
        Found,
        Search,
        ErrorAnswer,
        FileAddress,
        FileUpload,
        LogEntry,
        StartFile,
        Form,
        Label,
        Export,
        Guide,
        Hook,
        HookDelivery,
        HookEvent,
        HookMade,
        HookSettings,
        IceServers,
        IdentityProof,
        IdentitySecret,
        IdentityState,
        Import,
        Imported,
        InstallCheck,
        Invitation,
        InvitationMade,
        Invite,
        Link,
        LinkCounts,
        LogEntry,
        MailTranscript,
        MakeToken,
        Mark,
        MergeWith,
        Messages,
        NoteContact,
        ChangeReminder,
        ReminderList,
        ReminderView,
        SetReminder,
        Saved<Campaign>,
        Saved<Link>,
        Saved<ScheduleSettings>,
        Saved<Appearance>,
        Saved<Cta>,
        Saved<Messages>,
        Saved<Form>,
        Saved<Label>,
        Saved<Closing>,
        Saved<ContactFields>,
        Saved<Keeping>,
        Saved<ServiceSettings>,
        Saved<TagWithDestinations>,
        Me,
        PushState,
        PushSubscription,
        PushTest,
        QuietState,
        QuietHours,
        VisitorPush,
        VisitorSubscription,
        RaiseEnquiry,
        RateEnquiry,
        Report,
        StaffReport,
        Reorder,
        RoomState,
        RotateIdentity,
        RoutingTrial,
        SayMessage,
        ScheduleSettings,
        SeenCtas,
        ServiceMade,
        Session,
        SetUp,
        SignIn,
        StaffSettings,
        TagWithDestinations,
        Token,
        TokenMade,
        TakeOver,
        TransferEnquiry,
        TrialOutcome,
        Update<Campaign>,
        Update<Link>,
        Update<ScheduleSettings>,
        Update<Appearance>,
        Update<Cta>,
        Update<Messages>,
        Update<Form>,
        Update<Label>,
        Update<Closing>,
        Update<ContactFields>,
        Update<Keeping>,
        Update<ServiceSettings>,
        Update<StaffUpdate>,
        Update<TagWithDestinations>,
        Draft,
        Mention,
        Pin,
        LinkPreview,
        QuickLink,
        SeenMentions,
        MakeSpace,
        MuteSpace,
        SpaceCard,
        SendTemplate,
        SpaceMembership,
        SpaceView,
        SpaceWords,
        Template,
        UploadedPicture,
        VisitorEnquiries,
        VisitorEnquiry,
        WriteChannel,
        WriteContact,
        RoomClientFrame,
        RoomServerFrame,
        CallClientFrame,
        CallServerFrame,
        DeskClientFrame,
        DeskServerFrame,
        OverviewFrame,
    ]
}

/// What goes over sockets.
const FRAMES: [&str; 7] = [
    "RoomClientFrame",
    "RoomServerFrame",
    "CallClientFrame",
    "CallServerFrame",
    "DeskClientFrame",
    "DeskServerFrame",
    "OverviewFrame",
];

fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> schemars::Schema {
    generator.subschema_for::<T>()
}

/// The document, OpenAPI 3.1, as indented JSON.
///
/// # Panics
/// When the table of routes names a type that isn't listed here: a test calls this.
#[must_use]
pub fn document() -> String {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = "/components/schemas".into();
    let mut generator = settings.into_generator();
    let bodies = bodies();
    let mut schema = |name: &str| {
        let (name, list) = name.strip_prefix('[').map_or((name, false), |name| (name.trim_end_matches(']'), true));
        let of = bodies.get(name).unwrap_or_else(|| panic!("no schema for {name}"));
        let one = json!(of(&mut generator));
        if list { json!({ "type": "array", "items": one }) } else { one }
    };
    let mut paths: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for route in ROUTES {
        let operation = operation(route, &mut schema);
        paths.entry(route.path).or_default().insert(route.method.to_lowercase(), operation);
    }
    for frames in FRAMES {
        schema(frames);
    }
    let document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Frontdesk",
            "version": "1",
            "description": "Fields are added, never renamed or reused. Every refusal has the shape of ErrorAnswer, and \
                            its code is stable. What goes over the sockets is in the schemas whose names end in Frame.",
        },
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "securitySchemes": {
                "setUpKey": { "type": "http", "scheme": "bearer", "description": "The deployment's set-up key." },
                "visitor": { "type": "http", "scheme": "bearer", "description": "A visitor's token. On sockets: the \
                             subprotocol `token.<token>` beside `frontdesk.v1`." },
                "token": { "type": "http", "scheme": "bearer", "description": "A token of a program, beginning with \
                           `fdk_`. `x-frontdesk-scope` of a route says which scope it must have. No cookie counts beside it." },
                "session": { "type": "apiKey", "in": "cookie", "name": "__Host-frontdesk-{service}", "description":
                             "A session of staff; only from pages of the same origin." },
            },
        },
    });
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn operation(route: &Route, schema: &mut impl FnMut(&str) -> Value) -> Value {
    let socket = route.path.ends_with("/socket");
    let success = match (route.answer, socket) {
        (_, true) => ("101", json!({ "description": "The socket is open." })),
        (Some(name), false) => ("200", json!({ "description": "Done.", "content": content(&schema(name)) })),
        (None, false) if route.operation == Operation::ExportContact => {
            ("200", json!({ "description": "A ZIP archive.", "content": { "application/zip": {} } }))
        }
        (None, false) if route.operation == Operation::ReadTranscript => {
            let content = json!({ "text/html": {}, "text/plain": {}, "application/json": {} });
            ("200", json!({ "description": "In the format that was asked for.", "content": content }))
        }
        (None, false) if route.method == "GET" => ("200", json!({ "description": "Done." })),
        (None, false) => ("204", json!({ "description": "Done." })),
    };
    let error = content(&schema("ErrorAnswer"));
    let fault = json!({ "description": "Our fault, or for a moment only.", "content": error });
    let mut responses = Map::from_iter([(success.0.to_owned(), success.1), ("default".to_owned(), fault)]);
    responses.extend(refusals(route).map(|status| {
        let refusal = json!({ "description": refused_with(status), "content": error });
        (status.to_string(), refusal)
    }));
    let by_token = by_token(route.operation);
    let (security, caller) = security(route.caller, by_token);
    let mut operation = json!({
        "operationId": name(route.operation),
        "summary": route.summary,
        "security": security,
        "x-frontdesk-caller": caller,
        "responses": responses,
    });
    let parameters: Vec<Value> = parameters(route).collect();
    if let Some(operation) = operation.as_object_mut() {
        if let ByToken::With(scope) = by_token {
            operation.insert("x-frontdesk-scope".into(), json!(scope.as_str()));
        }
        if !parameters.is_empty() {
            operation.insert("parameters".into(), Value::Array(parameters));
        }
        if let Some(body) = route.body {
            operation.insert(
                "requestBody".into(),
                json!({ "required": route.operation != Operation::BecomeVisitor, "content": content(&schema(body)) }),
            );
        } else if !route.bytes.is_empty() {
            // Bytes have no schema in OpenAPI 3.1.
            let content: Map<String, Value> =
                route.bytes.iter().map(|media| ((*media).to_owned(), json!({}))).collect();
            operation.insert("requestBody".into(), json!({ "required": true, "content": content }));
        }
    }
    operation
}

/// The statuses of a route's refusals, beside those that any request may get from a deployment that is in trouble.
fn refusals(route: &Route) -> impl Iterator<Item = u16> + use<> {
    let takes = route.body.is_some() || !route.bytes.is_empty();
    let proves = route.caller != Caller::Anyone;
    let writes = route.method != "GET";
    let socket = route.path.ends_with("/socket");
    let used_up = matches!(route.operation, Operation::AcceptInvitation | Operation::MakeService);
    let signs_in = matches!(route.operation, Operation::SignIn);
    let statuses = [
        (400, takes || socket || !route.query.is_empty()),
        (401, proves || signs_in),
        (403, proves || writes),
        (404, route.path.contains('{')),
        (409, writes),
        (410, used_up),
        (413, takes),
        (426, socket),
        (429, route.path.contains('{')),
    ];
    statuses.into_iter().filter_map(|(status, may)| may.then_some(status))
}

/// Which codes a status comes with.
fn refused_with(status: u16) -> String {
    let codes = ErrorCode::ALL.iter().filter(|code| code.status() == status);
    let words: Vec<String> = codes.map(|code| format!("`{}`", code.as_str())).collect();
    format!("Refused: {}.", words.join(" or "))
}

/// `MakeTag`, of `Make(Tag)`.
fn name(operation: Operation) -> String {
    format!("{operation:?}").replace(['(', ')'], "")
}

fn content(schema: &Value) -> Value {
    json!({ "application/json": { "schema": schema } })
}

fn security(caller: Caller, by_token: ByToken) -> (Value, &'static str) {
    match caller {
        Caller::Anyone => (json!([]), "anyone"),
        Caller::SetUpKey => (json!([{ "setUpKey": [] }]), "set_up_key"),
        Caller::Visitor => (json!([{ "visitor": [] }]), "visitor"),
        Caller::Staff(role) => {
            let role = match role {
                Role::Agent => "agent",
                Role::Supervisor => "supervisor",
                Role::Admin => "admin",
                Role::Owner => "owner",
            };
            let mut ways = vec![json!({ "session": [] })];
            if let ByToken::With(_) = by_token {
                ways.push(json!({ "token": [] }));
            }
            (Value::Array(ways), role)
        }
    }
}

fn parameters(route: &Route) -> impl Iterator<Item = Value> {
    let names = route.path.split('/').filter_map(|part| part.strip_prefix('{').and_then(|part| part.strip_suffix('}')));
    let path = names.map(|name| json!({ "name": name, "in": "path", "required": true, "schema": in_path(name) }));
    let operation = route.operation;
    path.chain(route.query.iter().map(move |&Parameter { name, required, values, summary }| {
        let schema =
            if values.is_empty() { in_query(operation, name) } else { json!({ "type": "string", "enum": values }) };
        json!({ "name": name, "in": "query", "required": required, "description": summary, "schema": schema })
    }))
}

fn id_of(prefix: &str) -> Value {
    json!({ "type": "string", "pattern": format!("^{prefix}_[0-9a-f]{{32}}$") })
}

fn number() -> Value {
    json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX })
}

fn in_path(name: &str) -> Value {
    match name {
        "service" | "account" => {
            json!({ "type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "minLength": 1, "maxLength": 40 })
        }
        "enquiry" => id_of("enq"),
        "room" => json!({ "type": "string", "pattern": "^(enq|spc)_[0-9a-f]{32}$" }),
        "space" => id_of("spc"),
        "staff" => id_of("stf"),
        "session" => id_of("ses"),
        "invitation" => id_of("inv"),
        "token" => id_of("tok"),
        "hook" => id_of("hok"),
        "contact" | "other" => id_of("con"),
        "note" => id_of("not"),
        "block" => id_of("blk"),
        "reminder" => id_of("rem"),
        "erasure" => id_of("ers"),
        "change" | "delivery" | "entry" => number(),
        _ => json!({ "type": "string", "minLength": 1 }),
    }
}

fn in_query(operation: Operation, name: &str) -> Value {
    let in_numbers = matches!(
        operation,
        Operation::ListAudit | Operation::ListChanges | Operation::ListDeliveries | Operation::ListEntries
    );
    match name {
        "after" if operation == Operation::ListContacts => json!({ "type": "string", "minLength": 1 }),
        "after" if operation == Operation::ListReminders => {
            json!({ "type": "string", "pattern": "^[0-9]{1,15}\\.rem_[0-9a-f]{32}$" })
        }
        "before" | "after" if in_numbers => number(),
        "before" if operation == Operation::ListBlocks => id_of("blk"),
        "before" if operation == Operation::ListErasures => id_of("ers"),
        "before" if operation == Operation::ListFiles => {
            json!({ "type": "string", "pattern": "^[0-9]{1,15}\\.fil_[0-9a-f]{32}$" })
        }
        "before" => json!({ "type": "string", "pattern": "^[0-9]{1,15}\\.enq_[0-9a-f]{32}$" }),
        "from" | "to" | "date" => {
            json!({ "type": "string", "format": "date", "pattern": "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$" })
        }
        "from_ms" | "until_ms" => json!({ "type": "integer", "minimum": 0, "maximum": 9_007_199_254_740_991_i64 }),
        "hour" => json!({ "type": "integer", "minimum": 0, "maximum": 23 }),
        "tag" => id_of("tag"),
        "staff" | "by" => id_of("stf"),
        "enquiry" => id_of("enq"),
        "contact" => id_of("con"),
        _ => json!({ "type": "string" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_that_the_worker_serves_is_up_to_date() {
        let served = include_str!("../../../edge/src/openapi.json");
        assert!(served == document(), "run `cargo xtask openapi` and commit what it wrote");
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let document: Value = serde_json::from_str(&document()).expect("it is JSON");
        let text = document.to_string();
        let schemas = document["components"]["schemas"].as_object().expect("there are schemas");
        for reference in text.split("\"#/components/schemas/").skip(1) {
            let name = reference.split('"').next().expect("a name");
            assert!(schemas.contains_key(name), "{name}");
        }
        assert_eq!(document["paths"].as_object().map(serde_json::Map::len), Some(count()));
    }

    fn count() -> usize {
        ROUTES.iter().map(|route| route.path).collect::<std::collections::BTreeSet<_>>().len()
    }
}
