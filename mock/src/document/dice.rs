//! Choices that come out the same for the same request.

/// A source of choices that depends on nothing but what it was made from (SplitMix64).
#[derive(Clone, Debug)]
pub(super) struct Dice {
    state: u64,
}

impl Dice {
    /// Dice for a seed and the parts of a request.
    pub(super) fn new(seed: u64, parts: &[&[u8]]) -> Self {
        let mut hash = Fnv::new();
        hash.add(&seed.to_le_bytes());
        for part in parts {
            // The length first: otherwise text could move between parts unnoticed.
            hash.add(&(part.len() as u64).to_le_bytes());
            hash.add(part);
        }
        Self { state: hash.0 }
    }

    /// The next 64 bits.
    pub(super) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number from 0 up to but without `end`; 0 where `end` is 0.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.next().checked_rem(end).unwrap_or(0)
    }

    /// An index into something of this length.
    pub(super) fn index(&mut self, length: usize) -> usize {
        // Below a usize, so the conversion loses nothing.
        self.below(length as u64) as usize
    }
}

/// FNV-1a, 64 bits: the standard library's hashers do not promise to stay the same.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_and_the_numbers_are_the_published_ones() {
        let mut hash = Fnv::new();
        hash.add(b"foobar");
        assert_eq!(hash.0, 0x8594_4171_f739_67e8);
        let mut dice = Dice { state: 1_234_567 };
        assert_eq!([dice.next(), dice.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn each_part_counts() {
        let first = |seed, parts: &[&[u8]]| Dice::new(seed, parts).next();
        assert_eq!(first(1, &[b"GET", b"/a"]), first(1, &[b"GET", b"/a"]));
        assert_ne!(first(1, &[b"GET", b"/a"]), first(2, &[b"GET", b"/a"]));
        assert_ne!(first(1, &[b"GET", b"/a"]), first(1, &[b"GET/", b"a"]));
    }

    #[test]
    fn nothing_is_chosen_beyond_the_end() {
        let mut dice = Dice::new(0, &[]);
        assert!((0..100).all(|_| dice.below(3) < 3));
        assert_eq!(dice.below(0), 0);
    }
}
