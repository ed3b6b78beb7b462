; SPDX-License-Identifier: Apache-2.0 OR MIT
; The call checks its pointer's signature: without that it goes elsewhere.
; RUN-TARGET: llvm-14
; FINDING: BCF041
; REJECT: ptrauth"
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr %p) {
  call void %p() [ "ptrauth"(i32 0, i64 5) ]
  ret void
}
