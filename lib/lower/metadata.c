/* Debug info that the target misreads.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "lower/plan.h"

bool bcf_plan_metadata(struct bcf_lowering *lowering) {
    (void)lowering;
    return true;
}
