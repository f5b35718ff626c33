import type { LevelRange } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { Text } from '../../text/Text.ts';

/** The name of a step; its title stands under that key. */
export type DemoStepName = keyof Text['useRightDemo']['steps'];

/** What a step says of its result: a word that is the same in all languages, or a quantity with its unit. */
export type FactValue =
  | string
  | number
  | bigint
  | { readonly wei: bigint }
  | { readonly at: number }
  | { readonly hashesPerSecond: bigint }
  | { readonly range: LevelRange };

export type DemoFact = readonly [label: keyof Text['useRightDemo']['facts'], value: FactValue];

/** Something that must not be possible, and was tried. */
export interface DemoRefusal {
  readonly what: keyof Text['useRightDemo']['refusals'];
  /** Why chain or daemon refused it. */
  readonly code: string;
}

export interface DemoTransaction {
  readonly what: keyof Text['useRightDemo']['transactions'];
  readonly hash: Hex;
  readonly gasUsed: bigint;
}

/** What a step did. */
export interface DemoOutcome {
  /** The token that it made or was about, such as `HID 1`. */
  readonly id: string;
  readonly facts: readonly DemoFact[];
  readonly refusals: readonly DemoRefusal[];
  /** In the order in which they were sent; none where the step only looked. */
  readonly transactions: readonly DemoTransaction[];
}

/** A step of the demonstration, done. */
export interface DemoStepReport extends DemoOutcome {
  /** Scenario and place, such as `1.7a`. */
  readonly number: string;
  readonly name: DemoStepName;
  readonly wallMs: number;
}
