; SPDX-License-Identifier: Apache-2.0 OR MIT
; Sulong has one address space, and would read the thread's data at address 40.
; FINDING: BCF052
; EXPECT: call void @"bcfix: a pointer to a segment has no form for graalvm-25.0 \(in f\)"\(\)
; REJECT: load
target triple = "x86_64-unknown-linux-gnu"
define i64 @f() {
  %x = load i64, ptr addrspace(257) inttoptr (i64 40 to ptr addrspace(257))
  ret i64 %x
}
