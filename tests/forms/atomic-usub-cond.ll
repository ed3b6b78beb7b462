; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 20: atomicrmw volatile usub_cond ptr %p, i32 %x syncscope\("singlethread"\) acq_rel
; BELOW 20: call i32 @bcfix.atomic.usub_cond.i32.5.volatile.scope0\(ptr %p, i32 %x\)
; BELOW 20: load atomic volatile .* syncscope\("singlethread"\) monotonic
; BELOW 20: cmpxchg volatile ptr %0, .* syncscope\("singlethread"\) acq_rel acquire, align 4
; FINDING-BELOW 20: BCF021
define i32 @f(ptr %p, i32 %x) {
  %y = atomicrmw volatile usub_cond ptr %p, i32 %x syncscope("singlethread") acq_rel, align 4
  ret i32 %y
}
