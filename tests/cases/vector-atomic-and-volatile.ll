; SPDX-License-Identifier: Apache-2.0 OR MIT
; EXPECT-IN-ORDER: call i128 @bcfix.locked.load.i128\(ptr %p\).* call void @bcfix.locked.store.i128\(
; EXPECT: load volatile i48
; REJECT: @"bcfix:
target triple = "x86_64-unknown-linux-gnu"
define void @f(ptr %p, ptr %q) {
  %x = load atomic <1 x i128>, ptr %p acquire, align 16
  store atomic <1 x i128> %x, ptr %q release, align 16
  %y = load volatile <2 x i24>, ptr %p
  %z = freeze <2 x i24> %y
  store volatile <2 x i24> %z, ptr %q
  ret void
}
