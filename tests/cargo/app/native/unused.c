/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A linker leaves this object out; what it needs is nowhere. */
int nowhere(void);

int unused(void) {
    return nowhere();
}
