// SPDX-License-Identifier: Apache-2.0 OR MIT
//! A queue between threads made of a Mutex and two Condvars.
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

struct Queue {
    items: Mutex<(VecDeque<u64>, bool)>,
    filled: Condvar,
    drained: Condvar,
}

impl Queue {
    fn put(&self, item: u64) {
        let mut items = self.drained.wait_while(self.items.lock().unwrap(), |(q, _)| q.len() >= 3).unwrap();
        items.0.push_back(item);
        self.filled.notify_one();
    }
    fn take(&self) -> Option<u64> {
        let mut items = self.filled.wait_while(self.items.lock().unwrap(), |(q, closed)| q.is_empty() && !*closed).unwrap();
        let item = items.0.pop_front();
        self.drained.notify_all();
        item
    }
    fn close(&self) {
        self.items.lock().unwrap().1 = true;
        self.filled.notify_all();
    }
}

fn main() {
    let n = std::env::args().count() as u64;
    let queue = Arc::new(Queue { items: Mutex::new((VecDeque::new(), false)), filled: Condvar::new(), drained: Condvar::new() });
    let takers: Vec<_> = (0..3)
        .map(|_| {
            let queue = queue.clone();
            thread::spawn(move || {
                let mut sum = 0;
                while let Some(item) = queue.take() {
                    sum += item;
                }
                sum
            })
        })
        .collect();
    (1..=200).for_each(|i| queue.put(i * n));
    queue.close();
    println!("{}", takers.into_iter().map(|t| t.join().unwrap()).sum::<u64>());
    let pair = (Mutex::new(false), Condvar::new());
    let (guard, result) = pair.1.wait_timeout(pair.0.lock().unwrap(), Duration::from_millis(30)).unwrap();
    println!("{} {}", *guard, result.timed_out());
}
