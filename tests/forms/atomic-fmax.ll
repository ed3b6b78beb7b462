; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 15: atomicrmw volatile fmax ptr %p, double %x syncscope\("singlethread"\) acq_rel
; BELOW 15: call double @bcfix.atomic.fmax.f64.5.volatile.scope0\(ptr %p, double %x\)
; BELOW 15: load atomic volatile .* syncscope\("singlethread"\) monotonic
; BELOW 15: cmpxchg volatile ptr %0, .* syncscope\("singlethread"\) acq_rel acquire, align 8
; FINDING-BELOW 15: BCF021
define double @f(ptr %p, double %x) {
  %y = atomicrmw volatile fmax ptr %p, double %x syncscope("singlethread") acq_rel, align 8
  ret double %y
}
