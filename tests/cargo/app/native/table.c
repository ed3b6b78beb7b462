/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include <stdint.h>

const uint32_t checksum_table[4] = {31, 37, 41, 43};
