// SPDX-License-Identifier: Apache-2.0 OR MIT
//! The exit code, from inside a call, after output that was not flushed by a new line.
use std::process::{ExitCode, Termination};

fn leave(code: i32) -> ! {
    print!("leaving with {code}");
    std::process::exit(code)
}

fn main() -> ExitCode {
    let wish: i32 = std::env::args().nth(1).map_or(7, |a| a.parse().unwrap());
    println!("{:?}", std::env::args().skip(1).collect::<Vec<_>>());
    println!("{:?}", ExitCode::from(3).report() == ExitCode::from(3));
    if wish > 100 {
        leave(wish);
    }
    ExitCode::from(wish as u8)
}
