//! Rows of the service, its tags and their destinations.

use serde::Deserialize;
use shared::{
    api::{Destination, DestinationSettings, ServiceSettings, Tag, TagSettings},
    id::{DestinationId, StaffId, TagId},
    value::{DisplayName, Handle, ServiceSlug, ShortText, Timestamp},
};
use worker::{Result, SqlStorage, SqlStorageValue};

use crate::store::{row, rows};

#[derive(Deserialize)]
struct ServiceRow {
    slug: ServiceSlug,
    name: DisplayName,
    time_zone: ShortText,
    languages: String,
    sites: String,
    show_online: u8,
}

/// The service's name in addresses and its settings; none before set-up.
pub(crate) fn service(sql: &SqlStorage) -> Result<Option<(ServiceSlug, ServiceSettings)>> {
    let query = "SELECT slug, name, time_zone, languages, sites, show_online FROM service WHERE one = 1";
    let Some(row) = row::<ServiceRow>(sql, query, Vec::new())? else { return Ok(None) };
    let ServiceRow { slug, name, time_zone, languages, sites, show_online } = row;
    let languages = serde_json::from_str(&languages)?;
    let sites = serde_json::from_str(&sites)?;
    Ok(Some((slug, ServiceSettings { name, time_zone, languages, sites, show_online: show_online != 0 })))
}

/// Makes the service.
pub(crate) fn make_service(
    sql: &SqlStorage,
    now: Timestamp,
    slug: &ServiceSlug,
    settings: &ServiceSettings,
) -> Result<()> {
    let mut values = service_values(settings)?;
    values.extend([slug.as_str().into(), now.as_ms().into()]);
    sql.exec(
        "INSERT INTO service (one, name, time_zone, languages, sites, show_online, slug, made_at_ms) \
         VALUES (1, ?, ?, ?, ?, ?, ?, ?)",
        values,
    )?;
    Ok(())
}

/// Changes the service's settings.
pub(crate) fn change_service(sql: &SqlStorage, settings: &ServiceSettings) -> Result<()> {
    sql.exec(
        "UPDATE service SET name = ?, time_zone = ?, languages = ?, sites = ?, show_online = ? WHERE one = 1",
        service_values(settings)?,
    )?;
    Ok(())
}

fn service_values(settings: &ServiceSettings) -> Result<Vec<SqlStorageValue>> {
    let ServiceSettings { name, time_zone, languages, sites, show_online } = settings;
    Ok(vec![
        name.as_str().into(),
        time_zone.as_str().into(),
        serde_json::to_string(languages)?.into(),
        serde_json::to_string(sites)?.into(),
        i32::from(*show_online).into(),
    ])
}

#[derive(Deserialize)]
struct TagRow {
    id: TagId,
    handle: Handle,
    name: DisplayName,
    description: Option<ShortText>,
}

#[derive(Deserialize)]
struct DestinationRow {
    id: DestinationId,
    tag_id: TagId,
    name: DisplayName,
    staff: String,
    wait_s: u32,
}

/// Every tag with its destinations, in the owner's order.
pub(crate) fn tags(sql: &SqlStorage) -> Result<Vec<Tag>> {
    let tags: Vec<TagRow> =
        rows(sql, "SELECT id, handle, name, description FROM tag ORDER BY place, id LIMIT 1000", Vec::new())?;
    let destinations: Vec<DestinationRow> =
        rows(sql, "SELECT id, tag_id, name, staff, wait_s FROM destination ORDER BY place LIMIT 10000", Vec::new())?;
    let mut tags: Vec<Tag> = tags
        .into_iter()
        .map(|TagRow { id, handle, name, description }| Tag {
            id,
            settings: TagSettings { handle, name, description },
            destinations: Vec::new(),
        })
        .collect();
    for DestinationRow { id, tag_id, name, staff, wait_s } in destinations {
        let staff: Vec<StaffId> = serde_json::from_str(&staff)?;
        if let Some(tag) = tags.iter_mut().find(|tag| tag.id == tag_id) {
            tag.destinations.push(Destination { id, settings: DestinationSettings { name, staff, wait_s } });
        }
    }
    Ok(tags)
}

/// Writes a tag, new or known, with its destinations; a new one stands last.
pub(crate) fn put_tag(sql: &SqlStorage, tag: &Tag) -> Result<()> {
    let Tag { id, settings: TagSettings { handle, name, description }, destinations } = tag;
    sql.exec(
        "INSERT INTO tag (id, place, handle, name, description) \
         VALUES (?, (SELECT COALESCE(MAX(place), 0) + 1 FROM tag), ?, ?, ?) \
         ON CONFLICT (id) DO UPDATE SET handle = excluded.handle, name = excluded.name, description = excluded.description",
        vec![
            id.to_string().into(),
            handle.as_str().into(),
            name.as_str().into(),
            description.as_ref().map(ShortText::as_str).into(),
        ],
    )?;
    sql.exec("DELETE FROM destination WHERE tag_id = ?", vec![id.to_string().into()])?;
    for (place, Destination { id: destination, settings }) in (1_i64..).zip(destinations) {
        let DestinationSettings { name, staff, wait_s } = settings;
        sql.exec(
            "INSERT INTO destination (id, tag_id, place, name, staff, wait_s) VALUES (?, ?, ?, ?, ?, ?)",
            vec![
                destination.to_string().into(),
                id.to_string().into(),
                place.into(),
                name.as_str().into(),
                serde_json::to_string(staff)?.into(),
                i64::from(*wait_s).into(),
            ],
        )?;
    }
    Ok(())
}

/// Puts the tags in this order.
pub(crate) fn order_tags(sql: &SqlStorage, tags: &[TagId]) -> Result<()> {
    for (place, tag) in (1_i64..).zip(tags) {
        sql.exec("UPDATE tag SET place = ? WHERE id = ?", vec![place.into(), tag.to_string().into()])?;
    }
    Ok(())
}

/// Removes a tag with its destinations.
pub(crate) fn remove_tag(sql: &SqlStorage, tag: TagId) -> Result<()> {
    sql.exec("DELETE FROM tag WHERE id = ?", vec![tag.to_string().into()])?;
    Ok(())
}
