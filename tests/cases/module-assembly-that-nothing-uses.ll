; SPDX-License-Identifier: Apache-2.0 OR MIT
; OPTIONS: --unsupported=refuse
; FINDING: BCF043
; MESSAGE: the module does not use what it defines: foo, text
; EXPECT: ^module asm "foo: ret"
target triple = "x86_64-unknown-linux-gnu"
module asm "# a comment; .init_array"
module asm ".globl foo"
module asm ".type foo, @function"
module asm "foo: ret"
module asm ".size foo, .-foo"
module asm ".section .rodata.text, \22a\22"
module asm "text: .asciz \22a \23 b; c\22; .L1: .byte 1"
module asm ".text"
