//! Compiles C as the crate cc does, without needing it.
use std::process::Command;

fn run(program: &str, arguments: &[&str]) {
    assert!(Command::new(program).args(arguments).status().unwrap().success());
}

fn main() {
    let out = std::env::var("OUT_DIR").unwrap();
    for file in ["checksum", "table", "unused"] {
        run("cc", &["-O1", "-fPIC", "-fvisibility=hidden", "-c", &format!("native/{file}.c"), "-o", &format!("{out}/{file}.o")]);
    }
    let objects = ["checksum", "table", "unused"].map(|file| format!("{out}/{file}.o"));
    run("ar", &["crs", &format!("{out}/libchecksum.a"), &objects[0], &objects[1], &objects[2]]);
    println!("cargo::rustc-link-search=native={out}");
    println!("cargo::rustc-link-lib=static=checksum");
    println!("cargo::rerun-if-changed=native");
}
