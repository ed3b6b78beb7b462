; SPDX-License-Identifier: Apache-2.0 OR MIT
; Sulong calls no native function with a struct or vector by value; those that are bitcode it does.
; FINDING: BCF087
; MESSAGE: BCF087 native-call: gives_struct takes or gives
; MESSAGE: BCF087 native-call: takes_vector takes or gives
; MESSAGE: BCF087 native-call: takes_copy takes or gives
; MESSAGE: loss +BCF087 native-call +3
target triple = "x86_64-unknown-linux-gnu"
declare { i64, i64 } @gives_struct()
declare void @takes_vector(<2 x float>)
declare void @takes_copy(ptr byval([24 x i8]))
declare void @fills(ptr sret([24 x i8]))
define { i64, i64 } @own(<2 x float> %x) {
  ret { i64, i64 } zeroinitializer
}
define void @f(ptr %x) {
  %a = call { i64, i64 } @gives_struct()
  call void @takes_vector(<2 x float> zeroinitializer)
  call void @takes_copy(ptr byval([24 x i8]) %x)
  call void @fills(ptr sret([24 x i8]) %x)
  ret void
}
