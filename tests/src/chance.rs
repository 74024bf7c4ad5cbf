//! Chance that can be told again: a generator with a seed that the test prints.

use std::ops::Range;
use std::time::{SystemTime, UNIX_EPOCH};

/// Pseudo-random numbers (SplitMix64).
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The numbers of a seed.
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// A seed from the clock, printed so that a failure tells it.
    pub fn new_seed() -> u64 {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        now.map_or(0, |since| since.subsec_nanos().into())
    }

    /// The next number of a range.
    pub fn within(&mut self, range: Range<usize>) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let span = range.end.saturating_sub(range.start).max(1) as u64;
        let offset = (mixed ^ (mixed >> 31)) % span;
        range.start + usize::try_from(offset).unwrap_or_default()
    }
}
