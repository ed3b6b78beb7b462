; SPDX-License-Identifier: Apache-2.0 OR MIT
; The place stops the program: nothing else says that convention.
; RUN-TARGET: llvm-18
; FINDING: BCF041
; MESSAGE: the calling convention preserve_nonecc of a call has no form for llvm-18
; REJECT: preserve_nonecc void
; REJECT: call preserve_nonecc
; EXPECT: call void %q\(\)
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr %p, ptr %q) personality ptr @g {
  call preserve_nonecc void %p()
  invoke preserve_nonecc void %p() to label %a unwind label %b
a:
  call void %q()
  ret void
b:
  %x = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %x
}
declare i32 @g(...)
