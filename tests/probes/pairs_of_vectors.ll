; SPDX-License-Identifier: Apache-2.0 OR MIT
target triple = "x86_64-unknown-linux-gnu"
@in = global <2 x double> <double 2.5, double -8.0>
declare {<2 x double>, <2 x double>} @llvm.modf.v2f64(<2 x double>)
declare {<2 x double>, <2 x i32>} @llvm.frexp.v2f64.v2i32(<2 x double>)
declare {<2 x double>, <2 x double>} @llvm.sincos.v2f64(<2 x double>)
define i32 @main() {
 %x = load volatile <2 x double>, ptr @in
 %m = call {<2 x double>, <2 x double>} @llvm.modf.v2f64(<2 x double> %x)
 %fraction = extractvalue {<2 x double>, <2 x double>} %m, 0
 %whole = extractvalue {<2 x double>, <2 x double>} %m, 1
 %a = fcmp oeq <2 x double> %fraction, <double 0.5, double -0.0>
 %b = fcmp oeq <2 x double> %whole, <double 2.0, double -8.0>
 %f = call {<2 x double>, <2 x i32>} @llvm.frexp.v2f64.v2i32(<2 x double> %x)
 %mantissa = extractvalue {<2 x double>, <2 x i32>} %f, 0
 %exponent = extractvalue {<2 x double>, <2 x i32>} %f, 1
 %c = fcmp oeq <2 x double> %mantissa, <double 0.625, double -0.5>
 %d = icmp eq <2 x i32> %exponent, <i32 2, i32 4>
 %s = call {<2 x double>, <2 x double>} @llvm.sincos.v2f64(<2 x double> zeroinitializer)
 %sine = extractvalue {<2 x double>, <2 x double>} %s, 0
 %cosine = extractvalue {<2 x double>, <2 x double>} %s, 1
 %e = fcmp oeq <2 x double> %sine, zeroinitializer
 %g = fcmp oeq <2 x double> %cosine, <double 1.0, double 1.0>
 %ab = and <2 x i1> %a, %b
 %cd = and <2 x i1> %c, %d
 %eg = and <2 x i1> %e, %g
 %abcd = and <2 x i1> %ab, %cd
 %all = and <2 x i1> %abcd, %eg
 %first = extractelement <2 x i1> %all, i32 0
 %second = extractelement <2 x i1> %all, i32 1
 %both = and i1 %first, %second
 %result = zext i1 %both to i32
 ret i32 %result
}
