; SPDX-License-Identifier: Apache-2.0 OR MIT
; OPTIONS: --unsupported=refuse
; EXIT: 1
; MESSAGE: function f, bit [0-9]+: llvm.get.fpmode.i32 is not available on graalvm-25.0
target triple = "x86_64-unknown-linux-gnu"
declare i32 @llvm.get.fpmode.i32()
define i32 @f() {
  %y = call i32 @llvm.get.fpmode.i32()
  ret i32 %y
}
