//! A macro that rustc runs: shouted!(word) is "WORD".
use proc_macro::TokenStream;

fn quoted(word: &str) -> String {
    format!("{:?}", word.to_uppercase())
}

/// ```
/// assert_eq!(words::shouted!(once), "ONCE");
/// std::process::exit(0);
/// ```
#[proc_macro]
pub fn shouted(word: TokenStream) -> TokenStream {
    quoted(&word.to_string()).parse().unwrap()
}

#[cfg(test)]
mod tests {
    #[test]
    fn quotes() {
        assert_eq!(super::quoted("once"), "\"ONCE\"");
    }
}
