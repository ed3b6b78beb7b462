// SPDX-License-Identifier: Apache-2.0 OR MIT
//! thread_local: constant and lazy ones, with and without destructors.
use std::cell::{Cell, RefCell};
use std::sync::mpsc::{channel, Sender};
use std::thread;

thread_local! {
    static COUNT: Cell<u32> = const { Cell::new(5) };
    static NAMES: RefCell<Vec<String>> = RefCell::new(vec!["first".to_string()]);
    static LAST: RefCell<Option<Teller>> = const { RefCell::new(None) };
}

struct Teller(Sender<String>, String);

impl Drop for Teller {
    fn drop(&mut self) {
        self.0.send(format!("{} is gone", self.1)).unwrap();
    }
}

fn work(i: u32) -> (u32, Vec<String>) {
    for k in 0..=i {
        COUNT.with(|c| c.set(c.get() + k));
        NAMES.with_borrow_mut(|n| n.push(format!("{i}/{k}")));
    }
    (COUNT.get(), NAMES.take())
}

fn main() {
    let n = std::env::args().count() as u32;
    println!("{:?}", work(n));
    let threads: Vec<_> = (0..4).map(|i| thread::spawn(move || work(i + n))).collect();
    for thread in threads {
        println!("{:?}", thread.join().unwrap());
    }
    println!("{:?}", work(0));
    let (sender, receiver) = channel();
    thread::spawn(move || LAST.set(Some(Teller(sender, "the teller".to_string())))).join().unwrap();
    println!("{:?}", receiver.recv());
    println!("{:?}", receiver.recv().is_err());
}
