; SPDX-License-Identifier: Apache-2.0 OR MIT
; FROM 21: atomicrmw volatile fminimum ptr %p, double %x syncscope\("singlethread"\) acq_rel
; BELOW 21: call double @bcfix.atomic.fminimum.f64.5.volatile.scope0\(ptr %p, double %x\)
; BELOW 21: load atomic volatile .* syncscope\("singlethread"\) monotonic
; BELOW 21: cmpxchg volatile ptr %0, .* syncscope\("singlethread"\) acq_rel acquire, align 8
; FINDING-BELOW 21: BCF021
define double @f(ptr %p, double %x) {
  %y = atomicrmw volatile fminimum ptr %p, double %x syncscope("singlethread") acq_rel, align 8
  ret double %y
}
