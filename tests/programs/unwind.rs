// SPDX-License-Identifier: Apache-2.0 OR MIT
//! catch_unwind: payloads, destructors on the way, panics inside panics' neighbours, resume_unwind.
use std::panic::{catch_unwind, resume_unwind, set_hook, AssertUnwindSafe};

struct Noisy<'a>(&'a str, &'a std::cell::RefCell<Vec<String>>);

impl Drop for Noisy<'_> {
    fn drop(&mut self) {
        self.1.borrow_mut().push(format!("dropped {} (panicking: {})", self.0, std::thread::panicking()));
    }
}

fn deep(level: usize, log: &std::cell::RefCell<Vec<String>>) -> usize {
    let _noisy = Noisy(["a", "b", "c", "d"][level % 4], log);
    if level == 0 {
        let empty: Vec<usize> = Vec::new();
        return empty[std::env::args().count()];
    }
    deep(level - 1, log) + 1
}

fn main() {
    let n = std::env::args().count();
    set_hook(Box::new(|info| println!("hook: {info}")));
    let log = std::cell::RefCell::new(Vec::new());
    println!("{:?}", catch_unwind(AssertUnwindSafe(|| deep(3, &log))).is_err());
    println!("{:?}", log.borrow());
    let text = catch_unwind(|| { if n > 0 { panic!("with {} values", n) } }).unwrap_err();
    println!("{:?}", text.downcast_ref::<String>());
    let number = catch_unwind(|| { if n > 0 { std::panic::panic_any(n as i32 * 7) } }).unwrap_err();
    println!("{:?}", number.downcast_ref::<i32>());
    let again = catch_unwind(|| {
        let inner = catch_unwind(|| { if n > 0 { panic!("inner") } }).unwrap_err();
        resume_unwind(inner);
    });
    println!("{:?}", again.unwrap_err().downcast_ref::<&str>());
    println!("{:?}", catch_unwind(|| 10 / (n - n)).is_err());
    println!("{:?}", catch_unwind(|| "7".repeat(n).parse::<u8>().map(|v| v.checked_add(250))));
    println!("{:?}", catch_unwind(|| None::<u8>.expect("nothing here")).is_err());
    let sum: usize = (0..50).filter_map(|i| catch_unwind(move || { if i % 3 == 0 { panic!("{i}") } i }).ok()).sum();
    println!("{sum}");
    let joined = std::thread::spawn(|| panic!("in a thread")).join();
    println!("{:?}", joined.unwrap_err().downcast_ref::<&str>());
    panic!("the end");
}
