// SPDX-License-Identifier: Apache-2.0 OR MIT
//! UDP, Unix sockets, epoll, poll, pipes, memory maps: what asynchronous runtimes stand on.
use std::ffi::c_void;
use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::fd::AsRawFd;
use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
use std::time::Duration;

#[repr(C, packed)]
#[derive(Clone, Copy)]
struct Event {
    events: u32,
    data: u64,
}

extern "C" {
    fn epoll_create1(flags: i32) -> i32;
    fn epoll_ctl(epoll: i32, operation: i32, file: i32, event: *mut Event) -> i32;
    fn epoll_wait(epoll: i32, events: *mut Event, count: i32, milliseconds: i32) -> i32;
    fn eventfd(initial: u32, flags: i32) -> i32;
    fn timerfd_create(clock: i32, flags: i32) -> i32;
    fn timerfd_settime(timer: i32, flags: i32, new: *const [i64; 4], old: *mut [i64; 4]) -> i32;
    fn read(file: i32, buffer: *mut u8, size: usize) -> isize;
    fn write(file: i32, buffer: *const u8, size: usize) -> isize;
    fn close(file: i32) -> i32;
    fn mmap(address: *mut c_void, size: usize, protection: i32, flags: i32, file: i32, offset: i64) -> *mut c_void;
    fn munmap(address: *mut c_void, size: usize) -> i32;
    fn mprotect(address: *mut c_void, size: usize, protection: i32) -> i32;
    fn madvise(address: *mut c_void, size: usize, advice: i32) -> i32;
}

fn epoll() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    println!("{:?}", listener.accept().unwrap_err().kind());
    unsafe {
        let (poll, wake) = (epoll_create1(0x80000), eventfd(0, 0x80800));
        println!("{} {}", poll >= 0, wake >= 0);
        let mut event = Event { events: 1 | 1 << 31, data: 42 };
        println!("{}", epoll_ctl(poll, 1, listener.as_raw_fd(), &mut event));
        event.data = 43;
        println!("{}", epoll_ctl(poll, 1, wake, &mut event));
        println!("{} {}", epoll_ctl(poll, 1, wake, &mut event), std::io::Error::last_os_error());
        let mut events = [event; 8];
        println!("{}", epoll_wait(poll, events.as_mut_ptr(), 8, 10));
        let thread = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(20));
            write(wake, 5u64.to_ne_bytes().as_ptr(), 8)
        });
        println!("{} {}", epoll_wait(poll, events.as_mut_ptr(), 8, 20000), { events[0].data });
        println!("{}", thread.join().unwrap());
        let mut number = [0u8; 8];
        println!("{} {}", read(wake, number.as_mut_ptr(), 8), u64::from_ne_bytes(number));
        println!("{} {:?}", read(wake, number.as_mut_ptr(), 8), std::io::Error::last_os_error().kind());
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        println!("{} {}", epoll_wait(poll, events.as_mut_ptr(), 8, 20000), { events[0].data });
        let (mut server, _) = listener.accept().unwrap();
        client.write_all(b"over tcp").unwrap();
        drop(client);
        let mut text = String::new();
        println!("{:?} {text:?}", server.read_to_string(&mut text));
        println!("{text:?}");
        let timer = timerfd_create(1, 0x80000);
        println!("{}", timerfd_settime(timer, 0, &[0, 0, 0, 1000000], std::ptr::null_mut()));
        println!("{} {}", read(timer, number.as_mut_ptr(), 8), u64::from_ne_bytes(number));
        println!("{} {} {}", close(timer), close(wake), close(poll));
    }
}

fn memory() {
    unsafe {
        let place = mmap(std::ptr::null_mut(), 1 << 20, 3, 0x22, -1, 0);
        println!("{}", place as isize > 0);
        let bytes = std::slice::from_raw_parts_mut(place.cast::<u8>(), 1 << 20);
        println!("{}", bytes.iter().all(|&b| b == 0));
        bytes[12345] = 99;
        println!("{} {}", mprotect(place, 1 << 20, 1), bytes[12345]);
        println!("{}", mprotect(place, 1 << 20, 3));
        println!("{} {}", madvise(place, 1 << 20, 4), std::ptr::read_volatile(&bytes[12345]));
        println!("{}", munmap(place, 1 << 20));
        println!("{} {}", mmap(std::ptr::null_mut(), 0, 3, 0x22, -1, 0) as isize, std::io::Error::last_os_error());
    }
}

fn main() {
    let (a, b) = (UdpSocket::bind("127.0.0.1:0").unwrap(), UdpSocket::bind("127.0.0.1:0").unwrap());
    a.send_to(b"a datagram", b.local_addr().unwrap()).unwrap();
    let mut buffer = [0u8; 64];
    let (size, from) = b.recv_from(&mut buffer).unwrap();
    println!("{:?} {}", String::from_utf8_lossy(&buffer[..size]), from == a.local_addr().unwrap());
    b.set_read_timeout(Some(Duration::from_millis(10))).unwrap();
    println!("{:?} {:?}", b.read_timeout().unwrap(), b.recv_from(&mut buffer).unwrap_err().kind());
    a.connect(b.local_addr().unwrap()).unwrap();
    println!("{:?} {:?}", a.send(b"connected").unwrap(), b.recv(&mut buffer).unwrap());

    let (mut left, mut right) = UnixStream::pair().unwrap();
    left.write_all(b"a pair").unwrap();
    left.shutdown(std::net::Shutdown::Write).unwrap();
    let mut text = String::new();
    println!("{:?}", right.read_to_string(&mut text));
    println!("{text}");
    let folder = std::env::temp_dir().join(format!("bcfix-sockets-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("socket");
    let listener = UnixListener::bind(&path).unwrap();
    println!("{:?}", UnixListener::bind(&path).unwrap_err().kind());
    let client = std::thread::spawn({
        let path = path.clone();
        move || UnixStream::connect(path).unwrap().write_all(b"by name").unwrap()
    });
    let mut text = String::new();
    listener.accept().unwrap().0.read_to_string(&mut text).unwrap();
    client.join().unwrap();
    println!("{text}");
    let (left, right) = UnixDatagram::pair().unwrap();
    println!("{} {}", left.send(b"xyz").unwrap(), right.recv(&mut buffer).unwrap());
    std::fs::remove_dir_all(&folder).unwrap();
    println!("{:?}", TcpStream::connect("127.0.0.1:1").unwrap_err().kind() == ErrorKind::ConnectionRefused);
    let (mut reader, mut writer) = std::io::pipe().unwrap();
    writer.write_all(b"piped").unwrap();
    drop(writer);
    let mut text = String::new();
    println!("{:?}", reader.read_to_string(&mut text));
    println!("{text}");
    epoll();
    memory();
}
