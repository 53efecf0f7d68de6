//! What may be in the way of a microphone, a camera or a screen.

/// Of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Microphone,
    Camera,
    Screen,
}

/// What is in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// The page isn't served safely; browsers give nothing there.
    Insecure,
    /// The page that has us in it forbids it, by its Permissions-Policy or its frame.
    Policy,
    /// The person, or a setting of theirs.
    Denied,
    /// There is none.
    Missing,
    /// Another program has it.
    Busy,
    /// Something else.
    Failed,
}

/// Both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Trouble {
    pub(crate) what: What,
    pub(crate) why: Why,
}

impl Trouble {
    /// From the word of `devices.js`. Who chose no screen has no trouble.
    pub(crate) fn of(what: What, word: &str) -> Option<Self> {
        let why = match word {
            "insecure" => Why::Insecure,
            "policy" => Why::Policy,
            "denied" if what == What::Screen => return None,
            "denied" => Why::Denied,
            "missing" => Why::Missing,
            "busy" => Why::Busy,
            _ => Why::Failed,
        };
        Some(Self { what, why })
    }

    /// Whether to try again may help: what is in the way is the person's to change, not the page's.
    pub(crate) fn may_pass(self) -> bool {
        match self.why {
            Why::Insecure | Why::Policy => false,
            Why::Denied | Why::Missing | Why::Busy | Why::Failed => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_chooses_no_screen_is_told_nothing() {
        assert_eq!(Trouble::of(What::Screen, "denied"), None);
        assert_eq!(Trouble::of(What::Screen, "policy").map(|it| it.why), Some(Why::Policy));
        assert_eq!(Trouble::of(What::Microphone, "denied").map(|it| it.why), Some(Why::Denied));
        assert_eq!(Trouble::of(What::Camera, "of tomorrow").map(|it| it.why), Some(Why::Failed));
    }
}
