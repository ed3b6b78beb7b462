// SPDX-License-Identifier: Apache-2.0 OR MIT
// Memory with an alignment: on the heap, on the stack, in statics and in thread locals.
use std::alloc::{alloc, alloc_zeroed, dealloc, realloc, Layout};
use std::hint::black_box;

#[repr(align(128))]
struct Line([u8; 3]);
#[repr(align(4096))]
struct Page(u8);

static LINE: Line = Line([1, 2, 3]);
static PAGE: Page = Page(7);
thread_local! {
    static OWN: Line = const { Line([4, 5, 6]) };
}

fn off<T>(at: *const T, alignment: usize) -> usize {
    black_box(at as usize) % alignment
}

fn boxes() -> usize {
    let kept: Vec<Box<Line>> = (0..50).map(|i| Box::new(Line([i; 3]))).collect();
    kept.iter().enumerate().map(|(i, one)| off(&**one, 128) + usize::from(one.0[2] != i as u8)).sum()
}

fn layouts() -> usize {
    let mut sum = 0;
    for shift in 0..16 {
        let layout = Layout::from_size_align(3 << shift, 1 << shift).unwrap();
        unsafe {
            let (a, b) = (alloc(layout), alloc_zeroed(layout));
            sum += off(a, layout.align()) + off(b, layout.align()) + b.read() as usize;
            a.write_bytes(9, layout.size());
            let a = realloc(a, layout, layout.size() * 5);
            sum += off(a, layout.align()) + usize::from(a.add(layout.size() - 1).read() != 9);
            dealloc(a, Layout::from_size_align(layout.size() * 5, layout.align()).unwrap());
            dealloc(b, layout);
        }
    }
    sum
}

fn main() {
    let page = black_box(Page(1));
    println!("{} {}", off(&LINE, 128), off(&PAGE, 4096));
    println!("{} {}", off(&page, 4096), page.0 + PAGE.0 + LINE.0[1]);
    println!("{} {}", boxes(), layouts());
    let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(|| (boxes(), OWN.with(|own| off(own, 128))))).collect();
    for thread in threads {
        println!("{:?}", thread.join().unwrap());
    }
}
