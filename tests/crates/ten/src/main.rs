//! Each of the ten does something that can be seen.
use anyhow::Context;
use chrono::{Datelike, NaiveDate};
use clap::Parser;
use indexmap::IndexMap;
use itertools::Itertools;
use rand::{rngs::StdRng, Rng, SeedableRng};
use rayon::prelude::*;
use regex::Regex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

#[derive(Parser)]
#[command(name = "ten", version)]
struct Options {
    /// How many events
    #[arg(long, default_value_t = 12)]
    count: u32,
    names: Vec<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Event {
    name: String,
    day: NaiveDate,
    weight: f64,
    tags: Vec<Option<u8>>,
}

fn events(options: &Options) -> anyhow::Result<Vec<Event>> {
    let mut random = StdRng::seed_from_u64(42);
    let first = NaiveDate::from_ymd_opt(2024, 2, 27).context("no such day")?;
    (0..options.count)
        .map(|i| {
            let name = &options.names[i as usize % options.names.len()];
            Ok(Event {
                name: format!("{name}-{i}"),
                day: first + chrono::Days::new(u64::from(i)),
                weight: random.gen_range(0.0..10.0),
                tags: (0..random.gen_range(0..4)).map(|_| random.gen_bool(0.5).then(|| random.gen())).collect(),
            })
        })
        .collect()
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let events = events(&options)?;
    let text = serde_json::to_string_pretty(&events)?;
    println!("{text}");
    let read: Vec<Event> = serde_json::from_str(&text)?;
    assert_eq!(read, events);
    let pattern = Regex::new(r"(?P<word>\p{L}+)-(?<number>\d+)")?;
    let mut by_word: IndexMap<&str, Vec<u32>> = IndexMap::new();
    for event in &events {
        let found = pattern.captures(&event.name).context("no match")?;
        by_word.entry(found.name("word").unwrap().as_str()).or_default().push(found["number"].parse()?);
    }
    for (word, numbers) in &by_word {
        println!("{word}: {}", numbers.iter().join("+"));
    }
    let weekdays = events.iter().map(|e| e.day.weekday()).dedup().take(3).join(" ");
    println!("{weekdays}, {}", events.last().map_or(0, |e| e.day.ordinal()));
    let digests: Vec<String> = events.par_iter().map(|e| format!("{:x}", Sha256::digest(&e.name))).collect();
    println!("{}", digests.iter().sorted().map(|digest| &digest[..12]).join(","));
    let sum: u64 = (0..200_000u64).into_par_iter().filter(|n| n % 7 == 3).map(|n| n * n).sum();
    println!("{sum}");
    let error = serde_json::from_str::<Event>("{\"name\": 3}").context("while reading").unwrap_err();
    println!("{error:#}");
    if options.count == 0 {
        anyhow::bail!("nothing to do");
    }
    Ok(())
}
