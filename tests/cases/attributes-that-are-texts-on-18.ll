; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-18
; FINDING: BCF016
; FINDING: BCF010
; EXPECT-OWN: "branch-target-enforcement"="true" "frame-pointer"="all" "target-cpu"="x86-64"
; EXPECT-OWN: "branch-target-enforcement"="true" "frame-pointer"="non-leaf"
; REJECT-OWN: guarded-control-stack
target triple = "aarch64-unknown-linux-gnu"
declare void @f() "frame-pointer"="reserved" "branch-target-enforcement" "guarded-control-stack" "target-cpu"="x86-64"
declare void @g() "frame-pointer"="non-leaf-no-reserve" "branch-target-enforcement"="true"
