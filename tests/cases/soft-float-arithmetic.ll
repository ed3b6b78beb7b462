; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF071
; EXPECT: ^define i16 @sum\(i16 %x\)
; EXPECT: call i16 @bcfix.fadd.f16\(i16 %x, i16 15360\)
; EXPECT: call i16 @bcfix.fmul.bf16\(i16
; EXPECT: call i1 @bcfix.fcmp.olt.f128\(i128
; EXPECT: xor i16 %[0-9]+, -32768
; EXPECT: ^define i128 @wide\(i128 %x, i128 %y\)
; REJECT: (half|bfloat|fp128)
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
define half @sum(half %x) {
  %sum = fadd fast half %x, 1.0
  %minus = fneg half %sum
  ret half %minus
}
define bfloat @product(bfloat %x, ptr %p) {
  %y = load bfloat, ptr %p
  %z = fmul bfloat %x, %y
  ret bfloat %z
}
define fp128 @wide(fp128 %x, fp128 %y) {
  %less = fcmp olt fp128 %x, %y
  %least = select fast i1 %less, fp128 %x, fp128 %y
  ret fp128 %least
}
