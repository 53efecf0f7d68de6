use shared::{
    call::{CallRules, CallSign},
    card::{ContactCard, ContactDetails, EntryCard, IfNobody, Mode, Offer, Preview, Role, TransferCard},
    file::FileRules,
    id::{ContactId, SessionId, TagId},
    value::{EmailAddress, Handle, Seq, ServiceSlug, ShortText, Timestamp},
    wire::PROTOCOL,
};

use super::*;

const ADA: u8 = 1;
const BEN: u8 = 2;

fn at(second: i64) -> Timestamp {
    Timestamp::from_ms(1_700_000_000_000 + second * 1_000)
}

fn staff_id(number: u8) -> StaffId {
    StaffId::new(at(0), [number; 10])
}

fn enquiry_id(number: u8) -> EnquiryId {
    EnquiryId::new(at(i64::from(number)), [number; 10])
}

fn person(number: u8) -> StaffCard {
    let name = if number == ADA { "Ada" } else { "Ben" };
    StaffCard {
        id: staff_id(number),
        handle: Handle::try_from(name.to_lowercase()).expect("a handle"),
        name: DisplayName::try_from(name).expect("a name"),
        title: None,
        photo: None,
        online: None,
        integration: false,
        calls: false,
    }
}

/// An enquiry raised `number` seconds in, by "Otter {number}".
fn card(number: u8, revision: u32) -> EnquiryCard {
    EnquiryCard {
        enquiry: enquiry_id(number),
        revision,
        phase: Phase::Open,
        link: None,
        channel: None,
        entry: EntryCard::Tag(TagCard {
            id: TagId::new(at(0), [9; 10]),
            handle: Handle::try_from("sales").expect("a handle"),
            name: DisplayName::try_from("Sales").expect("a name"),
            description: None,
            icon: None,
            picture: None,
            online: None,
            opening: None,
            calls: false,
        }),
        contact: ContactCard {
            id: ContactId::new(at(0), [number; 10]),
            handle: DisplayName::try_from(format!("Otter {number}")).expect("a name"),
            details: ContactDetails::default(),
            photo: false,
        },
        country: None,
        language: None,
        page: None,
        preview: None,
        unread: 0,
        raised_at_ms: at(i64::from(number)),
        mode: Mode::Chat,
        call: None,
        offer: Some(Offer {
            destination: None,
            staff: vec![staff_id(ADA), staff_id(BEN)],
            since_ms: at(i64::from(number)),
            until_ms: at(i64::from(number) + 60),
        }),
        owner: None,
        transfer: None,
        guests: Vec::new(),
        changed_at_ms: at(i64::from(number)),
        closed_by: None,
        labels: Vec::new(),
        rated: None,
    }
}

fn offered_again(mut card: EnquiryCard, second: i64, staff: &[u8]) -> EnquiryCard {
    card.phase = Phase::Open;
    card.offer = Some(Offer {
        destination: None,
        staff: staff.iter().map(|&number| staff_id(number)).collect(),
        since_ms: at(second),
        until_ms: at(second + 60),
    });
    card
}

fn engaged(number: u8, revision: u32, owner: u8) -> EnquiryCard {
    EnquiryCard { phase: Phase::Engaged, offer: None, owner: Some(person(owner)), ..card(number, revision) }
}

fn in_phase(phase: Phase, number: u8, revision: u32) -> EnquiryCard {
    EnquiryCard { phase, offer: None, ..card(number, revision) }
}

fn said(mut card: EnquiryCard, side: Side, seq: u32) -> EnquiryCard {
    card.preview = Some(Preview {
        seq: Seq(seq),
        side,
        text: ShortText::try_from("Hello").expect("a text"),
        file: None,
        at_ms: at(50),
    });
    card.unread = u32::from(side == Side::Visitor);
    card
}

fn colleague(number: u8, availability: Availability) -> Colleague {
    Colleague { card: person(number), role: Role::Agent, availability }
}

fn welcome(cards: Vec<EnquiryCard>) -> DeskServerFrame {
    DeskServerFrame::Welcome {
        protocol: PROTOCOL,
        now_ms: at(0),
        me: Box::new(Me {
            card: person(ADA),
            email: EmailAddress::try_from("ada@example.com").expect("an address"),
            role: Role::Agent,
            session: SessionId::new(at(0), [1; 10]),
        }),
        service: Box::new(ServiceView {
            slug: ServiceSlug::try_from("acme").expect("a slug"),
            name: DisplayName::try_from("Acme").expect("a name"),
            languages: Vec::new(),
            files: FileRules::default(),
            calls: CallRules::default(),
        }),
        staff: vec![colleague(ADA, Availability::Active), colleague(BEN, Availability::Busy)],
        tags: Vec::new(),
        serving: BTreeMap::new(),
        labels: Vec::new(),
        label_required: false,
        link_previews: false,
        cards,
        more: false,
        spaces: Vec::new(),
        mentions: Vec::new(),
    }
}

fn changed(card: EnquiryCard) -> DeskServerFrame {
    DeskServerFrame::EnquiryChanged { card: Box::new(card) }
}

fn gone(number: u8, revision: u32, reason: GoneReason) -> DeskServerFrame {
    DeskServerFrame::EnquiryGone { enquiry: enquiry_id(number), revision, reason }
}

fn won_by_ben() -> GoneReason {
    GoneReason::Answered { by: person(BEN) }
}

fn lost_to(number: u8, by: Option<u8>) -> Notice {
    let visitor = DisplayName::try_from(format!("Otter {number}")).expect("a name");
    Notice::Lost { visitor: Some(visitor), by: by.map(person) }
}

/// Ada's board, with what she saw first.
struct Story {
    board: Board,
    notices: Vec<Notice>,
}

impl Story {
    fn with(cards: impl Into<Vec<EnquiryCard>>) -> Self {
        let mut board = Board::default();
        let notices = board.take(welcome(cards.into()));
        Self { board, notices }
    }

    fn takes(mut self, frame: DeskServerFrame) -> Self {
        self.notices = self.board.take(frame);
        self
    }

    fn reaches_for(mut self, number: u8) -> Self {
        assert!(self.board.reach_for(enquiry_id(number)));
        self
    }

    fn after_answer(mut self, number: u8, answer: Result<EnquiryCard, ErrorBody>) -> Self {
        self.notices = self.board.reached(enquiry_id(number), answer.map(|card| AnsweredEnquiry { card }));
        self
    }

    fn hears(self, notices: &[Notice]) -> Self {
        assert_eq!(self.notices, notices);
        self
    }

    fn shows(self, panel: fn(&Board) -> Vec<&EnquiryCard>, numbers: &[u8]) -> Self {
        let shown: Vec<EnquiryId> = panel(&self.board).iter().map(|card| card.enquiry).collect();
        assert_eq!(shown, numbers.iter().map(|&number| enquiry_id(number)).collect::<Vec<_>>());
        self
    }
}

fn already_answered() -> ErrorBody {
    ErrorBody { by: Some(Box::new(person(BEN))), ..ErrorBody::new(ErrorCode::AlreadyAnswered, "Ben was first.") }
}

#[test]
fn the_one_who_waits_longest_is_on_top_and_a_new_one_rings() {
    Story::with([card(2, 1), card(1, 1)])
        .hears(&[])
        .shows(Board::open, &[1, 2])
        .takes(changed(card(3, 1)))
        .hears(&[Notice::Offered(enquiry_id(3))])
        .shows(Board::open, &[1, 2, 3])
        .takes(changed(said(card(3, 2), Side::Visitor, 2)))
        .hears(&[]);
}

#[test]
fn an_offer_to_others_only_does_not_ring_and_one_that_comes_round_again_does() {
    Story::with([])
        .takes(changed(offered_again(card(1, 1), 1, &[BEN])))
        .hears(&[])
        .takes(changed(offered_again(card(1, 2), 61, &[ADA])))
        .hears(&[Notice::Offered(enquiry_id(1))]);
}

#[test]
fn ones_own_name_and_photo_follow_what_is_changed_elsewhere() {
    let photo = Some("/files/acme/0123456789abcdef0123456789abcdef.webp".to_owned());
    let mut ada = colleague(ADA, Availability::Active);
    ada.card.photo = photo.clone();
    let story = Story::with([]).takes(DeskServerFrame::ColleagueChanged { colleague: ada });
    let story = story.takes(DeskServerFrame::ColleagueChanged { colleague: colleague(BEN, Availability::Active) });
    let me = story.board.me().expect("somebody is signed in");
    assert_eq!((me.card.id, &me.card.photo), (person(ADA).id, &photo));
}

#[test]
fn nothing_rings_for_someone_who_asked_not_to_be_disturbed() {
    Story::with([])
        .takes(DeskServerFrame::ColleagueChanged { colleague: colleague(ADA, Availability::Busy) })
        .takes(changed(card(1, 1)))
        .hears(&[])
        .takes(DeskServerFrame::ColleagueChanged { colleague: colleague(ADA, Availability::Idle) })
        .takes(changed(card(2, 1)))
        .hears(&[Notice::Offered(enquiry_id(2))]);
}

#[test]
fn what_came_while_the_line_was_down_rings_once_it_is_up() {
    Story::with([card(1, 1)])
        .takes(welcome(vec![card(1, 1), card(2, 1)]))
        .hears(&[Notice::Offered(enquiry_id(2))])
        .takes(welcome(vec![card(2, 1)]))
        .hears(&[])
        .shows(Board::open, &[2])
        .takes(changed(card(1, 1)))
        .shows(Board::open, &[2]);
}

#[test]
fn a_card_that_another_won_leaves_at_once_and_never_comes_back_by_a_late_frame() {
    Story::with([card(1, 4)])
        .takes(gone(1, 5, won_by_ben()))
        .hears(&[])
        .shows(Board::open, &[])
        .takes(changed(card(1, 5)))
        .shows(Board::open, &[])
        .takes(changed(offered_again(card(1, 6), 90, &[ADA])))
        .shows(Board::open, &[1]);
}

#[test]
fn a_goodbye_that_is_older_than_the_card_changes_nothing() {
    Story::with([card(1, 7)]).takes(gone(1, 6, GoneReason::MovedOn)).shows(Board::open, &[1]);
}

#[test]
fn who_loses_a_race_hears_once_who_won_when_the_frame_comes_first() {
    Story::with([card(1, 1)])
        .reaches_for(1)
        .takes(gone(1, 2, won_by_ben()))
        .hears(&[lost_to(1, Some(BEN))])
        .after_answer(1, Err(already_answered()))
        .hears(&[]);
}

#[test]
fn who_presses_a_notification_too_late_hears_who_won_without_ever_having_seen_the_card() {
    Story::with([])
        .reaches_for(1)
        .after_answer(1, Err(already_answered()))
        .hears(&[Notice::Lost { visitor: None, by: Some(person(BEN)) }])
        .reaches_for(2)
        .after_answer(2, Err(ErrorBody::new(ErrorCode::NotFound, "")))
        .hears(&[Notice::Lost { visitor: None, by: None }]);
}

#[test]
fn quiet_hours_are_known_as_the_desk_said_last_and_not_from_before_a_welcome() {
    let until = Timestamp::from_ms(1_700_000_000_000);
    let quiet = Story::with([]).takes(DeskServerFrame::QuietChanged { until_ms: Some(until) });
    assert_eq!(quiet.board.quiet_until(), Some(until));
    assert_eq!(quiet.takes(welcome(vec![])).board.quiet_until(), None);
}

#[test]
fn only_what_nobody_answered_keeps_its_notification() {
    let story = Story::with([card(1, 1), card(2, 1)]).takes(gone(1, 2, won_by_ben()));
    assert_eq!(story.board.unanswered().into_iter().collect::<Vec<_>>(), [enquiry_id(2)]);
}

#[test]
fn who_loses_a_race_hears_once_who_won_when_the_answer_comes_first() {
    Story::with([card(1, 1)])
        .reaches_for(1)
        .after_answer(1, Err(already_answered()))
        .hears(&[lost_to(1, Some(BEN))])
        .shows(Board::open, &[])
        .takes(gone(1, 2, won_by_ben()))
        .hears(&[])
        .shows(Board::open, &[]);
}

#[test]
fn an_enquiry_that_moved_on_in_the_same_moment_is_said_to_be_gone() {
    Story::with([card(1, 1)]).reaches_for(1).takes(gone(1, 2, GoneReason::MovedOn)).hears(&[lost_to(1, None)]);
}

#[test]
fn winning_moves_the_card_to_my_rooms_whichever_comes_first() {
    for answer_first in [true, false] {
        let mut story = Story::with([card(1, 1)]).reaches_for(1);
        story = if answer_first {
            story.after_answer(1, Ok(engaged(1, 2, ADA))).hears(&[]).takes(changed(engaged(1, 2, ADA)))
        } else {
            story.takes(changed(engaged(1, 2, ADA))).hears(&[]).after_answer(1, Ok(engaged(1, 2, ADA)))
        };
        let story = story.hears(&[]).shows(Board::open, &[]).shows(Board::mine, &[1]);
        assert!(!story.board.is_reaching_for(enquiry_id(1)));
    }
}

#[test]
fn an_answer_that_failed_leaves_the_card_to_be_tried_again() {
    let error = ErrorBody::new(ErrorCode::Unavailable, "Try again.");
    Story::with([card(1, 1)])
        .reaches_for(1)
        .after_answer(1, Err(error.clone()))
        .hears(&[Notice::Refused(error)])
        .shows(Board::open, &[1])
        .reaches_for(1);
}

#[test]
fn a_second_click_sends_nothing() {
    let mut story = Story::with([card(1, 1)]).reaches_for(1);
    assert!(!story.board.reach_for(enquiry_id(1)));
}

#[test]
fn my_rooms_keep_their_places_when_people_write_and_new_words_are_heard() {
    Story::with([engaged(1, 1, ADA), engaged(2, 1, ADA)])
        .shows(Board::mine, &[2, 1])
        .takes(changed(said(engaged(1, 2, ADA), Side::Visitor, 5)))
        .hears(&[Notice::Said(enquiry_id(1))])
        .shows(Board::mine, &[2, 1])
        .takes(changed(said(engaged(1, 3, ADA), Side::Staff, 6)))
        .hears(&[])
        .takes(changed(engaged(3, 1, BEN)))
        .shows(Board::mine, &[2, 1]);
}

#[test]
fn a_room_that_its_visitor_closes_goes_to_the_archive() {
    let story = Story::with([engaged(1, 3, ADA)])
        .takes(gone(1, 4, GoneReason::Closed))
        .hears(&[Notice::Over(enquiry_id(1))])
        .shows(Board::mine, &[])
        .shows(Board::closed, &[]);
    assert_eq!(story.board.card(enquiry_id(1)).map(|card| card.phase), Some(Phase::Closed));
}

#[test]
fn the_archive_grows_by_pages_and_by_what_is_closed_meanwhile() {
    let mut story = Story::with([engaged(3, 1, ADA)]);
    let page = |numbers: &[u8], next: Option<&str>| EnquiryList {
        cards: numbers.iter().map(|&number| in_phase(Phase::Closed, number, 5)).collect(),
        next: next.map(str::to_owned),
    };
    story.board.take_page(Phase::Closed, None, page(&[2], Some("2")));
    story.board.take_page(Phase::Closed, Some("2"), page(&[1], None));
    assert!(story.board.listing(Phase::Closed).next.is_none());
    story.shows(Board::closed, &[2, 1]).takes(gone(3, 2, GoneReason::Closed)).shows(Board::closed, &[3, 2, 1]);
}

#[test]
fn missed_ones_further_down_the_list_survive_a_reconnect_that_does_not_show_them() {
    let mut story = Story::with([in_phase(Phase::Missed, 2, 1)]);
    let page = EnquiryList { cards: vec![in_phase(Phase::Missed, 1, 1)], next: None };
    story.board.take_page(Phase::Missed, None, page.clone());
    let mut story = story
        .shows(Board::missed, &[2, 1])
        .takes(welcome(vec![in_phase(Phase::Missed, 2, 1)]))
        .shows(Board::missed, &[2]);
    assert!(!story.board.listing(Phase::Missed).loaded);
    story.board.take_page(Phase::Missed, None, page);
    story
        .shows(Board::missed, &[2, 1])
        .takes(changed(offered_again(card(1, 2), 80, &[ADA])))
        .shows(Board::missed, &[2]);
}

#[test]
fn what_details_show_does_not_put_a_card_into_a_panel() {
    let mut story = Story::with([]);
    story.board.take_seen(offered_again(card(1, 1), 1, &[BEN]));
    let story = story.shows(Board::open, &[]);
    assert!(story.board.card(enquiry_id(1)).is_some());
}

#[test]
fn an_availability_shows_at_once_and_stays_wished_until_the_desk_says() {
    let mut story = Story::with([]);
    story.board.wish_for(Availability::Busy);
    let story = story.takes(welcome(Vec::new()));
    assert_eq!(story.board.availability(), Some(Availability::Busy));
    assert_eq!(story.board.wish(), Some(Availability::Busy));
    let story = story.takes(DeskServerFrame::ColleagueChanged { colleague: colleague(ADA, Availability::Busy) });
    assert_eq!(story.board.wish(), None);
    assert_eq!(story.board.availability(), Some(Availability::Busy));
}

#[test]
fn what_waits_is_what_is_offered_to_me_and_what_is_unread_in_my_rooms() {
    let others = offered_again(card(2, 1), 1, &[BEN]);
    let story = Story::with([card(1, 1), others, said(engaged(3, 1, ADA), Side::Visitor, 2), engaged(4, 1, ADA)]);
    assert_eq!(story.board.waiting(|card| card.unread > 0), 2);
}

#[test]
fn somebody_else_who_signs_in_starts_with_nothing_of_the_last_one() {
    let mut story = Story::with([engaged(1, 1, ADA)]);
    story.board.take_seen(in_phase(Phase::Closed, 2, 1));
    let mut welcome = welcome(Vec::new());
    let DeskServerFrame::Welcome { me, .. } = &mut welcome else { unreachable!("a welcome is a welcome") };
    me.card = person(BEN);
    let story = story.takes(welcome);
    assert!(story.board.card(enquiry_id(2)).is_none());
}

#[test]
fn a_picture_that_comes_in_parts_is_whole_with_the_last_one() {
    let part = |cards, more| DeskServerFrame::Cards { cards, more };
    let begins = |cards| {
        let mut frame = welcome(cards);
        let DeskServerFrame::Welcome { more, .. } = &mut frame else { unreachable!("a welcome is a welcome") };
        *more = true;
        frame
    };
    let mut board = Board::default();
    assert!(!begins(Vec::new()).completes_picture());
    assert_eq!(board.take(begins(vec![card(1, 1)])), Vec::new());
    assert_eq!(
        board.take(part(vec![offered_again(card(2, 1), 1, &[ADA])], false)),
        Vec::new(),
        "nothing of it is news"
    );
    assert_eq!(board.open().len(), 2);

    board.take(begins(vec![card(1, 1)]));
    board.take(part(Vec::new(), true));
    assert_eq!(board.open().len(), 2, "the rest may be on its way");
    let news = board.take(part(vec![offered_again(card(3, 1), 1, &[ADA])], false));
    assert_eq!(news, vec![Notice::Offered(enquiry_id(3))], "that one came while the line was down");
    let left: Vec<EnquiryId> = board.open().iter().map(|card| card.enquiry).collect();
    assert!(!left.contains(&enquiry_id(2)), "it was in no part");
}

#[test]
fn the_past_is_forgotten_from_its_old_end() {
    let mut story = Story::with([]);
    for second in 0..=MOST_PAST {
        let enquiry = EnquiryId::new(at(i64::try_from(second).expect("small")), [1; 10]);
        story.board.take_seen(EnquiryCard { enquiry, ..in_phase(Phase::Closed, 1, 1) });
    }
    assert_eq!(story.board.past.len(), MOST_PAST);
    assert!(story.board.card(EnquiryId::new(at(0), [1; 10])).is_none());
}

fn passed_on(number: u8, revision: u32, from: u8, to: &[u8]) -> EnquiryCard {
    let mut card = offered_again(card(number, revision), 100, to);
    let entry = card.entry.clone();
    card.transfer = Some(Box::new(TransferCard {
        from: person(from),
        by: staff_id(from),
        to: entry,
        note: None,
        if_nobody: IfNobody::Loopback,
        keep_sight: false,
        since_ms: at(100),
        sender_gone: false,
    }));
    card
}

#[test]
fn what_one_passes_on_stays_among_ones_rooms_until_somebody_has_it() {
    let mut story = Story::with(vec![engaged(1, 1, ADA)]);
    assert_eq!(story.board.take(changed(passed_on(1, 2, ADA, &[BEN]))), []);
    assert_eq!((story.board.open().len(), story.board.mine().len()), (0, 1));
    let gone = DeskServerFrame::EnquiryGone {
        enquiry: enquiry_id(1),
        revision: 3,
        reason: GoneReason::Answered { by: person(BEN) },
    };
    assert_eq!(story.board.take(gone), [Notice::Accepted { enquiry: enquiry_id(1), by: person(BEN) }]);
    assert_eq!(story.board.mine().len(), 0);
}

#[test]
fn what_comes_back_is_news_unless_one_took_it_back() {
    let mut story = Story::with(vec![passed_on(1, 2, ADA, &[BEN]), passed_on(2, 2, ADA, &[BEN])]);
    assert_eq!(story.board.take(changed(engaged(1, 3, ADA))), [Notice::Returned(enquiry_id(1))]);
    story.board.recall(enquiry_id(2));
    assert_eq!(story.board.take(changed(engaged(2, 3, ADA))), []);
    assert_eq!(story.board.answered(enquiry_id(2), Ok(engaged(2, 3, ADA))), []);
}

#[test]
fn what_is_passed_on_to_one_is_offered_as_any_other() {
    let mut story = Story::with(vec![]);
    let notices = story.board.take(changed(passed_on(1, 2, BEN, &[ADA])));
    assert_eq!(notices, [Notice::Offered(enquiry_id(1))]);
    assert_eq!((story.board.open().len(), story.board.mine().len()), (1, 0));
}

#[test]
fn a_guest_is_called_once_and_has_the_room_among_theirs() {
    let mut story = Story::with(vec![]);
    let card = EnquiryCard { guests: vec![person(ADA)], ..engaged(1, 2, BEN) };
    assert_eq!(story.board.take(changed(card.clone())), [Notice::Invited(enquiry_id(1))]);
    assert_eq!(story.board.take(changed(EnquiryCard { revision: 3, ..card })), []);
    assert_eq!(story.board.mine().len(), 1);
    assert!(!story.board.leads(story.board.mine()[0]));
}

#[test]
fn who_stayed_after_passing_on_hears_that_it_was_accepted_and_no_more() {
    let mut story = Story::with(vec![passed_on(1, 2, ADA, &[BEN])]);
    let card = EnquiryCard { guests: vec![person(ADA)], ..engaged(1, 4, BEN) };
    assert_eq!(story.board.take(changed(card)), [Notice::Accepted { enquiry: enquiry_id(1), by: person(BEN) }]);
    assert_eq!(story.board.mine().len(), 1);
}

#[test]
fn a_take_back_that_came_too_late_says_who_has_it() {
    let mut story = Story::with(vec![passed_on(1, 2, ADA, &[BEN])]);
    story.board.recall(enquiry_id(1));
    let error = ErrorBody { by: Some(Box::new(person(BEN))), ..ErrorBody::new(ErrorCode::AlreadyAnswered, "") };
    let told = story.board.answered(enquiry_id(1), Err(error));
    assert_eq!(told, [Notice::Accepted { enquiry: enquiry_id(1), by: person(BEN) }]);
}

#[test]
fn whose_chat_is_taken_over_is_told_by_whom_whether_they_stay_or_leave() {
    let mut story = Story::with(vec![engaged(1, 1, ADA), engaged(2, 1, ADA)]);
    let taken = |number: u8| {
        let visitor = visitor_name(&engaged(number, 1, ADA)).clone();
        Notice::TakenOver { visitor, by: person(BEN) }
    };
    let reason = GoneReason::Answered { by: person(BEN) };
    let gone = DeskServerFrame::EnquiryGone { enquiry: enquiry_id(1), revision: 2, reason };
    assert_eq!(story.board.take(gone), [taken(1)]);
    let mut stays = engaged(2, 2, BEN);
    stays.guests = vec![person(ADA)];
    assert_eq!(story.board.take(changed(stays)), [taken(2)]);
    assert_eq!(story.board.mine().len(), 1, "a guest has the room among theirs");
}

fn by_call(mut card: EnquiryCard) -> EnquiryCard {
    card.mode = Mode::Call;
    card
}

fn calls(mut card: EnquiryCard, call: Option<CallSign>) -> EnquiryCard {
    card.call = call;
    card
}

fn ringing(board: &Board) -> Vec<&EnquiryCard> {
    board.ringing().into_iter().collect()
}

#[test]
fn a_call_rings_until_it_is_answered_or_gone() {
    Story::with([card(1, 1)])
        .shows(ringing, &[])
        .takes(changed(by_call(card(2, 1))))
        .hears(&[Notice::Offered(enquiry_id(2))])
        .shows(ringing, &[2])
        .takes(changed(by_call(engaged(2, 2, ADA))))
        .shows(ringing, &[])
        .takes(changed(by_call(card(3, 1))))
        .shows(ringing, &[3])
        .takes(gone(3, 2, won_by_ben()))
        .shows(ringing, &[]);
    // Who has just opened the dashboard hears what rings already.
    Story::with([by_call(card(1, 1))]).hears(&[]).shows(ringing, &[1]);
}

#[test]
fn a_missed_call_and_one_that_is_offered_to_others_ring_no_more() {
    Story::with([by_call(in_phase(Phase::Missed, 1, 1)), by_call(offered_again(card(2, 1), 2, &[BEN]))])
        .shows(ringing, &[]);
}

#[test]
fn a_visitor_who_calls_in_a_room_of_mine_rings_until_somebody_has_come_in() {
    Story::with([engaged(1, 1, ADA)])
        .takes(changed(calls(engaged(1, 2, ADA), Some(CallSign::Rings))))
        .hears(&[Notice::Offered(enquiry_id(1))])
        .shows(ringing, &[1])
        .takes(changed(calls(engaged(1, 3, ADA), Some(CallSign::Rings))))
        .hears(&[])
        .takes(changed(calls(engaged(1, 4, ADA), Some(CallSign::Ongoing))))
        .hears(&[])
        .shows(ringing, &[]);
    // A page that is loaded anew rings on.
    Story::with([calls(engaged(1, 2, ADA), Some(CallSign::Rings))]).hears(&[]).shows(ringing, &[1]);
}

#[test]
fn a_call_that_i_have_just_answered_does_not_ring_while_i_come_in() {
    Story::with([calls(by_call(card(1, 1)), Some(CallSign::Rings))])
        .takes(changed(calls(by_call(engaged(1, 2, ADA)), Some(CallSign::Rings))))
        .hears(&[])
        .shows(ringing, &[]);
}
