; SPDX-License-Identifier: Apache-2.0 OR MIT
; The block that unwinds keeps the edge from the invoke that stays.
; FINDING: BCF030
; EXPECT: phi i32 \[ 1, %0 \]
; REJECT: phi i32 .*\[ 2,
target triple = "x86_64-unknown-linux-gnu"
declare void @llvm.donothing()
declare void @stays()
declare i32 @rust_eh_personality(...)
define i32 @f() personality ptr @rust_eh_personality {
  invoke void @stays()
          to label %next unwind label %bad
next:
  invoke void @llvm.donothing()
          to label %fine unwind label %bad
fine:
  ret i32 0
bad:
  %which = phi i32 [ 1, %0 ], [ 2, %next ]
  %pad = landingpad { ptr, i32 } cleanup
  ret i32 %which
}
