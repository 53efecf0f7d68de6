//! How long to wait before trying again.

/// The first wait: long enough to let a restarting server come up, short enough to go unnoticed.
const FIRST_MS: u32 = 500;

/// The longest wait: a server that was down for minutes is found again within half of one.
const LONGEST_MS: u32 = 30_000;

/// Doubles from try to try. Everybody's waits differ by chance, or all clients of a restarted server would come at once.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Backoff {
    tries: u32,
}

impl Backoff {
    /// The next wait, between half and the whole of what doubling gives. `chance` is any random byte.
    pub(super) fn next_ms(&mut self, chance: u8) -> u32 {
        let whole = FIRST_MS.saturating_mul(1 << self.tries.min(10)).min(LONGEST_MS);
        self.tries = self.tries.saturating_add(1);
        whole / 2 + whole / 2 * u32::from(chance) / 255
    }

    /// It worked: the next break starts from the first wait again.
    pub(super) fn reset(&mut self) {
        self.tries = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_half_a_minute_and_start_again_after_success() {
        let mut backoff = Backoff::default();
        let longest: Vec<u32> = (0..9).map(|_| backoff.next_ms(255)).collect();
        assert_eq!(longest, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
        backoff.reset();
        assert_eq!(backoff.next_ms(0), 250);
    }
}
