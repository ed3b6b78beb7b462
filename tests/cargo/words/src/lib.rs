//! A macro that rustc runs: shouted!(word) is "WORD".
use proc_macro::TokenStream;

#[proc_macro]
pub fn shouted(word: TokenStream) -> TokenStream {
    format!("{:?}", word.to_string().to_uppercase()).parse().unwrap()
}
