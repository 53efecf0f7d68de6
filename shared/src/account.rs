//! The rules of accounts: who may change whom, how fast passwords may be tried, how long what lasts, and how a handle is
//! made of a name.

use crate::{
    card::Role,
    mention,
    pace::{Bucket, Limit},
    value::{DisplayName, Handle, Timestamp},
};

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// A session ends after this long without use: longer than a working day, shorter than two.
pub const SESSION_IDLE_MS: i64 = 12 * HOUR_MS;

/// A session ends after this long in any case: nobody types a password more often than every other week.
pub const SESSION_LIFETIME_MS: i64 = 14 * DAY_MS;

/// How exactly the last use of a session is known: each time it is noted is a write.
pub const SESSION_NOTED_MS: i64 = 5 * MINUTE_MS;

/// Most sessions of one account; the one used longest ago ends for the next. More devices than anybody works with.
pub const MAX_SESSIONS: usize = 20;

/// An invitation's link ends after this long: a week holds every holiday but long ones.
pub const INVITATION_LIFETIME_MS: i64 = 7 * DAY_MS;

/// Most invitations that wait to be used: for a service of [`MAX_STAFF`] that invites everybody in one go.
pub const MAX_INVITATIONS: usize = MAX_STAFF;

/// Most staff of one service: what one Desk can tell of each to all in one frame of some 100 KiB.
pub const MAX_STAFF: usize = 500;

/// Whether an `actor` may turn one role into another: `from` nothing is inviting, `to` nothing is removing. Owners may do
/// all; admins make and unmake supervisors and agents, and may change or give up what they are themselves.
#[must_use]
pub fn may_change(actor: Role, is_self: bool, from: Option<Role>, to: Option<Role>) -> bool {
    let below = |role: Option<Role>| role.is_none_or(|role| role < Role::Admin);
    match actor {
        Role::Owner => true,
        Role::Admin if is_self => to.is_none_or(|role| role <= Role::Admin),
        Role::Admin => below(from) && below(to),
        Role::Supervisor | Role::Agent => false,
    }
}

/// How often something secret may be tried: some times freely, then with a pause that doubles from try to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Throttle {
    /// Tries without a pause: for typing errors.
    pub free: u32,
    /// The first pause.
    pub first_ms: i64,
    /// No pause is longer.
    pub longest_ms: i64,
}

impl Throttle {
    /// For one account from one network address. Not for the account alone: e-mail addresses are no secret, and anybody
    /// who takes the one try of every pause would keep its owner out for ever.
    pub const ACCOUNT_AND_ADDRESS: Self = Self { free: 5, first_ms: 5_000, longest_ms: 5 * MINUTE_MS };

    /// For one network address, whichever account it tries. A whole office may share it, of which five may fail.
    pub const ADDRESS: Self = Self { free: 25, first_ms: 5_000, longest_ms: 15 * MINUTE_MS };
}

/// For one account, wherever the tries come from. It bounds guessing from many addresses, each of which has its own
/// [`Throttle::ACCOUNT_AND_ADDRESS`]: 300 tries at once and 7,200 a day, or 2.7 million a year of passwords that have 10
/// characters or more. One address gets 12 tries an hour there, so to keep somebody out by this one takes 25 of them that
/// never rest; and who is signed in stays so.
pub const ACCOUNT_TRIES: Limit = Limit { burst: 300, every_ms: 12_000 };

/// Tries are forgotten after this long without one.
pub const TRIES_FORGOTTEN_MS: i64 = HOUR_MS;

/// Tries that did not succeed, as far as is known: each counts when it begins, so that many at once don't slip through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tries {
    /// How many.
    pub count: u32,
    /// The last one.
    pub last_at: Timestamp,
}

impl Throttle {
    /// Counts one more try.
    ///
    /// # Errors
    /// The milliseconds to wait, when it comes too soon; it doesn't count then.
    pub fn count(&self, tries: Tries, now: Timestamp) -> Result<Tries, i64> {
        let passed = now.ms_since(tries.last_at);
        let tries = if passed > TRIES_FORGOTTEN_MS { Tries::default() } else { tries };
        let wait = self.pause_ms(tries.count) - passed;
        if tries.count >= self.free && wait > 0 {
            return Err(wait);
        }
        Ok(Tries { count: tries.count.saturating_add(1), last_at: now })
    }

    fn pause_ms(&self, count: u32) -> i64 {
        let doublings = count.saturating_sub(self.free).min(30);
        self.first_ms.saturating_mul(1_i64 << doublings).min(self.longest_ms)
    }
}

/// What is known of earlier tries when a password is to be checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PasswordTries {
    /// At this account from this network address.
    pub account_and_address: Tries,
    /// At this account.
    pub account: Bucket,
    /// From this network address.
    pub address: Tries,
}

impl PasswordTries {
    /// Counts one more, before anybody knows how it ends.
    ///
    /// # Errors
    /// The milliseconds to wait, when it comes too soon; it counts nowhere then, or who is refused would use up what
    /// others have left.
    pub fn count(mut self, now: Timestamp) -> Result<Self, i64> {
        self.account_and_address = Throttle::ACCOUNT_AND_ADDRESS.count(self.account_and_address, now)?;
        self.address = Throttle::ADDRESS.count(self.address, now)?;
        self.account.take(now, ACCOUNT_TRIES)?;
        Ok(self)
    }

    /// The last one succeeded. Who knows the password made those at the account from here; elsewhere just this one is
    /// taken back, or an account of one's own would be a way to guess on.
    #[must_use]
    pub fn succeeded(mut self) -> Self {
        self.account_and_address = Tries::default();
        self.address.count = self.address.count.saturating_sub(1);
        self.account.put_back(ACCOUNT_TRIES);
        self
    }
}

/// A handle like `name` that isn't `taken`, with a number if need be. Names without Latin letters give `staff`.
#[must_use]
pub fn handle_for(name: &DisplayName, taken: impl Fn(&Handle) -> bool) -> Option<Handle> {
    let plain = plain(name.as_str());
    let stem = Handle::try_from(plain.as_str()).map_or_else(|_| "staff".to_owned(), String::from);
    (1..).take(MAX_STAFF + 1).find_map(|number| {
        let text = if number == 1 { stem.clone() } else { format!("{stem}-{number}") };
        Handle::try_from(text).ok().filter(|handle| !is_reserved(handle) && !taken(handle))
    })
}

/// Whether nobody can be called so: it means everybody.
#[must_use]
pub fn is_reserved(handle: &Handle) -> bool {
    handle.as_str() == mention::ALL
}

/// Small letters, digits and single hyphens, short enough to be numbered.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    for character in name.chars().flat_map(char::to_lowercase) {
        match (without_marks(character), character) {
            (Some(letters), _) => plain.push_str(letters),
            (None, 'a'..='z') => plain.push(character),
            (None, '0'..='9') if !plain.is_empty() => plain.push(character),
            (None, _) if !plain.is_empty() && !plain.ends_with('-') => plain.push('-'),
            (None, _) => {}
        }
    }
    let short: String = plain.chars().take(30).collect();
    short.trim_matches('-').to_owned()
}

/// For the letters of Europe's Latin alphabets; others would need a table of all Unicode.
fn without_marks(character: char) -> Option<&'static str> {
    Some(match character {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        // It joins a word rather than parts it: O'Neil.
        '\'' | '’' | '.' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_change_everybody_and_admins_only_who_is_below_them() {
        let roles = [Role::Agent, Role::Supervisor, Role::Admin, Role::Owner];
        for from in roles {
            for to in roles {
                assert!(may_change(Role::Owner, false, Some(from), Some(to)));
                let below = from < Role::Admin && to < Role::Admin;
                assert_eq!(may_change(Role::Admin, false, Some(from), Some(to)), below, "{from:?} {to:?}");
                assert!(!may_change(Role::Supervisor, false, Some(from), Some(to)));
                assert!(!may_change(Role::Agent, true, Some(from), Some(to)));
            }
        }
        assert!(may_change(Role::Admin, true, Some(Role::Admin), Some(Role::Agent)));
        assert!(may_change(Role::Admin, true, Some(Role::Admin), None));
        assert!(!may_change(Role::Admin, true, Some(Role::Admin), Some(Role::Owner)));
        assert!(!may_change(Role::Admin, false, None, Some(Role::Admin)));
        assert!(may_change(Role::Admin, false, None, Some(Role::Agent)));
    }

    #[test]
    fn passwords_may_be_tried_a_few_times_and_then_ever_more_slowly() {
        let throttle = Throttle::ACCOUNT_AND_ADDRESS;
        let mut tries = Tries::default();
        let mut now = Timestamp::from_ms(1_000_000);
        for _ in 0..throttle.free {
            tries = throttle.count(tries, now).expect("typing errors are free");
        }
        let mut waits = Vec::new();
        for _ in 0..9 {
            let wait = throttle.count(tries, now).expect_err("it is too soon");
            assert!(throttle.count(tries, now.plus_ms(wait - 1)).is_err());
            now = now.plus_ms(wait);
            tries = throttle.count(tries, now).expect("the pause is over");
            waits.push(wait / 1_000);
        }
        assert_eq!(waits, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
        let later = now.plus_ms(TRIES_FORGOTTEN_MS + 1);
        assert_eq!(throttle.count(tries, later).map(|tries| tries.count), Ok(1));
    }

    #[test]
    fn a_clock_that_goes_back_opens_no_door() {
        let tries = Tries { count: 50, last_at: Timestamp::from_ms(10_000_000) };
        assert!(Throttle::ADDRESS.count(tries, Timestamp::from_ms(0)).is_err());
    }

    /// One account, and the addresses from which its password is tried.
    #[derive(Default)]
    struct Story {
        account: Bucket,
        addresses: std::collections::BTreeMap<u32, (Tries, Tries)>,
    }

    impl Story {
        fn tries(&self, address: u32) -> PasswordTries {
            let (account_and_address, of_address) = self.addresses.get(&address).copied().unwrap_or_default();
            PasswordTries { account_and_address, account: self.account, address: of_address }
        }

        fn keep(&mut self, address: u32, tries: PasswordTries) {
            self.account = tries.account;
            self.addresses.insert(address, (tries.account_and_address, tries.address));
        }

        fn tries_from(&mut self, address: u32, second: i64) -> bool {
            let counted = self.tries(address).count(at(second));
            counted.map(|tries| self.keep(address, tries)).is_ok()
        }

        fn signs_in_from(&mut self, address: u32, second: i64) -> bool {
            let counted = self.tries(address).count(at(second));
            counted.map(|tries| self.keep(address, tries.succeeded())).is_ok()
        }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_ms(1_000_000_000 + second * 1_000)
    }

    #[test]
    fn who_knows_an_e_mail_address_keeps_nobody_out() {
        let mut story = Story::default();
        let (here, attacker) = (1, 2);
        let mut guesses = 0;
        for second in 0..7 * 24 * 3_600 {
            guesses += u32::from(story.tries_from(attacker, second));
            if second % 3_600 == 1_800 {
                assert!(story.signs_in_from(here, second), "after {second} s");
            }
        }
        assert!((600..800).contains(&guesses), "{guesses} in a week");
    }

    #[test]
    fn many_addresses_guess_a_bounded_number_of_passwords() {
        let mut story = Story::default();
        let day = 24 * 3_600;
        let guesses = (0..day).flat_map(|second| (0..10).map(move |one| (second * 10 + one, second)));
        let guesses =
            guesses.filter(|(number, second)| story.tries_from(u32::try_from(number % 4_000).unwrap_or(0), *second));
        assert_eq!(guesses.count(), 300 + 7_199);
    }

    #[test]
    fn an_account_of_ones_own_is_no_way_to_guess_on() {
        let mut story = Story::default();
        for _ in 0..100 {
            assert!(story.signs_in_from(1, 0), "who knows the password may use it");
        }
        let mut address = Tries::default();
        let mut guesses = 0;
        // Each at another account, and after each a good sign-in at one's own.
        while let Ok(guess) = (PasswordTries { address, ..PasswordTries::default() }).count(at(0)) {
            guesses += 1;
            let own = PasswordTries { address: guess.address, ..PasswordTries::default() }.count(at(0));
            address = own.map_or(guess.address, |own| own.succeeded().address);
        }
        assert_eq!(guesses, Throttle::ADDRESS.free);
    }

    #[test]
    fn a_handle_is_made_of_a_name() {
        let made = |name: &str, taken: &[&str]| {
            let name = DisplayName::try_from(name).expect("a name");
            handle_for(&name, |handle| taken.contains(&handle.as_str())).map(String::from)
        };
        assert_eq!(made("Ada", &[]).as_deref(), Some("ada"));
        assert_eq!(made("Ada Lovelace", &["ada"]).as_deref(), Some("ada-lovelace"));
        assert_eq!(made("Ada", &["ada", "ada-2"]).as_deref(), Some("ada-3"));
        assert_eq!(made("Zoë  O'Neil-Łuk", &[]).as_deref(), Some("zoe-oneil-luk"));
        assert_eq!(made("田中", &["staff"]).as_deref(), Some("staff-2"));
        assert_eq!(made("All", &[]).as_deref(), Some("all-2"), "@all is everybody");
        assert_eq!(made("007 Bond", &[]).as_deref(), Some("bond"));
        assert_eq!(made(&"x".repeat(80), &[]).map(|handle| handle.len()), Some(30));
    }
}
