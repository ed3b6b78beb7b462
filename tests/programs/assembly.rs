// SPDX-License-Identifier: Apache-2.0 OR MIT
// Inline assembly as crates use it: choices and carries without branches, products, bits, atomic changes of memory, calls of
// the system, vectors, and values that are hidden from the optimizer.
use std::arch::asm;
use std::hint::black_box;
use std::sync::atomic::{AtomicU16, AtomicU32, AtomicU64, AtomicU8, Ordering};

const NUMBERS: [u64; 9] = [
    0, 1, 2, 0x7fff_ffff_ffff_ffff, 0x8000_0000_0000_0000, u64::MAX, 0xdead_beef_cafe_f00d, 0xffff_ffff, 0x1_0000_0000,
];

fn cmov(condition: u8, mut to: u64, from: u64) -> (u64, u64) {
    let mut narrow = to as u32;
    unsafe {
        asm!("test {0}, {0}", "cmovnz {1:r}, {2:r}", in(reg_byte) condition, inlateout(reg) to, in(reg) from,
             options(pure, nomem, nostack));
        asm!("test {0}, {0}", "cmovz {1:e}, {2:e}", in(reg_byte) condition, inlateout(reg) narrow, in(reg) from as u32,
             options(pure, nomem, nostack));
    }
    (to, narrow as u64)
}

fn equal(x: u64, y: u64) -> (u16, u16) {
    let (mut same, mut differ) = (0u16, 0u16);
    unsafe {
        asm!("xor {0:r}, {1:r}", "cmovz {2:r}, {3:r}", inout(reg) x => _, in(reg) y, inlateout(reg) same, in(reg) 7u16,
             options(pure, nomem, nostack));
        asm!("xor {0:x}, {1:x}", "cmovnz {2:e}, {3:e}", inout(reg) x as u16 => _, in(reg) y as u16, inlateout(reg) differ,
             in(reg) 7u16, options(pure, nomem, nostack));
    }
    (same, differ)
}

/// Numbers of 192 bits: their sum and difference, and what is carried out of them.
fn chains(x: [u64; 3], y: [u64; 3]) -> ([u64; 3], u8, [u64; 3], u64) {
    let (mut sum, mut rest) = (x, x);
    let (carry, mask): (u8, u64);
    unsafe {
        asm!("add {a}, {x}", "adc {b}, {y}", "adc {c}, {z}", "setc {d}", a = inout(reg) sum[0], b = inout(reg) sum[1],
             c = inout(reg) sum[2], x = in(reg) y[0], y = in(reg) y[1], z = in(reg) y[2], d = out(reg_byte) carry,
             options(pure, nomem, nostack));
        asm!("subq {x}, {a}", "sbbq {y}, {b}", "sbbq {z}, {c}", "sbbq {d}, {d}", a = inout(reg) rest[0], b = inout(reg) rest[1],
             c = inout(reg) rest[2], x = in(reg) y[0], y = in(reg) y[1], z = in(reg) y[2], d = out(reg) mask,
             options(pure, nomem, nostack, att_syntax));
    }
    (sum, carry, rest, mask)
}

fn products(x: u64, y: u64) -> [u64; 6] {
    let (low, high, signed_low, signed_high, overflow): (u64, u64, u64, u64, u8);
    let mut short = x;
    unsafe {
        asm!("mul {}", in(reg) y, inlateout("rax") x => low, lateout("rdx") high, options(pure, nomem, nostack));
        asm!("imul {}", in(reg) y, inlateout("rax") x => signed_low, lateout("rdx") signed_high, options(pure, nomem, nostack));
        asm!("imul {0}, {1}", "seto {2}", inout(reg) short, in(reg) y, out(reg_byte) overflow, options(pure, nomem, nostack));
    }
    [low, high, signed_low, signed_high, short, overflow as u64]
}

/// A row of a product of long numbers, as generated code has it: two chains of carries side by side.
fn row(x: u64, y: [u64; 2], sums: [u64; 3]) -> [u64; 3] {
    if !is_x86_feature_detected!("adx") || !is_x86_feature_detected!("bmi2") {
        let mut out = [0; 3];
        let low = x as u128 * y[0] as u128 + sums[0] as u128;
        let high = x as u128 * y[1] as u128 + sums[1] as u128 + (low >> 64);
        (out[0], out[1]) = (low as u64, high as u64);
        out[2] = sums[2].wrapping_add((high >> 64) as u64);
        return out;
    }
    let [mut a, mut b, mut c] = sums;
    unsafe {
        asm!("xor {t}, {t}", "mov rdx, {x}", "mulx {h}, {l}, qword ptr [{y}]", "adcx {a}, {l}", "adox {b}, {h}",
             "mulx {h}, {l}, qword ptr [{y} + 8]", "adcx {b}, {l}", "adox {c}, {h}", "adcx {c}, {t}", x = in(reg) x,
             y = in(reg) y.as_ptr(), t = out(reg) _, l = out(reg) _, h = out(reg) _, a = inout(reg) a, b = inout(reg) b,
             c = inout(reg) c, out("rdx") _, options(nostack, readonly, pure));
    }
    [a, b, c]
}

fn divide(high: u64, low: u64, by: u64) -> (u64, u64) {
    let (quotient, rest);
    unsafe {
        asm!("div {}", in(reg) by, inlateout("rax") low => quotient, inlateout("rdx") high => rest, options(pure, nomem, nostack))
    };
    (quotient, rest)
}

fn bits(x: u64) -> [u64; 12] {
    let mut r = [0; 12];
    unsafe {
        asm!("mov {0}, {1}", "shl {0}, 3", "rol {0}, 7", out(reg) r[0], in(reg) x);
        asm!("mov {0}, {1}", "sar {0}, cl", out(reg) r[1], in(reg) x, in("cl") 13u8);
        asm!("mov {0:e}, {1:e}", "ror {0:e}, 9", "bswap {0:e}", out(reg) r[2], in(reg) x);
        asm!("mov {0}, {1}", "shld {0}, {1}, 21", out(reg) r[3], in(reg) x);
        asm!("xor {0:e}, {0:e}", "bt {1}, 33", "adc {0}, 0", out(reg) r[4], in(reg) x);
        asm!("mov {0}, {1}", "btc {0}, 5", "not {0}", "neg {0}", out(reg) r[5], in(reg) x);
        asm!("movzx {0:e}, {1:l}", out(reg) r[6], in(reg) x);
        asm!("movsxd {0:r}, {1:e}", out(reg) r[7], in(reg) x);
        asm!("lea {0}, [{1} + {1}*4 + 9]", out(reg) r[8], in(reg) x);
        asm!("leaq -7({1}, {1}, 8), {0}", out(reg) r[9], in(reg) x, options(att_syntax));
        asm!("cmp {1}, 5", "mov {0:e}, 0", "setge {0:l}", "inc {0}", "dec {0}", out(reg) r[10], in(reg) x);
        asm!("mov rax, {1}", "mov ah, 0x5a", "mov {0}, rax", out(reg) r[11], in(reg) x, out("rax") _);
    }
    r
}

fn compares(x: u64, y: u64) -> u16 {
    let mut all = 0;
    macro_rules! ask {
        ($($set:literal)*) => {$(
            let is: u8;
            unsafe { asm!("cmp {1}, {2}", concat!($set, " {0}"), out(reg_byte) is, in(reg) x, in(reg) y, options(pure, nomem, nostack)) };
            all = all << 1 | is as u16;
        )*};
    }
    ask!("seta" "setae" "setb" "setbe" "sete" "setne" "setg" "setge" "setl" "setle" "seto" "setno" "sets" "setns" "setna" "setnl");
    all
}

macro_rules! atomic {
    ($name:ident, $atomic:ident, $int:ident, $size:literal, $modifier:literal) => {
        fn $name(start: u64, bit: u32) -> Vec<u64> {
            let cell = $atomic::new(start as $int);
            let place = cell.as_ptr();
            let mut seen = vec![];
            let (carried, old): (u8, $int);
            unsafe {
                asm!(concat!("lock not ", $size, " ptr [{p}]"), p = in(reg) place, options(nostack, preserves_flags));
                seen.push(cell.load(Ordering::Relaxed) as u64);
                asm!(concat!("lock neg ", $size, " ptr [{p}]"), p = in(reg) place, options(nostack));
                seen.push(cell.load(Ordering::Relaxed) as u64);
                asm!(concat!("lock bts ", $size, " ptr [{p}], {bit", $modifier, "}"), "setb {r}", p = in(reg) place,
                     bit = in(reg) bit as $int, r = out(reg_byte) carried, options(nostack));
                seen.extend([carried as u64, cell.load(Ordering::Relaxed) as u64]);
                asm!(concat!("lock xadd ", $size, " ptr [{p}], {v", $modifier, "}"), p = in(reg) place,
                     v = inout(reg) 5 as $int => old, options(nostack));
                seen.extend([old as u64, cell.load(Ordering::Relaxed) as u64]);
                asm!(concat!("lock add ", $size, " ptr [{p}], {v", $modifier, "}"), p = in(reg) place, v = in(reg) start as $int);
                asm!(concat!("lock dec ", $size, " ptr [{p}]"), p = in(reg) place);
                seen.push(cell.load(Ordering::Relaxed) as u64);
            }
            seen
        }
    };
}
atomic!(atomic16, AtomicU16, u16, "word", ":x");
atomic!(atomic32, AtomicU32, u32, "dword", ":e");
atomic!(atomic64, AtomicU64, u64, "qword", ":r");

fn exchanges(start: u64, by: u64) -> [u64; 6] {
    let cell = AtomicU64::new(start);
    let (swapped, seen, again): (u64, u64, u64);
    let (first, second): (u8, u8);
    unsafe {
        asm!("xchg qword ptr [{p}], {v}", p = in(reg) cell.as_ptr(), v = inout(reg) by => swapped);
        asm!("lock cmpxchg qword ptr [{p}], {n}", "sete {e}", p = in(reg) cell.as_ptr(), n = in(reg) 77u64,
             inout("rax") by => seen, e = out(reg_byte) first);
        asm!("lock cmpxchg qword ptr [{p}], {n}", "sete {e}", p = in(reg) cell.as_ptr(), n = in(reg) 88u64,
             inout("rax") by => again, e = out(reg_byte) second);
    }
    [swapped, seen, again, first as u64, second as u64, cell.load(Ordering::SeqCst)]
}

unsafe fn system(number: u64, a: u64, b: u64, c: u64) -> i64 {
    let result;
    asm!("syscall", inlateout("rax") number => result, in("rdi") a, in("rsi") b, in("rdx") c, lateout("rcx") _,
         lateout("r11") _, options(nostack, preserves_flags));
    result
}

fn vectors(x: [u8; 16], y: [u8; 16], number: f64, single: f32) -> ([u8; 16], i32, f64, f32) {
    use std::arch::x86_64::*;
    let (mut number, mut single) = (number, single);
    let mut bytes = [0u8; 16];
    let mask;
    unsafe {
        let mut v = _mm_loadu_si128(x.as_ptr().cast());
        let w = _mm_loadu_si128(y.as_ptr().cast());
        asm!("pcmpeqb {a}, {b}", a = inlateout(xmm_reg) v, b = in(xmm_reg) w, options(pure, nomem, nostack));
        asm!("pmovmskb {0:e}, {1}", out(reg) mask, in(xmm_reg) v, options(pure, nomem, nostack));
        asm!("pand {a}, {b}", "pxor {a}, {b}", a = inlateout(xmm_reg) v, b = in(xmm_reg) w, options(pure, nomem, nostack));
        _mm_storeu_si128(bytes.as_mut_ptr().cast(), v);
        asm!("sqrtsd {x}, {x}", x = inout(xmm_reg) number, options(nostack, nomem, pure));
        asm!("sqrtss {x}, {x}", x = inout(xmm_reg) single, options(nostack, nomem, pure));
        if is_x86_feature_detected!("fma") {
            asm!("vfmadd213sd {x}, {y}, {z}", x = inout(xmm_reg) number, y = in(xmm_reg) 1.1f64, z = in(xmm_reg) 0.3f64,
                 options(nostack, nomem, pure));
        } else {
            number = number.mul_add(1.1, 0.3);
        }
    }
    (bytes, mask, number, single)
}

/// What core::arch writes as assembly: bits of memory, and loads and stores past the caches.
fn past_caches(x: u64) -> ([u64; 8], Vec<u8>) {
    use std::arch::x86_64::*;
    #[repr(align(32))]
    struct Place([u64; 8]);
    let mut place = Place([x, !x, 3, 4, 5, 6, 7, 8]);
    let mut bits = vec![];
    unsafe {
        let first = place.0.as_mut_ptr();
        bits.push(_bittest64(first.cast(), 67));
        bits.push(_bittestandset(first.cast(), 33));
        bits.push(_bittestandreset64(first.cast(), 5));
        bits.push(_bittestandcomplement(first.add(1).cast(), -3));
        _mm_stream_si64(first.add(2).cast(), x as i64);
        _mm_stream_si32(first.add(3).cast(), x as i32);
        _mm_stream_si128(first.add(4).cast(), _mm_set_epi64x(x as i64, 9));
        _mm_stream_pd(first.add(6).cast(), _mm_set_pd(1.5, 2.5));
        if is_x86_feature_detected!("avx2") {
            turned(&mut place.0[0]);
        } else {
            place.0.swap(0, 4);
            place.0.swap(1, 5);
            place.0.swap(2, 6);
            place.0.swap(3, 7);
        }
    }
    (place.0, bits)
}

/// Both halves of 64 bytes in each other's place.
#[target_feature(enable = "avx2")]
unsafe fn turned(place: *mut u64) {
    use std::arch::x86_64::*;
    unsafe {
        let (low, high) = (_mm256_stream_load_si256(place.cast()), _mm256_loadu_si256(place.add(4).cast()));
        _mm256_stream_si256(place.cast(), high);
        _mm256_stream_si256(place.add(4).cast(), low);
    }
}

fn hide(value: u64, byte: u8) -> (u64, u8, f64) {
    let (mut value, mut byte, mut real) = (value, byte, 2.5f64);
    unsafe {
        asm!("/* {0} */", inout(reg) value, options(pure, nomem, nostack, preserves_flags));
        asm!("/* {0} */", inlateout(reg_byte) byte, options(pure, nomem, nostack, preserves_flags));
        asm!("# {0}", inout(xmm_reg) real, options(pure, nomem, nostack, preserves_flags));
        asm!("/* {0} */", in(reg) &value, options(nostack, readonly, preserves_flags));
        asm!("", options(nostack, preserves_flags));
        asm!("pause", "mfence", "nop", "lfence");
    }
    (value, byte, real)
}

fn main() {
    for (i, &x) in black_box(NUMBERS).iter().enumerate() {
        let y = NUMBERS[(i * 4 + 3) % 9];
        println!("cmov {:x?} {:x?}", cmov(i as u8 % 2, x, y), cmov((x >> 8) as u8, y, x));
        println!("equal {:?} {:?}", equal(x, y), equal(x, x));
        let z = [x, y, x ^ y];
        println!("chains {:x?}", chains(z, [y, x, x.rotate_left(9)]));
        println!("products {:x?} {:x?}", products(x, y), row(x, [y, !x], z));
        println!("divide {:x?}", divide(x % (y | 1), x, y | 1));
        println!("bits {:x?}", bits(x));
        println!("compares {:016b} {:016b}", compares(x, y), compares(x, x));
        println!("atomic {:x?} {:x?} {:x?}", atomic16(x, i as u32), atomic32(x, 31 - i as u32), atomic64(x, 63 - i as u32));
        println!("exchanges {:x?}", exchanges(x, y));
        println!("vectors {:x?}", vectors([x as u8; 16], [0, 1, 2, 255, 13, 0, 0, 255, 255, 1, 0, 2, 13, 13, 0, 7], (x >> 3) as f64, i as f32));
        println!("past {:x?}", past_caches(x));
        println!("hide {:x?}", hide(x, y as u8));
    }
    let byte = AtomicU8::new(6);
    unsafe { asm!("lock neg byte ptr [{p}]", p = in(reg) byte.as_ptr(), options(nostack)) };
    println!("byte {}", byte.load(Ordering::Relaxed));
    const WRITE: u64 = 1;
    const CLOSE: u64 = 3;
    let text = b"written by the kernel\n";
    unsafe {
        println!("system {}", system(WRITE, 1, text.as_ptr() as u64, text.len() as u64));
        println!("system {} {}", system(CLOSE, 12345, 0, 0), system(9999, 1, 2, 3));
    }
}
