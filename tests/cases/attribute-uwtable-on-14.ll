; SPDX-License-Identifier: Apache-2.0 OR MIT
; RUN-TARGET: llvm-14
; FINDING: BCF016
; EXPECT-OWN: #0 = \{ uwtable \}
; REJECT-OWN: sync
target triple = "x86_64-unknown-linux-gnu"
declare void @f() uwtable(sync)
declare void @g() uwtable
