; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-19
; FINDING: BCF016
; EXPECT-OWN: "branch-target-enforcement" "frame-pointer"="reserved" "guarded-control-stack"
; EXPECT-OWN: "frame-pointer"="non-leaf"
target triple = "aarch64-unknown-linux-gnu"
declare void @f() "frame-pointer"="reserved" "branch-target-enforcement" "guarded-control-stack"
declare void @g() "frame-pointer"="non-leaf-no-reserve"
