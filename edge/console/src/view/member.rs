//! One member of staff.

use kit::{
    lean::{it, memo, shown},
    view::{
        loaded,
        part::{card, head_below},
        wrong,
    },
};
use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    api::{ServiceSettings, StaffSettings, StaffUpdate},
    card::{Reach, Role, StaffCard},
    id::StaffId,
    value::LanguageTag,
};
use ui::view::{Avatar, Field};

use super::{
    bind::{bind, guard, switched},
    choice::{Choice, OneOf, words},
    own_link::OwnCodes,
    picture::{PictureField, Shape},
    removal::Removal,
    saving::{Foot, Saving},
    staff::{self, RoleField},
    toggles::LanguageButtons,
};
use crate::{
    console::{Console, gone},
    form::StaffDraft,
    text,
};

/// The page.
#[component]
pub(crate) fn MemberPage(staff: StaffId) -> AnyView {
    let console = Console::here();
    loaded(
        move || async move {
            let all = console.get::<Vec<StaffSettings>>("staff").await?;
            let languages = console.item::<ServiceSettings>("settings").await?.settings.languages;
            let member = all.into_iter().find(|member| member.card.id == staff).ok_or_else(gone)?;
            Ok((member, languages))
        },
        |(member, languages)| view! { <Member member=member spoken=languages /> }.into_any(),
    )
}

#[component]
fn Member(
    member: StaffSettings,
    /// What the service answers in.
    spoken: Vec<LanguageTag>,
) -> AnyView {
    let console = Console::here();
    let id = member.card.id;
    let me = console.me.get_untracked();
    let mine = me.role;
    let listed_handle = member.listed.then(|| member.card.handle.to_string());
    let start = StaffDraft::from(&settings_of(&member));
    let (saved, draft) = (RwSignal::new(start.clone()), RwSignal::new(start));
    let unsaved = guard(draft, saved);
    let name = bind(draft, |draft| draft.name.clone(), |draft, text| draft.name = text);
    let title = bind(draft, |draft| draft.title.clone(), |draft, text| draft.title = text);
    let handle = bind(draft, |draft| draft.handle.clone(), |draft, text| draft.handle = text);
    let max_rooms = bind(draft, |draft| draft.max_rooms.clone(), |draft, text| draft.max_rooms = text);
    let photo = bind(draft, |draft| draft.photo.clone(), |draft, photo| draft.photo = photo);
    let languages = bind(draft, |draft| draft.languages.clone(), |draft, languages| draft.languages = languages);
    let reach = bind(
        draft,
        |draft| draft.reach.map_or("", Reach::as_str).to_owned(),
        |draft, word: String| draft.reach = Reach::named(&word),
    );
    let below_admins = memo(move || draft.with(|draft| draft.role < Role::Admin));
    let saving = Saving::among("staff", Some((id.to_string(), member.revision)));
    let check = move || draft.with(StaffDraft::check);
    let problems = saving.problems(check);
    let submit = move |event: SubmitEvent| {
        saving.run(&event, untrack(check), move |now: StaffUpdate| {
            saved.set(StaffDraft::from(&now));
            draft.set(StaffDraft::from(&now));
        });
    };
    let (face, seed) = (StoredValue::new(member.card.name.to_string()), id.to_string());
    let who = member.card.name.to_string();
    let not_me = me.card.id != id;
    view! {
        {head_below(&staff::PAGE, who.clone(), text::member_words())}
        <form class="card form" novalidate on:submit=submit>
            {saving.above(check, draft, saved, |settings| StaffDraft::from(settings))}
            <PictureField
                label=text::photo()
                hint=text::photo_hint()
                value=photo
                shape=Shape::Round
                empty=move || view! { <Avatar name=face.get_value() seed=seed.clone() /> }
                error=wrong(problems, "photo")
            />
            <Field label=text::name() value=name error=wrong(problems, "name") />
            <Field label=text::job_title() optional=true hint=text::job_title_hint() value=title error=wrong(problems, "title") />
            <Field label=text::handle() hint=text::handle_hint() value=handle error=wrong(problems, "handle") />
            <LanguageButtons legend=text::speaks() all=spoken chosen=languages />
            <Field label=text::field_max_rooms() kind="number" optional=true hint=text::own_max_rooms_hint() value=max_rooms error=wrong(problems, "max_rooms") />
            <RoleField role=it(move || draft.with(|draft| draft.role)) mine=mine on_choose=move |role| draft.update(|draft| draft.role = role) />
            {shown(move || below_admins.get(), move || view! {
                <Choice label=text::reach() value=reach options=reaches(Some(text::reach_role())) hint=text::reach_hint() />
            }.into_any())}
            {switched(draft, text::listed(), text::listed_words(), |draft| draft.listed, |draft, listed| draft.listed = listed)}
            {switched(draft, text::is_called(), text::is_called_words(), |draft| draft.calls, |draft, on| draft.calls = on)}
            <Foot busy=saving.busy() unsaved=unsaved />
        </form>
        {listed_handle.map(|handle| card(text::their_link(), None, view! { <OwnCodes handle=handle /> }.into_any()))}
        {not_me.then(|| view! {
            <Removal
                title=text::remove_staff()
                path=format!("staff/{id}")
                question=text::remove_staff_question(&who)
                words=text::remove_staff_words()
                removed=text::staff_removed(&who)
                list=staff::PAGE
            />
        })}
    }
    .into_any()
}

/// How far somebody, or a role, may see; the first one as their role, if there is one.
pub(super) fn reaches(as_role: Option<&'static str>) -> Vec<OneOf> {
    let role = as_role.into_iter().flat_map(|name| words([("", name)]));
    let all = words([("own", text::reach_own()), ("team", text::reach_team()), ("all", text::reach_all())]);
    role.chain(all).collect()
}

/// What of a member can be set.
fn settings_of(member: &StaffSettings) -> StaffUpdate {
    let StaffSettings { card, email: _, role, listed, max_rooms, languages, reach, calls, revision: _ } =
        member.clone();
    let StaffCard { id: _, handle, name, title, photo, online: _, integration: _, calls: _ } = card;
    StaffUpdate { handle, name, title, role, listed, max_rooms, photo, languages, reach, calls }
}
