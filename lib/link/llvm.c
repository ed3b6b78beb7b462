/* SPDX-License-Identifier: Apache-2.0 OR MIT */
#include "link/llvm.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "link/file.h"

/* LLVM-C's numbers. */
enum { INTERNAL_LINKAGE = 8, APPENDING_LINKAGE = 7, AVAILABLE_EXTERNALLY_LINKAGE = 1, PRIVATE_LINKAGE = 9, DIAGNOSTIC_ERROR = 0,
       RETURN_STATUS = 2 };

/* ---- the library ---- */

static struct {
#define LLVM(result, name, parameters) result(*name) parameters;
#include "link/llvm_functions.def"
#undef LLVM
} llvm; /* of the process that LLVM runs in, which ends with it */

static const struct {
    const char *name;
    size_t offset;
} functions[] = {
#define LLVM(result, name, parameters) {"LLVM" #name, offsetof(__typeof__(llvm), name)},
#include "link/llvm_functions.def"
#undef LLVM
};

/* What this process says to the other one: a byte that says whether it went well, and then the bitcode or the message. */
static int answer = -1;

/* Where it is, in memory that both see, so that the other one can say so when it dies. */
enum step { STEP_LOAD, STEP_READ, STEP_LINK, STEP_DROP, STEP_VERIFY, STEP_WRITE };

static const char *const steps[] = {
    [STEP_LOAD] = "it was loaded",      [STEP_READ] = "it read the input",    [STEP_LINK] = "it linked the input",
    [STEP_DROP] = "it dropped what nothing needs", [STEP_VERIFY] = "it verified the module", [STEP_WRITE] = "it wrote the module",
};

struct place {
    volatile int step;
    volatile size_t input; /* of STEP_READ and STEP_LINK */
};

static struct place *place; /* of the process that LLVM runs in */

static void go_to(enum step step, size_t input) {
    place->input = input;
    place->step = (int)step;
}

static void put(const void *data, size_t size) {
    if (!bcf_write_all(answer, data, size))
        _exit(1);
}

static void end_with(const char *format, ...) {
    char text[2000] = "\1";
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text + 1, sizeof text - 1, format, arguments);
    va_end(arguments);
    put(text, strlen(text));
    _exit(0);
}

static bool load(const char *path, char *why, size_t size) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    unsigned major = 0;

    if (library == NULL) {
        snprintf(why, size, "%s", dlerror());
        return false;
    }
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        void *function = dlsym(library, functions[i].name);
        if (function == NULL) {
            snprintf(why, size, "%s has no %s: it is no LLVM %d", path, functions[i].name, BCF_LLVM_MAJOR);
            return false;
        }
        memcpy((char *)&llvm + functions[i].offset, &function, sizeof function);
    }
    llvm.GetVersion(&major, NULL, NULL);
    if (major == BCF_LLVM_MAJOR)
        return true;
    snprintf(why, size, "%s is LLVM %u, and %d is needed", path, major, BCF_LLVM_MAJOR);
    return false;
}

/* rustc's own library knows whatever that rustc writes. */
static bool load_of_rustc(char *why, size_t size) {
    char sysroot[4096], pattern[4200];
    char *command[] = {(char *)"rustc", (char *)"--print", (char *)"sysroot", NULL};
    glob_t found;
    bool loaded = false;

    if (bcf_run(command, NULL, sysroot, sizeof sysroot) != 0)
        return false;
    sysroot[strcspn(sysroot, "\n")] = '\0';
    snprintf(pattern, sizeof pattern, "%s/lib/libLLVM.so.*", sysroot);
    if (glob(pattern, 0, NULL, &found) != 0)
        return false;
    for (size_t i = 0; i < found.gl_pathc && !loaded; i++)
        loaded = load(found.gl_pathv[i], why, size);
    globfree(&found);
    return loaded;
}

static void load_any(const char *named) {
    static const char *const names[] = {"libLLVM.so.%d.1", "libLLVM-%d.so.1", "libLLVM-%d.so", "/usr/lib/llvm-%d/lib/libLLVM.so.1"};
    char why[1000] = "there is none", path[100];

    if (named != NULL) {
        if (!load(named, why, sizeof why))
            end_with("%s", why);
        return;
    }
    if (load_of_rustc(why, sizeof why))
        return;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, names[i], BCF_LLVM_MAJOR);
        char unused[1000];
        if (load(path, unused, sizeof unused))
            return;
    }
    end_with("linking needs the shared library of LLVM %d, of a rustc that has it or of the system (Debian: libllvm%d); --llvm=FILE names one: %s",
             BCF_LLVM_MAJOR, BCF_LLVM_MAJOR, why);
}

/* ---- merging ---- */

/* The last error that LLVM told of. */
static char diagnostic[1000];

static void take_diagnostic(void *info, void *unused) {
    (void)unused;
    if (llvm.GetDiagInfoSeverity(info) == DIAGNOSTIC_ERROR)
        snprintf(diagnostic, sizeof diagnostic, "%s", llvm.GetDiagInfoDescription(info));
}

static void *parse(void *context, const struct bcf_input *input) {
    void *buffer = llvm.CreateMemoryBufferWithMemoryRangeCopy(input->data, input->size, input->name);
    void *module = NULL;
    char *message = NULL;

    if (input->text ? llvm.ParseIRInContext(context, buffer, &module, &message) != 0
                    : llvm.ParseBitcodeInContext2(context, buffer, &module) != 0)
        end_with("%s: LLVM %d cannot read it: %s", input->name, BCF_LLVM_MAJOR, message != NULL ? message : diagnostic);
    return module;
}

static void hide(const struct bcf_merge *merge, void *value) {
    size_t size;
    const char *name = llvm.GetValueName2(value, &size);
    int linkage = llvm.GetLinkage(value);

    if (llvm.IsDeclaration(value) || linkage == APPENDING_LINKAGE || linkage == AVAILABLE_EXTERNALLY_LINKAGE ||
        linkage == PRIVATE_LINKAGE || strncmp(name, "llvm.", 5) == 0 || merge->is_root(merge->user, name))
        return;
    llvm.SetVisibility(value, 0);
    llvm.SetLinkage(value, INTERNAL_LINKAGE);
}

static void hide_all(const struct bcf_merge *merge, void *module) {
    for (void *function = llvm.GetFirstFunction(module); function != NULL; function = llvm.GetNextFunction(function)) {
        llvm.SetComdat(function, NULL);
        hide(merge, function);
    }
    for (void *global = llvm.GetFirstGlobal(module); global != NULL; global = llvm.GetNextGlobal(global)) {
        llvm.SetComdat(global, NULL);
        hide(merge, global);
    }
    for (void *alias = llvm.GetFirstGlobalAlias(module); alias != NULL; alias = llvm.GetNextGlobalAlias(alias))
        hide(merge, alias);
}

/* ---- what it may take ---- */

/* LLVM holds a module in 10 to 20 times the memory of its bitcode, and some of them at one time. */
enum { MEMORY_EACH = 64, SECONDS = 300, SECONDS_EACH_MEGABYTE = 30 };
static const uint64_t memory_free = UINT64_C(2) << 30;

static uint64_t input_bytes(const struct bcf_merge *merge) {
    uint64_t bytes = 0;

    for (size_t i = 0; i < merge->count; i++)
        bytes += merge->inputs[i].size;
    return bytes;
}

static uint64_t memory_limit(const struct bcf_merge *merge) {
    return merge->memory > 0 ? merge->memory : memory_free + MEMORY_EACH * input_bytes(merge);
}

static uint64_t seconds_limit(const struct bcf_merge *merge) {
    return SECONDS + SECONDS_EACH_MEGABYTE * (input_bytes(merge) >> 20);
}

static void set_limit(int resource, uint64_t value) {
    struct rlimit limit;

    if (getrlimit(resource, &limit) != 0 || (limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur <= value))
        return;
    limit.rlim_cur = value;
    setrlimit(resource, &limit);
}

/* Beside what is mapped already: LLVM itself, and what the process had before. */
static void limit_memory(const struct bcf_merge *merge) {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) /* which map more than there is */
    char text[64], *end;
    FILE *file = fopen("/proc/self/statm", "r");

    if (file == NULL)
        return;
    if (fgets(text, sizeof text, file) != NULL) {
        uint64_t pages = strtoull(text, &end, 10); /* the first number is that of the pages in all */
        if (end != text)
            set_limit(RLIMIT_AS, pages * (uint64_t)sysconf(_SC_PAGESIZE) + memory_limit(merge));
    }
    fclose(file);
#else
    (void)merge;
#endif
}

/* Nothing of the other process is touched from here on: not its files, not its handlers of signals, not its streams. What LLVM
 * says to standard error goes to a pipe that never waits. */
static void begin_child(const struct bcf_merge *merge, pid_t parent, const int ends[2], const int notes[2]) {
    static const int defaults[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE, SIGXCPU};

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
        signal(defaults[i], SIG_DFL);
    set_limit(RLIMIT_CORE, 0);
    set_limit(RLIMIT_CPU, seconds_limit(merge));
    fcntl(notes[1], F_SETFL, O_NONBLOCK);
    dup2(notes[1], STDERR_FILENO);
    close(ends[0]);
    close(notes[0]);
    answer = ends[1];
}

static void merge_here(const struct bcf_merge *merge) {
    char *message = NULL;

    load_any(merge->library);
    limit_memory(merge);
    void *context = llvm.ContextCreate();
    llvm.ContextSetDiagnosticHandler(context, take_diagnostic, NULL);
    go_to(STEP_READ, 0);
    void *whole = parse(context, &merge->inputs[0]);
    for (size_t i = 1; i < merge->count; i++) {
        go_to(STEP_READ, i);
        void *module = parse(context, &merge->inputs[i]);
        go_to(STEP_LINK, i);
        if (llvm.LinkModules2(whole, module) != 0)
            end_with("%s: it cannot be linked: %s", merge->inputs[i].name, diagnostic);
    }
    go_to(STEP_DROP, 0);
    hide_all(merge, whole);
    void *error = llvm.RunPasses(whole, "globaldce", NULL, llvm.CreatePassBuilderOptions());
    if (error != NULL)
        end_with("LLVM failed: %s", llvm.GetErrorMessage(error));
    go_to(STEP_VERIFY, 0);
    if (llvm.VerifyModule(whole, RETURN_STATUS, &message) != 0)
        end_with("the linked module is not valid: %s", message);
    go_to(STEP_WRITE, 0);
    void *bitcode = llvm.WriteBitcodeToMemoryBuffer(whole);
    put("\0", 1);
    put(llvm.GetBufferStart(bitcode), llvm.GetBufferSize(bitcode));
    _exit(0);
}

/* ---- the other process ---- */

static char *read_answer(int descriptor, size_t *size) {
    size_t capacity = 1 << 16;
    char *data = malloc(capacity);

    *size = 0;
    while (data != NULL) {
        if (*size + 1 >= capacity) {
            char *larger = realloc(data, 2 * capacity);
            if (larger == NULL)
                break;
            data = larger;
            capacity *= 2;
        }
        ssize_t got = read(descriptor, data + *size, capacity - *size - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            data[*size] = '\0';
            return data;
        }
        *size += (size_t)got;
    }
    free(data);
    return NULL;
}

/* The line of what LLVM said before it died that says most: "LLVM ERROR: …", else the first one. */
static void read_notes(int descriptor, char *line, size_t size) {
    static const char error[] = "LLVM ERROR: ";
    char text[8192];
    ssize_t got;

    fcntl(descriptor, F_SETFL, O_NONBLOCK);
    got = read(descriptor, text, sizeof text - 1);
    text[got > 0 ? got : 0] = '\0';
    const char *from = strstr(text, error);
    from = from != NULL ? from + sizeof error - 1 : text;
    snprintf(line, size, "%.*s", (int)strcspn(from, "\n"), from);
}

/* What is said, and the status, when the other process ended without an answer. */
static bcfix_status explain_end(const struct bcf_merge *merge, const struct place *died, int status, const char *said,
                                char *text, size_t size) {
    bool about_input = died->step == STEP_READ || died->step == STEP_LINK;
    const char *name = about_input && died->input < merge->count ? merge->inputs[died->input].name : "the linked module";
    const char *step = steps[died->step];
    int number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

    if (strstr(said, "out of memory") != NULL || strstr(said, "bad_alloc") != NULL) {
        snprintf(text, size, "%s: the memory limit of %" PRIu64 " bytes for LLVM was reached while %s", name, memory_limit(merge), step);
        return BCFIX_LIMIT;
    }
    if (number == SIGXCPU) {
        snprintf(text, size, "%s: LLVM took more than %" PRIu64 " seconds of processor time while %s", name, seconds_limit(merge), step);
        return BCFIX_LIMIT;
    }
    if (number == SIGKILL) { /* so does the system when there is no memory left */
        snprintf(text, size, "%s: LLVM was killed while %s: is there memory enough?", name, step);
        return BCFIX_NO_MEMORY;
    }
    snprintf(text, size, "%s: LLVM %d %s %d while %s: it cannot cope with it%s%s", name, BCF_LLVM_MAJOR,
             number != 0 ? "ended by signal" : "ended with", number != 0 ? number : WEXITSTATUS(status), step, *said != '\0' ? ": " : "",
             said);
    return BCFIX_UNSUPPORTED;
}

static bcfix_status finish(const struct bcf_merge *merge, const struct place *died, int status, int notes, char *data, size_t *size,
                           char **result) {
    char said[300], text[1000];

    if (data != NULL && *size > 1 && status == 0) {
        bool good = data[0] == 0;
        memmove(data, data + 1, *size);
        *size -= 1;
        *result = data;
        return good ? BCFIX_OK : BCFIX_UNSUPPORTED;
    }
    if (data == NULL)
        return BCFIX_NO_MEMORY;
    free(data);
    read_notes(notes, said, sizeof said);
    bcfix_status outcome = explain_end(merge, died, status, said, text, sizeof text);
    *result = strdup(text);
    return outcome;
}

/* Programs that other threads start get none of them: an end that stays open is one that does not end. */
static bool open_pipes(int ends[2], int notes[2]) {
    if (!bcf_open_pipe(ends))
        return false;
    if (bcf_open_pipe(notes))
        return true;
    close(ends[0]);
    close(ends[1]);
    return false;
}

static bcfix_status run_child(const struct bcf_merge *merge, struct place *shared, char **result, size_t *size) {
    int ends[2], notes[2], status = 0;
    pid_t parent = getpid();

    if (!open_pipes(ends, notes))
        return BCFIX_NO_MEMORY;
    pid_t child = fork();
    if (child == 0) {
        place = shared;
        begin_child(merge, parent, ends, notes);
        merge_here(merge);
    }
    close(ends[1]);
    close(notes[1]);
    char *data = child > 0 ? read_answer(ends[0], size) : NULL;
    close(ends[0]);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    bcfix_status outcome = finish(merge, shared, status, notes[0], data, size, result);
    close(notes[0]);
    return outcome;
}

bcfix_status bcf_llvm_merge(const struct bcf_merge *merge, char **result, size_t *size) {
    struct place *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    *result = NULL;
    *size = 0;
    if (shared == MAP_FAILED)
        return BCFIX_NO_MEMORY;
    bcfix_status status = run_child(merge, shared, result, size);
    munmap(shared, sizeof *shared);
    return status;
}
