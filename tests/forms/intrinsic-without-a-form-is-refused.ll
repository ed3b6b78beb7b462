; SPDX-License-Identifier: Apache-2.0 OR MIT
; OPTIONS: --unsupported=refuse
; REFUSED-BELOW 19: function f, bit [0-9]+: llvm.readsteadycounter is not available on llvm-1[4-8]
; FROM 19: call i64 @llvm.readsteadycounter\(\)
declare i64 @llvm.readsteadycounter()
define i64 @f() {
  %y = call i64 @llvm.readsteadycounter()
  ret i64 %y
}
