//! How it all stands right now, to be read from across the room; each number is a way to what it counts.

use kit::{
    guest::Visit,
    host::Wish,
    lean::{effect, it, live, maybe, memo},
    page::Page,
    sign,
    view::part::{card, head, head_below_at},
};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::EnquiryList,
    card::{Availability, EnquiryCard, Phase, Role},
    id::{EnquiryId, StaffId},
    overview::{Load, Overview, OverviewFrame, StaffLoad, TagLoad},
    value::Timestamp,
};
use ui::{
    text::format,
    view::{Avatar, Button, EmptyState, Skeleton},
};

use crate::text;

/// After so long a wait is shown as a bad one.
const LONG_MS: i64 = 60_000;

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "live",
    sign: sign::EYE,
    name: text::live,
    role: Role::Supervisor,
    has: &[text::load_waiting, text::load_engaged, text::load_missed, text::live_people, text::look_on],
    draw,
};

fn draw(rest: &[&str]) -> Option<AnyView> {
    match rest {
        [] => Some(view! { <Live /> }.into_any()),
        ["waiting"] => Some(view! { <Rooms phase="open" title=text::load_waiting().to_owned() of=None /> }.into_any()),
        ["engaged"] => {
            Some(view! { <Rooms phase="engaged" title=text::load_engaged().to_owned() of=None /> }.into_any())
        }
        ["missed"] => Some(view! { <Rooms phase="missed" title=text::load_missed().to_owned() of=None /> }.into_any()),
        [staff] => {
            let staff = staff.parse::<StaffId>().ok()?;
            Some(view! { <Rooms phase="engaged" title=String::new() of=Some(staff) /> }.into_any())
        }
        _ => None,
    }
}

/// What the desk tells for as long as this is drawn; none before it has told anything.
fn watch() -> RwSignal<Option<Overview>> {
    let visit = Visit::here();
    let known = RwSignal::new(None::<Overview>);
    visit.overview.set(String::new());
    visit.wish(&Wish::Watch { on: true });
    on_cleanup(move || visit.wish(&Wish::Watch { on: false }));
    effect(move || {
        let frame = visit.overview.with(|frame| serde_json::from_str::<OverviewFrame>(frame).ok());
        if let Some(frame @ OverviewFrame::Overview { whole, .. }) = frame
            && (whole || known.with_untracked(Option::is_some))
        {
            known.update(|known| known.get_or_insert_default().take(frame));
        }
    });
    known
}

#[component]
fn Live() -> AnyView {
    let known = watch();
    let here = memo(move || known.with(Option::is_some));
    let body = live(move || {
        if !here.get() {
            return view! { <Skeleton rows=4 /> }.into_any();
        }
        view! {
            <Totals known=known />
            {card(text::live_tags(), None, live(move || known.with(|known| tags(known.as_ref()))))}
            {card(text::live_people(), None, live(move || known.with(|known| people(known.as_ref()))))}
        }
        .into_any()
    });
    view! { {head(text::live(), text::live_words())} <div class="live">{body}</div> }.into_any()
}

#[component]
fn Totals(known: RwSignal<Option<Overview>>) -> AnyView {
    let visit = Visit::here();
    let all = memo(move || known.with(|known| known.as_ref().map(|known| known.all).unwrap_or_default()));
    let active = memo(move || {
        let is_active = |row: &&StaffLoad| row.availability == Availability::Active;
        known.with(|known| known.as_ref().map_or(0, |known| known.staff.iter().filter(is_active).count()))
    });
    let wait = move || all.get().since_ms.map(|since| visit.now.get().ms_since(since).max(0));
    let number = |number: u32| format::number(number);
    view! {
        <ul class="live-totals">
            <li class="live-total" class:is-bad=it(move || wait().is_some_and(|ms| ms >= LONG_MS))>
                <a href=PAGE.below("waiting")><strong>{it(move || number(all.get().waiting))}</strong> <span>{text::load_waiting()}</span></a>
                <p>{it(move || wait().map(|ms| text::longest_wait(&format::clock(ms))))}</p>
            </li>
            <li class="live-total">
                <a href=PAGE.below("engaged")><strong>{it(move || number(all.get().engaged))}</strong> <span>{text::load_engaged()}</span></a>
            </li>
            <li class="live-total" class:is-warn=it(move || all.get().missed > 0)>
                <a href=PAGE.below("missed")><strong>{it(move || number(all.get().missed))}</strong> <span>{text::load_missed()}</span></a>
            </li>
            <li class="live-total" class:is-bad=it(move || active.get() == 0)>
                <div><strong>{it(move || number(u32::try_from(active.get()).unwrap_or(u32::MAX)))}</strong> <span>{text::load_active()}</span></div>
            </li>
        </ul>
    }
    .into_any()
}

fn tags(known: Option<&Overview>) -> AnyView {
    let row = |TagLoad { tag, name, load }: &TagLoad| {
        let name = name.as_ref().map_or_else(|| text::asked_by_name().to_owned(), ToString::to_string);
        // Nothing was asked of anybody by name: nothing to say of it.
        let empty = tag.is_none() && *load == Load::default();
        (!empty).then(|| view! { <tr><th scope="row"><bdi>{name}</bdi></th>{numbers(load)}</tr> })
    };
    let rows = known.map(|known| known.tags.iter().filter_map(row).collect_view());
    view! {
        // What stands out where it is narrow is reached by keyboard, too.
        <div class="live-scroll" tabindex="0" role="group" aria-label=text::live_tags()>
            <table class="live-table">
                <thead><tr><th scope="col">{text::tag_column()}</th>{columns()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn columns() -> AnyView {
    view! {
        <th scope="col">{text::load_waiting()}</th>
        <th scope="col">{text::load_engaged()}</th>
        <th scope="col">{text::load_missed()}</th>
        <th scope="col">{text::longest()}</th>
    }
    .into_any()
}

fn numbers(load: &Load) -> AnyView {
    let visit = Visit::here();
    let number = |count: u32, bad: bool| {
        let class = if count == 0 {
            "is-none"
        } else if bad {
            "is-bad"
        } else {
            ""
        };
        view! { <td class=class>{format::number(count)}</td> }
    };
    let since = load.since_ms;
    let wait = move || since.map(|since| visit.now.get().ms_since(since).max(0));
    view! {
        {number(load.waiting, false)} {number(load.engaged, false)} {number(load.missed, true)}
        <td class:is-bad=it(move || wait().is_some_and(|ms| ms >= LONG_MS))>{it(move || wait().map(format::clock).unwrap_or_default())}</td>
    }
    .into_any()
}

fn people(known: Option<&Overview>) -> AnyView {
    let mut staff: Vec<&StaffLoad> = known.into_iter().flat_map(|known| &known.staff).collect();
    // Who is there stands first.
    staff.sort_by(|one, other| (one.availability, one.name.as_str()).cmp(&(other.availability, other.name.as_str())));
    let row = |row: &StaffLoad| {
        let StaffLoad { staff, name, photo, availability, there_since_ms, load } = row.clone();
        let (class, state) = state(availability);
        let since = there_since_ms;
        let visit = Visit::here();
        let words = it(move || match since {
            Some(since) => text::there_for(state, &lasted(since, visit.now.get())),
            None => state.to_owned(),
        });
        view! {
            <tr>
                <th scope="row">
                    <a class="live-person" href=PAGE.below(&staff.to_string())>
                        <Avatar name=name.to_string() seed=staff.to_string() photo=photo />
                        <span class="live-name"><bdi>{name.to_string()}</bdi> <span class=format!("live-state {class}")>{words}</span></span>
                    </a>
                </th>
                {numbers(&load)}
            </tr>
        }
    };
    view! {
        <div class="live-scroll" tabindex="0" role="group" aria-label=text::live_people()>
            <table class="live-table">
                <thead><tr><th scope="col">{text::person()}</th>{columns()}</tr></thead>
                <tbody>{staff.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

const fn class_of(availability: Availability) -> &'static str {
    match availability {
        Availability::Active => "is-active",
        Availability::Busy => "is-busy",
        Availability::Idle => "is-idle",
        Availability::Offline => "is-away",
    }
}

fn state(availability: Availability) -> (&'static str, &'static str) {
    let words = match availability {
        Availability::Active => text::is_active(),
        Availability::Busy => text::is_busy(),
        Availability::Idle => text::is_idle(),
        Availability::Offline => text::is_away(),
    };
    (class_of(availability), words)
}

/// How long, to the minute: nobody counts the seconds of who is away.
fn lasted(since: Timestamp, now: Timestamp) -> String {
    let minutes = u32::try_from(now.ms_since(since).max(0) / 60_000).unwrap_or(u32::MAX);
    match minutes {
        0..60 => text::minutes(minutes),
        60..1_440 => text::hours(minutes / 60),
        _ => text::days(minutes / 1_440),
    }
}

/// The enquiries of a kind, as they come and go.
#[component]
fn Rooms(
    phase: &'static str,
    title: String,
    /// Only this person's.
    of: Option<StaffId>,
) -> AnyView {
    let visit = Visit::here();
    let known = watch();
    let cards = RwSignal::new(None::<Vec<EnquiryCard>>);
    let of_staff = of.map(|staff| format!("&staff={staff}")).unwrap_or_default();
    let path = StoredValue::new(format!("enquiries?phase={phase}{of_staff}"));
    // Asked for anew whenever what they count has changed.
    let count = memo(move || {
        known.with(|known| {
            let known = known.as_ref()?;
            let mine = |staff| known.staff.iter().find(|row| row.staff == staff).map(|row| row.load);
            of.map_or(Some(known.all), mine)
        })
    });
    effect(move || {
        if count.get().is_some() {
            let path = path.get_value();
            spawn_local(async move {
                if let Ok(list) = visit.get::<EnquiryList>(&path).await {
                    cards.try_set(Some(list.cards));
                }
            });
        }
    });
    let name = move || {
        let staff = of?;
        known.with(|known| {
            let row = known.as_ref()?.staff.iter().find(|row| row.staff == staff)?;
            Some(text::rooms_of(row.name.as_str()))
        })
    };
    let name = memo(name);
    let title = StoredValue::new(title);
    let drawn = live(move || match cards.get() {
        None => view! { <Skeleton rows=3 /> }.into_any(),
        Some(cards) if cards.is_empty() => {
            view! { <EmptyState sign=sign::EYE title=text::nothing_here() /> }.into_any()
        }
        Some(cards) => view! {
            <section class="card card-flush"><ul class="items">{cards.iter().map(row).collect_view()}</ul></section>
        }
        .into_any(),
    });
    let head = maybe(move || {
        let title = name.get().unwrap_or_else(|| title.get_value());
        Some(head_below_at(PAGE.link(), title, text::rooms_words()))
    });
    view! { {head} {drawn} }.into_any()
}

fn row(card: &EnquiryCard) -> AnyView {
    let visit = Visit::here();
    let enquiry: EnquiryId = card.enquiry;
    let name = card.contact.details.name.as_ref().unwrap_or(&card.contact.handle).to_string();
    let owner = card.holder().map(|owner| format!(" · {}", owner.name));
    let since = card.changed_at_ms;
    let verb = if card.phase == Phase::Engaged { text::look_on() } else { text::open_it() };
    let said = card.preview.as_ref().map(|said| said.text.to_string());
    view! {
        <li class="item">
            <div class="item-text">
                <strong dir="auto">{name}</strong>
                <span class="one-line">{card.entry.name().to_string()} {owner} " · " {it(move || lasted(since, visit.now.get()))}</span>
                {said.map(|said| view! { <span class="one-line" dir="auto">{said}</span> })}
            </div>
            <Button on_press=move |()| visit.wish(&Wish::Open { enquiry, seq: None })>{verb}</Button>
        </li>
    }
    .into_any()
}
