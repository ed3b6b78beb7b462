; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-18
; OPTIONS: --platform=macos-arm64
; FINDING: BCF018
; EXPECT-OWN: target triple = "arm64-apple-macosx11.0.0"
; EXPECT-OWN: target datalayout = "e-m:o-i64:64-i128:128-n32:64-S128"
target datalayout = "e-m:o-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-n32:64-S128-Fn32"
target triple = "aarch64-apple-darwin"
define void @f() {
  ret void
}
