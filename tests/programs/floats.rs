// SPDX-License-Identifier: Apache-2.0 OR MIT
//! Floating point numbers to integers and back, and the functions of rounding.
use std::hint::black_box as b;

fn main() {
    let n = std::env::args().count() as f64;
    let values = [0.0, -0.0, 0.4999999999999999, 0.5, -0.5, 1.5, 2.5, -2.5, 3.7 * n, -3.7, 127.0, 127.9, 128.0, -128.9, -129.0, 255.0, 255.5, 256.0,
                  32767.5, 65535.9, 65536.0, 2147483647.5, 2147483648.0, -2147483649.0, 4294967295.0, 4294967296.0, 9.2e18, 9223372036854775807.0,
                  9223372036854775808.0, -9223372036854775808.0, -9.3e18, 1.8446744073709550e19, 1.9e19, 1e300, -1e300, f64::MIN_POSITIVE, 5e-324,
                  f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 4503599627370497.5, 9007199254740993.0];
    for x in values.map(b) {
        let y = b(x as f32);
        println!("{x:?}: {} {} {} {} {} {} {} {}", x as i8, x as u8, x as i16, x as u16, x as i32, x as u32, x as i64, x as u64);
        println!("   f32 {y:?}: {} {} {} {} {} {} {} {}", y as i8, y as u8, y as i16, y as u16, y as i32, y as u32, y as i64, y as u64);
        println!("   {:?} {:?} {:?} {:?} {:?} {:?}", x.round(), x.trunc(), x.floor(), x.ceil(), x.round_ties_even(), x.fract());
        println!("   {:?} {:?} {:?} {:?} {:?} {:?}", y.round(), y.trunc(), y.floor(), y.ceil(), y.round_ties_even(), y.abs());
        println!("   {:?} {:?} {:?} {:?} {:?}", x.mul_add(1.1, -0.3), x.min(1.0), x.max(f64::NAN), x.clamp(-10.0, 10.0), x.copysign(-1.0));
        println!("   {:?} {:?} {} {} {:?}", x.classify(), y.classify(), x.is_sign_negative(), x.is_subnormal(), x.total_cmp(&1.0));
        println!("   {:?} {:?} {:x}", x.rem_euclid(3.0), x % 2.5, x.to_bits());
    }
    for i in [0i64, 1, -1, i64::MAX, i64::MIN, 1 << 53, (1 << 53) + 1, (1 << 24) + 1, -(1 << 62) - 1].map(b) {
        println!("{i}: {:?} {:?} {:?} {:?} {:?} {:?}", i as f64, i as f32, i as u64 as f64, i as u64 as f32, i as i32 as f32, i as u8 as f64);
    }
    for x in [0.1, 0.5, 1.0, 2.0, 10.0, 100.0].map(|x: f64| b(x * n)) {
        println!("{:?} {:.9} {:.9} {:.9} {:.9} {:.9}", x.sqrt(), x.sin(), x.cos(), x.exp(), x.ln(), x.powf(1.5));
        println!("{:.9} {:.9} {:.9} {:.9} {:?}", x.tan(), x.atan2(2.0), x.log10(), x.cbrt(), x.powi(3));
    }
}
