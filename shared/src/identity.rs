//! Signed identity: the owner's backend says in a JWT (RFC 7519, HS256) who somebody is that it signed in. Here is what such a
//! token must say, and who a browser is from then on; that the signature is right was proved before.

use serde::{Deserialize, Serialize, de::IgnoredAny};

use crate::{
    contact::Verified,
    id::VisitorId,
    value::{DisplayName, EmailAddress, PhoneNumber, ServiceSlug, ShortText, Timestamp},
};

/// How far the clocks of two servers may stand apart.
pub const SKEW_MS: i64 = 60_000;

/// The farthest end of a token: a page makes a new one each time that it is loaded, and one that was stolen should soon be of
/// no use.
pub const LONGEST_MS: i64 = 24 * 60 * 60 * 1_000;

/// Longer than any token that has only what we read.
pub const MAX_TOKEN_BYTES: usize = 4_096;

/// So long a secret that was replaced still proves: pages that were loaded before have tokens by it.
pub const OVERLAP_MS: i64 = LONGEST_MS;

/// Why a token proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum IdentityRefusal {
    /// There is no secret: an admin has to make one.
    Off,
    /// It is no JWT, or longer than 4 KB.
    Malformed,
    /// Its header names another way to sign than HS256, or extensions (`crit`).
    Algorithm,
    /// It wasn't signed with the service's secret.
    Signature,
    /// `aud` isn't the service's name in addresses.
    Audience,
    /// `sub` is missing, empty or longer than 300 characters.
    Subject,
    /// `exp` is over, or `nbf` is yet to come.
    Expired,
    /// `exp` is missing, or more than a day away.
    TooLong,
}

impl IdentityRefusal {
    /// Whether somebody without a secret can bring it about: then it says nothing of the owner's backend.
    #[must_use]
    pub const fn is_anybodys(self) -> bool {
        match self {
            Self::Malformed | Self::Algorithm | Self::Signature => true,
            Self::Off | Self::Audience | Self::Subject | Self::Expired | Self::TooLong => false,
        }
    }
}

/// The header of a JWT.
#[derive(Deserialize)]
pub struct Header {
    alg: String,
    /// Extensions that whoever doesn't know them has to refuse; we know none.
    #[serde(default)]
    crit: Option<IgnoredAny>,
}

impl Header {
    /// Whether it is signed in the one way that counts.
    ///
    /// # Errors
    /// [`IdentityRefusal::Algorithm`].
    pub fn check(&self) -> Result<(), IdentityRefusal> {
        if self.alg == "HS256" && self.crit.is_none() { Ok(()) } else { Err(IdentityRefusal::Algorithm) }
    }
}

/// What a JWT says; whatever else is in it doesn't count.
#[derive(Deserialize)]
pub struct Claims {
    #[serde(default)]
    sub: Option<Subject>,
    #[serde(default)]
    aud: Option<Audience>,
    /// In seconds since 1970.
    #[serde(default)]
    exp: Option<f64>,
    #[serde(default)]
    nbf: Option<f64>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    email: Option<String>,
    #[serde(default)]
    phone: Option<String>,
    #[serde(default)]
    phone_number: Option<String>,
}

/// Many backends number their accounts.
#[derive(Deserialize)]
#[serde(untagged)]
enum Subject {
    Text(String),
    Number(i64),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

impl Claims {
    /// Who it is, if the token is for this service and of this time. A name, an address or a number that is none is left out.
    ///
    /// # Errors
    /// See [`IdentityRefusal`].
    pub fn check(self, service: &ServiceSlug, now: Timestamp) -> Result<Verified, IdentityRefusal> {
        let is_for = match &self.aud {
            Some(Audience::One(one)) => one == service.as_str(),
            Some(Audience::Many(many)) => many.iter().any(|one| one == service.as_str()),
            None => false,
        };
        if !is_for {
            return Err(IdentityRefusal::Audience);
        }
        let exp = self.exp.and_then(ms).ok_or(IdentityRefusal::TooLong)?;
        let starts = self.nbf.map(|nbf| ms(nbf).ok_or(IdentityRefusal::Expired)).transpose()?;
        if exp <= now.plus_ms(-SKEW_MS) || starts.is_some_and(|starts| starts > now.plus_ms(SKEW_MS)) {
            return Err(IdentityRefusal::Expired);
        }
        if exp > now.plus_ms(LONGEST_MS + SKEW_MS) {
            return Err(IdentityRefusal::TooLong);
        }
        let sub = match self.sub {
            Some(Subject::Text(text)) => text,
            Some(Subject::Number(number)) => number.to_string(),
            None => return Err(IdentityRefusal::Subject),
        };
        // As it is and no other: two ids that look alike are two people.
        let sub = ShortText::try_from(sub.clone()).ok().filter(|kept| kept.as_str() == sub);
        Ok(Verified {
            sub: sub.ok_or(IdentityRefusal::Subject)?,
            name: self.name.and_then(|name| DisplayName::try_from(name).ok()),
            email: self.email.and_then(|email| EmailAddress::try_from(email).ok()),
            phone: self.phone.or(self.phone_number).and_then(|phone| PhoneNumber::try_from(phone).ok()),
        })
    }
}

#[expect(clippy::cast_possible_truncation, reason = "within the years that are told apart below")]
fn ms(seconds: f64) -> Option<Timestamp> {
    // Until the year 5138.
    (0.0..1e11).contains(&seconds).then(|| Timestamp::from_ms((seconds * 1_000.0) as i64))
}

/// Who a browser is once it is known who uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Becomes {
    /// Who it was.
    Stays,
    /// The visitor that was made for this person.
    Home(VisitorId),
    /// One that is yet to be made for this person.
    New,
}

/// Who a browser is once `sub` was proved. `own` is who it was proved to be before, `home` the visitor that was made for `sub`,
/// and `talks` says that an enquiry of this browser's runs: it goes on where it is, unless it is somebody else's.
///
/// No browser's own visitor ever becomes a home: whoever used the browser before may have kept its token.
#[must_use]
pub fn becomes(
    sub: &ShortText,
    visitor: VisitorId,
    own: Option<&ShortText>,
    home: Option<VisitorId>,
    talks: bool,
) -> Becomes {
    let is_theirs = own.is_none_or(|own| own == sub);
    match home {
        _ if is_theirs && talks => Becomes::Stays,
        Some(home) if home == visitor => Becomes::Stays,
        Some(home) => Becomes::Home(home),
        None => Becomes::New,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NOW: Timestamp = Timestamp::from_ms(1_800_000_000_000);
    const NOW_S: i64 = 1_800_000_000;

    fn check(claims: serde_json::Value) -> Result<Verified, IdentityRefusal> {
        let claims: Claims = serde_json::from_value(claims).map_err(|_| IdentityRefusal::Malformed)?;
        claims.check(&ServiceSlug::try_from("acme").expect("a slug"), NOW)
    }

    #[test]
    fn a_token_for_this_service_and_this_time_says_who_it_is() {
        let who = check(
            json!({ "sub": 42, "aud": ["x", "acme"], "exp": NOW_S + 3_600, "name": "Eve", "email": "EVE@a.example", "phone_number": "nonsense" }),
        );
        let who = who.expect("it is right");
        assert_eq!(who.sub.as_str(), "42");
        assert_eq!(who.email.map(|email| email.as_str().to_owned()).as_deref(), Some("eve@a.example"));
        assert_eq!((who.name.is_some(), who.phone), (true, None));
    }

    #[test]
    fn a_token_of_another_time_or_service_or_of_nobody_says_nothing() {
        use IdentityRefusal::{Audience, Expired, Malformed, Subject, TooLong};
        let with = |name: &str, value: serde_json::Value| {
            let mut claims = json!({ "sub": "42", "aud": "acme", "exp": NOW_S + 60 });
            claims[name] = value;
            check(claims).err()
        };
        assert_eq!(with("exp", json!(NOW_S - 30)), None, "clocks stand apart");
        assert_eq!(with("exp", json!(NOW_S - 60)), Some(Expired));
        assert_eq!(with("exp", json!(null)), Some(TooLong));
        assert_eq!(with("exp", json!(NOW_S + 2 * 86_400)), Some(TooLong));
        for odd in [json!(-1), json!(1e300)] {
            assert_eq!(with("exp", odd), Some(TooLong));
        }
        assert_eq!(with("exp", json!("soon")), Some(Malformed));
        assert_eq!(with("nbf", json!(NOW_S + 30)), None);
        assert_eq!(with("nbf", json!(NOW_S + 120)), Some(Expired));
        for aud in [json!("other"), json!(null), json!([]), json!("ACME")] {
            assert_eq!(with("aud", aud), Some(Audience));
        }
        for sub in [json!(null), json!(""), json!(" 42"), json!("4\u{200b}2"), json!("x".repeat(301))] {
            assert_eq!(with("sub", sub), Some(Subject));
        }
    }

    #[test]
    fn only_hs256_counts_and_nothing_that_changes_what_is_signed() {
        let header = |json| serde_json::from_value::<Header>(json).expect("a header").check();
        for alg in ["none", "hs256", "RS256", "HS512", ""] {
            assert_eq!(header(json!({ "alg": alg })), Err(IdentityRefusal::Algorithm), "{alg}");
        }
        assert_eq!(header(json!({ "alg": "HS256", "typ": "JWT" })), Ok(()));
        assert_eq!(header(json!({ "alg": "HS256", "crit": ["b64"], "b64": false })), Err(IdentityRefusal::Algorithm));
    }

    #[test]
    fn a_browser_becomes_the_person_who_signed_in_but_never_in_the_middle_of_a_talk() {
        let visitor = |n: u8| VisitorId::new(NOW, [n; 10]);
        let id = |text: &str| ShortText::try_from(text).expect("a text");
        let (eve, bob) = (id("eve"), id("bob"));
        let at = |own: Option<&ShortText>, home, talks| becomes(&eve, visitor(1), own, home, talks);
        assert_eq!(at(None, None, false), Becomes::New, "the first time: others may know who it was");
        assert_eq!(at(Some(&eve), Some(visitor(1)), false), Becomes::Stays, "again");
        assert_eq!(at(None, Some(visitor(2)), false), Becomes::Home(visitor(2)), "on another device");
        assert_eq!(at(None, Some(visitor(2)), true), Becomes::Stays, "while a chat runs");
        assert_eq!(at(None, None, true), Becomes::Stays, "while a chat runs, the first time");
        assert_eq!(at(Some(&eve), Some(visitor(2)), false), Becomes::Home(visitor(2)), "once that chat is over");
        assert_eq!(at(Some(&bob), Some(visitor(2)), true), Becomes::Home(visitor(2)), "where somebody else was");
        assert_eq!(at(Some(&bob), None, true), Becomes::New, "where somebody else was, for the first time");
    }
}
