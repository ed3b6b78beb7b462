// SPDX-License-Identifier: Apache-2.0 OR MIT
//! Loops that the optimizer turns into vector code.
use std::hint::black_box as b;

#[inline(never)]
fn dot(x: &[f32], y: &[f32]) -> f32 { x.iter().zip(y).map(|(a, c)| a * c).sum() }
#[inline(never)]
fn saxpy(a: f64, x: &[f64], y: &mut [f64]) { for (y, x) in y.iter_mut().zip(x) { *y += a * x; } }
#[inline(never)]
fn sum_i32(x: &[i32]) -> i64 { x.iter().map(|&v| v as i64).sum() }
#[inline(never)]
fn count_ones(x: &[u8]) -> u32 { x.iter().map(|v| v.count_ones()).sum() }
#[inline(never)]
fn max_i16(x: &[i16]) -> i16 { x.iter().copied().fold(i16::MIN, i16::max) }
#[inline(never)]
fn saturate(x: &[u8], y: &[u8]) -> Vec<u8> { x.iter().zip(y).map(|(a, c)| a.saturating_add(*c)).collect() }
#[inline(never)]
fn absolute(x: &[i32]) -> Vec<u32> { x.iter().map(|v| v.unsigned_abs()).collect() }
#[inline(never)]
fn mix(x: &[u32]) -> Vec<u32> { x.iter().map(|v| (v ^ 0x5bd1e995).rotate_left(13).wrapping_mul(5).wrapping_add(0xe6546b64)).collect() }
#[inline(never)]
fn swapped(x: &[u32]) -> u32 { x.iter().map(|v| v.swap_bytes()).fold(0, |a, v| a ^ v) }
#[inline(never)]
fn distance(x: &[u8], y: &[u8]) -> u64 { x.iter().zip(y).map(|(a, c)| a.abs_diff(*c) as u64).sum() }
#[inline(never)]
fn chosen(x: &[f32]) -> Vec<f32> { x.iter().map(|&v| if v > 0.5 { v * 2.0 } else { v - 1.0 }).collect() }
#[inline(never)]
fn to_float(x: &[i32]) -> f64 { x.iter().map(|&v| (v as f64 * 0.5).floor()).sum() }
#[inline(never)]
fn find(x: &[u8], c: u8) -> Option<usize> { x.iter().position(|&v| v == c) }
#[inline(never)]
fn words(x: &[u16]) -> u32 { x.iter().map(|v| v.leading_zeros() + v.trailing_zeros()).sum() }
#[inline(never)]
fn saturating_casts(x: &[f32]) -> Vec<u8> { x.iter().map(|&v| v as u8).collect() }

fn main() {
    let n = 1000 + std::env::args().count();
    let f32s: Vec<f32> = (0..n).map(|i| (i % 97) as f32 / 13.0).collect();
    let f64s: Vec<f64> = (0..n).map(|i| i as f64 * 0.25).collect();
    let i32s: Vec<i32> = (0..n).map(|i| (i as i32).wrapping_mul(-1640531527)).collect();
    let u32s: Vec<u32> = i32s.iter().map(|&v| v as u32).collect();
    let u8s: Vec<u8> = i32s.iter().map(|&v| (v >> 24) as u8).collect();
    let i16s: Vec<i16> = i32s.iter().map(|&v| (v >> 16) as i16).collect();
    let u16s: Vec<u16> = i16s.iter().map(|&v| v as u16).collect();
    let reversed: Vec<u8> = u8s.iter().rev().copied().collect();
    println!("{}", dot(b(&f32s), b(&f32s)));
    let mut y = f64s.clone();
    saxpy(b(1.5), &f64s, &mut y);
    println!("{} {}", y[n - 1], y.iter().sum::<f64>());
    println!("{} {} {}", sum_i32(b(&i32s)), count_ones(b(&u8s)), max_i16(b(&i16s)));
    println!("{}", saturate(&u8s, &reversed).iter().map(|&v| v as u64).sum::<u64>());
    println!("{}", absolute(&i32s).iter().map(|&v| v as u64).sum::<u64>());
    println!("{:x}", mix(&u32s).iter().fold(0u32, |a, v| a.rotate_left(1) ^ v));
    println!("{:x} {} {}", swapped(b(&u32s)), distance(&u8s, &reversed), to_float(b(&i32s)));
    println!("{} {:?}", chosen(&f32s).iter().sum::<f32>(), find(b(&u8s), b(77)));
    println!("{} {}", words(b(&u16s)), saturating_casts(&i16s.iter().map(|&v| v as f32).collect::<Vec<_>>()).iter().map(|&v| v as u64).sum::<u64>());
}
