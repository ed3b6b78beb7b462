; SPDX-License-Identifier: Apache-2.0 OR MIT
; LLVM 14 has no min: the levels of position independence were max there, and what differs is an error.
; RUN-TARGET: llvm-14
; FINDING: BCF016
; EXPECT-OWN: = !\{i32 7, !"PIC Level", i32 2\}
; EXPECT-OWN: = !\{i32 1, !"sign-return-address", i32 1\}
; EXPECT-OWN: = !\{i32 8, !"nothing of flags"\}
; EXPECT-OWN: = !\{i32 2, !"RtLibUseGOT", i32 1\}
; MESSAGE: the module flag PIC Level has the behavior max instead of min
target triple = "x86_64-unknown-linux-gnu"
!llvm.module.flags = !{!0, !1, !2}
!other = !{!3}
!0 = !{i32 8, !"PIC Level", i32 2}
!1 = !{i32 8, !"sign-return-address", i32 1}
!2 = !{i32 2, !"RtLibUseGOT", i32 1}
!3 = !{i32 8, !"nothing of flags"}
