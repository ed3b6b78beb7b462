// SPDX-License-Identifier: Apache-2.0 OR MIT
// The features of the processor that the program finds, one a line; and of two crates' way to ask, whether AVX's state is kept.
macro_rules! show {
    ($($name:tt)*) => {$(
        if std::is_x86_feature_detected!($name) {
            println!($name);
        }
    )*};
}

fn main() {
    show!("adx" "aes" "avx" "avx2" "avx512f" "bmi1" "bmi2" "cmpxchg16b" "f16c" "fma" "fxsr" "gfni" "lzcnt" "mmx" "movbe" "pclmulqdq"
          "popcnt" "rdrand" "rdseed" "rtm" "sha" "sse" "sse2" "sse3" "sse4.1" "sse4.2" "sse4a" "ssse3" "tbm" "vaes" "vpclmulqdq"
          "xsave");
    let other = std::arch::x86_64::__cpuid_count(7, 1);
    assert_eq!((other.eax, other.ebx, other.ecx, other.edx), (0, 0, 0, 0), "a sub-leaf has the features of another");
    assert_eq!(std::arch::x86_64::__cpuid(0).eax, 7);
}
