; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 22: load atomic <2 x i16>, ptr %p acquire, align 4
; BELOW 22: load atomic i32, ptr %p acquire, align 4
; FROM 22: store atomic <2 x i16> %x, ptr %p release, align 4
; BELOW 22: store atomic i32 %[0-9]*, ptr %p release, align 4
; FINDING-BELOW 22: BCF021
define void @f(ptr %p) {
  %x = load atomic <2 x i16>, ptr %p acquire, align 4
  store atomic <2 x i16> %x, ptr %p release, align 4
  ret void
}
