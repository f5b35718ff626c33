import type { TaskOutput } from '@suanli/protocol';
import type { OutputComparison } from '../OutputComparator.ts';

/** Compares one part of two outputs, of which the bytes differ. */
export type PartComparison = (a: Uint8Array, b: Uint8Array) => OutputComparison;

export const sameOutput: OutputComparison = { same: true, distance: 0 };

export function different(difference: string, distance = Number.POSITIVE_INFINITY): OutputComparison {
  return { same: false, difference, distance };
}

/** Equal bytes for all parts but those that `tolerant` names: these are compared by it. Exit codes and file names are equal. */
export function compareParts(
  a: TaskOutput,
  b: TaskOutput,
  tolerant: (part: string) => PartComparison | undefined,
): OutputComparison {
  if (a.exitCode !== b.exitCode) return different(`exit codes ${a.exitCode} and ${b.exitCode}`);
  const names = Object.keys(a.files).sort();
  if (names.join('\n') !== Object.keys(b.files).sort().join('\n')) return different('other files');
  const nothing = new Uint8Array();
  const parts: [string, Uint8Array, Uint8Array][] = [
    ['stdout', a.stdout, b.stdout],
    ['stderr', a.stderr, b.stderr],
    ...names.map((name): [string, Uint8Array, Uint8Array] => [
      name,
      a.files[name] ?? nothing,
      b.files[name] ?? nothing,
    ]),
  ];
  let distance = 0;
  for (const [name, left, right] of parts) {
    if (equalBytes(left, right)) continue;
    const found = tolerant(name)?.(left, right) ?? different('bytes');
    if (!found.same) return { ...found, difference: `${name}: ${found.difference ?? 'bytes'}` };
    distance = Math.max(distance, found.distance);
  }
  return { same: true, distance };
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
