//! How good a connection is, in plain words, from what the browser counts.

/// Between two looks, of one connection.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Digest {
    /// There and back, in milliseconds.
    pub(crate) round_trip_ms: f64,
    /// Which part of what was sent to us got lost, of 1.
    pub(crate) loss: f64,
    /// How unevenly it arrives, in milliseconds.
    pub(crate) jitter_ms: f64,
    /// How many bytes of sound and pictures arrived.
    pub(crate) bytes: f64,
}

/// In one word. The worst comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Quality {
    Poor,
    Fair,
    Good,
}

/// From here on one talks into the other's words: twice the 150 ms one way that ITU-T G.114 calls good, and twice its 400.
const ROUND_TRIP_MS: [f64; 2] = [300.0, 800.0];
/// What Opus hides, and what it doesn't any more.
const LOSS: [f64; 2] = [0.03, 0.10];
/// What the buffer of a browser takes without being heard, and with it.
const JITTER_MS: [f64; 2] = [40.0, 100.0];

impl Digest {
    /// What it amounts to.
    pub(crate) fn quality(&self) -> Quality {
        let worst = |value: f64, [fair, poor]: [f64; 2]| match value {
            _ if value >= poor => Quality::Poor,
            _ if value >= fair => Quality::Fair,
            _ => Quality::Good,
        };
        worst(self.round_trip_ms, ROUND_TRIP_MS).min(worst(self.loss, LOSS)).min(worst(self.jitter_ms, JITTER_MS))
    }

    /// The same with what was before: one bad moment is no bad connection.
    pub(crate) fn after(self, before: Option<Self>) -> Self {
        let Some(before) = before else { return self };
        Self {
            round_trip_ms: f64::midpoint(self.round_trip_ms, before.round_trip_ms),
            loss: f64::midpoint(self.loss, before.loss),
            jitter_ms: f64::midpoint(self.jitter_ms, before.jitter_ms),
            bytes: self.bytes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(round_trip_ms: f64, loss: f64, jitter_ms: f64) -> Quality {
        Digest { round_trip_ms, loss, jitter_ms, bytes: 1.0 }.quality()
    }

    #[test]
    fn the_worst_of_the_three_says_how_good_it_is() {
        assert_eq!(of(20.0, 0.0, 2.0), Quality::Good);
        assert_eq!(of(299.0, 0.029, 39.0), Quality::Good);
        assert_eq!(of(300.0, 0.0, 2.0), Quality::Fair);
        assert_eq!(of(20.0, 0.05, 2.0), Quality::Fair);
        assert_eq!(of(20.0, 0.0, 99.0), Quality::Fair);
        assert_eq!(of(20.0, 0.1, 2.0), Quality::Poor);
        assert_eq!(of(900.0, 0.0, 0.0), Quality::Poor);
    }

    #[test]
    fn a_bad_moment_fades() {
        let (bad, good) = (Digest { loss: 0.16, ..Digest::default() }, Digest::default());
        let mut now = bad.after(None);
        let words: Vec<Quality> = (0..4)
            .map(|_| {
                let quality = now.quality();
                now = good.after(Some(now));
                quality
            })
            .collect();
        assert_eq!(words, [Quality::Poor, Quality::Fair, Quality::Fair, Quality::Good]);
    }
}
