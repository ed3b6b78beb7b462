// SPDX-License-Identifier: Apache-2.0 OR MIT
//! Functions of libm over many numbers, to the last bit. Some are the C library's in a native program, some are Rust's own.
use std::hint::black_box as b;

extern "C" {
    fn fdim(a: f64, b: f64) -> f64;
    fn fmod(a: f64, b: f64) -> f64;
    fn tgamma(x: f64) -> f64;
    fn lgamma_r(x: f64, sign: &mut i32) -> f64;
    fn cbrtf(x: f32) -> f32;
    fn erf(x: f64) -> f64;
    fn erfc(x: f64) -> f64;
    fn nextafter(a: f64, b: f64) -> f64;
    fn scalbn(x: f64, n: i32) -> f64;
    fn logb(x: f64) -> f64;
    fn ilogb(x: f64) -> i32;
    fn j0(x: f64) -> f64;
    fn nearbyint(x: f64) -> f64;
    fn lrint(x: f64) -> i64;
    fn remainder(a: f64, b: f64) -> f64;
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    /// Any number: of any size, or an ordinary one.
    fn number(&mut self, i: u32) -> f64 {
        let bits = self.next();
        match i % 3 {
            0 => f64::from_bits(bits),
            1 => (bits as i64 >> 11) as f64 / (1u64 << 45) as f64,
            _ => (bits >> 12) as f64 / (1u64 << 52) as f64,
        }
    }
}

fn line(name: &str, random: &mut Random, count: u32, f: &dyn Fn(f64, f64) -> f64) {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    let mut last = 0.0;
    for i in 0..count {
        let (x, y) = (b(random.number(i)), b(random.number(i / 3)));
        last = f(x, y);
        let bits = if last.is_nan() { 1 } else { last.to_bits() };
        hash = (hash ^ bits).wrapping_mul(0x100_0000_01b3);
    }
    println!("{name}: {hash:016x} {last:?}");
}

fn main() {
    let mut r = Random(88172645463325252 * std::env::args().count() as u64);
    let specials = [0.0, -0.0, f64::INFINITY, f64::NEG_INFINITY, 5e-324, -5e-324, 1e-310, f64::MAX, 8.0, 27.0, -64.0, 2.0f64.powi(-900), 1.0];
    println!("{:?}", specials.map(|x| b(x).cbrt()));
    println!("{:?}", specials.map(|x| b(x as f32).cbrt()));
    line("cbrt", &mut r, 1200, &|x, _| x.cbrt());
    line("cbrtf", &mut r, 1200, &|x, _| unsafe { cbrtf(f32::from_bits(x.to_bits() as u32)) } as f64);
    line("fdim", &mut r, 300, &|x, y| unsafe { fdim(x, y) });
    line("fmod", &mut r, 300, &|x, y| unsafe { fmod(x, y) });
    line("fma", &mut r, 300, &|x, y| x.mul_add(y, x - y));
    line("fmaf", &mut r, 300, &|x, y| (x as f32).mul_add(y as f32, 0.3) as f64);
    line("hypot", &mut r, 300, &|x, y| x.hypot(y));
    line("tgamma", &mut r, 300, &|x, _| unsafe { tgamma(x) });
    line("lgamma", &mut r, 300, &|x, _| { let mut sign = 0; unsafe { lgamma_r(x, &mut sign) * sign as f64 } });
    line("erf", &mut r, 300, &|x, _| unsafe { erf(x) + erfc(x) });
    line("nextafter", &mut r, 300, &|x, y| unsafe { nextafter(x, y) });
    line("scalbn", &mut r, 300, &|x, y| unsafe { scalbn(x, y as i32 % 500) });
    line("logb", &mut r, 300, &|x, _| unsafe { logb(x) + ilogb(x) as f64 });
    line("j0", &mut r, 100, &|x, _| unsafe { j0(x % 1000.0) });
    line("nearbyint", &mut r, 300, &|x, _| unsafe { nearbyint(x) + lrint(x % 1e9) as f64 });
    line("remainder", &mut r, 300, &|x, y| unsafe { remainder(x, y) });
    line("sin", &mut r, 300, &|x, _| x.sin() + x.cos() + x.tan());
    line("asin", &mut r, 300, &|x, y| x.asin() + y.acos() + x.atan() + x.atan2(y));
    line("sinh", &mut r, 300, &|x, _| x.sinh() + x.cosh() + x.tanh());
    line("asinh", &mut r, 300, &|x, y| x.asinh() + x.acosh() + y.atanh());
    line("exp", &mut r, 300, &|x, _| x.exp() + x.exp2() + x.exp_m1());
    line("ln", &mut r, 300, &|x, _| x.ln() + x.log2() + x.log10() + x.ln_1p());
    line("pow", &mut r, 300, &|x, y| x.powf(y) + x.powi(y as i32 % 20));
    line("powf", &mut r, 300, &|x, y| (x as f32).powf(y as f32) as f64);
    line("sinf", &mut r, 300, &|x, _| ((x as f32).sin() + (x as f32).exp() + (x as f32).ln()) as f64);
    line("round", &mut r, 300, &|x, _| x.round() + x.round_ties_even() + x.trunc() + x.floor() + x.ceil());
}
