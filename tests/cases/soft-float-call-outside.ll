; SPDX-License-Identifier: Apache-2.0 OR MIT
; Native code has such numbers in other registers than integers.
; FINDING: BCF070
; EXPECT: call i16 @"bcfix: outside takes or gives half, bfloat or fp128, which has no form for graalvm-25.0 \(in f\)"\(\)
; EXPECT: call i16 @inside\(i16
; EXPECT-IN-ORDER: call void @"bcfix: other takes or gives [^"]* \(in g\)"\(\) br label
; REJECT: call i16 @outside
; REJECT: landingpad.*other
target triple = "x86_64-unknown-linux-gnu"
declare half @outside(half)
declare void @other(<4 x bfloat>)
declare i32 @personality(...)
define half @inside(half %x) {
  ret half %x
}
define half @f(half %x) {
  %y = call fast half @outside(half %x)
  %z = call half @inside(half %y)
  ret half %z
}
define void @g(<4 x bfloat> %x) personality ptr @personality {
  invoke void @other(<4 x bfloat> %x) to label %good unwind label %bad
good:
  ret void
bad:
  %pad = landingpad {ptr, i32} cleanup
  ret void
}
