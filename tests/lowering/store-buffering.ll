; SPDX-License-Identifier: Apache-2.0 OR MIT
; Two threads store to a variable each, one number after another, and load the other's: how often (at most 99) both loads came
; before the stores, which sequential consistency forbids. See store_buffering() in tests/programs/litmus.rs.
target triple = "x86_64-unknown-linux-gnu"
@x = global i32 0, align 128
@y = global i32 0, align 128
@ready = global i32 0, align 128
@ofx = global [1000001 x i32] zeroinitializer
@ofy = global [1000001 x i32] zeroinitializer
declare i32 @pthread_create(ptr, ptr, ptr, ptr)
declare i32 @pthread_join(i64, ptr)
define void @turns(ptr noalias %own, ptr noalias %other, ptr noalias %read) noinline {
  %n = atomicrmw add ptr @ready, i32 1 seq_cst
  br label %wait
wait:
  %r = load atomic i32, ptr @ready seq_cst, align 4
  %go = icmp eq i32 %r, 2
  br i1 %go, label %loop, label %wait
loop:
  %i = phi i32 [1, %wait], [%i1, %loop]
  store atomic i32 %i, ptr %own seq_cst, align 4
  %v = load atomic i32, ptr %other seq_cst, align 4
  %p = getelementptr i32, ptr %read, i32 %i
  store i32 %v, ptr %p
  %i1 = add i32 %i, 1
  %more = icmp ule i32 %i1, 1000000
  br i1 %more, label %loop, label %done
done:
  ret void
}
define ptr @second(ptr %unused) {
  call void @turns(ptr @y, ptr @x, ptr @ofy)
  ret ptr null
}
define i32 @main() {
  %t = alloca i64
  %c = call i32 @pthread_create(ptr %t, ptr null, ptr @second, ptr null)
  call void @turns(ptr @x, ptr @y, ptr @ofx)
  %id = load i64, ptr %t
  %j = call i32 @pthread_join(i64 %id, ptr null)
  br label %loop
loop:
  %i = phi i32 [1, %0], [%i1, %next]
  %s = phi i32 [0, %0], [%s2, %next]
  %p = getelementptr i32, ptr @ofx, i32 %i
  %r = load i32, ptr %p
  %n = add i32 %r, 1
  %in = icmp ule i32 %n, 1000000
  br i1 %in, label %look, label %next
look:
  %q = getelementptr i32, ptr @ofy, i32 %n
  %w = load i32, ptr %q
  %bad = icmp ult i32 %w, %i
  %b = zext i1 %bad to i32
  br label %next
next:
  %d = phi i32 [%b, %look], [0, %loop]
  %s2 = add i32 %s, %d
  %i1 = add i32 %i, 1
  %more = icmp ule i32 %i1, 1000000
  br i1 %more, label %loop, label %done
done:
  %small = icmp ult i32 %s2, 99
  %code = select i1 %small, i32 %s2, i32 99
  ret i32 %code
}
