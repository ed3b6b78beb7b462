; SPDX-License-Identifier: Apache-2.0 OR MIT
; The functions in .init_array and .fini_array are called; the list that is there already keeps what it has, and converting
; again adds nothing.
; FINDING: BCF085
; FINDING: BCF086
; EXPECT: ^@llvm\.global_ctors = appending global \[4 x \{ i32, ptr, ptr \}\] \[\{ i32, ptr, ptr \} \{ i32 200, ptr @c, ptr null \}, \{ i32, ptr, ptr \} \{ i32 99, ptr @bcfix\.constructor\.a, ptr null \}, \{ i32, ptr, ptr \} \{ i32 65535, ptr @b, ptr null \}, \{ i32, ptr, ptr \} \{ i32 65535, ptr @c, ptr null \}\]
; EXPECT: ^@llvm\.global_dtors = appending global \[1 x \{ i32, ptr, ptr \}\] \[\{ i32, ptr, ptr \} \{ i32 65535, ptr @b, ptr null \}\]
; EXPECT: call void @a\(i32 0, ptr %
; REJECT: section "\.init_array[."]
; EXPECT: ^@other = internal constant ptr @b, section "\.init_arrays"
target triple = "x86_64-unknown-linux-gnu"
@one = internal constant ptr @a, section ".init_array.00099"
@two = internal constant [2 x ptr] [ptr @b, ptr @c], section ".init_array"
@three = internal constant ptr @b, section ".fini_array"
@four = internal constant ptr @odd, section ".init_array"
@other = internal constant ptr @b, section ".init_arrays"
@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 200, ptr @c, ptr null }]
@llvm.used = appending global [5 x ptr] [ptr @one, ptr @two, ptr @three, ptr @four, ptr @other], section "llvm.metadata"
define internal void @a(i32 %argc, ptr %argv, ptr %envp) {
  ret void
}
define internal void @b() {
  ret void
}
define internal void @c() {
  ret void
}
define internal void @odd(double %x) {
  ret void
}
