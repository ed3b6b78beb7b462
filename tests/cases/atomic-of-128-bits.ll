; SPDX-License-Identifier: Apache-2.0 OR MIT
; Every access that is atomic takes the lock, or it would see halves.
; FINDING: BCF073
; EXPECT: ^@bcfix.lock = linkonce_odr global i32 0
; EXPECT: call i128 @bcfix.locked.load.i128\(ptr %p\)
; EXPECT: call void @bcfix.locked.store.i128\(ptr %p, i128 %x\)
; EXPECT: call i128 @bcfix.locked.umax.i128\(ptr %p, i128 %x\)
; EXPECT: call { i128, i1 } @bcfix.locked.cmpxchg.i128\(ptr %p, i128 %x, i128 1\)
; EXPECT: call i128 @bcfix.locked.fadd.f128\(ptr %p, i128 %y\)
; EXPECT: ^define internal void @bcfix.lock.take\(\)
; EXPECT: atomicrmw xchg ptr @bcfix.lock, i32 1 acquire, align 4
; EXPECT: call i32 @sched_yield\(\)
; EXPECT: call i128 @bcfix.fadd.f128
; EXPECT: load i128, ptr %p, align 16
; REJECT: (cmpxchg ptr|load atomic|store atomic)
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define i128 @f(ptr %p, i128 %x, fp128 %y) {
  %a = load atomic i128, ptr %p acquire, align 16
  store atomic i128 %x, ptr %p release, align 16
  %b = atomicrmw umax ptr %p, i128 %x seq_cst
  %c = cmpxchg ptr %p, i128 %x, i128 1 acq_rel acquire
  %d = atomicrmw fadd ptr %p, fp128 %y seq_cst
  %e = load i128, ptr %p, align 16
  ret i128 %e
}
