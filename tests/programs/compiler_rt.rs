// SPDX-License-Identifier: Apache-2.0 OR MIT
//! The compiler's own library, called by name.
extern "C" {
    fn __udivti3(a: u128, b: u128) -> u128;
    fn __umodti3(a: u128, b: u128) -> u128;
    fn __divti3(a: i128, b: i128) -> i128;
    fn __modti3(a: i128, b: i128) -> i128;
    fn __multi3(a: i128, b: i128) -> i128;
    fn __ashlti3(a: i128, by: u32) -> i128;
    fn __ashrti3(a: i128, by: u32) -> i128;
    fn __lshrti3(a: u128, by: u32) -> u128;
    fn __floattidf(a: i128) -> f64;
    fn __floattisf(a: i128) -> f32;
    fn __floatuntidf(a: u128) -> f64;
    fn __floatuntisf(a: u128) -> f32;
    fn __fixdfti(a: f64) -> i128;
    fn __fixsfti(a: f32) -> i128;
    fn __fixunsdfti(a: f64) -> u128;
    fn __fixunssfti(a: f32) -> u128;
}

fn main() {
    let n = std::env::args().count() as u128;
    let values = [n, 3 * n, u128::MAX / 7 * n, u128::MAX, 1 << 127, (1 << 127) - n, 0x0123_4567_89ab_cdef_fedc_ba98_7654_3210 * n, 10 * n];
    for (i, &a) in values.iter().enumerate() {
        let b = values[(i + 3) % values.len()];
        unsafe {
            println!("{} {} {} {}", __udivti3(a, b), __umodti3(a, b), __divti3(a as i128, b as i128), __modti3(a as i128, b as i128));
            println!("{} {} {} {}", __multi3(a as i128, b as i128), __ashlti3(a as i128, i as u32 * 17), __ashrti3(a as i128, i as u32 * 18),
                     __lshrti3(a, i as u32 * 16));
            println!("{:e} {:e} {:e} {:e}", __floattidf(a as i128), __floattisf(a as i128), __floatuntidf(a), __floatuntisf(a));
            let f = a as f64 / 9.0;
            println!("{} {} {} {}", __fixdfti(f / 2.0), __fixsfti(-(f / 3.0) as f32), __fixunsdfti(f), __fixunssfti((f / 7.0) as f32));
        }
    }
}
