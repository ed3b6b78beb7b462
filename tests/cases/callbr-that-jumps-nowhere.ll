; SPDX-License-Identifier: Apache-2.0 OR MIT
; OPTIONS: --unsupported=refuse
; FINDING: BCF024
; REJECT: callbr
; EXPECT: br label %next
; EXPECT: phi i32 \[ 7, %next \]$
target triple = "x86_64-unknown-linux-gnu"
define i32 @f() {
entry:
  callbr void asm sideeffect "# nothing", "!i"()
          to label %next [label %other]
next:
  br label %other
other:
  %x = phi i32 [ 5, %entry ], [ 7, %next ]
  ret i32 %x
}
