/* bcfix_convert, and what bcfix_check shares with it.
 * SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "api/conversion.h"
#include "check/places.h"
#include "check/references.h"
#include "lower/lower.h"
#include "lower/strip_debug.h"
#include "module/decode.h"
#include "module/encode.h"

#include <stdio.h>
#include <string.h>

static bool progress(struct conversion *conversion, uint64_t bits) {
    const struct bcfix_options *options = conversion->options;
    conversion->done += bits / 8;
    if (!options->progress || (conversion->done - conversion->told < 1 << 16 && conversion->done < conversion->total))
        return true;
    conversion->told = conversion->done;
    if (!options->progress(options->progress_user, conversion->done, conversion->total))
        return bcf_fail(conversion->context, BCFIX_CANCELLED, "cancelled by the caller");
    return true;
}

/* Whether bodies are walked twice; a check has the first walk only. */
static bool plans(const struct bcfix_options *options) {
    return options->strip_debug || options->platform || options->triple || bcf_needs_lowering(options->target);
}

/* What a module counts for in progress: its bytes, as often as they are walked. */
static uint64_t weight(const struct conversion *conversion, size_t module) {
    const struct bcf_body *body = &conversion->places.data[module].body;
    return (body->end - body->position) / 8 * (plans(conversion->options) && !conversion->checked ? 2 : 1);
}

/* The module is done, tables and all. */
static bool finish_progress(struct conversion *conversion, const struct bcf_place *place) {
    conversion->finished += weight(conversion, (size_t)(place - conversion->places.data));
    conversion->done = conversion->finished;
    return progress(conversion, 0);
}

/* ---- one module ---- */

struct work {
    struct conversion *conversion;
    struct bcf_module module;
    struct bcf_reader tables, bodies;
    struct bcf_function function;
    struct bcf_lowering lowering;
    struct bcf_encoder encoder;
    bool plans, lowers;
    bool looks; /* somebody hears of findings: what refers to what is looked at, and where the places are in the source */
    struct bcf_references references;
    struct bcf_source_places places;
};

static bool has_input_body(const struct bcf_global *global) {
    return global->body.end != 0 && !global->made;
}

/* A sticky error in a body is told with the body's name. */
static bool fail_in(struct work *work, uint32_t global) {
    bcfix_context *context = work->conversion->context;
    struct bcf_string name = bcf_global_name(&work->module, global);
    char message[sizeof context->message];
    if (context->status != BCFIX_MALFORMED && context->status != BCFIX_UNSUPPORTED)
        return false;
    snprintf(message, sizeof message, "function %.*s, %.440s", (int)(name.size < 120 ? name.size : 120), name.data,
             context->message);
    memcpy(context->message, message, sizeof message);
    return false;
}

/* Tells what decoding has left out since it was told last. Bodies are decoded in each walk; the first one tells. */
static bool tell_left_out(struct work *work, bool tells) {
    struct bcf_module *module = &work->module;
    for (size_t i = 0; tells && i < module->left_out.count; i++) {
        const struct bcf_left_out *left_out = &module->left_out.data[i];
        for (uint64_t n = 0; n < left_out->count; n++)
            if (!bcf_find(&work->conversion->findings, BCFIX_BCF056_NEWER_LLVM,
                          bcf_record_name(left_out->block, left_out->code), left_out->bit,
                          "dropped %s, which only LLVM since 23 has", left_out->what))
                return false;
    }
    module->left_out.count = 0;
    return true;
}

/* A body of the input as it is to be written. */
static bool rewritten_body(struct work *work, uint32_t global, bool tells) {
    size_t first = work->conversion->findings.pending.count;
    bool looks = work->looks && tells;
    if (!bcf_decode_function(&work->function, &work->bodies, global) || !tell_left_out(work, tells) ||
        (looks && (!bcf_references_add(&work->references, &work->function) ||
                   !bcf_places_take(&work->places, &work->lowering, &work->function))))
        return false;
    if ((work->lowering.strip_debug && !bcf_strip_function(&work->lowering, &work->function)) ||
        (work->lowers && !bcf_lower_function(&work->lowering, &work->function)) ||
        (work->lowering.strip_debug && !bcf_strip_lowered(&work->lowering, &work->function)))
        return false;
    return !looks || bcf_places_tell(&work->places, &work->lowering, &work->function, first);
}

/* From here on findings are about this function. */
static bool enter_function(struct work *work, uint32_t global) {
    struct bcf_string name = bcf_global_name(&work->module, global);
    struct bcf_findings *findings = &work->conversion->findings;
    if (!bcf_findings_enter(findings, name.data, name.size))
        return false;
    findings->global = global;
    return true;
}

/* The features are a choice of the build; that functions are compiled for them is worth one line, with the first of them. */
static bool tell_cpu_features(struct work *work) {
    struct bcf_references *references = &work->references;
    struct bcfix_finding *finding;
    uint32_t first = UINT32_MAX;
    uint64_t count = 0;
    for (uint32_t i = 0; i < references->globals; i++) {
        if (!references->untold[i] || references->reach[i] != BCFIX_REACH_YES)
            continue;
        first = count++ ? first : i;
    }
    if (!count || !bcf_lowers_for(&work->lowering, BCF_FAMILY_GRAALVM))
        return true;
    if (!enter_function(work, first) ||
        !bcf_find(&work->conversion->findings, BCFIX_BCF096_CPU_FEATURES, NULL, UINT64_MAX,
                  "functions were compiled for %.*s and run without a question whether the CPU has it",
                  references->untold_feature_size, references->untold_feature))
        return false;
    finding = bcf_found(&work->conversion->findings);
    finding->count = count;
    return bcf_findings_enter(&work->conversion->findings, NULL, 0);
}

/* After all bodies: says of each finding whether the program gets there, and hands them over. */
static bool tell_held(struct work *work) {
    struct bcf_findings *findings = &work->conversion->findings;
    const struct bcfix_options *options = work->conversion->options;
    const struct bcf_others others = {options->has_symbol, options->native_of, options->has_symbol_user};
    if (!bcf_findings_enter(findings, NULL, 0))
        return false;
    if (work->looks) {
        if (!bcf_references_reach(&work->references) || !tell_cpu_features(work) ||
            (bcf_lowers_for(&work->lowering, BCF_FAMILY_GRAALVM) &&
             !bcf_tell_undefined(&work->references, &work->lowering, &others)))
            return false;
        for (size_t i = 0; i < findings->pending.count; i++) {
            struct bcfix_finding *finding = &findings->pending.data[i];
            if (finding->global < work->references.globals)
                finding->reach = work->references.reach[finding->global];
        }
    }
    return bcf_findings_release(findings);
}

/* The first walk: lowers each body and throws it away, so that the tables gain what the bodies need. */
static bool plan(struct work *work) {
    struct bcf_module *module = &work->module;
    size_t count = module->globals.count; /* those that are added have bodies that were made */
    if (!bcf_findings_enter(&work->conversion->findings, NULL, 0) ||
        (work->lowering.strip_debug && !bcf_strip_module(&work->lowering)) || !bcf_choose_platform(&work->lowering) ||
        (work->lowers && !bcf_lower_module(&work->lowering)))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t bits = module->globals.data[i].body.end - module->globals.data[i].body.position;
        if (!has_input_body(&module->globals.data[i]))
            continue;
        if (!enter_function(work, i))
            return false;
        if (!rewritten_body(work, i, true))
            return fail_in(work, i);
        if (!progress(work->conversion, bits))
            return false;
    }
    return bcf_findings_enter(&work->conversion->findings, NULL, 0) && bcf_finish_module(&work->lowering) &&
           (!work->lowering.strip_debug || bcf_strip_finish(&work->lowering)) && tell_held(work);
}

/* Without a plan the one walk tells of each body. */
static bool enter_body(struct work *work, uint32_t global) {
    return work->plans || enter_function(work, global);
}

static bool emit_body(struct work *work, uint32_t global) {
    struct bcf_global *g = &work->module.globals.data[global];
    uint64_t bits = g->body.end - g->body.position;
    if (g->made)
        return bcf_encode_function(&work->encoder, g->made);
    if (!has_input_body(g))
        return true;
    if (!enter_body(work, global) || !rewritten_body(work, global, !work->plans))
        return fail_in(work, global);
    return bcf_encode_function(&work->encoder, &work->function) && progress(work->conversion, bits);
}

static const char mark[] = " bcfix ";

/* "LLVM22.1.2-rust-1.95.0-stable bcfix 0.1.0 llvm-22": what made the input stays in front. */
static bool producer_text(struct work *work, struct bcf_string *producer) {
    struct bcf_string original = work->module.producer;
    const char *target = work->conversion->options->target->name;
    size_t size;
    char *text;
    for (size_t i = 0; i + sizeof mark - 1 <= original.size; i++)
        if (memcmp(original.data + i, mark, sizeof mark - 1) == 0)
            original.size = i;
    size = original.size + sizeof mark + sizeof BCFIX_VERSION + strlen(target) + 2;
    text = bcf_arena_take(&work->module.arena, size);
    if (!text)
        return false;
    snprintf(text, size, "%.*s%s%s %s", (int)original.size, original.data, mark, BCFIX_VERSION, target);
    *producer = bcf_string_of(text);
    return true;
}

static bool emit(struct work *work) {
    struct bcf_string producer;
    if (!producer_text(work, &producer) ||
        !bcf_encode_begin(&work->encoder, &work->module, &work->conversion->writer, producer))
        return false;
    for (uint32_t i = 0; i < work->module.globals.count; i++)
        if (!emit_body(work, i))
            return false;
    return bcf_encode_end(&work->encoder);
}

/* The first module speaks for all. */
static bool note_origin(struct work *work, struct bcfix_checked *checked) {
    struct bcf_string triple;
    if (!checked || checked->producer)
        return true;
    triple = bcf_header_text(&work->module, BCF_MODULE_TRIPLE);
    checked->producer = bcf_arena_copy(&checked->arena, work->module.producer.data, work->module.producer.size);
    checked->triple = bcf_arena_copy(&checked->arena, triple.data, triple.size);
    return checked->producer && checked->triple;
}

static bool convert_module(struct work *work, const struct bcf_place *place) {
    struct conversion *conversion = work->conversion;
    if (!bcf_decode_module(&work->module, &work->tables, place))
        return false;
    if (!note_origin(work, conversion->checked))
        return false;
    conversion->dropped_tables += work->module.dropped_tables;
    work->lowers = bcf_needs_lowering(conversion->options->target);
    work->plans = plans(conversion->options);
    work->looks = conversion->checked || conversion->options->findings;
    if (work->looks && !bcf_references_init(&work->references, conversion->context, &work->module))
        return false;
    bcf_findings_hold(&conversion->findings);
    if (!bcf_findings_enter(&conversion->findings, NULL, 0) || !tell_left_out(work, true))
        return false;
    if (work->plans || conversion->checked)
        return plan(work) && (conversion->checked || emit(work));
    return emit(work) && tell_held(work);
}

bool bcf_conversion_module(struct conversion *conversion, const struct bcf_place *place) {
    bcfix_context *context = conversion->context;
    struct bcf_span bitcode = conversion->bitcode;
    struct work work = {.conversion = conversion};
    bool good;
    bcf_module_init(&work.module, context, &conversion->schema);
    bcf_function_init(&work.function, &work.module);
    bcf_reader_init(&work.tables, context, &bcf_namer, bitcode.data, bitcode.size, 0);
    bcf_reader_init(&work.bodies, context, &bcf_namer, bitcode.data, bitcode.size, 0);
    work.lowering.module = &work.module;
    work.lowering.context = context;
    work.lowering.target = conversion->options->target;
    work.lowering.refuse_unsupported = conversion->options->unsupported == BCFIX_UNSUPPORTED_REFUSE;
    work.lowering.platform = conversion->options->platform;
    work.lowering.triple = conversion->options->triple;
    work.lowering.strip_debug = conversion->options->strip_debug;
    work.lowering.findings = &conversion->findings;
    bcf_arena_init(&work.lowering.arena, context);
    work.encoder.module = &work.module;
    bcf_arena_init(&work.encoder.arena, context);
    good = convert_module(&work, place) && finish_progress(conversion, place);
    bcf_references_free(&work.references);
    bcf_places_free(&work.places, context);
    bcf_encoder_free(&work.encoder);
    bcf_lowering_free(&work.lowering);
    bcf_reader_free(&work.bodies);
    bcf_reader_free(&work.tables);
    bcf_function_free(&work.function);
    bcf_module_free(&work.module);
    return good;
}

/* ---- the file ---- */

bool bcf_conversion_count(struct conversion *conversion) {
    if (conversion->places.count < 2 || bcf_family(conversion->options->target) != BCF_FAMILY_GRAALVM)
        return true;
    bcf_find(&conversion->findings, BCFIX_BCF060_SEVERAL_MODULES, NULL, UINT64_MAX, "%zu modules in one file: link them to one first",
             conversion->places.count);
    return bcf_fail(conversion->context, BCFIX_REFUSED, "top level: %zu modules in one file; %s takes one: link them first",
                    conversion->places.count, conversion->options->target->name);
}

bool bcf_conversion_modules(struct conversion *conversion) {
    conversion->done = conversion->told = conversion->total = conversion->finished = 0;
    for (size_t i = 0; i < conversion->places.count; i++)
        conversion->total += weight(conversion, i);
    for (size_t i = 0; i < conversion->places.count; i++)
        if (!bcf_conversion_module(conversion, &conversion->places.data[i]))
            return false;
    if (conversion->dropped_tables &&
        !bcf_find(&conversion->findings, BCFIX_BCF002_LINKER_TABLES, NULL, UINT64_MAX,
                  "tables that linkers rebuild were left out"))
        return false;
    return bcf_findings_flush(&conversion->findings);
}

/* What is machine code is not in the module that is made. */
bool bcf_conversion_natives(struct conversion *conversion) {
    struct bcf_findings *findings = &conversion->findings;
    for (size_t i = 0; i < conversion->container.others.count; i++) {
        const struct bcf_other *other = &conversion->container.others.data[i];
        if (!other->native)
            continue;
        findings->member = other->member;
        if (!bcf_find(findings, BCFIX_BCF097_NATIVE_CODE, NULL, UINT64_MAX, "%s (%s) is left behind", other->member, other->is))
            return false;
    }
    findings->member = NULL;
    return bcf_findings_flush(findings);
}

bool bcf_conversion_find(struct conversion *conversion) {
    return bcf_find_modules(conversion->context, &conversion->arena, conversion->bitcode.data, conversion->bitcode.size,
                            &conversion->places, &conversion->dropped_tables);
}

static bool run(struct conversion *conversion, const void *input, size_t size) {
    return bcf_container_open(conversion->context, &conversion->arena, input, size, &conversion->container) &&
           bcf_container_only(&conversion->container, &conversion->bitcode) && bcf_conversion_natives(conversion) &&
           bcf_schema_init(&conversion->schema, conversion->context) && bcf_conversion_find(conversion) &&
           bcf_conversion_count(conversion) && bcf_conversion_modules(conversion);
}

/* Hands the bytes over, in a piece of memory of exactly their size. */
static bool give(struct conversion *conversion, void **output, size_t *output_size) {
    struct bcf_writer *writer = &conversion->writer;
    void *exact = bcf_reallocate(conversion->context, writer->bytes.data, writer->bytes.capacity, writer->bytes.count);
    if (!exact)
        return false;
    *output = exact;
    *output_size = writer->bytes.count;
    memset(&writer->bytes, 0, sizeof writer->bytes);
    return true;
}

void bcf_conversion_begin(struct conversion *conversion, size_t size) {
    bcfix_context *context = conversion->context;
    bcf_context_begin(context, size);
    bcf_arena_init(&conversion->arena, context);
    bcf_findings_init(&conversion->findings, context, conversion->options->findings, conversion->options->findings_user);
    bcf_writer_init(&conversion->writer, context);
}

void bcf_conversion_end(struct conversion *conversion) {
    bcf_writer_free(&conversion->writer);
    bcf_findings_free(&conversion->findings);
    bcf_schema_free(&conversion->schema);
    bcf_free_array(conversion->context, &conversion->places);
    bcf_container_free(&conversion->container);
    bcf_arena_free(&conversion->arena);
}

bcfix_status bcfix_convert(bcfix_context *context, const bcfix_options *options, const void *input, size_t size,
                           void **output, size_t *output_size) {
    struct bcfix_options defaults = bcf_default_options(context);
    struct conversion conversion = {.context = context, .options = options ? options : &defaults};
    *output = NULL;
    *output_size = 0;
    bcf_conversion_begin(&conversion, size);
    if (run(&conversion, input, size))
        give(&conversion, output, output_size);
    else if (context->status == BCFIX_REFUSED)
        bcf_findings_release(&conversion.findings);
    bcf_conversion_end(&conversion);
    return context->status;
}

void bcfix_buffer_free(bcfix_context *context, void *buffer, size_t size) {
    bcf_release(context, buffer, size);
}
