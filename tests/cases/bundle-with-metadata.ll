; SPDX-License-Identifier: Apache-2.0 OR MIT
; Metadata among the operands of a bundle, which LLVM 22 writes behind the mark OB_METADATA.
; RUN-TARGET: llvm-22
; NO-FINDINGS:
; EXPECT: call void @f\(\) \[ "foo"\(metadata <0x[0-9a-f]+>, i32 %x\) \]
declare void @f()
define void @g(i32 %x) {
  call void @f() [ "foo"(metadata !0, i32 %x) ]
  ret void
}
!0 = !{!"kept"}
