//! What Java calls: functions with the C calling convention and plain arguments.

use std::collections::BTreeMap;
use std::io::Write;

/// Numbers go both ways as they are.
#[no_mangle]
pub extern "C" fn mean(a: f64, b: f64) -> f64 {
    (a + b) / 2.0
}

/// A string comes as its bytes and their number; the answer is written into `answer`, and its length is the result. Java
/// gives a `ByteBuffer` for either. That is no memory, so each byte is read and written alone, which `volatile` makes sure of:
/// `memcpy`, and loops that become vectors, need memory.
///
/// # Safety
/// `name` has `name_size` bytes, and `answer` has room for `answer_size`.
#[no_mangle]
pub unsafe extern "C" fn greet(name: *const u8, name_size: usize, answer: *mut u8, answer_size: usize) -> usize {
    let name: Vec<u8> = (0..name_size).map(|i| name.add(i).read_volatile()).collect();
    let text = format!("Hello, {}!", String::from_utf8_lossy(&name));
    for (i, byte) in text.bytes().take(answer_size).enumerate() {
        answer.add(i).write_volatile(byte);
    }
    text.len().min(answer_size)
}

/// A function of Java is called for each number up to `count`, and this gives how often each result came.
#[no_mangle]
pub extern "C" fn histogram(count: u32, function: extern "C" fn(u32) -> u32, other: extern "C" fn(u32, u32)) {
    let mut counts = BTreeMap::new();
    for i in 0..count {
        *counts.entry(function(i)).or_insert(0u32) += 1;
    }
    for (result, times) in counts {
        other(result, times);
    }
    std::io::stdout().flush().unwrap();
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_mean_lies_between() {
        assert_eq!(super::mean(1.0, 4.0), 2.5);
    }

    #[test]
    fn greets() {
        let (name, mut answer) = (b"Rust", [0; 32]);
        let size = unsafe { super::greet(name.as_ptr(), name.len(), answer.as_mut_ptr(), answer.len()) };
        assert_eq!(&answer[..size], b"Hello, Rust!");
    }
}
