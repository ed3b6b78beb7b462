// SPDX-License-Identifier: Apache-2.0 OR MIT
// Stacks of the main thread and of others, as deep as fits natively.
use std::hint::black_box;

fn depth(n: u64) -> u64 {
    if n == 0 { 0 } else { 1 + black_box(depth(black_box(n - 1))) }
}

fn main() {
    println!("{}", depth(20_000));
    println!("{}", std::thread::spawn(|| depth(20_000)).join().unwrap());
    std::thread::scope(|scope| {
        let both = [scope.spawn(|| depth(10_000)), scope.spawn(|| depth(15_000))];
        for one in both {
            println!("{}", one.join().unwrap());
        }
    });
}
