// SPDX-License-Identifier: Apache-2.0 OR MIT
//! What the order of atomic operations forbids, tried for a while: nothing of it may be seen. The argument is the number of
//! milliseconds for each.
use std::cell::UnsafeCell;
use std::sync::atomic::{fence, AtomicBool, AtomicU32, AtomicUsize, Ordering::*};
use std::thread;
use std::time::{Duration, Instant};

/// Rounds that show something.
const ENOUGH: u64 = 10;

#[repr(align(128))]
struct Apart<T>(T);

/// The threads go from round to round together.
struct Rounds {
    round: Apart<AtomicUsize>,
    arrived: Apart<AtomicUsize>,
    over: AtomicBool,
}

fn spin(until: impl Fn() -> bool) {
    let mut turns = 0u32;
    while !until() {
        turns += 1;
        if turns % 512 == 0 {
            thread::yield_now();
        } else {
            std::hint::spin_loop();
        }
    }
}

impl Rounds {
    fn new() -> Rounds {
        Rounds { round: Apart(AtomicUsize::new(0)), arrived: Apart(AtomicUsize::new(0)), over: AtomicBool::new(false) }
    }
    /// Waits for the next round; false when there is none.
    fn next(&self, round: &mut usize) -> bool {
        self.arrived.0.fetch_add(1, AcqRel);
        spin(|| self.round.0.load(Relaxed) > *round || self.over.load(Acquire));
        fence(Acquire);
        *round += 1;
        !self.over.load(Acquire)
    }
    /// Lets `threads` of them run rounds; between two, `check` is alone. On a busy machine a few rounds take longer than `time`.
    fn run(&self, threads: usize, time: Duration, mut check: impl FnMut()) {
        let start = Instant::now();
        for count in 1.. {
            spin(|| self.arrived.0.load(Acquire) == threads);
            check();
            self.arrived.0.store(0, Relaxed);
            let passed = start.elapsed();
            if passed > 50 * time || (passed > time && count > ENOUGH) {
                self.over.store(true, Release);
                return;
            }
            self.round.0.fetch_add(1, Release);
        }
    }
}

type Cells = [Apart<AtomicU32>; 6];

fn cells() -> Cells {
    [const { Apart(AtomicU32::new(0)) }; 6]
}

/// Runs bodies against each other, and counts the rounds in which `forbidden` holds of what they left.
fn litmus(name: &str, time: Duration, bodies: &[fn(&Cells)], forbidden: fn([u32; 6]) -> bool) {
    let (cells, rounds) = (cells(), Rounds::new());
    let (mut count, mut seen) = (0u64, 0u64);
    thread::scope(|scope| {
        for body in bodies {
            let (cells, rounds) = (&cells, &rounds);
            scope.spawn(move || {
                let mut round = 0;
                while rounds.next(&mut round) {
                    body(cells);
                }
            });
        }
        rounds.run(bodies.len(), time, || {
            if count > 0 {
                seen += forbidden(std::array::from_fn(|i| cells[i].0.load(Relaxed))) as u64;
            }
            count += 1;
            for cell in &cells {
                cell.0.store(0, Relaxed);
            }
        });
    });
    println!("{name}: {seen} forbidden, ran: {}", count > ENOUGH);
}

// Cells 0 and 1 are x and y, the others what was read.

/// Two threads store to a cell each, one number after another, and load the other's. In an order of all there is, when i is
/// stored and the other's is loaded as r, and r + 1 is stored there and this one's is loaded, that is at least i.
fn store_buffering(name: &str, time: Duration, turn: fn(&AtomicU32, u32, &AtomicU32) -> u32) {
    const TURNS: usize = 10_000;
    let (start, mut seen, mut rounds) = (Instant::now(), 0, 0);
    while rounds == 0 || start.elapsed() < time {
        let (x, y, ready) = (Apart(AtomicU32::new(0)), Apart(AtomicU32::new(0)), Apart(AtomicUsize::new(0)));
        let run = |own: &AtomicU32, other: &AtomicU32| -> Vec<u32> {
            let mut read = vec![0; TURNS + 2];
            ready.0.fetch_add(1, SeqCst);
            spin(|| ready.0.load(SeqCst) == 2);
            for i in 1..=TURNS {
                read[i] = turn(own, i as u32, other);
            }
            read
        };
        let (of_x, of_y) = thread::scope(|scope| {
            let second = scope.spawn(|| run(&y.0, &x.0));
            (run(&x.0, &y.0), second.join().unwrap())
        });
        for i in 1..=TURNS {
            let next = of_x[i] as usize + 1;
            seen += (next <= TURNS && (of_y[next] as usize) < i) as u64;
        }
        rounds += 1;
    }
    println!("{name}: {seen} forbidden");
}

fn all_store_buffering(time: Duration) {
    store_buffering("store buffering", time, |own, i, other| {
        own.store(i, SeqCst);
        other.load(SeqCst)
    });
    store_buffering("store buffering with fences", time, |own, i, other| {
        own.store(i, Relaxed);
        fence(SeqCst);
        other.load(Relaxed)
    });
    store_buffering("store buffering with swap", time, |own, i, other| {
        own.swap(i, SeqCst);
        other.load(SeqCst)
    });
}

fn others(time: Duration) {
    litmus("message passing", time,
           &[|c| { c[0].0.store(7, Relaxed); c[1].0.store(1, Release) },
             |c| { let f = c[1].0.load(Acquire); let d = c[0].0.load(Relaxed); c[2].0.store(f, Relaxed); c[3].0.store(d, Relaxed) }],
           |r| r[2] == 1 && r[3] != 7);
    litmus("load buffering", time,
           &[|c| { let r = c[0].0.load(Acquire); c[1].0.store(1, Release); c[2].0.store(r, Relaxed) },
             |c| { let r = c[1].0.load(Acquire); c[0].0.store(1, Release); c[3].0.store(r, Relaxed) }],
           |r| r[2] == 1 && r[3] == 1);
    litmus("one cell", time,
           &[|c| { c[0].0.store(1, Relaxed); c[0].0.store(2, Relaxed) },
             |c| { let a = c[0].0.load(Relaxed); let b = c[0].0.load(Relaxed); c[2].0.store(a, Relaxed); c[3].0.store(b, Relaxed) }],
           |r| r[2] > r[3]);
    litmus("independent reads of independent writes", time,
           &[|c| c[0].0.store(1, SeqCst),
             |c| c[1].0.store(1, SeqCst),
             |c| { let a = c[0].0.load(SeqCst); let b = c[1].0.load(SeqCst); c[2].0.store(a * 2 + b, Relaxed) },
             |c| { let b = c[1].0.load(SeqCst); let a = c[0].0.load(SeqCst); c[3].0.store(b * 2 + a, Relaxed) }],
           |r| r[2] == 2 && r[3] == 2);
    litmus("read-modify-write", time,
           &[|c| { c[0].0.fetch_add(1, Relaxed); c[4].0.fetch_max(3, Relaxed); },
             |c| { c[0].0.fetch_add(1, Relaxed); c[4].0.fetch_max(5, Relaxed); }],
           |r| r[0] != 2 || r[4] != 5);
}

struct Shared(UnsafeCell<u64>);
unsafe impl Sync for Shared {}

/// Two threads add to a number that only a lock keeps whole.
fn locked(name: &str, turns: u64, lock: impl Fn(usize) + Sync, unlock: impl Fn(usize) + Sync) {
    let shared = Shared(UnsafeCell::new(0));
    thread::scope(|scope| {
        for me in 0..2 {
            let (shared, lock, unlock) = (&shared, &lock, &unlock);
            scope.spawn(move || {
                for _ in 0..turns {
                    lock(me);
                    unsafe { *shared.0.get() += 1 };
                    unlock(me);
                }
            });
        }
    });
    println!("{name}: {}", unsafe { *shared.0.get() } == 2 * turns);
}

fn locks(turns: u64) {
    let held = AtomicBool::new(false);
    locked("a spinlock", turns,
           |_| spin(|| held.compare_exchange_weak(false, true, Acquire, Relaxed).is_ok()),
           |_| held.store(false, Release));
    let (wants, turn) = ([const { Apart(AtomicBool::new(false)) }; 2], AtomicUsize::new(0));
    locked("Peterson's", turns,
           |me| {
               wants[me].0.store(true, SeqCst);
               turn.store(1 - me, SeqCst);
               spin(|| !wants[1 - me].0.load(SeqCst) || turn.load(SeqCst) == me);
           },
           |me| wants[me].0.store(false, SeqCst));
    let (wants, turn) = ([const { Apart(AtomicBool::new(false)) }; 2], AtomicUsize::new(0));
    locked("Dekker's", turns,
           |me| {
               wants[me].0.store(true, SeqCst);
               while wants[1 - me].0.load(SeqCst) {
                   if turn.load(SeqCst) != me {
                       wants[me].0.store(false, SeqCst);
                       spin(|| turn.load(SeqCst) == me);
                       wants[me].0.store(true, SeqCst);
                   }
               }
           },
           |me| {
               turn.store(1 - me, SeqCst);
               wants[me].0.store(false, SeqCst);
           });
}

/// A reader never sees half of what the writer wrote.
fn seqlock(time: Duration) {
    let (sequence, data) = (AtomicUsize::new(0), [const { AtomicUsize::new(0) }; 4]);
    let over = AtomicBool::new(false);
    let (mut read, mut torn) = (0u64, 0u64);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut i = 0;
            while !over.load(Relaxed) {
                i += 1;
                sequence.store(2 * i - 1, Relaxed);
                fence(Release);
                for word in &data {
                    word.store(i, Relaxed);
                }
                sequence.store(2 * i, Release);
            }
        });
        let start = Instant::now();
        while start.elapsed() < time || (read == 0 && start.elapsed() < 50 * time) {
            let before = sequence.load(Acquire);
            let words: [usize; 4] = std::array::from_fn(|i| data[i].load(Relaxed));
            fence(Acquire);
            if before % 2 == 0 && sequence.load(Relaxed) == before {
                read += 1;
                torn += words.iter().any(|&w| w != before / 2) as u64;
            }
        }
        over.store(true, Relaxed);
    });
    println!("a seqlock: {torn} torn, ran: {}", read > 0);
}

/// One thread waits for what another writes, again and again, with nothing but the load in its loop.
fn flags(turns: u32) {
    let (ping, pong) = (Apart(AtomicU32::new(0)), Apart(AtomicU32::new(0)));
    let (there, back) = (Shared(UnsafeCell::new(0)), Shared(UnsafeCell::new(0)));
    thread::scope(|scope| {
        scope.spawn(|| {
            for i in 1..=turns {
                while ping.0.load(Relaxed) != i {}
                pong.0.store(i, Relaxed);
            }
            for i in 1..=turns as u64 {
                while unsafe { there.0.get().read_volatile() } != i {}
                unsafe { back.0.get().write_volatile(i) };
            }
        });
        for i in 1..=turns {
            ping.0.store(i, Relaxed);
            while pong.0.load(Relaxed) != i {}
        }
        for i in 1..=turns as u64 {
            unsafe { there.0.get().write_volatile(i) };
            while unsafe { back.0.get().read_volatile() } != i {}
        }
    });
    println!("flags: {}", ping.0.load(Relaxed) == turns);
}

fn main() {
    let milliseconds: u64 = std::env::args().nth(1).map_or(200, |a| a.parse().unwrap());
    let time = Duration::from_millis(milliseconds);
    all_store_buffering(time);
    others(time);
    locks(milliseconds * 20);
    seqlock(time);
    flags(milliseconds as u32 / 10);
}
