// SPDX-License-Identifier: Apache-2.0 OR MIT
// The program ends while threads of it wait: for a lock, for a message, in a sleep.
use std::sync::{mpsc, Mutex};
use std::time::Duration;

fn main() {
    let (ready, all) = mpsc::channel();
    let lock: &'static Mutex<u32> = Box::leak(Box::new(Mutex::new(0)));
    let _held = lock.lock().unwrap();
    let (never, nothing) = mpsc::channel::<()>();
    let second = ready.clone();
    let third = ready.clone();
    std::thread::spawn(move || {
        ready.send(1).unwrap();
        println!("{}", *lock.lock().unwrap());
    });
    std::thread::spawn(move || {
        second.send(1).unwrap();
        println!("{:?}", nothing.recv());
    });
    std::thread::spawn(move || {
        third.send(1).unwrap();
        std::thread::sleep(Duration::from_secs(1000));
    });
    println!("{}", all.iter().take(3).sum::<i32>());
    std::thread::sleep(Duration::from_millis(100));
    let _kept = never;
    std::process::exit(7);
}
