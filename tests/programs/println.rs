// SPDX-License-Identifier: Apache-2.0 OR MIT
//! Formatting and printing.
fn main() {
    let n = std::env::args().count() as i64;
    println!("hello, {}!", "world");
    println!("{n} {:>6} {:<6}| {:^7} {:+} {:#x} {:#010b} {:e}", n * 7, n, "mid", n, 255 * n, 5 * n, 1234.5 * n as f64);
    println!("{:?} {:?} {:?}", (n, 'x', "a\tb"), Some(n), [1.5f32, -0.0, f32::NAN, f32::INFINITY]);
    println!("{:#?}", vec![(n, "nested"), (n + 1, "again")]);
    println!("{:.3} {:8.2} {:08.3} {}", 2.0f64.sqrt(), 3.14159, -1.5, 1e21);
    println!("{} {} {}", u64::MAX, i64::MIN, i128::MIN);
    println!("{} {}", f64::MIN_POSITIVE, f64::MAX);
    print!("no newline, ");
    println!("ünïcödé ✓ 漢字");
    eprintln!("this goes to standard error");
}
