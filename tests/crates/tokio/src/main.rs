//! Tasks, channels, time, sockets, files and processes of tokio on two worker threads.
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot, Mutex};

async fn channels() -> u64 {
    let (sender, mut receiver) = mpsc::channel(4);
    for i in 0..8u64 {
        let sender = sender.clone();
        tokio::spawn(async move { sender.send(i * i).await.unwrap() });
    }
    drop(sender);
    let mut sum = 0;
    while let Some(value) = receiver.recv().await {
        sum += value;
    }
    sum
}

async fn sockets() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let (reader, mut writer) = stream.into_split();
        let mut lines = BufReader::new(reader).lines();
        while let Some(line) = lines.next_line().await.unwrap() {
            writer.write_all(line.to_uppercase().as_bytes()).await.unwrap();
        }
    });
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"over the\nwire\n").await.unwrap();
    stream.shutdown().await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    server.await.unwrap();
    answer
}

async fn time() -> (bool, bool) {
    let late = tokio::time::timeout(Duration::from_millis(20), tokio::time::sleep(Duration::from_secs(30))).await;
    let in_time = tokio::time::timeout(Duration::from_secs(30), tokio::time::sleep(Duration::from_millis(5))).await;
    (late.is_err(), in_time.is_ok())
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    println!("channels: {}", channels().await);
    println!("sockets: {}", sockets().await);
    println!("time: {:?}", time().await);
    let (sender, receiver) = oneshot::channel();
    let shared = std::sync::Arc::new(Mutex::new(0));
    let tasks: Vec<_> = (0..20)
        .map(|i| {
            let shared = shared.clone();
            tokio::spawn(async move { *shared.lock().await += i })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    sender.send(*shared.lock().await).unwrap();
    println!("mutex: {}", receiver.await.unwrap());
    let path = std::env::temp_dir().join(format!("bcfix-tokio-{}", std::process::id()));
    tokio::fs::write(&path, "in a file").await.unwrap();
    println!("file: {}", tokio::fs::read_to_string(&path).await.unwrap());
    tokio::fs::remove_file(&path).await.unwrap();
    println!("blocking: {}", tokio::task::spawn_blocking(|| (1..=20u64).product::<u64>()).await.unwrap());
    let failed = tokio::spawn(async { panic!("in a task") }).await;
    println!("panic: {}", failed.unwrap_err().is_panic());
}
