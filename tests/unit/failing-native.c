/* Machine code that tests/unit/test_failing_link.c links: two objects, of which one needs the other and something of nobody.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
int thrice(int a);

#ifdef FIRST
__attribute__((visibility("hidden"))) int triple(int a);
int triple(int a) {
    return thrice(a);
}
#else
int of_nobody(int a);
int thrice(int a) {
    return of_nobody(3 * a);
}
#endif
