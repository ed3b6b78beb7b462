; SPDX-License-Identifier: Apache-2.0 OR MIT
; OPTIONS: --unsupported=refuse
; REFUSED-BELOW 18: function f, bit [0-9]+: llvm.get.fpmode.i64 is not available on llvm-1[4-7]
; FROM 18: call i64 @llvm.get.fpmode.i64\(\)
declare i64 @llvm.get.fpmode.i64()
define i64 @f() {
  %y = call i64 @llvm.get.fpmode.i64()
  ret i64 %y
}
