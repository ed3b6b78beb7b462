/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <json-c/json.h>

/* json-c gives NULL when there is no memory. These take over what was made; false, also for NULL, when there was none. */
bool cli_json_add(struct json_object *object, const char *key, struct json_object *value);
bool cli_json_append(struct json_object *list, struct json_object *value);
/* A text, with what is no UTF-8 and no printable character as \xHH. */
bool cli_json_add_text(struct json_object *object, const char *key, const char *text);
/* The same, or null. */
bool cli_json_add_text_or_null(struct json_object *object, const char *key, const char *text);
bool cli_json_add_number(struct json_object *object, const char *key, uint64_t number);
/* A new object or list that belongs to `object` under the key, or to the list; NULL without memory. */
struct json_object *cli_json_object_in(struct json_object *object, const char *key);
struct json_object *cli_json_list_in(struct json_object *object, const char *key);
struct json_object *cli_json_object_in_list(struct json_object *list);

/* Writes the document when it is `good`, and frees it. */
bool cli_json_write(struct json_object *document, bool good, FILE *out);

#endif
