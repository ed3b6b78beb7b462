; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 15: alloca i8, .*addrspace\(5\)
; BELOW 15: call ptr addrspace\(5\) @"bcfix: alloca in another address space has no form for llvm-14 \(in f\)"
; FINDING-BELOW 15: BCF041
define void @f() {
  %x = alloca i8, addrspace(5)
  store i8 1, ptr addrspace(5) %x
  ret void
}
