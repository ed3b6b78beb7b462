; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-15
; NO-FINDINGS:
; EXPECT-OWN: = !\{i32 8, !"PIC Level", i32 2\}
target triple = "x86_64-unknown-linux-gnu"
!llvm.module.flags = !{!0}
!0 = !{i32 8, !"PIC Level", i32 2}
