; SPDX-License-Identifier: Apache-2.0 OR MIT
; A call and a branch do the same.
; FINDING: BCF030
; REJECT: invoke
; EXPECT: call void @llvm\.donothing\(\)$
; EXPECT: br label %fine
target triple = "x86_64-unknown-linux-gnu"
declare void @llvm.donothing()
declare i32 @rust_eh_personality(...)
define void @f() personality ptr @rust_eh_personality {
  invoke void @llvm.donothing()
          to label %fine unwind label %bad
fine:
  ret void
bad:
  %pad = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %pad
}
