; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXPECT: phi i256 \[ %x, %entry \], \[ 170141183460469231731687303715884105728, %a \], \[ %y, %b \]
; REJECT: @"bcfix:
target triple = "x86_64-unknown-linux-gnu"
define <2 x i128> @f(i32 %c, <2 x i128> %x, <2 x i64> %v) {
entry:
  switch i32 %c, label %done [ i32 1, label %a
                               i32 2, label %b ]
a:
  br label %done
b:
  %y = zext <2 x i64> %v to <2 x i128>
  br label %done
done:
  %p = phi <2 x i128> [ %x, %entry ], [ <i128 170141183460469231731687303715884105728, i128 undef>, %a ], [ %y, %b ]
  ret <2 x i128> %p
}
