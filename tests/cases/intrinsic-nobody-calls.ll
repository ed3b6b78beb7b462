; SPDX-License-Identifier: Apache-2.0 OR MIT
; NO-FINDINGS:
; REJECT: bcfix:
target triple = "x86_64-unknown-linux-gnu"
declare i32 @llvm.get.fpmode.i32()
define void @f() {
  ret void
}
