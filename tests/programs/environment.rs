// SPDX-License-Identifier: Apache-2.0 OR MIT
//! Arguments, environment, clocks, standard input, random numbers, backtraces.
use std::io::{BufRead, IsTerminal, Read, Write};
use std::os::fd::AsRawFd;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

extern "C" {
    fn getrandom(buffer: *mut u8, size: usize, flags: u32) -> isize;
    fn syscall(number: i64, ...) -> i64;
    fn getpid() -> i32;
    fn dup(file: i32) -> i32;
    fn dup2(file: i32, number: i32) -> i32;
    fn getauxval(kind: u64) -> u64;
    fn sysconf(name: i32) -> i64;
    fn div(a: i32, b: i32) -> u64;
    fn dl_iterate_phdr(callback: extern "C" fn(*mut u8, usize, *mut usize) -> i32, data: *mut usize) -> i32;
}

extern "C" fn count(_: *mut u8, size: usize, data: *mut usize) -> i32 {
    unsafe { *data += (size > 0) as usize };
    0
}

fn main() {
    println!("{:?}", std::env::args().skip(1).collect::<Vec<_>>());
    println!("{:?}", std::env::args_os().len());
    println!("{:?}", std::env::var("BCFIX_NOT_THERE"));
    unsafe {
        std::env::set_var("BCFIX_SET", "ä value");
        println!("{:?} {}", std::env::var("BCFIX_SET"), std::env::vars().any(|(k, v)| k == "BCFIX_SET" && v == "ä value"));
        std::env::remove_var("BCFIX_SET");
    }
    println!("{:?} {}", std::env::var_os("BCFIX_SET"), std::env::var("PATH").is_ok());
    println!("{} {}", std::env::current_exe().is_ok(), std::env::current_dir().is_ok());
    println!("{}", std::env::temp_dir().is_absolute());

    let start = Instant::now();
    std::thread::sleep(Duration::from_millis(30));
    let slept = start.elapsed();
    println!("{} {}", slept >= Duration::from_millis(30), slept < Duration::from_secs(20));
    println!("{}", SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() > 1_700_000_000);
    println!("{}", Instant::now() >= start);

    let (reader, mut writer) = std::io::pipe().unwrap();
    writer.write_all(b"a line\nthe rest").unwrap();
    drop(writer);
    let before = unsafe { dup(0) };
    println!("{}", unsafe { dup2(reader.as_raw_fd(), 0) });
    drop(reader);
    let mut line = String::new();
    println!("{:?} {line:?}", std::io::stdin().lock().read_line(&mut line).is_ok());
    let mut rest = String::new();
    println!("{:?} {rest:?}", std::io::stdin().read_to_string(&mut rest).is_ok());
    println!("{}", std::io::stdin().is_terminal());
    println!("{}", unsafe { dup2(before, 0) });

    let mut bytes = [0u8; 64];
    println!("{}", unsafe { getrandom(bytes.as_mut_ptr(), bytes.len(), 0) });
    println!("{}", bytes.iter().any(|&b| b != 0));
    bytes = [0; 64];
    println!("{}", unsafe { syscall(318, bytes.as_mut_ptr(), 32usize, 0u32) });
    println!("{} {}", bytes.iter().any(|&b| b != 0), bytes[32..].iter().all(|&b| b == 0));
    println!("{}", unsafe { syscall(39) == getpid() as i64 });
    println!("{} {}", unsafe { syscall(9999) }, std::io::Error::last_os_error());
    println!("{} {}", unsafe { syscall(0, -1, bytes.as_mut_ptr(), 1usize) }, std::io::Error::last_os_error());
    println!("{}", unsafe { getauxval(6) == sysconf(30) as u64 });
    println!("{:x} {:x}", unsafe { div(-17, 5) }, unsafe { div(1 << 30, -7) });
    let mut objects = 0;
    println!("{}", unsafe { dl_iterate_phdr(count, &mut objects) });
    println!("{}", objects > 0);

    println!("{}", std::thread::available_parallelism().is_ok());
    let trace = std::backtrace::Backtrace::force_capture();
    let text = format!("{trace} {trace:?}");
    println!("{}", !text.is_empty());
}
