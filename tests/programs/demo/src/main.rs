// SPDX-License-Identifier: Apache-2.0 OR MIT
//! What ordinary programs use: a regular expression, JSON, a hash map, threads, a panic that is caught.

use std::collections::HashMap;
use std::sync::{mpsc, Arc, Mutex};

#[derive(Debug, serde::Serialize, serde::Deserialize, PartialEq)]
struct Order {
    id: u64,
    customer: String,
    amounts: Vec<f64>,
    note: Option<String>,
}

fn orders(text: &str) -> Vec<Order> {
    let line = regex::Regex::new(r"(?m)^(?P<id>\d+)\s+(?P<name>[\p{L}-]+)\s+(?P<amounts>[\d.,]+)(?:\s+#\s*(?P<note>.*))?$").unwrap();
    line.captures_iter(text)
        .map(|c| Order {
            id: c["id"].parse().unwrap(),
            customer: c["name"].to_string(),
            amounts: c["amounts"].split(',').map(|a| a.parse().unwrap()).collect(),
            note: c.name("note").map(|n| n.as_str().to_string()),
        })
        .collect()
}

fn totals(orders: &[Order]) -> Vec<(String, f64)> {
    let mut sums: HashMap<&str, f64> = HashMap::new();
    for order in orders {
        *sums.entry(&order.customer).or_default() += order.amounts.iter().sum::<f64>();
    }
    let mut sorted: Vec<_> = sums.into_iter().map(|(name, sum)| (name.to_string(), sum)).collect();
    sorted.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    sorted
}

fn words_in_threads(text: &str, workers: usize) -> u64 {
    let lines: Arc<Mutex<Vec<String>>> = Arc::new(Mutex::new(text.lines().map(str::to_string).collect()));
    let (sender, receiver) = mpsc::channel();
    let threads: Vec<_> = (0..workers)
        .map(|_| {
            let (lines, sender) = (Arc::clone(&lines), sender.clone());
            std::thread::spawn(move || {
                while let Some(line) = { let next = lines.lock().unwrap().pop(); next } {
                    sender.send(line.split_whitespace().count() as u64).unwrap();
                }
            })
        })
        .collect();
    drop(sender);
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    receiver.iter().sum()
}

fn main() {
    let text = "17 Ada 19.99,5.01 # first\n18 Grace-Hopper 100\nnot an order\n19 Ada 0.5\n20 Žofie 3,4,5 # ěšč\n";
    let parsed = orders(text);
    let json = serde_json::to_string_pretty(&parsed).unwrap();
    println!("{json}");
    let back: Vec<Order> = serde_json::from_str(&json).unwrap();
    println!("read back the same: {}", back == parsed);
    for (name, sum) in totals(&parsed) {
        println!("{name:>14} {sum:8.2}");
    }
    println!("{} words", words_in_threads(text, 4));
    std::panic::set_hook(Box::new(|info| println!("caught: {info}")));
    let limit = std::env::args().count() + 2;
    let result = std::panic::catch_unwind(|| parsed[limit + 1].id);
    println!("panicked: {}", result.is_err());
    std::process::exit(if result.is_err() { 42 } else { 0 });
}
