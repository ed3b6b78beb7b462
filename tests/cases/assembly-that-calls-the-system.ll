; SPDX-License-Identifier: Apache-2.0 OR MIT
; FINDING: BCF024
; EXPECT: call i64 @bcfix\.syscall\.kernel\(i64 %number, i64 %a, i64 %b, i64 0, i64 0, i64 0, i64 0\)
; EXPECT-IN-ORDER: define internal i64 @bcfix\.syscall\.kernel\(.* %[0-9]+ = call i64 \(i64, \.\.\.\) @syscall\(.*\) ret i64
; REJECT: asm|errno
target triple = "x86_64-unknown-linux-gnu"
define i64 @f(i64 %number, i64 %a, i64 %b) {
  %y = call i64 asm sideeffect inteldialect "syscall", "={ax},{di},{si},0,~{rcx},~{r11},~{memory}"(i64 %a, i64 %b, i64 %number)
  ret i64 %y
}
