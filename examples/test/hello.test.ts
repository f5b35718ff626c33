import { describe, expect, it } from 'vitest';
import { runExample } from './internal/runExample.ts';

describe.each(['hello-c/hello.wasm', 'hello-assemblyscript/hello.wasm'])('%s', (module) => {
  it('greets the world where nobody is named', () => {
    expect(runExample(module)).toMatchObject({ status: 0, stdout: 'Hello, world!\n', stderr: '', outputs: {} });
  });

  it('greets everyone named, in any script', () => {
    const { stdout } = runExample(module, { args: ['Ada', '世界', 'a b', '🐇'] });
    expect(stdout).toBe('Hello, Ada!\nHello, 世界!\nHello, a b!\nHello, 🐇!\n');
  });

  it('numbers the lines of standard input', () => {
    const { stdout } = runExample(module, { args: ['you'], stdin: 'one\n\n三\nno newline at the end' });
    expect(stdout).toBe('Hello, you!\n1: one\n2: \n3: 三\n4: no newline at the end\n');
  });

  it('reads standard input of any length', () => {
    const lines = Array.from({ length: 5000 }, (_, at) => `line number ${at}`);
    const { stdout } = runExample(module, { stdin: `${lines.join('\n')}\n` });
    expect(stdout).toBe(`Hello, world!\n${lines.map((line, at) => `${at + 1}: ${line}\n`).join('')}`);
  });
});
