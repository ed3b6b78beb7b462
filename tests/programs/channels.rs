// SPDX-License-Identifier: Apache-2.0 OR MIT
//! mpsc channels: many senders, a bounded one, and what happens at the ends.
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

fn main() {
    let n = std::env::args().count() as u64;
    let (sender, receiver) = mpsc::channel::<(u64, String)>();
    let senders: Vec<_> = (0..4)
        .map(|i| {
            let sender = sender.clone();
            thread::spawn(move || (0..25).for_each(|k| sender.send((i, format!("{}", k * n))).unwrap()))
        })
        .collect();
    drop(sender);
    let mut sums = [0u64; 4];
    for (from, text) in &receiver {
        sums[from as usize] += text.parse::<u64>().unwrap();
    }
    senders.into_iter().for_each(|s| s.join().unwrap());
    println!("{sums:?} {:?}", receiver.recv().is_err());

    let (bounded, drained) = mpsc::sync_channel::<u64>(2);
    let producer = thread::spawn(move || (0..100).map(|i| bounded.send(i * n).map_or(0, |_| 1)).sum::<u64>());
    let taken: Vec<u64> = drained.iter().take(50).collect();
    drop(drained);
    println!("{} {:?} {}", taken.len(), &taken[45..], producer.join().unwrap() >= 50);

    let (empty, nothing) = mpsc::channel::<()>();
    println!("{:?}", nothing.recv_timeout(Duration::from_millis(20)));
    println!("{:?}", nothing.try_recv());
    drop(empty);
    println!("{:?}", nothing.try_recv());
}
