; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 16: atomicrmw volatile udec_wrap ptr %p, i32 %x syncscope\("singlethread"\) acq_rel
; BELOW 16: call i32 @bcfix.atomic.udec_wrap.i32.5.volatile.scope0\(ptr %p, i32 %x\)
; BELOW 16: load atomic volatile .* syncscope\("singlethread"\) monotonic
; BELOW 16: cmpxchg volatile ptr %0, .* syncscope\("singlethread"\) acq_rel acquire, align 4
; FINDING-BELOW 16: BCF021
define i32 @f(ptr %p, i32 %x) {
  %y = atomicrmw volatile udec_wrap ptr %p, i32 %x syncscope("singlethread") acq_rel, align 4
  ret i32 %y
}
