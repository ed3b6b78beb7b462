/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CB_PACKAGES_H
#define CB_PACKAGES_H

#include <json-c/json.h>

#include "options.h"

/* What cargo metadata says of a package. */
struct cb_package {
    const char *id, *name, *version;
    const char *manifest, *folder;
    json_object *json;
};

struct cb_workspace {
    json_object *json;
    const char *target_folder; /* of cargo, before --target-dir */
    const char *root;
    struct cb_package *packages; /* the members */
    size_t count;
};

/* Asks cargo. CLI_DONE, or the exit code after a message of cargo's or ours. */
int cb_workspace_read(struct cb_workspace *workspace, const struct cb_options *options);
void cb_workspace_free(struct cb_workspace *workspace);

/* Takes what neither the command line nor the environment says from workspace.metadata.bcfix of Cargo.toml. CLI_DONE, or
 * CLI_USAGE after a message. */
int cb_workspace_configure(const struct cb_workspace *workspace, struct cb_options *options);

/* The members that the options choose, as cargo would: `chosen` gets a flag for each. */
int cb_packages_choose(const struct cb_workspace *workspace, const struct cb_options *options, bool *chosen);

/* The texts of a JSON list, and whether one is in it. */
bool cb_json_has(json_object *list, const char *text);
const char *cb_json_text(json_object *object, const char *key);
json_object *cb_json_get(json_object *object, const char *key);

/* The features of the package that the options activate, with those that they bring. */
void cb_features_of(const struct cb_package *package, const struct cb_options *options, struct cb_words *features);
/* Those of --features that concern the package, in the form for cargo rustc; "" when there are none. */
const char *cb_features_given(const struct cb_package *package, const struct cb_options *options);

#endif
