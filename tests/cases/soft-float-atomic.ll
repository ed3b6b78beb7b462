; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXPECT: atomicrmw xchg ptr %p, i16 %x seq_cst
; EXPECT: call i16 @bcfix.atomic.fadd.f16.6\(ptr %p, i16 %x\)
; EXPECT: cmpxchg ptr %0, i16
; REJECT: (atomicrmw add|half)
target triple = "x86_64-unknown-linux-gnu"
define half @f(ptr %p, half %x) {
  %a = atomicrmw xchg ptr %p, half %x seq_cst
  %b = atomicrmw fadd ptr %p, half %x seq_cst
  ret half %b
}
