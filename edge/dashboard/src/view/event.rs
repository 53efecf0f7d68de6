//! What happened in a room, between the messages, in the words of staff.

use leptos::prelude::*;
use shared::card::ContactDetails;
use ui::{
    text::format,
    transcript::{EventLine, What},
};

use crate::text;

/// One line of it.
pub(super) fn event(line: &EventLine) -> AnyView {
    let words = match &line.what {
        What::Raised => text::event_raised().to_owned(),
        What::Answered(staff) => text::event_answered(staff.name.as_str()),
        What::Joined(staff) => text::event_joined(staff.name.as_str()),
        What::Left(staff) => text::event_left(staff.name.as_str()),
        What::Passing(to) => text::event_passing(to.as_str()),
        What::Returned { staff, failed: true } => text::event_not_passed(staff.name.as_str()),
        What::Returned { staff, failed: false } => text::event_returned(staff.name.as_str()),
        What::Missed => text::event_missed().to_owned(),
        What::Reopened => text::event_reopened().to_owned(),
        What::DetailsLeft(details) => return left(details, line),
        // It says a time already.
        What::Closing(at) => return view! { <span>{text::event_closing(&format::time(*at))}</span> }.into_any(),
        What::Call(told) => told.clone(),
        What::Closed(by) => text::closed_by(Some(*by)),
    };
    view! { <span>{words}</span> <time>{format::time(line.at)}</time> }.into_any()
}

fn left(details: &ContactDetails, line: &EventLine) -> AnyView {
    view! {
        <div class="left">
            <p class="left-head"><span>{text::event_details_left()}</span> <time>{format::time(line.at)}</time></p>
            {contact(details)}
        </div>
    }
    .into_any()
}

/// How somebody can be reached, as they wrote it.
pub(super) fn contact(details: &ContactDetails) -> AnyView {
    let ContactDetails { name, email, phone, message } = details;
    view! {
        <dl class="facts">
            {name.as_ref().map(|name| fact(text::name(), name.to_string().into_any()))}
            {email.as_ref().map(|email| {
                let email = email.as_str().to_owned();
                fact(text::email(), view! { <a href=shared::links::mail_to(&email)>{email.clone()}</a> }.into_any())
            })}
            {phone.as_ref().map(|phone| {
                let phone = phone.as_str().to_owned();
                let dial: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
                fact(text::phone(), view! { <a href=format!("tel:{dial}") dir="ltr">{phone.clone()}</a> }.into_any())
            })}
            {message.as_ref().map(|message| {
                fact(text::their_message(), view! { <span class="facts-prose" dir="auto">{message.as_str().to_owned()}</span> }.into_any())
            })}
        </dl>
    }
    .into_any()
}

/// A name and what it is.
pub(super) fn fact(name: impl Into<String>, value: AnyView) -> AnyView {
    let name: String = name.into();
    view! {
        <div class="fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}
