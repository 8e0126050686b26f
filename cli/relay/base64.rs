//! Padded base64 of the standard alphabet.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

pub fn to_base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() / 3 * 4 + 4);
    for three in bytes.chunks(3) {
        let all = three.iter().fold(0u32, |sum, byte| sum << 8 | *byte as u32) << (8 * (3 - three.len()));
        for place in 0..4 {
            let is_there = place <= three.len();
            text.push(if is_there { ALPHABET[(all >> (18 - 6 * place) & 63) as usize] as char } else { '=' });
        }
    }
    text
}

/// Accepts only padded base64 of the standard alphabet whose unused bits are zero.
pub fn from_base64(text: &[u8]) -> Option<Vec<u8>> {
    let end = text.len() - text.iter().rev().take(2).take_while(|byte| **byte == b'=').count();
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for four in text[..end].chunks(4) {
        let mut all = 0u32;
        for byte in four {
            let bits = match byte {
                b'A'..=b'Z' => byte - b'A',
                b'a'..=b'z' => byte - b'a' + 26,
                b'0'..=b'9' => byte - b'0' + 52,
                b'+' => 62,
                b'/' => 63,
                _ => return None,
            };
            all = all << 6 | u32::from(bits);
        }
        all <<= 6 * (4 - four.len());
        bytes.extend(&all.to_be_bytes()[1..four.len()]);
        if four.len() == 1 || all & ((1 << (8 * (4 - four.len()))) - 1) != 0 {
            return None;
        }
    }
    Some(bytes).filter(|_| text.len() % 4 == 0)
}
