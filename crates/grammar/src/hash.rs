//! Hashes of strings and of feature combinations; fixed for ever, since trained models hold them.

const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of a string, never 0 (0 stands for "no word").
pub(crate) fn of(text: &str) -> u32 {
    let mut hash = Rolling::default();
    text.bytes().for_each(|byte| hash.push(byte));
    hash.finish()
}

/// A hash of bytes that are given one by one.
pub(crate) struct Rolling(u64);

impl Default for Rolling {
    fn default() -> Self {
        Rolling(0xCBF2_9CE4_8422_2325)
    }
}

impl Rolling {
    #[inline(always)]
    pub(crate) fn push(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    }

    /// The hash of the bytes so far, never 0.
    #[inline(always)]
    pub(crate) fn finish(&self) -> u32 {
        finish(self.0)
    }
}

/// The hash of a combination of up to three values under the number of its template.
///
/// The values are multiplied before they meet, so that a value that stands in many combinations is multiplied once.
#[inline(always)]
pub(crate) fn mix(template: u32, a: u32, b: u32, c: u32) -> u32 {
    let spread = |value: u32, factor: u64| u64::from(value).wrapping_mul(factor);
    let sum = spread(a, PRIME)
        .wrapping_add(spread(b, 0xC2B2_AE3D_27D4_EB4F))
        .wrapping_add(spread(c, 0x1656_67B1_9E37_79F9))
        .wrapping_add(spread(template, 0xD6E8_FEB8_6659_FD93));
    ((sum ^ (sum >> 32)).wrapping_mul(PRIME) >> 32) as u32
}

#[inline(always)]
fn finish(hash: u64) -> u32 {
    let hash = (hash ^ (hash >> 29)).wrapping_mul(PRIME);
    ((hash >> 32) as u32).max(1)
}
