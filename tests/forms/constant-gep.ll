; SPDX-License-Identifier: Apache-2.0 OR MIT
; Readers before 19 take the newer form for undef, in a function too.
; ALL: @p = global ptr getelementptr inbounds .*@a
; ALL: @q = global ptr getelementptr \(
; BELOW 19: store ptr getelementptr \(i8, ptr @a, i64 3\), ptr %x
; FROM 19: store ptr getelementptr nuw \(i8, ptr @a, i64 3\), ptr %x
; FROM 19: @v = global ptr getelementptr inbounds inrange\(-16, 8\)
; BELOW 19: @v = global ptr getelementptr inbounds \(\{
; NONE: undef|poison
; FINDING-BELOW 19: BCF026
; FINDING-BELOW 19: BCF036
@a = global [8 x i32] zeroinitializer
@t = constant { [3 x ptr] } zeroinitializer
@p = global ptr getelementptr inbounds ([8 x i32], ptr @a, i64 0, i64 2)
@q = global ptr getelementptr (i8, ptr @a, i64 5)
@v = global ptr getelementptr inbounds inrange(-16, 8) ({ [3 x ptr] }, ptr @t, i32 0, i32 0, i32 2)
define void @f(ptr %x) {
  store ptr getelementptr nuw (i8, ptr @a, i64 3), ptr %x
  ret void
}
