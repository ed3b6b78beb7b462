// SPDX-License-Identifier: Apache-2.0 OR MIT
//! Collections and strings.
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, VecDeque};

fn main() {
    let n = std::env::args().count();
    let text = "the quick brown fox jumps over the lazy dog and the quick cat".repeat(n);
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in text.split(' ') {
        *counts.entry(word).or_insert(0) += n;
    }
    let sorted: BTreeMap<_, _> = counts.iter().map(|(w, c)| (*w, *c)).collect();
    println!("{sorted:?}");
    let unique: HashSet<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let ordered: BTreeSet<char> = unique.iter().copied().collect();
    println!("{} {}", unique.len(), ordered.iter().collect::<String>());
    let mut heap: BinaryHeap<(usize, &str)> = counts.iter().map(|(w, c)| (*c, *w)).collect();
    while let Some((count, word)) = heap.pop() {
        print!("{word}:{count} ");
    }
    println!();
    let mut queue: VecDeque<u32> = (0..10).map(|i| i * n as u32).collect();
    queue.rotate_left(3);
    queue.push_front(99);
    println!("{queue:?}");
    let mut numbers: Vec<u64> = (0..2000).map(|i| (i * 7919 + n as u64) % 1009).collect();
    numbers.sort_unstable();
    numbers.dedup();
    println!("{} {:?} {:?}", numbers.len(), &numbers[..5], numbers.binary_search(&500));
    let upper = text.to_uppercase().replace("QUICK", "slow");
    println!("{} {:?} {:?}", &upper[..30], upper.find("FOX"), "a,b,,c".split(',').collect::<Vec<_>>());
    println!("{:?} {:?}", "12x".parse::<i32>().is_err(), " -42 ".trim().parse::<i32>());
    println!("{:?}", "žluťoučký kůň".char_indices().rev().take(4).collect::<Vec<_>>());
    println!("{}", String::from_utf8_lossy(&[72, 105, 0xff, 33]));
    let big: BTreeMap<u32, String> = (0..500).map(|i| (i * 37 % 501, format!("{i}"))).collect();
    println!("{:?}", big.range(100..105).collect::<Vec<_>>());
}
