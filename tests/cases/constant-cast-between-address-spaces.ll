; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF026
; EXPECT: ^@near = global ptr inttoptr \(i64 ptrtoint \(ptr addrspace\(1\) @far to i64\) to ptr\)
; EXPECT: store ptr inttoptr
; EXPECT: %[0-9]+ = ptrtoint ptr addrspace\(1\) %x to i64
; EXPECT: %y = inttoptr i64 %[0-9]+ to ptr
; REJECT: addrspacecast
target triple = "x86_64-unknown-linux-gnu"
@far = addrspace(1) global i32 0
@near = global ptr addrspacecast (ptr addrspace(1) @far to ptr)
define ptr @f(ptr addrspace(1) %x, ptr %p) {
  store ptr addrspacecast (ptr addrspace(1) @far to ptr), ptr %p
  %y = addrspacecast ptr addrspace(1) %x to ptr
  ret ptr %y
}
