import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Hex, keccak256, stringToHex } from 'viem';

const folder = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);

/** The algorithms that come with their factories, by their name in TypeScript. */
export const executables = {
  fibonacci: 'FibonacciExecutable',
  fibonacciTable: 'FibonacciTableExecutable',
  primeCount: 'PrimeCountExecutable',
} as const;
export type ExecutableName = keyof typeof executables;

/**
 * The compiler's standard JSON input that rebuilds the code of an algorithm: its file and all that it imports, in the order
 * of their paths, and the settings of this project. A source hash is keccak256 of this text.
 */
export function executableInput(name: ExecutableName): string {
  const sources = new Map<string, string>();
  const add = (path: string): void => {
    if (sources.has(path)) return;
    const file = path.startsWith('@') ? require.resolve(path) : join(folder, path);
    const content = readFileSync(file, 'utf8');
    sources.set(path, content);
    for (const [, target = ''] of content.matchAll(/^import [^;]*?"([^"]+)";/gms)) {
      add(target.startsWith('.') ? posix.join(posix.dirname(path), target) : target);
    }
  };
  add(`src/execution/algorithm/${executables[name]}.sol`);
  return JSON.stringify({
    language: 'Solidity',
    sources: Object.fromEntries(
      [...sources].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, content]) => [path, { content }]),
    ),
    settings: {
      optimizer: { enabled: true, runs: 1_000_000 },
      viaIR: true,
      evmVersion: 'cancun',
      metadata: { bytecodeHash: 'none', appendCBOR: false },
      outputSelection: { '*': { '*': ['evm.deployedBytecode.object'] } },
    },
  });
}

/** keccak256 of {@link executableInput}. */
export function executableSourceHash(name: ExecutableName): Hex {
  return keccak256(stringToHex(executableInput(name)));
}
