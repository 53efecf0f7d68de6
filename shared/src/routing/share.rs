//! Shares: which of several destinations comes first, for this many enquiries of a hundred. Decided by the enquiry's id, so
//! that it comes out the same whenever it is asked.

use crate::{
    api::Destination,
    id::{EnquiryId, StaffId},
    setup::destination::splits,
};

/// An enquiry's place among all, 0 to 99, each as likely.
#[must_use]
pub fn draw(enquiry: EnquiryId) -> u8 {
    u8::try_from(hash(enquiry.to_string().as_bytes()) % 100).unwrap_or(0)
}

/// By which one of several with equally few rooms is found: so it isn't always the first in the list.
pub(super) fn lot(draw: u8, staff: StaffId) -> u64 {
    hash(format!("{draw} {staff}").as_bytes())
}

/// FNV-1a, with its halves folded together: its low bits alone are those of few letters.
fn hash(bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325, step);
    (hash ^ (hash >> 32)) & 0xffff_ffff
}

/// Destinations in the order in which they are asked: of neighbours with shares the drawn one first, with its share.
pub(super) fn ordered(destinations: &[Destination], draw: u8) -> impl Iterator<Item = (&Destination, Option<u8>)> {
    let mut order: Vec<(&Destination, Option<u8>)> = destinations.iter().map(|one| (one, None)).collect();
    for split in splits(destinations.iter().map(|one| one.settings.when.share)) {
        let mut upto = 0_u32;
        let drawn = split.clone().find(|place| {
            let share = destinations.get(*place).and_then(|one| one.settings.when.share);
            upto += share.map_or(0, u32::from);
            u32::from(draw) < upto
        });
        // Shares that add up to less were never saved; the first one takes the rest.
        let drawn = drawn.unwrap_or(split.start);
        if let Some(run) = order.get_mut(split.start..=drawn) {
            run.rotate_right(1);
            if let Some((first, share)) = run.first_mut() {
                *share = first.settings.when.share;
            }
        }
    }
    order.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Timestamp;

    #[test]
    fn enquiries_are_spread_evenly() {
        let mut counts = [0_u32; 100];
        for number in 0..100_000_u32 {
            let mut random = [0; 10];
            random[6..].copy_from_slice(&number.to_be_bytes());
            let id = EnquiryId::new(Timestamp::from_ms(1_700_000_000_000 + i64::from(number) * 977), random);
            counts[usize::from(draw(id))] += 1;
        }
        // 1,000 each, give or take four standard deviations.
        assert!(counts.iter().all(|count| (874..=1_126).contains(count)), "{counts:?}");
    }
}
