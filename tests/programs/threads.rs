// SPDX-License-Identifier: Apache-2.0 OR MIT
//! Threads that share a counter behind a Mutex, and atomics.
use std::sync::atomic::{AtomicI64, AtomicPtr, AtomicU32, AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex, OnceLock, RwLock};
use std::thread;

static ONCE: OnceLock<String> = OnceLock::new();

fn main() {
    let workers = std::env::args().count() + 3;
    let total = Arc::new(Mutex::new(0u64));
    let table = Arc::new(RwLock::new(vec![0usize; workers]));
    let barrier = Arc::new(Barrier::new(workers));
    let (most, least) = (Arc::new(AtomicI64::new(i64::MIN)), Arc::new(AtomicI64::new(i64::MAX)));
    let (bits, narrow, sum) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU8::new(0)), Arc::new(AtomicUsize::new(0)));
    let threads: Vec<_> = (0..workers)
        .map(|i| {
            let (total, table, barrier) = (total.clone(), table.clone(), barrier.clone());
            let (most, least, bits, narrow, sum) = (most.clone(), least.clone(), bits.clone(), narrow.clone(), sum.clone());
            thread::Builder::new().name(format!("worker {i}")).spawn(move || {
                barrier.wait();
                for k in 0..200 {
                    *total.lock().unwrap() += k;
                    sum.fetch_add(1, Ordering::Relaxed);
                    narrow.fetch_add(1, Ordering::SeqCst);
                }
                most.fetch_max(i as i64 * 10, Ordering::AcqRel);
                least.fetch_min(-(i as i64), Ordering::SeqCst);
                bits.fetch_or(1 << i, Ordering::Release);
                table.write().unwrap()[i] = i * i;
                ONCE.get_or_init(|| "set once".to_string());
                thread::current().name().map(str::len)
            }).unwrap()
        })
        .collect();
    let names: Vec<_> = threads.into_iter().map(|t| t.join().unwrap()).collect();
    println!("{names:?}");
    println!("{} {:?}", total.lock().unwrap(), table.read().unwrap());
    println!("{} {} {:b} {} {}", most.load(Ordering::SeqCst), least.load(Ordering::Acquire), bits.load(Ordering::Relaxed),
             narrow.load(Ordering::SeqCst), sum.load(Ordering::SeqCst));
    let mut values = [1, 2];
    let pointer = AtomicPtr::new(&mut values[0]);
    let old = pointer.swap(unsafe { values.as_mut_ptr().add(1) }, Ordering::AcqRel);
    println!("{} {} {:?}", unsafe { *old }, unsafe { *pointer.load(Ordering::Acquire) }, ONCE.get());
    let scoped: u64 = thread::scope(|s| {
        let parts: Vec<_> = (0..4).map(|i| s.spawn(move || (0..=i * 10).sum::<u64>())).collect();
        parts.into_iter().map(|p| p.join().unwrap()).sum()
    });
    println!("{scoped}");
    drop(thread::spawn(|| ())); // detached
    println!("{:?}", thread::spawn(|| { if std::env::args().count() > 0 { panic!("in a thread") } }).join().is_err());
}
