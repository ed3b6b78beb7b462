; SPDX-License-Identifier: Apache-2.0 OR MIT
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
@slot = internal global ptr @one
@empty = internal global ptr null
define internal i32 @one() { ret i32 1 }
define internal i32 @two() { ret i32 2 }
define i32 @main(i32 %c, ptr %v) {
 %a = cmpxchg ptr @slot, ptr @one, ptr @two seq_cst seq_cst
 %ok = extractvalue { ptr, i1 } %a, 1
 %old = extractvalue { ptr, i1 } %a, 0
 %x = call i32 %old()
 %now = load atomic ptr, ptr @slot acquire, align 8
 %y = call i32 %now()
 %b = cmpxchg weak ptr @empty, ptr null, ptr @two acq_rel monotonic
 %f = extractvalue { ptr, i1 } %b, 0
 %was = icmp eq ptr %f, null
 %d = cmpxchg ptr @empty, ptr null, ptr @one seq_cst seq_cst
 %no = extractvalue { ptr, i1 } %d, 1
 %g = extractvalue { ptr, i1 } %d, 0
 %w = call i32 %g()
 %h = atomicrmw xchg ptr @slot, ptr @one seq_cst
 %q = call i32 %h()
 %s1 = mul i32 %x, 1000
 %s2 = mul i32 %y, 100
 %s3 = mul i32 %w, 10
 %t1 = add i32 %s1, %s2
 %t2 = add i32 %t1, %s3
 %t3 = add i32 %t2, %q
 %e = icmp eq i32 %t3, 1222
 %e1 = and i1 %e, %ok
 %e2 = and i1 %e1, %was
 %n = xor i1 %no, true
 %e3 = and i1 %e2, %n
 %z = zext i1 %e3 to i32
 ret i32 %z
}
