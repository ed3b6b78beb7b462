# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The subjects of values.py that are about the intrinsics of x86: every one that has a row in lib/target/intrinsics.def.

Their modules are compiled for a processor with all of these features (FEATURES). Run by itself this prints those that the
machine does not have; then there is nothing to compare with.
"""
import random
import struct

FEATURES = "+avx2,+fma,+bmi,+bmi2,+sse4.2,+crc32,+aes,+pclmul,+sha,+vaes,+vpclmulqdq,+adx,+popcnt,+lzcnt,+movbe"
# As Linux spells those that it spells otherwise.
FLAGS = {"bmi": "bmi1", "sse4.2": "sse4_2", "crc32": "sse4_2", "pclmul": "pclmulqdq", "sha": "sha_ni", "lzcnt": "abm"}
FLOATS = {"float": 32, "double": 64}


def missing():
    with open("/proc/cpuinfo", encoding="utf-8") as about:
        flags = next((line.split() for line in about if line.startswith("flags")), [])
    names = FEATURES.replace("+", "").split(",")
    return [name for name in names if FLAGS.get(name, name) not in flags]


def bits_of(kind):
    lanes, element = kind[1:-1].split(" x ")
    return int(lanes) * (FLOATS.get(element) or int(element[1:]))


def tables(module):
    """Bytes of all kinds, many of them at the ends, and floating point numbers, NaNs of all kinds among them."""
    numbers = random.Random(7)
    ends = [0, 1, 2, 0x7f, 0x80, 0x81, 0xfe, 0xff]
    data = [numbers.choice(ends) if numbers.random() < 0.5 else numbers.randrange(256) for _ in range(1024)]
    data += [0x00, 0x80] * 16 + [0xff, 0x7f] * 16 + [0] * 32 + [0xff] * 32
    module.text.append("@bytes = global [%d x i8] [%s]" % (len(data), ", ".join(f"i8 {v}" for v in data)))
    reals = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, -2.5, 3.7, -3.2, 0.49999997, 8388607.5, 8388609.0, 2147483520.0, 2147483648.0,
             -2147483648.0, -2147483904.0, 9.2e18, -9.3e18, 3e38, 1e-40, 123.456, -98765.4321, float("inf"), float("-inf")]
    more = [2147483647.4, 2147483647.5, 2147483648.0, -2147483648.4, -2147483648.5, -2147483648.6, 4503599627370495.5, 9223372036854774784.0,
            9223372036854775808.0, -9223372036854775808.0, 1e300, 5e-324, 1.0000000596046448]
    for kind, form, word, extra, nans in (
            ("float", "<f", "<I", [], [0x7fc00001, 0x7f800001, 0xffc12345, 0xff9abcde, 0x7fffffff]),
            ("double", "<d", "<Q", more, [0x7ff8000000000001, 0x7ff0000000000001, 0xfff8123456789abc, 0xfff4000000000000])):
        values = [struct.unpack(word, struct.pack(form, v))[0] for v in reals + extra] + nans
        numbers.shuffle(values)
        values += values[:16]
        module.text.append(f"@real.{kind} = global [{len(values)} x i{FLOATS[kind]}] [%s]" % ", ".join(f"i{FLOATS[kind]} {v}" for v in values))
    module.reals = {"float": len(reals) + 5, "double": len(reals) + len(more) + 4}


def case(module, name, count, write):
    """A case whose body runs `count` times; %i is which time."""
    module.body = []
    label = len(module.cases)
    module.text.append(f'@n{label} = private constant [{len(name) + 1} x i8] c"{name}\\00"')
    module.value(f"call i32 (ptr, ...) @printf(ptr @name, ptr @n{label})")
    for kind, result in write():
        module.show(kind, result)
    module.value("call i32 @putchar(i32 10)")
    module.text += [f"define void @case{label}() noinline optnone {{", "  br label %again", "again:",
                    "  %i = phi i64 [ 0, %0 ], [ %next, %again ]"] + module.body
    module.text += ["  %next = add i64 %i, 1", f"  %more = icmp ult i64 %next, {count}", "  br i1 %more, label %again, label %done",
                    "done:", "  ret void", "}"]
    module.cases.append(name)


def index(module, factor, offset, count):
    """(%i * factor + offset) % count."""
    number = module.value(f"add i64 {module.value(f'mul i64 %i, {factor}')}, {offset}")
    return module.value(f"urem i64 {number}, {count}")


def element_of(module, table, count, kind, factor=1, offset=0, align=1):
    """An element of a table of that kind."""
    place = module.value(f"getelementptr {kind}, ptr @{table}, i64 {index(module, factor, offset, count)}")
    return module.value(f"load volatile {kind}, ptr {place}, align {align}")


def load(module, kind, factor=1, offset=0):
    """A vector, or a number, from the tables."""
    element = kind[1:-1].split(" x ")[1] if kind.startswith("<") else kind
    if element in FLOATS:
        place = module.value(f"getelementptr {element}, ptr @real.{element}, i64 {index(module, 3 * factor, 3 * offset, module.reals[element])}")
    else:
        place = module.value(f"getelementptr i8, ptr @bytes, i64 {index(module, 37 * factor, 37 * offset, 1056)}")
    return module.value(f"load volatile {kind}, ptr {place}, align 1")


def show_bits(module, kind, value):
    """Prints the bits of a vector or a number, NaNs too."""
    bits = bits_of(kind) if kind.startswith("<") else FLOATS.get(kind) or int(kind[1:])
    place = module.value("alloca [4 x i64], align 32")
    module.emit(f"store [4 x i64] zeroinitializer, ptr {place}")
    module.emit(f"store volatile {kind} {value}, ptr {place}")
    for word in range((bits + 63) // 64):
        module.show("i64", module.value(f"load volatile i64, ptr {module.value(f'getelementptr i64, ptr {place}, i64 {word}')}"))


def intrinsic(module, name, result, kinds, immediate=None, count=16, kind_of_immediate="i8", nans_alike=False, fix=None):
    """A case for llvm.x86.NAME: of each of the kinds, numbers from the tables."""
    full = "llvm.x86." + name
    known = [] if immediate is None else [f"{kind_of_immediate} {immediate}"]
    module.declare(f"declare {result} @{full}({', '.join(kinds + [k.split()[0] for k in known])})")

    def write():
        arguments = [load(module, kind, 1 + i, 5 * i) for i, kind in enumerate(kinds)]
        if fix:
            arguments = fix(arguments)
        listed = ", ".join([f"{k} {a}" for k, a in zip(kinds, arguments)] + known)
        value = module.value(f"call {result} @{full}({listed})")
        if nans_alike:
            return [(result, value)]
        show_bits(module, result, value)
        return []

    case(module, full + ("" if immediate is None else f"/{immediate}"), count, write)


def x86_integers(module):
    tables(module)
    b, w, d, q = "<16 x i8>", "<8 x i16>", "<4 x i32>", "<2 x i64>"
    b2, w2, d2, q2 = "<32 x i8>", "<16 x i16>", "<8 x i32>", "<4 x i64>"
    two = [("sse2.packssdw.128", w, d), ("sse2.packsswb.128", b, w), ("sse2.packuswb.128", b, w), ("sse41.packusdw", w, d),
           ("avx2.packssdw", w2, d2), ("avx2.packsswb", b2, w2), ("avx2.packuswb", b2, w2), ("avx2.packusdw", w2, d2),
           ("sse2.pmadd.wd", d, w), ("avx2.pmadd.wd", d2, w2), ("ssse3.pmadd.ub.sw.128", w, b), ("avx2.pmadd.ub.sw", w2, b2),
           ("ssse3.pmul.hr.sw.128", w, w), ("avx2.pmul.hr.sw", w2, w2), ("sse2.pmulh.w", w, w), ("sse2.pmulhu.w", w, w),
           ("avx2.pmulh.w", w2, w2), ("avx2.pmulhu.w", w2, w2), ("sse2.pavg.b", b, b), ("sse2.pavg.w", w, w), ("avx2.pavg.b", b2, b2),
           ("avx2.pavg.w", w2, w2), ("sse2.psad.bw", q, b), ("avx2.psad.bw", q2, b2), ("ssse3.pshuf.b.128", b, b), ("avx2.pshuf.b", b2, b2),
           ("avx2.permd", d2, d2)]
    two += [(f"ssse3.psign.{t}.128", k, k) for t, k in (("b", b), ("w", w), ("d", d))]
    two += [(f"avx2.psign.{t}", k, k) for t, k in (("b", b2), ("w", w2), ("d", d2))]
    two += [(f"ssse3.ph{o}.{t}.128", k, k) for o in ("add", "sub") for t, k in (("w", w), ("sw", w), ("d", d))]
    two += [(f"avx2.ph{o}.{t}", k, k) for o in ("add", "sub") for t, k in (("w", w2), ("sw", w2), ("d", d2))]
    for name, result, kind in two:
        intrinsic(module, name, result, [kind, kind], count=24)
    for value in (0, 3, 5, 7, 21, 44, 63):
        intrinsic(module, "sse41.mpsadbw", w, [b, b], value & 7, count=6)
        intrinsic(module, "avx2.mpsadbw", w2, [b2, b2], value, count=6)
    intrinsic(module, "sse41.phminposuw", w, [w])
    # Shifts: the amounts are around the width, and very large ones.
    amounts = [0, 1, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 65, 255, 256, 1 << 32, (1 << 32) + 3, (1 << 64) - 1]
    module.text.append("@amounts = global [%d x i64] [%s]" % (len(amounts), ", ".join(f"i64 {v}" for v in amounts)))

    def amount(kind="i64", factor=1, offset=0):
        number = element_of(module, "amounts", len(amounts), "i64", factor, offset)
        return number if kind == "i64" else module.value(f"trunc i64 {number} to {kind}")

    def by_vector(kind):
        """The amount in the lowest 64 bits of a vector, and something above it."""
        def fix(arguments):
            vector = module.value(f"bitcast {kind} {arguments[1]} to <2 x i64>")
            vector = module.value(f"insertelement <2 x i64> {vector}, i64 {amount()}, i32 0")
            return [arguments[0], module.value(f"bitcast <2 x i64> {vector} to {kind}")]
        return fix

    def each(kind):
        lanes, element = kind[1:-1].split(" x ")

        def fix(arguments):
            vector = arguments[1]
            for lane in range(int(lanes)):
                vector = module.value(f"insertelement {kind} {vector}, {element} {amount(element, 3, lane * 5)}, i32 {lane}")
            return [arguments[0], vector]
        return fix

    for direction, kinds in (("psll", "wdq"), ("psrl", "wdq"), ("psra", "wd")):
        for letter in kinds:
            small, large = {"w": (w, w2), "d": (d, d2), "q": (q, q2)}[letter]
            intrinsic(module, f"sse2.{direction}.{letter}", small, [small, small], count=18, fix=by_vector(small))
            intrinsic(module, f"avx2.{direction}.{letter}", large, [large, small], count=18, fix=by_vector(small))
            number = lambda arguments: [arguments[0], amount("i32")]
            intrinsic(module, f"sse2.{direction}i.{letter}", small, [small, "i32"], count=18, fix=number)
            intrinsic(module, f"avx2.{direction}i.{letter}", large, [large, "i32"], count=18, fix=number)
    for name, kind in (("psllv.d", d), ("psllv.d.256", d2), ("psllv.q", q), ("psllv.q.256", q2), ("psrlv.d", d), ("psrlv.d.256", d2),
                       ("psrlv.q", q), ("psrlv.q.256", q2), ("psrav.d", d), ("psrav.d.256", d2)):
        intrinsic(module, "avx2." + name, kind, [kind, kind], count=18, fix=each(kind))

    def related(kind):
        """The second is a part of the first, or has nothing of it, or is any."""
        def fix(arguments):
            x, y = arguments
            inside = module.value(f"and {kind} {x}, {y}")
            outside = module.value(f"xor {kind} {inside}, {y}")
            which = index(module, 1, 0, 3)
            y = module.value(f"select i1 {module.value(f'icmp eq i64 {which}, 1')}, {kind} {inside}, {kind} {y}")
            return [x, module.value(f"select i1 {module.value(f'icmp eq i64 {which}, 2')}, {kind} {outside}, {kind} {y}")]
        return fix

    for test in ("ptestz", "ptestc", "ptestnzc"):
        intrinsic(module, f"sse41.{test}", "i32", [q, q], count=18, fix=related(q))
        intrinsic(module, f"avx.{test}.256", "i32", [q2, q2], count=18, fix=related(q2))
    intrinsic(module, "sse41.pblendvb", b, [b, b, b])
    intrinsic(module, "avx2.pblendvb", b2, [b2, b2, b2])
    intrinsic(module, "sse2.pmovmskb.128", "i32", [b])
    intrinsic(module, "avx2.pmovmskb", "i32", [b2])


def x86_floats(module):
    tables(module)
    s, d, s2, d2 = "<4 x float>", "<2 x double>", "<8 x float>", "<4 x double>"
    for name in ("min", "max"):
        for full, kind in ((f"sse.{name}.ps", s), (f"sse.{name}.ss", s), (f"sse2.{name}.pd", d), (f"sse2.{name}.sd", d),
                           (f"avx.{name}.ps.256", s2), (f"avx.{name}.pd.256", d2)):
            intrinsic(module, full, kind, [kind, kind], count=36)
    for predicate in range(32):
        intrinsic(module, "avx.cmp.ps.256", s2, [s2, s2], predicate)
        intrinsic(module, "avx.cmp.pd.256", d2, [d2, d2], predicate)
        if predicate < 8:
            for full, kind in (("sse.cmp.ps", s), ("sse.cmp.ss", s), ("sse2.cmp.pd", d), ("sse2.cmp.sd", d)):
                intrinsic(module, full, kind, [kind, kind], predicate, count=24)
    for sign in ("", "u"):
        for relation in ("eq", "ge", "gt", "le", "lt", "neq"):
            intrinsic(module, f"sse.{sign}comi{relation}.ss", "i32", [s, s], count=36)
            intrinsic(module, f"sse2.{sign}comi{relation}.sd", "i32", [d, d], count=45)
    for mode in (0, 1, 2, 3, 4, 8, 9, 10, 11, 12):
        known = {"immediate": mode, "kind_of_immediate": "i32", "count": 36}
        for full, kind in (("sse41.round.ps", s), ("sse41.round.pd", d), ("avx.round.ps.256", s2), ("avx.round.pd.256", d2)):
            intrinsic(module, full, kind, [kind], **known)
        intrinsic(module, "sse41.round.ss", s, [s, s], **known)
        intrinsic(module, "sse41.round.sd", d, [d, d], **known)
    for t in ("", "t"):
        for full, result, kind in ((f"sse.cvt{t}ss2si", "i32", s), (f"sse.cvt{t}ss2si64", "i64", s), (f"sse2.cvt{t}sd2si", "i32", d),
                                   (f"sse2.cvt{t}sd2si64", "i64", d), (f"sse2.cvt{t}pd2dq", "<4 x i32>", d), (f"sse2.cvt{t}ps2dq", "<4 x i32>", s),
                                   (f"avx.cvt{t}.pd2dq.256", "<4 x i32>", d2), (f"avx.cvt{t}.ps2dq.256", "<8 x i32>", s2)):
            intrinsic(module, full, result, [kind], count=45)
    intrinsic(module, "sse2.cvtsd2ss", s, [s, d], count=45)
    intrinsic(module, "sse2.cvtpd2ps", s, [d], count=45)
    intrinsic(module, "avx.cvt.pd2.ps.256", s, [d2], count=45)
    for name in ("addsub", "hadd", "hsub"):
        for full, kind in ((f"sse3.{name}.ps", s), (f"sse3.{name}.pd", d), (f"avx.{name}.ps.256", s2), (f"avx.{name}.pd.256", d2)):
            intrinsic(module, full, kind, [kind, kind], count=24, nans_alike=True)
    for full, kind in (("pd", d), ("pd.256", d2), ("ps", s), ("ps.256", s2)):
        intrinsic(module, f"fma.vfmaddsub.{full}", kind, [kind] * 3, count=24, nans_alike=True)
    for mask in (0xff, 0x71, 0xf8, 0x35, 0x0f, 0xb2, 0x33):
        intrinsic(module, "sse41.dpps", s, [s, s], mask, nans_alike=True)
        intrinsic(module, "sse41.dppd", d, [d, d], mask, nans_alike=True)
        intrinsic(module, "avx.dp.ps.256", s2, [s2, s2], mask, nans_alike=True)
    for places in (0, 0x1e, 0x50, 0x9c, 0xf1, 0x60):
        intrinsic(module, "sse41.insertps", s, [s, s], places, count=4)
    intrinsic(module, "sse41.blendvps", s, [s, s, s])
    intrinsic(module, "sse41.blendvpd", d, [d, d, d])
    intrinsic(module, "avx.blendv.ps.256", s2, [s2, s2, s2])
    intrinsic(module, "avx.blendv.pd.256", d2, [d2, d2, d2])
    for full, kind in (("sse.movmsk.ps", s), ("sse2.movmsk.pd", d), ("avx.movmsk.ps.256", s2), ("avx.movmsk.pd.256", d2)):
        intrinsic(module, full, "i32", [kind])
    for full, kind, numbers in (("avx.vpermilvar.ps", s, "<4 x i32>"), ("avx.vpermilvar.ps.256", s2, "<8 x i32>"),
                                ("avx.vpermilvar.pd", d, "<2 x i64>"), ("avx.vpermilvar.pd.256", d2, "<4 x i64>"),
                                ("avx2.permps", s2, "<8 x i32>")):
        intrinsic(module, full, kind, [kind, numbers])
    for test in ("vtestz", "vtestc", "vtestnzc"):
        for full, kind in ((f"avx.{test}.ps", s), (f"avx.{test}.pd", d), (f"avx.{test}.ps.256", s2), (f"avx.{test}.pd.256", d2)):
            intrinsic(module, full, "i32", [kind, kind], count=40)


def x86_memory(module):
    tables(module)
    module.text.append("@place = global [64 x i8] zeroinitializer, align 32")
    kinds = [("ps", "<4 x float>", "<4 x i32>"), ("ps.256", "<8 x float>", "<8 x i32>"), ("pd", "<2 x double>", "<2 x i64>"),
             ("pd.256", "<4 x double>", "<4 x i64>")]
    masked = [("avx", t, k, m) for t, k, m in kinds]
    masked += [("avx2", t, k, k) for t, k in (("d", "<4 x i32>"), ("d.256", "<8 x i32>"), ("q", "<2 x i64>"), ("q.256", "<4 x i64>"))]

    def memory():
        for word in range(6):
            module.show("i64", module.value(f"load volatile i64, ptr {module.value(f'getelementptr i64, ptr @place, i64 {word}')}"))

    for level, letters, kind, mask in masked:
        module.declare(f"declare {kind} @llvm.x86.{level}.maskload.{letters}(ptr, {mask})")
        module.declare(f"declare void @llvm.x86.{level}.maskstore.{letters}(ptr, {mask}, {kind})")

        def there_and_back(level=level, letters=letters, kind=kind, mask=mask):
            which, value = load(module, mask), load(module, kind, 1, 9)
            module.emit(f"call void @llvm.x86.{level}.maskstore.{letters}(ptr getelementptr (i8, ptr @place, i64 3), {mask} {which}, {kind} {value})")
            memory()
            other = load(module, mask, 1, 4)
            show_bits(module, kind, module.value(f"call {kind} @llvm.x86.{level}.maskload.{letters}(ptr @bytes, {mask} {other})"))
            return []

        case(module, f"llvm.x86.{level}.maskload and maskstore.{letters}", 12, there_and_back)
    module.declare("declare void @llvm.x86.sse2.maskmov.dqu(<16 x i8>, <16 x i8>, ptr)")

    def move():
        value, which = load(module, "<16 x i8>"), load(module, "<16 x i8>", 1, 3)
        module.emit(f"call void @llvm.x86.sse2.maskmov.dqu(<16 x i8> {value}, <16 x i8> {which}, ptr getelementptr (i8, ptr @place, i64 5))")
        memory()
        return []

    case(module, "llvm.x86.sse2.maskmov.dqu", 12, move)
    for name, kind in (("sse3.ldu.dq", "<16 x i8>"), ("avx.ldu.dq.256", "<32 x i8>")):
        module.declare(f"declare {kind} @llvm.x86.{name}(ptr)")

        def unaligned(name=name, kind=kind):
            place = module.value("getelementptr i8, ptr @bytes, i64 %i")
            show_bits(module, kind, module.value(f"call {kind} @llvm.x86.{name}(ptr {place})"))
            return []

        case(module, f"llvm.x86.{name}", 5, unaligned)
    elements = {"d": ("i32", 32), "ps": ("float", 32), "q": ("i64", 64), "pd": ("double", 64)}
    for number, width in (("d", 32), ("q", 64)):
        for letters, (element, size) in elements.items():
            for total in (128, 256):
                # As many numbers and elements as fit; the wider of them decides.
                lanes = total // size if letters in ("q", "pd") or number == "d" else 4
                numbers = max(total // max(width, size), 128 // width)
                kind, indices = f"<{lanes} x {element}>", f"<{numbers} x i{width}>"
                name = f"llvm.x86.avx2.gather.{number}.{letters}" + (".256" if total == 256 else "")
                for scale in (1, 2, 4, 8):
                    module.declare(f"declare {kind} @{name}({kind}, ptr, {indices}, {kind}, i8)")

                    def gather(name=name, kind=kind, indices=indices, lanes=lanes, element=element, size=size, width=width, scale=scale,
                               numbers=numbers):
                        source = load(module, kind, 1, 2)
                        any_number = load(module, indices, 1, 7)
                        some = module.value(f"and {indices} {any_number}, splat (i{width} 63)")
                        some = module.value(f"sub {indices} {some}, splat (i{width} 30)")
                        mask = load(module, f"<{lanes} x i{size}>", 1, 1)
                        if element in FLOATS:
                            mask = module.value(f"bitcast <{lanes} x i{size}> {mask} to {kind}")
                        listed = f"{kind} {source}, ptr getelementptr (i8, ptr @bytes, i64 400), {indices} {some}, {kind} {mask}, i8 {scale}"
                        show_bits(module, kind, module.value(f"call {kind} @{name}({listed})"))
                        return []

                    case(module, f"{name}/{scale}", 6, gather)


def x86_bits(module):
    tables(module)
    module.text.append("@masks = global [4 x i64] [%s]" % ", ".join(f"i64 {v | v << 32}" for v in (0xff, 0x1f1f, 0x3f3f, 0xffff)))
    for width in (32, 64):
        kind = f"i{width}"
        few = lambda arguments, kind=kind: [arguments[0], module.value(f"and {kind} {arguments[1]}, {element_of(module, 'masks', 4, kind, align=8)}")]
        for name in ("bextr", "bzhi"):
            intrinsic(module, f"bmi.{name}.{width}", kind, [kind, kind], count=60, fix=few)
        for name in ("pext", "pdep"):
            intrinsic(module, f"bmi.{name}.{width}", kind, [kind, kind], count=60)
    for name, result, kind in (("32.8", "i32", "i8"), ("32.16", "i32", "i16"), ("32.32", "i32", "i32"), ("64.64", "i64", "i64")):
        intrinsic(module, f"sse42.crc32.{name}", result, [result, kind], count=30)
    for choice in (0, 1, 16, 17):
        intrinsic(module, "pclmulqdq", "<2 x i64>", ["<2 x i64>", "<2 x i64>"], choice, count=24)
        intrinsic(module, "pclmulqdq.256", "<4 x i64>", ["<4 x i64>", "<4 x i64>"], choice, count=8)
    q, d = "<2 x i64>", "<4 x i32>"
    for name in ("aesenc", "aesenclast", "aesdec", "aesdeclast"):
        intrinsic(module, f"aesni.{name}", q, [q, q], count=24)
        intrinsic(module, f"aesni.{name}.256", "<4 x i64>", ["<4 x i64>"] * 2, count=8)
    intrinsic(module, "aesni.aesimc", q, [q], count=24)
    for number in (0, 1, 0x1b, 0x80, 0xff):
        intrinsic(module, "aesni.aeskeygenassist", q, [q], number, count=8)
    module.text.append("@every = global [256 x i8] [%s]" % ", ".join(f"i8 {v}" for v in range(256)))
    every = lambda arguments: [element_of(module, "every", 16, q), arguments[1]]
    intrinsic(module, "aesni.aesenclast", q, [q, q], fix=every)  # all bytes go through the table
    intrinsic(module, "aesni.aesdeclast", q, [q, q], fix=every)
    for name in ("sha1msg1", "sha1msg2", "sha1nexte", "sha256msg1", "sha256msg2"):
        intrinsic(module, name, d, [d, d], count=24)
    intrinsic(module, "sha256rnds2", d, [d, d, d], count=24)
    for kind in range(4):
        intrinsic(module, "sha1rnds4", d, [d, d], kind, count=12)


def x86_strings(module):
    tables(module)
    texts = [b"hello, world" + bytes(4), b"aeiou" + bytes(11), bytes(16), b"0123456789abcdef", b"azAZ09" + bytes(10), b"az" * 8,
             b"lo" + bytes(14), bytes([0x80, 0x7f, 0xff, 1, 0xfe, 0x10, 0x81, 0x20] * 2), b"o, w" + bytes(12), b"aaaaaaaaaaaaaaab",
             b"l\0o\0w\0r\0l\0d\0" + bytes(4), b"a\0z\0A\0Z\0" + bytes(8), b"w\0o\0r\0l\0d\0w\0o\0r\0", bytes([0, 0x80, 0xff, 0x7f] * 4)]
    module.text.append("@texts = global [%d x [16 x i8]] [%s]" % (
        len(texts), ", ".join("[16 x i8] [%s]" % ", ".join(f"i8 {b}" for b in t) for t in texts)))
    lengths = [0, 1, 5, 8, 9, 15, 16, 17, -3, -16, 2147483647, -2147483648]
    module.text.append("@lengths = global [%d x i32] [%s]" % (len(lengths), ", ".join(f"i32 {v}" for v in lengths)))
    b = "<16 x i8>"

    for control in range(128):
        for explicit in (False, True):
            kinds = [b, "i32", b, "i32"] if explicit else [b, b]
            letter = "e" if explicit else "i"
            names = [("i", "i32"), ("m", b)] + ([("ia", "i32"), ("ic", "i32"), ("io", "i32"), ("is", "i32"), ("iz", "i32")] if control < 64 else [])
            for which, result in names:
                module.declare(f"declare {result} @llvm.x86.sse42.pcmp{letter}str{which}128({', '.join(kinds)}, i8)")

            def compare(control=control, explicit=explicit, letter=letter, kinds=kinds, names=names):
                arguments = [element_of(module, "texts", len(texts), b), element_of(module, "texts", len(texts), b, 5, control)]
                if explicit:
                    arguments.insert(1, element_of(module, "lengths", len(lengths), "i32", 7, control, 4))
                    arguments.append(element_of(module, "lengths", len(lengths), "i32", 1, control // 2, 4))
                listed = ", ".join(f"{k} {a}" for k, a in zip(kinds, arguments))
                for which, result in names:
                    show_bits(module, result, module.value(
                        f"call {result} @llvm.x86.sse42.pcmp{letter}str{which}128({listed}, i8 {control})"))
                return []

            case(module, f"llvm.x86.sse42.pcmp{letter}str/{control}", 28, compare)


SUBJECTS = {"x86_integers": x86_integers, "x86_floats": x86_floats, "x86_memory": x86_memory, "x86_bits": x86_bits, "x86_strings": x86_strings}

if __name__ == "__main__":
    print(*missing())
