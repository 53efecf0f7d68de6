//! What a message is sent in: the parts that its service takes, and the files that go with them.

use std::rc::Rc;

use channel::{
    Adapter,
    inbound::MediaKind,
    outbound::{OutFile, Outbound, Part, Piece, Refused, Said},
    problem::{Class, Problem},
};
use shared::{
    channel::{ToDeliver, ToSay},
    file::{FileCard, FileKind},
    id::EnquiryId,
};

use super::{
    Inner,
    send::{OutBytes, silence},
};
use crate::{
    clock,
    error::EdgeError,
    owed::shared_key,
    store::channel::{self as rows, delivery::Delivery, person::Known, said as places},
    token,
};

/// Links to files that went out are good so long: somebody's phone may fetch one when they look.
const LINK_MS: i64 = 7 * 24 * 60 * 60_000;

impl Inner {
    /// The parts that a message is sent in.
    pub(super) fn render(
        &self,
        kept: &rows::Kept,
        adapter: &'static dyn Adapter,
        known: &Known,
        to: &ToDeliver,
    ) -> Result<Result<Vec<Part>, Refused>, EdgeError> {
        let content = match &to.said {
            ToSay::Text { body } => Said::Text { text: body.as_str().to_owned() },
            ToSay::File { file } => Said::File(self.out_file(kept, to.enquiry, file)?),
            ToSay::Template { name, language, filled } => {
                Said::Template { name: name.clone(), language: language.clone(), filled: filled.clone() }
            }
        };
        let quotes = to.quotes.map(|message| places::quoted(&self.storage.sql(), message)).transpose()?.flatten();
        let message = format!("{}/{}", to.enquiry, to.seq.0);
        let outbound = Outbound { message, content, quotes, by_person: to.by.is_some() };
        self.with_account(kept, |account| adapter.render(account, &outbound, &known.talk, clock::now()))
    }

    fn out_file(&self, kept: &rows::Kept, enquiry: EnquiryId, file: &FileCard) -> Result<OutFile, EdgeError> {
        let (service, _) = self.name()?;
        let secret = token::secret(&self.env)?;
        let address = token::file_address::sign_for(&secret, clock::now(), LINK_MS, (service, enquiry.into()), file)?;
        let kind = match file.kind {
            FileKind::Image => MediaKind::Image,
            FileKind::Video => MediaKind::Video,
            FileKind::Audio => MediaKind::Audio,
            FileKind::Document => MediaKind::File,
        };
        Ok(OutFile {
            kind,
            name: file.name.as_str().to_owned(),
            media_type: file.media_type.as_str().to_owned(),
            bytes: u64::from(file.bytes),
            link: format!("{}{}", kept.origin, address.url),
            duration_ms: file.duration_ms,
        })
    }

    /// Brings a part's file to the service, if it takes it so; else the bytes that go with the part itself, if it has any.
    pub(super) async fn upload(
        self: &Rc<Self>,
        kept: &rows::Kept,
        adapter: &'static dyn Adapter,
        token: &str,
        part: &Part,
        next: &mut Delivery,
    ) -> Result<Result<Option<OutBytes>, Problem>, EdgeError> {
        let has_file = part.pieces.iter().any(|piece| matches!(piece, Piece::File(_)));
        let ToSay::File { file: card } = &next.to.said else { return Ok(Ok(None)) };
        if !has_file || next.uploaded.is_some() {
            return Ok(Ok(None));
        }
        let request = self.with_account(kept, |account| adapter.upload(account, token, part))?;
        let sends_bytes = self.with_account(kept, |account| {
            matches!(adapter.send(account, token, "", part, None, "").body, channel::http::Body::Upload { .. })
        })?;
        if request.is_none() && !sends_bytes {
            return Ok(Ok(None));
        }
        let (service, _) = self.name()?;
        let key = shared_key(service, next.to.enquiry.into(), card.file);
        let found = self.env.bucket("FILES")?.get(key).execute().await?;
        let Some(body) = found.as_ref().and_then(worker::Object::body) else {
            return Ok(Err(Problem::new(Class::Permanent, "file gone", "")));
        };
        let load = self.load(Some(card.bytes)).await;
        let bytes = OutBytes { bytes: u64::from(card.bytes), stream: body.stream()?, load };
        let Some(request) = request else { return Ok(Ok(Some(bytes))) };
        let Some(answered) = self.call(adapter.facts().abilities.pace.per_second, &request, Some(bytes)).await? else {
            return Ok(Err(silence()));
        };
        match answered.read(|response| adapter.read_upload(response)) {
            Ok(id) => {
                next.uploaded = Some(id);
                Ok(Ok(None))
            }
            Err(problem) => Ok(Err(problem)),
        }
    }
}
