import { formatLevel } from '../format/formatLevel.ts';
import { useText } from '../text/TextContext.tsx';
import { Badge, type Tone } from './Badge.tsx';
import classes from './ProofBadge.module.css';

/** How a proved level compares to what the DAO expects of the type. */
export type LevelRange = 'unknown' | 'below' | 'within' | 'above';

export interface ProofBadgeProps {
  /** What the resource claims to be. */
  readonly typeName: string;
  /** Zero or null: nothing proved. */
  readonly hashesPerSecond: bigint | null;
  readonly range: string;
  /** Names of the types in whose range the level lies. */
  readonly matchingTypes: readonly string[];
}

const tones: Readonly<Record<string, Tone>> = { unknown: 'neutral', below: 'bad', within: 'good', above: 'warn' };

/**
 * What a level may be, in few words: ranges overlap, so a level often matches several types. CPU is left out where a GPU
 * fits as well, since whoever misstates a GPU states another one.
 */
export function provedNames(matchingTypes: readonly string[]): string {
  const names = matchingTypes.length > 1 ? matchingTypes.filter((name) => name !== 'CPU') : matchingTypes;
  return names.length > 2 ? `${names.slice(0, 2).join(' / ')} …` : names.join(' / ');
}

/** What was proved of a resource, next to what it claims to be: a claim that the proof does not bear out is named. */
export function ProofBadge({ typeName, hashesPerSecond, range, matchingTypes }: ProofBadgeProps) {
  const { text } = useText();
  if (hashesPerSecond === null || hashesPerSecond === 0n)
    return (
      <span className={classes.proof}>
        <Badge>{text.proof.unproved}</Badge>
      </span>
    );
  const differs = range !== 'within' && matchingTypes.length > 0 && !matchingTypes.includes(typeName);
  return (
    <span
      style={{
        display: 'inline-flex',
        flexWrap: 'wrap',
        gap: '2px 8px',
        alignItems: 'center',
        justifyContent: 'flex-end',
      }}
    >
      <span className={classes.level}>{formatLevel(hashesPerSecond)}</span>
      <Badge tone={tones[range] ?? 'neutral'}>
        {differs ? text.proof.claims(typeName, provedNames(matchingTypes)) : text.proof.range[range as LevelRange]}
      </Badge>
    </span>
  );
}
