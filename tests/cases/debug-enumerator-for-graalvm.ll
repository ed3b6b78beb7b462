; SPDX-License-Identifier: Apache-2.0 OR MIT
; Sulong reads the width of an enumerator as its number, unless it stands in the older form, of 64 bits.
; FINDING: BCF031
; MESSAGE: what of an enumerator is above 64 bits cannot be said to graalvm-25.0
; EXPECT-RECORD: <ENUMERATOR op0=0 op1=10 op2=[0-9]+/>
; EXPECT: !DIEnumerator\(name: "plain", value: 5\)
; EXPECT: !DIEnumerator\(name: "negative", value: -3\)
; EXPECT: !DIEnumerator\(name: "least", value: -9223372036854775808\)
; EXPECT: !DIEnumerator\(name: "all", value: 18446744073709551615, isUnsigned: true\)
; EXPECT: !DIEnumerator\(name: "byte", value: 255, isUnsigned: true\)
; EXPECT: !DIEnumerator\(name: "too_wide", value: -1\)
target triple = "x86_64-unknown-linux-gnu"
!named = !{!0, !1, !2, !3, !4, !5}
!0 = !DIEnumerator(name: "plain", value: 5)
!1 = !DIEnumerator(name: "negative", value: -3)
!2 = !DIEnumerator(name: "least", value: -9223372036854775808)
!3 = !DIEnumerator(name: "all", value: 18446744073709551615, isUnsigned: true)
!4 = !DIEnumerator(name: "byte", value: 255, isUnsigned: true)
!5 = !DIEnumerator(name: "too_wide", value: 170141183460469231731687303715884105727)
