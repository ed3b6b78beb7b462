; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXPECT: ret void
target triple = "x86_64-unknown-linux-gnu"
define void @f() {
  ret void
dead:
  %e = insertelement <2 x i128> %e, i128 1, i32 0
  %f = extractelement <2 x i128> %e, i32 1
  br label %dead
}
