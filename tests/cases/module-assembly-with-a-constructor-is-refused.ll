; SPDX-License-Identifier: Apache-2.0 OR MIT
; OPTIONS: --unsupported=refuse
; EXIT: 1
; FINDING: BCF043
; MESSAGE: module-level assembly has no form
target triple = "x86_64-unknown-linux-gnu"
module asm ".text"
module asm ".section .init_array"
declare void @bar()
