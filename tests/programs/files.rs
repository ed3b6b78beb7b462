// SPDX-License-Identifier: Apache-2.0 OR MIT
//! Files and directories.
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom, Write};

fn main() -> std::io::Result<()> {
    let folder = std::env::temp_dir().join(format!("bcfix-files-{}-{}", std::process::id(), std::env::args().count()));
    fs::create_dir_all(folder.join("inner/deep"))?;
    let path = folder.join("numbers.txt");
    let mut file = File::create(&path)?;
    for i in 0..500 {
        writeln!(file, "line {i} {}", "x".repeat(i % 7))?;
    }
    file.flush()?;
    println!("{}", fs::metadata(&path)?.len());
    let longest = BufReader::new(File::open(&path)?).lines().map_while(Result::ok).max_by_key(|l| l.len());
    println!("{longest:?}");
    let mut both = OpenOptions::new().read(true).write(true).append(false).open(&path)?;
    both.seek(SeekFrom::Start(5))?;
    both.write_all(b"!")?;
    both.seek(SeekFrom::End(-10))?;
    let mut tail = String::new();
    both.read_to_string(&mut tail)?;
    println!("{tail:?} {:?}", &fs::read_to_string(&path)?[..12]);
    OpenOptions::new().append(true).open(&path)?.write_all(b"appended\n")?;
    println!("{}", fs::read(&path)?.len());
    fs::copy(&path, folder.join("inner/copy.txt"))?;
    fs::rename(folder.join("inner/copy.txt"), folder.join("inner/deep/moved.txt"))?;
    let mut names: Vec<String> = fs::read_dir(folder.join("inner/deep"))?.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    println!("{names:?}");
    println!("{:?}", File::open(folder.join("absent")).map_err(|e| (e.kind(), e.raw_os_error())).err());
    println!("{:?}", fs::create_dir(folder.join("inner")).map_err(|e| e.kind() == ErrorKind::AlreadyExists).err());
    println!("{:?}", fs::remove_dir(folder.join("inner")).map_err(|e| e.raw_os_error()).err());
    std::os::unix::fs::symlink("numbers.txt", folder.join("link"))?;
    println!("{:?} {}", fs::read_link(folder.join("link"))?, fs::symlink_metadata(folder.join("link"))?.file_type().is_symlink());
    fs::remove_dir_all(&folder)?;
    println!("{}", folder.exists());
    Ok(())
}
