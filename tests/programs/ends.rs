// SPDX-License-Identifier: Apache-2.0 OR MIT
//! The ways in which a program ends; the argument says which.
use std::cell::RefCell;
use std::thread;

extern "C" {
    fn atexit(function: extern "C" fn()) -> i32;
    fn raise(signal: i32) -> i32;
    fn _exit(code: i32) -> !;
}

struct Loud(&'static str);

impl Drop for Loud {
    fn drop(&mut self) {
        println!("dropped {} (panicking: {})", self.0, thread::panicking());
    }
}

struct Bad;

impl Drop for Bad {
    fn drop(&mut self) {
        panic!("in a destructor");
    }
}

thread_local! {
    static KEPT: RefCell<Option<Loud>> = const { RefCell::new(None) };
    static BAD: RefCell<Option<Bad>> = const { RefCell::new(None) };
}

extern "C" fn at_exit() {
    println!("at exit");
}

extern "C" fn at_exit_first() {
    println!("at exit, first");
}

extern "C" fn must_not_unwind(index: usize) -> u8 {
    [1u8, 2, 3][index]
}

#[derive(Debug)]
struct Wrong(#[allow(dead_code)] u8);

fn main() -> Result<(), Wrong> {
    let way = std::env::args().nth(1).unwrap_or_default();
    let _outer = Loud("outer");
    println!("{way}");
    unsafe { atexit(at_exit) };
    match way.as_str() {
        "panic" => panic!("on the main thread"),
        "index" => println!("{}", way.as_bytes()[way.len() + 2]),
        "panic-in-thread" => {
            let joined = thread::Builder::new().name("worker".into()).spawn(|| panic!("in a named thread")).unwrap().join();
            println!("{}", joined.is_err());
        }
        "panic-in-destructor" => {
            let _bad = Bad;
            println!("and now");
        }
        "panic-while-panicking" => {
            let _bad = Bad;
            panic!("the first");
        }
        "panic-in-c" => println!("{}", must_not_unwind(way.len())),
        "panic-in-tls-destructor" => {
            let _ = thread::spawn(|| BAD.set(Some(Bad))).join();
        }
        "abort" => std::process::abort(),
        "abort-in-thread" => thread::spawn(|| std::process::abort()).join().unwrap(),
        "raise-abort" => println!("{}", unsafe { raise(6) }),
        "exit" => std::process::exit(41),
        "exit-in-thread" => thread::spawn(|| std::process::exit(42)).join().unwrap(),
        "exit-at-once" => unsafe { _exit(43) },
        "error" => return Err(Wrong(3)),
        "handlers" => {
            unsafe { atexit(at_exit_first) };
        }
        "thread-local" => {
            KEPT.set(Some(Loud("the main thread's")));
            thread::spawn(|| KEPT.set(Some(Loud("a thread's")))).join().unwrap();
            println!("joined");
        }
        "thread-local-exit" => {
            KEPT.set(Some(Loud("the main thread's")));
            std::process::exit(44);
        }
        "left-thread" => {
            thread::spawn(|| loop { thread::sleep(std::time::Duration::from_secs(1000)) });
        }
        _ => println!("which way?"),
    }
    Ok(())
}
