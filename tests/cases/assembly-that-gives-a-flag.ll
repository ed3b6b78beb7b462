; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF024
; EXPECT-IN-ORDER: icmp ult i32 %x, %y %[0-9]+ = zext i1
; REJECT: asm
target triple = "x86_64-unknown-linux-gnu"
define i8 @f(i32 %x, i32 %y) {
  %c = call i8 asm "cmpl $2, $1", "={@ccb},r,r,~{flags}"(i32 %x, i32 %y)
  ret i8 %c
}
