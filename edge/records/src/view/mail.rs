//! E-mailing a transcript to the visitor: in a dialog above their enquiry.

use kit::{
    form::{Problem, Problems, Reader},
    guest::Visit,
    host::Wish,
    lean::shown,
    view::{Submission, loaded, wrong},
};
use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    api::{EnquiryDetails, ErrorBody, ErrorCode, MailTranscript},
    id::EnquiryId,
    value::EmailAddress,
};
use ui::view::{Button, Field, Look};

use crate::text;

/// In the dashboard's dialog.
pub(super) fn in_dialog(enquiry: EnquiryId) -> AnyView {
    let visit = Visit::here();
    loaded(
        move || async move { visit.read::<EnquiryDetails>(&format!("enquiries/{enquiry}")).await },
        move |details: EnquiryDetails| mail_form(enquiry, details),
    )
}

fn check(to: &str) -> Result<MailTranscript, Problems> {
    let mut reader = Reader::default();
    let to = reader.read::<EmailAddress>("to", to, text::problem_email());
    reader.done(to.map(|to| MailTranscript { to, language: None }))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "everything else is told as everywhere")]
fn blame(error: &ErrorBody) -> Option<Problem> {
    let words = match error.code {
        ErrorCode::MailFailed => text::mail_failed(),
        ErrorCode::MailNotSetUp => text::mail_off(),
        ErrorCode::TooLarge => text::mail_too_long(),
        _ => return None,
    };
    Some(Problem::new("to", words))
}

fn mail_form(enquiry: EnquiryId, details: EnquiryDetails) -> AnyView {
    let visit = Visit::here();
    let said = details.card.contact.details.email.map(String::from);
    // Gone as soon as another address stands there.
    let (known, unchecked) = match details.person.email {
        Some(known) => (known.into(), None),
        None => (said.clone().unwrap_or_default(), said),
    };
    let to = RwSignal::new(known);
    let is_unchecked = move || unchecked.as_ref().is_some_and(|said| to.with(|to| to.trim() == said));
    let submission = Submission::new().blaming(blame);
    let check = move || check(&to.get());
    let problems = submission.problems(check);
    let submit = move |event: SubmitEvent| {
        let sent_to = to.get_untracked();
        submission.run(
            &event,
            untrack(check),
            move |mail| async move {
                visit.send::<()>("POST", &format!("rooms/{enquiry}/transcript/mail"), &mail).await
            },
            move |()| {
                visit.say(text::mail_sent(sent_to.trim()));
                // Last: nothing is heard from here after it.
                visit.wish(&Wish::Done);
            },
        );
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            {submission.words()}
            <p class="dialog-words">{text::mail_words()}</p>
            <Field label=text::mail_to() kind="email" value=to error=wrong(problems, "to") />
            {shown(is_unchecked, || view! { <p class="field-below">{text::mail_unchecked()}</p> }.into_any())}
            <div class="dialog-foot">
                <Button look=Look::Primary submits=true busy=submission.busy()>{text::mail_send()}</Button>
            </div>
        </form>
    }
    .into_any()
}
