//! What a program does with the world around it.
use std::collections::HashMap;
use std::io::BufRead;

extern "C" {
    fn checksum(bytes: *const u8, size: usize) -> u32;
}

/// Not a loop: each level looks at an array of its own.
fn depth(levels: u64) -> u64 {
    let levels_here = std::hint::black_box([levels; 8]);
    if levels_here[3] == 0 {
        0
    } else {
        depth(levels - 1) + levels_here[7] - levels + 1
    }
}

/// With a stack like that of the first thread; 2 MB are too few natively.
fn in_a_thread(work: fn() -> u64) -> u64 {
    std::thread::Builder::new().stack_size(16 << 20).spawn(work).unwrap().join().unwrap()
}

fn main() {
    println!("configured: {}, panic: {}", cfg!(configured), if cfg!(panic = "abort") { "abort" } else { "unwind" });
    println!("checksum: {}", unsafe { checksum(b"bcfix".as_ptr(), 5) });
    println!("depth: {}", depth(20_000));
    println!("depth in a thread: {}", in_a_thread(|| depth(20_000)));
    let mut words: HashMap<String, usize> = HashMap::new();
    for line in std::io::stdin().lock().lines() {
        for word in line.unwrap().split_whitespace() {
            *words.entry(engine::shout(word)).or_default() += 1;
        }
    }
    let mut words: Vec<_> = words.into_iter().collect();
    words.sort();
    println!("{words:?}");
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    println!("{arguments:?} in {}", std::env::var("CARGO_PKG_NAME").unwrap_or_default());
    match arguments.first().map(String::as_str) {
        Some("abort") => std::process::abort(),
        Some("panic") => panic!("as asked"),
        // A thread that goes on must not keep the program.
        Some("leave") => drop(std::thread::spawn(|| loop {
            std::thread::park();
        })),
        Some(code) => std::process::exit(code.parse().unwrap_or(1)),
        None => {}
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn is_deep() {
        assert_eq!(super::depth(9), 9);
    }

    #[test]
    fn knows_its_package() {
        assert_eq!(std::env::var("CARGO_PKG_NAME").unwrap(), "app");
        assert!(std::path::Path::new("src/main.rs").exists());
    }
}
