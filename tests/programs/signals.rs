// SPDX-License-Identifier: Apache-2.0 OR MIT
//! Signals that a program sends itself.
use std::sync::atomic::{AtomicI32, AtomicUsize, Ordering::SeqCst};

// As the C library has it (x86_64): the mask stands before the flags.
#[repr(C)]
#[derive(Clone, Copy)]
struct Action {
    handler: usize,
    mask: [u64; 16],
    flags: i32,
    restorer: usize,
}

extern "C" {
    fn sigaction(signal: i32, new: *const Action, old: *mut Action) -> i32;
    fn signal(signal: i32, handler: usize) -> usize;
    fn raise(signal: i32) -> i32;
    fn kill(process: i32, signal: i32) -> i32;
    fn getpid() -> i32;
    fn sigemptyset(set: *mut u64) -> i32;
    fn sigaddset(set: *mut u64, signal: i32) -> i32;
    fn sigismember(set: *const u64, signal: i32) -> i32;
    fn pthread_sigmask(how: i32, new: *const u64, old: *mut u64) -> i32;
    fn sigaltstack(new: *const [usize; 3], old: *mut [usize; 3]) -> i32;
}

const SIGHUP: i32 = 1;
const SIGUSR1: i32 = 10;
const SIGUSR2: i32 = 12;
const SIGTERM: i32 = 15;
const SA_SIGINFO: i32 = 4;
const SA_RESETHAND: i32 = 0x80000000u32 as i32;

static COUNT: AtomicUsize = AtomicUsize::new(0);
static LAST: AtomicI32 = AtomicI32::new(0);

extern "C" fn plain(number: i32) {
    COUNT.fetch_add(1, SeqCst);
    LAST.store(number, SeqCst);
}

extern "C" fn with_info(number: i32, info: *const i32, context: *const u8) {
    COUNT.fetch_add(100, SeqCst);
    let same = unsafe { *info } == number;
    LAST.store(if same && !context.is_null() { 1000 + number } else { -1 }, SeqCst);
}

fn address(handler: extern "C" fn(i32)) -> usize {
    handler as *const () as usize
}

fn seen(what: &str) {
    println!("{what}: {} {}", COUNT.load(SeqCst), LAST.load(SeqCst));
}

fn action(handler: usize, flags: i32) -> Action {
    Action { handler, mask: [0; 16], flags, restorer: 0 }
}

fn main() {
    let mut old = action(7, 7);
    unsafe {
        println!("{} {}", sigaction(SIGUSR1, std::ptr::null(), &mut old), old.handler);
        println!("{}", sigaction(SIGUSR1, &action(address(plain), 0), &mut old));
        println!("{} {}", old.handler, old.flags);
        println!("{}", raise(SIGUSR1));
        seen("raised");
        println!("{}", sigaction(SIGUSR1, &action(with_info as *const () as usize, SA_SIGINFO), &mut old));
        println!("{}", old.handler == address(plain));
        println!("{}", kill(getpid(), SIGUSR1));
        seen("killed");
        println!("{}", signal(SIGUSR2, address(plain)));
        println!("{}", signal(SIGUSR2, address(plain)) == address(plain));
        println!("{}", raise(SIGUSR2));
        seen("raised");
        println!("{}", signal(SIGUSR2, 1) == address(plain));
        println!("{}", raise(SIGUSR2));
        seen("ignored");
        println!("{}", sigaction(SIGTERM, &action(address(plain), SA_RESETHAND), std::ptr::null_mut()));
        println!("{}", raise(SIGTERM));
        seen("raised");
        println!("{} {}", sigaction(SIGTERM, std::ptr::null(), &mut old), old.handler);
        println!("{}", sigaction(SIGHUP, &action(1, 0), std::ptr::null_mut()));
        println!("{}", raise(SIGHUP));
        println!("{} {}", sigaction(999, std::ptr::null(), &mut old), std::io::Error::last_os_error());
        println!("{}", sigaction(9, &action(address(plain), 0), std::ptr::null_mut()));
        println!("{} {}", kill(getpid(), 0), raise(0));
        // A handler runs on the thread that raises.
        println!("{}", signal(SIGUSR1, address(plain)) == with_info as *const () as usize);
        std::thread::spawn(|| println!("{}", raise(SIGUSR1))).join().unwrap();
        seen("in a thread");
        // A signal that is blocked waits.
        let (mut set, mut before) = ([0u64; 16], [0u64; 16]);
        println!("{} {}", sigemptyset(set.as_mut_ptr()), sigaddset(set.as_mut_ptr(), SIGUSR2));
        println!("{} {}", sigismember(set.as_ptr(), SIGUSR2), sigismember(set.as_ptr(), SIGUSR1));
        println!("{}", pthread_sigmask(0, set.as_ptr(), before.as_mut_ptr()));
        println!("{}", pthread_sigmask(2, before.as_ptr(), std::ptr::null_mut()));
        let mut stack = [1usize; 3];
        println!("{}", sigaltstack(std::ptr::null(), &mut stack));
    }
}
