; SPDX-License-Identifier: Apache-2.0 OR MIT
; REFUSED-BELOW 19: a signed pointer has no form
; FROM 19: @s = global ptr ptrauth \(ptr @f, i32 1, i64 1234, ptr @s\)
; NONE: undef|poison
@s = global ptr ptrauth (ptr @f, i32 1, i64 1234, ptr @s)
declare void @f()
