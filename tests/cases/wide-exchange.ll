; SPDX-License-Identifier: Apache-2.0 OR MIT
; 64 bits are the most that the target exchanges.
; FINDING: BCF041
; REJECT: cmpxchg ptr
; EXPECT: atomic cmpxchg of 128 bits has no form
target triple = "x86_64-unknown-linux-gnu"
define { i128, i1 } @f(ptr %p, i128 %x, i128 %y) {
  %both = cmpxchg ptr %p, i128 %x, i128 %y seq_cst seq_cst, align 16
  ret { i128, i1 } %both
}
