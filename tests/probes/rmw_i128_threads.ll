; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
; Four threads add to one number of 128 bits, two of them with a loop of cmpxchg; a fifth one stores numbers whose halves are
; alike, and a sixth sees no other ones.
@sum = global i128 18446744073709551600
@pair = global i128 0
@torn = global i32 0
@stop = global i32 0
declare i32 @pthread_create(ptr, ptr, ptr, ptr)
declare i32 @pthread_join(i64, ptr)
define internal ptr @adds(ptr %p) {
entry:
 br label %next
next:
 %i = phi i32 [ 0, %entry ], [ %j, %next ]
 %old = atomicrmw add ptr @sum, i128 18446744073709551617 seq_cst
 %j = add i32 %i, 1
 %more = icmp ult i32 %j, 1000
 br i1 %more, label %next, label %done
done:
 ret ptr null
}
define internal ptr @exchanges(ptr %p) {
entry:
 br label %next
next:
 %i = phi i32 [ 0, %entry ], [ %j, %good ]
 %first = load atomic i128, ptr @sum acquire, align 16
 br label %try
try:
 %seen = phi i128 [ %first, %next ], [ %now, %try ]
 %fresh = add i128 %seen, 18446744073709551617
 %both = cmpxchg ptr @sum, i128 %seen, i128 %fresh acq_rel acquire
 %now = extractvalue { i128, i1 } %both, 0
 %same = extractvalue { i128, i1 } %both, 1
 br i1 %same, label %good, label %try
good:
 %j = add i32 %i, 1
 %more = icmp ult i32 %j, 1000
 br i1 %more, label %next, label %done
done:
 ret ptr null
}
define internal ptr @stores(ptr %p) {
entry:
 br label %next
next:
 %i = phi i64 [ 0, %entry ], [ %j, %next ]
 %low = zext i64 %i to i128
 %high = shl i128 %low, 64
 %both = or i128 %low, %high
 store atomic i128 %both, ptr @pair release, align 16
 %j = add i64 %i, -81985529216486896
 %stop = load atomic i32, ptr @stop acquire, align 4
 %end = icmp ne i32 %stop, 0
 br i1 %end, label %done, label %next
done:
 ret ptr null
}
define internal ptr @looks(ptr %p) {
entry:
 br label %next
next:
 %i = phi i32 [ 0, %entry ], [ %j, %good ]
 %both = load atomic i128, ptr @pair acquire, align 16
 %low = trunc i128 %both to i64
 %shifted = lshr i128 %both, 64
 %high = trunc i128 %shifted to i64
 %same = icmp eq i64 %low, %high
 br i1 %same, label %good, label %bad
bad:
 store atomic i32 1, ptr @torn release, align 4
 br label %good
good:
 %j = add i32 %i, 1
 %more = icmp ult i32 %j, 1000
 br i1 %more, label %next, label %done
done:
 ret ptr null
}
define i32 @main() {
 %threads = alloca [6 x i64]
 %t1 = getelementptr i64, ptr %threads, i64 1
 %t2 = getelementptr i64, ptr %threads, i64 2
 %t3 = getelementptr i64, ptr %threads, i64 3
 %t4 = getelementptr i64, ptr %threads, i64 4
 %t5 = getelementptr i64, ptr %threads, i64 5
 call i32 @pthread_create(ptr %threads, ptr null, ptr @adds, ptr null)
 call i32 @pthread_create(ptr %t1, ptr null, ptr @adds, ptr null)
 call i32 @pthread_create(ptr %t2, ptr null, ptr @exchanges, ptr null)
 call i32 @pthread_create(ptr %t3, ptr null, ptr @exchanges, ptr null)
 call i32 @pthread_create(ptr %t4, ptr null, ptr @stores, ptr null)
 call i32 @pthread_create(ptr %t5, ptr null, ptr @looks, ptr null)
 %a = load i64, ptr %threads
 %b = load i64, ptr %t1
 %c = load i64, ptr %t2
 %d = load i64, ptr %t3
 %e = load i64, ptr %t4
 %f = load i64, ptr %t5
 call i32 @pthread_join(i64 %a, ptr null)
 call i32 @pthread_join(i64 %b, ptr null)
 call i32 @pthread_join(i64 %c, ptr null)
 call i32 @pthread_join(i64 %d, ptr null)
 call i32 @pthread_join(i64 %f, ptr null)
 store atomic i32 1, ptr @stop release, align 4
 call i32 @pthread_join(i64 %e, ptr null)
 %sum = load atomic i128, ptr @sum acquire, align 16
 %right = icmp eq i128 %sum, 73805423038911916019600
 %torn = load atomic i32, ptr @torn acquire, align 4
 %whole = icmp eq i32 %torn, 0
 %good = and i1 %right, %whole
 %result = zext i1 %good to i32
 ret i32 %result
}
