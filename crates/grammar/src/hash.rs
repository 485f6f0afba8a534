//! Hashes of strings and of feature combinations; fixed for ever, since trained models hold them.

const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of a string, never 0 (0 stands for "no word").
pub(crate) fn of(text: &str) -> u32 {
    of_bytes(text.as_bytes().iter().copied())
}

/// The hash of a string given byte by byte.
pub(crate) fn of_bytes(bytes: impl Iterator<Item = u8>) -> u32 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    }
    finish(hash)
}

/// The hash of a combination of up to three values under the number of its template.
#[inline(always)]
pub(crate) fn mix(template: u32, a: u32, b: u32, c: u32) -> u32 {
    let low = u64::from(a) | (u64::from(template) << 40);
    let high = u64::from(b) | (u64::from(c) << 32);
    let hash = low.wrapping_mul(PRIME) ^ high.wrapping_mul(0xC2B2_AE3D_27D4_EB4F).rotate_left(31);
    finish(hash.wrapping_mul(0x1656_67B1_9E37_79F9))
}

#[inline(always)]
fn finish(hash: u64) -> u32 {
    let hash = (hash ^ (hash >> 29)).wrapping_mul(PRIME);
    ((hash >> 32) as u32).max(1)
}
