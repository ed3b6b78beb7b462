pub fn shout(word: &str) -> String {
    word.to_uppercase()
}

#[no_mangle]
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
    }

    #[test]
    #[ignore]
    fn waits() {}
}
