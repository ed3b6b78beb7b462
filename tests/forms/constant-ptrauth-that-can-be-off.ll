; SPDX-License-Identifier: Apache-2.0 OR MIT
; REFUSED-BELOW 22: a signed pointer( with a deactivation symbol)? has no form
@s = global ptr ptrauth (ptr @f, i32 1, i64 1234, ptr @s, ptr @off)
@off = external global i8
declare void @f()
