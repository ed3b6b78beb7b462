//! ```
//! assert_eq!(engine::shout("a"), "A");
//! assert!(std::path::Path::new("src/lib.rs").exists());
//! ```
//! ```should_panic
//! assert_eq!(engine::shout("a"), "a");
//! ```
//! ```compile_fail
//! engine::whisper("a");
//! ```

pub fn shout(word: &str) -> String {
    word.to_uppercase()
}

#[unsafe(no_mangle)]
pub extern "C" fn add(a: i32, b: i32) -> i32 {
    a.wrapping_add(b)
}

#[cfg(test)]
mod tests {
    #[test]
    fn shouts() {
        assert_eq!(super::shout("a"), "A");
    }

    #[test]
    fn shouts_when_it_is_compiled() {
        assert_eq!(words::shouted!(once), "ONCE");
        println!("not captured");
    }

    #[test]
    #[ignore]
    fn waits() {}
}
