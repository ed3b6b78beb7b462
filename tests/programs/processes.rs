// SPDX-License-Identifier: Apache-2.0 OR MIT
//! Other programs: output, input, exit codes, signals, folders and environment.
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};

fn main() {
    let output = Command::new("echo").args(["one", "two words"]).output().unwrap();
    println!("{:?} {:?} {:?}", output.status.code(), String::from_utf8_lossy(&output.stdout), output.stderr);
    let status = Command::new("sh").args(["-c", "exit 7"]).status().unwrap();
    println!("{:?} {:?} {}", status.code(), status.signal(), status.success());
    let status = Command::new("sh").args(["-c", "kill -TERM $$"]).status().unwrap();
    println!("{:?} {:?}", status.code(), status.signal());
    let mut child = Command::new("tr").args(["a-z", "A-Z"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"through a pipe").unwrap();
    let mut text = String::new();
    child.stdout.take().unwrap().read_to_string(&mut text).unwrap();
    println!("{text:?} {:?}", child.wait().unwrap().code());
    let output = Command::new("sh").args(["-c", "pwd; echo $BCFIX_THERE; echo wrong >&2"]).current_dir("/")
        .env("BCFIX_THERE", "in the environment").output().unwrap();
    println!("{:?} {:?}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let output = Command::new("/usr/bin/env").env_clear().env("ONLY", "this").output().unwrap();
    println!("{:?}", String::from_utf8_lossy(&output.stdout));
    println!("{:?}", Command::new("/not/there").spawn().unwrap_err().kind());
    println!("{:?}", Command::new("/etc/passwd").spawn().unwrap_err().kind());
    let mut child = Command::new("sleep").arg("1000").spawn().unwrap();
    println!("{:?} {}", child.try_wait().unwrap(), child.id() > 0);
    child.kill().unwrap();
    println!("{:?}", child.wait().unwrap().signal());
    let children: Vec<_> = (0..4).map(|i| Command::new("sh").arg("-c").arg(format!("exit {i}")).spawn().unwrap()).collect();
    println!("{:?}", children.into_iter().map(|mut c| c.wait().unwrap().code()).collect::<Vec<_>>());
}
