//! zlib, built from C by the build script of libz-sys.
use libz_sys::*;
use std::ffi::{c_int, c_void, CStr};
use std::mem::MaybeUninit;

/// C that calls Rust, through a pointer that it was given.
unsafe extern "C" fn allocate(counter: *mut c_void, items: u32, size: u32) -> *mut c_void {
    *counter.cast::<usize>() += 1;
    libc_calloc(items as usize, size as usize)
}

unsafe extern "C" fn release(counter: *mut c_void, memory: *mut c_void) {
    *counter.cast::<usize>() -= 1;
    libc_free(memory);
}

extern "C" {
    #[link_name = "calloc"]
    fn libc_calloc(items: usize, size: usize) -> *mut c_void;
    #[link_name = "free"]
    fn libc_free(memory: *mut c_void);
}

fn main() {
    let text: Vec<u8> = (0..50_000u32).flat_map(|i| (i / 3 % 97).to_le_bytes()).collect();
    unsafe {
        println!("zlib {}", CStr::from_ptr(zlibVersion()).to_str().unwrap().split('.').next().unwrap());
        println!("crc {:08x}, adler {:08x}", crc32(0, text.as_ptr(), text.len() as u32), adler32(1, text.as_ptr(), text.len() as u32));
        let mut packed = vec![0u8; compressBound(text.len() as uLong) as usize];
        let mut size = packed.len() as uLong;
        assert_eq!(compress2(packed.as_mut_ptr(), &mut size, text.as_ptr(), text.len() as uLong, 9), Z_OK);
        println!("packed to {size}: {:08x}", crc32(0, packed.as_ptr(), size as u32));

        let mut held = 0usize;
        let mut stream = MaybeUninit::<z_stream>::zeroed();
        let pointer = stream.as_mut_ptr();
        std::ptr::addr_of_mut!((*pointer).opaque).write((&mut held as *mut usize).cast());
        std::ptr::addr_of_mut!((*pointer).zalloc).write(allocate);
        std::ptr::addr_of_mut!((*pointer).zfree).write(release);
        assert_eq!(inflateInit_(pointer, zlibVersion(), std::mem::size_of::<z_stream>() as c_int), Z_OK);
        println!("held: {}", held > 0);
        let mut plain = vec![0u8; text.len()];
        std::ptr::addr_of_mut!((*pointer).next_in).write(packed.as_mut_ptr());
        std::ptr::addr_of_mut!((*pointer).avail_in).write(size as u32);
        std::ptr::addr_of_mut!((*pointer).next_out).write(plain.as_mut_ptr());
        std::ptr::addr_of_mut!((*pointer).avail_out).write(plain.len() as u32);
        println!("inflate: {}", inflate(pointer, Z_FINISH));
        println!("the same: {}", plain == text);
        inflateEnd(pointer);
        println!("held: {held}");
    }
}
