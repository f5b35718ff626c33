// Greets everyone named in the arguments, then repeats standard input with its lines numbered.
import { args, print, readStdin } from "./wasi";

const names = args().slice(1);
if (names.length == 0) names.push("world");
for (let i = 0; i < names.length; i++) print(`Hello, ${names[i]}!`);

const lines = readStdin().split("\n");
if (lines[lines.length - 1] == "") lines.pop();
for (let i = 0; i < lines.length; i++) print(`${i + 1}: ${lines[i]}`);
