// SPDX-License-Identifier: Apache-2.0 OR MIT
// What tests/unit/test_failing.c converts and checks with memory that ends: a little of what makes bcfix write code of its own.
use std::sync::atomic::{AtomicU64, Ordering};

static COUNT: AtomicU64 = AtomicU64::new(3);

#[no_mangle]
pub fn numbers(a: u128, b: u64, c: f32) -> u128 {
    COUNT.fetch_max(b, Ordering::SeqCst);
    (a.saturating_sub(b as u128)).rotate_left(7) / 3 + (c as i32 as u128) + b.reverse_bits() as u128
}

#[no_mangle]
pub fn roots(a: f64, b: f32) -> f64 {
    a.cbrt() + b.cbrt() as f64
}

#[no_mangle]
pub fn text(words: &[&str]) -> String {
    let mut longest = words.iter().max_by_key(|word| word.len()).unwrap().to_string();
    longest.push_str(&format!("{:?} {}", std::time::Duration::from_millis(1500), words.len()));
    longest
}

#[no_mangle]
pub fn assembly(a: u64) -> u64 {
    let b;
    unsafe { std::arch::asm!("lea {0}, [{1} + {1} * 4]", out(reg) b, in(reg) a) };
    std::hint::black_box(b)
}
