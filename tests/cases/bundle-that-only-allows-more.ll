; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF014
; EXPECT: call void @g\(\)$
; REJECT: deopt
target triple = "x86_64-unknown-linux-gnu"
declare void @g()
define void @f(i32 %x) {
  call void @g() [ "deopt"(i32 %x) ]
  ret void
}
