; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 22: callbr void @llvm.amdgcn.kill(i1 %c)
; BELOW 22: call void @"bcfix: callbr is not available on llvm-[12][0-9] \(in f\)"\(\)
; FINDING-BELOW 22: BCF041
target triple = "amdgcn-amd-amdhsa"
declare void @llvm.amdgcn.kill(i1)
define void @f(i1 %c) {
  callbr void @llvm.amdgcn.kill(i1 %c)
          to label %next [label %never]
next:
  ret void
never:
  unreachable
}
