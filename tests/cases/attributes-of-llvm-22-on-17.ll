; SPDX-License-Identifier: Apache-2.0 OR MIT
; Every attribute that a release from 15 to 22 brought is read, rewritten or dropped.
; RUN-TARGET: llvm-17
; FINDING: BCF010
; FINDING: BCF017
; EXPECT-OWN: \bnosanitize_bounds\b
; EXPECT-OWN: \ballocalign\b
; EXPECT-OWN: \ballocptr\b
; EXPECT-OWN: \ballockind\b
; EXPECT-OWN: \bfn_ret_thunk_extern\b
; EXPECT-OWN: \bskipprofile\b
; EXPECT-OWN: \bnofpclass\b
; REJECT-OWN: \boptdebug\b
; MESSAGE: the attribute optdebug was dropped
; REJECT-OWN: \bwritable\b
; MESSAGE: the attribute writable was dropped
; REJECT-OWN: \bcoro_only_destroy_when_complete\b
; MESSAGE: the attribute coro_only_destroy_when_complete was dropped
; REJECT-OWN: \bdead_on_unwind\b
; MESSAGE: the attribute dead_on_unwind was dropped
; REJECT-OWN: \brange\b
; MESSAGE: the attribute range was dropped
; REJECT-OWN: \bsanitize_numerical_stability\b
; MESSAGE: the attribute sanitize_numerical_stability was dropped
; REJECT-OWN: \binitializes\b
; MESSAGE: the attribute initializes was dropped
; REJECT-OWN: \bhybrid_patchable\b
; MESSAGE: the attribute hybrid_patchable was dropped
; REJECT-OWN: \bsanitize_realtime\b
; MESSAGE: the attribute sanitize_realtime was dropped
; REJECT-OWN: \bsanitize_realtime_blocking\b
; MESSAGE: the attribute sanitize_realtime_blocking was dropped
; REJECT-OWN: \bcoro_elide_safe\b
; MESSAGE: the attribute coro_elide_safe was dropped
; REJECT-OWN: \bnoext\b
; MESSAGE: the attribute noext was dropped
; REJECT-OWN: \bnodivergencesource\b
; MESSAGE: the attribute nodivergencesource was dropped
; REJECT-OWN: \bsanitize_type\b
; MESSAGE: the attribute sanitize_type was dropped
; REJECT-OWN: \bdead_on_return\b
; MESSAGE: the attribute dead_on_return was dropped
; REJECT-OWN: \bsanitize_alloc_token\b
; MESSAGE: the attribute sanitize_alloc_token was dropped
; REJECT-OWN: \bnocreateundeforpoison\b
; MESSAGE: the attribute nocreateundeforpoison was dropped
target triple = "x86_64-unknown-linux-gnu"
declare ptr @a(i64 allocalign) nosanitize_bounds allockind("alloc,uninitialized") fn_ret_thunk_extern
declare void @b(ptr allocptr) skipprofile optdebug
declare void @c2(ptr sret(i64) writable dead_on_unwind)
declare void @c(float nofpclass(nan))
declare range(i32 0, 9) i32 @d(i128 range(i128 0, 36893488147419103232), ptr initializes((0, 4), (8, 16)))
declare void @e() coro_only_destroy_when_complete sanitize_numerical_stability hybrid_patchable sanitize_realtime
declare void @f(i16 noext) sanitize_realtime_blocking coro_elide_safe nodivergencesource sanitize_type
declare void @g(ptr dead_on_return) sanitize_alloc_token nocreateundeforpoison
define i32 @h(ptr %x) {
  %y = call range(i32 1, 5) i32 @d(i128 1, ptr initializes((0, 8)) %x)
  ret i32 %y
}
