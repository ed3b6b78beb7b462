// SPDX-License-Identifier: Apache-2.0 OR MIT
//! TCP over loopback: a server thread, several clients, time-outs and errors.
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

fn serve(listener: TcpListener, clients: usize) -> usize {
    let mut bytes = 0;
    for stream in listener.incoming().take(clients) {
        let mut stream = stream.unwrap();
        let mut line = String::new();
        BufReader::new(stream.try_clone().unwrap()).read_line(&mut line).unwrap();
        bytes += line.len();
        writeln!(stream, "echo {}", line.trim().to_uppercase()).unwrap();
        stream.shutdown(Shutdown::Write).unwrap();
    }
    bytes
}

fn main() {
    let clients = std::env::args().count() + 3;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    println!("{} {}", address.ip(), address.port() != 0);
    let server = thread::spawn(move || serve(listener, clients));
    for i in 0..clients {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        writeln!(stream, "client {i} {}", "data ".repeat(i * 50)).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        println!("{} {}", answer.len(), &answer[..13]);
    }
    println!("{}", server.join().unwrap());
    println!("{:?}", TcpStream::connect_timeout(&address, Duration::from_millis(500)).map_err(|e| e.kind()).err());
    let quiet = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
    let mut waiting = TcpStream::connect(quiet.local_addr().unwrap()).unwrap();
    waiting.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
    println!("{:?}", waiting.read(&mut [0; 8]).map_err(|e| e.kind()).err());
}
