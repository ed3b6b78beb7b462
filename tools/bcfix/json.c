/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "json.h"

#include <stdlib.h>

#include "check.h"

bool cli_json_add(struct json_object *object, const char *key, struct json_object *value) {
    if (object != NULL && value != NULL && json_object_object_add(object, key, value) == 0)
        return true;
    json_object_put(value);
    return false;
}

bool cli_json_append(struct json_object *list, struct json_object *value) {
    if (list != NULL && value != NULL && json_object_array_add(list, value) == 0)
        return true;
    json_object_put(value);
    return false;
}

bool cli_json_add_text(struct json_object *object, const char *key, const char *text) {
    char *printable = cli_printable(text);
    bool good = printable != NULL && cli_json_add(object, key, json_object_new_string(printable));

    free(printable);
    return good;
}

bool cli_json_add_text_or_null(struct json_object *object, const char *key, const char *text) {
    if (text != NULL)
        return cli_json_add_text(object, key, text);
    return object != NULL && json_object_object_add(object, key, NULL) == 0;
}

bool cli_json_add_number(struct json_object *object, const char *key, uint64_t number) {
    return cli_json_add(object, key, json_object_new_uint64(number));
}

struct json_object *cli_json_object_in(struct json_object *object, const char *key) {
    struct json_object *made = json_object_new_object();

    return cli_json_add(object, key, made) ? made : NULL;
}

struct json_object *cli_json_list_in(struct json_object *object, const char *key) {
    struct json_object *made = json_object_new_array();

    return cli_json_add(object, key, made) ? made : NULL;
}

struct json_object *cli_json_object_in_list(struct json_object *list) {
    struct json_object *made = json_object_new_object();

    return cli_json_append(list, made) ? made : NULL;
}

bool cli_json_write(struct json_object *document, bool good, FILE *out) {
    const char *text = good ? json_object_to_json_string_ext(document, JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_NOSLASHESCAPE)
                            : NULL;

    if (text != NULL) {
        fputs(text, out);
        fputc('\n', out);
    }
    json_object_put(document);
    return text != NULL;
}
