// SPDX-License-Identifier: Apache-2.0 OR MIT
//! 128-bit integers: every operation, over the edges.
use std::hint::black_box as b;

fn show<T: std::fmt::Debug>(name: &str, values: impl IntoIterator<Item = T>) {
    // A digest keeps the output small, the first few values keep it readable.
    let texts: Vec<String> = values.into_iter().map(|v| format!("{v:?}")).collect();
    let digest = texts.iter().flat_map(|t| t.bytes()).fold(0xcbf29ce484222325u64, |h, c| (h ^ c as u64).wrapping_mul(0x100000001b3));
    println!("{name} {} {digest:016x} {}", texts.len(), texts[..texts.len().min(4)].join(" "));
}

fn main() {
    let n = std::env::args().count() as i128;
    let u: Vec<u128> = vec![0, 1, 2, n as u128 * 10, u64::MAX as u128, 1 << 64, (1 << 64) + 1, 1 << 127, u128::MAX, u128::MAX - 1,
                            0x0123456789abcdef_fedcba9876543210, 10u128.pow(38), 0x8000_0000_0000_0000, (1 << 100) - 1];
    let s: Vec<i128> = u.iter().map(|&v| v as i128).chain([-1, -2, -10 * n, i64::MIN as i128, i128::MIN, i128::MIN + 1]).collect();
    let pairs = || u.iter().flat_map(|&x| u.iter().map(move |&y| (b(x), b(y))));
    let spairs = || s.iter().flat_map(|&x| s.iter().map(move |&y| (b(x), b(y)))).collect::<Vec<_>>();
    show("add", pairs().map(|(x, y)| (x.wrapping_add(y), x.checked_add(y), x.saturating_add(y))));
    show("sub", pairs().map(|(x, y)| (x.wrapping_sub(y), x.checked_sub(y), x.saturating_sub(y))));
    show("mul", pairs().map(|(x, y)| (x.wrapping_mul(y), x.checked_mul(y), x.saturating_mul(y))));
    show("div", pairs().map(|(x, y)| (x.checked_div(y), x.checked_rem(y))));
    show("bits", u.iter().map(|&x| (b(x).count_ones(), b(x).leading_zeros(), b(x).trailing_zeros(), b(x).swap_bytes(), b(x).reverse_bits())));
    show("rotate", u.iter().flat_map(|&x| [0, 1, 63, 64, 65, 127].map(|k| (b(x).rotate_left(b(k)), b(x).rotate_right(b(k))))));
    show("shift", u.iter().flat_map(|&x| [0, 1, 63, 64, 65, 127, 128].map(|k| (b(x).checked_shl(b(k)), b(x).checked_shr(b(k))))));
    show("compare", pairs().map(|(x, y)| (x.cmp(&y), x.max(y), x.min(y), x.abs_diff(y))));
    show("sadd", spairs().into_iter().map(|(x, y)| (x.wrapping_add(y), x.overflowing_add(y), x.saturating_add(y))));
    show("ssub", spairs().into_iter().map(|(x, y)| (x.wrapping_sub(y), x.checked_sub(y), x.saturating_sub(y))));
    show("smul", spairs().into_iter().map(|(x, y)| (x.wrapping_mul(y), x.overflowing_mul(y), x.saturating_mul(y))));
    show("sdiv", spairs().into_iter().map(|(x, y)| (x.checked_div(y), x.checked_rem_euclid(y))));
    show("sshift", s.iter().flat_map(|&x| [0, 1, 63, 64, 127].map(|k| (b(x) >> b(k), b(x) << b(k)))));
    show("sign", s.iter().map(|&x| (b(x).signum(), b(x).wrapping_abs(), b(x).unsigned_abs(), b(x).is_negative())));
    show("narrow", s.iter().map(|&x| (b(x) as i8, b(x) as u16, b(x) as i32, b(x) as u64)));
    show("widen", [i8::MIN, -1, 0, 1, i8::MAX].map(|x| (b(x) as i128, b(x) as u128, b(x as i64) as i128, b(x as i32) as u128)));
    show("to f64", s.iter().map(|&x| (b(x) as f64, b(x as u128) as f64)));
    show("to f32", s.iter().map(|&x| (b(x) as f32, b(x as u128) as f32)));
    let near: Vec<u128> = (0..64).flat_map(|k| { let base = 1u128 << (64 + k); [base - 1, base, base + 1, base + (base >> 53), base + (base >> 53) + 1, base | base >> 52 | base >> 53] }).collect();
    show("rounding", near.iter().map(|&x| (b(x) as f64, b(x) as f32, -(b(x) as i128).wrapping_abs() as f64)));
    let floats = [0.0, -0.0, 0.5, 1.5, -1.5, 1e10, -1e10, 1.7e38, -1.7e38, 1.8e38, 3.4e38, 3.5e38, 1e300, -1e300, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 9007199254740993.0];
    show("from f64", floats.map(|x| (b(x) as i128, b(x) as u128)));
    show("from f32", floats.map(|x| (b(x as f32) as i128, b(x as f32) as u128)));
    show("text", s.iter().map(|&x| (format!("{x} {x:x} {:o}", x as u128), x.to_string().parse::<i128>().unwrap() == x)));
    show("bytes", u.iter().map(|&x| (b(x).to_be_bytes(), u128::from_le_bytes(b(x).to_be_bytes()))));
}
