// Calls the Rust library of ../java; see Run.java.
const library = Polyglot.evalFile("llvm", arguments[0]);

// Numbers.
print(library.mean(1, 4));

// Strings: bytes and their number, and room for the answer. An ArrayBuffer is memory that bytes can be read from and written to.
const name = new Uint8Array([..."JavaScript"].map((letter) => letter.charCodeAt(0)));
const answer = new Uint8Array(100);
const size = library.greet(name.buffer, name.length, answer.buffer, answer.length);
print(String.fromCharCode(...answer.subarray(0, size)));

// Callbacks.
library.histogram(100, (number) => (number * number) % 10, (digit, times) => print(`${digit} came ${times} times`));
