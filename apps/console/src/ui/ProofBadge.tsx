import { formatLevel } from '../format/formatLevel.ts';
import { useText } from '../text/TextContext.tsx';
import { Badge, type Tone } from './Badge.tsx';
import classes from './ProofBadge.module.css';
import { provedNames } from './provedNames.ts';

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
    <span className={classes.proof}>
      <span className={classes.level}>{formatLevel(hashesPerSecond)}</span>
      <Badge tone={tones[range] ?? 'neutral'}>
        {differs ? text.proof.claims(typeName, provedNames(matchingTypes)) : text.proof.range[range as LevelRange]}
      </Badge>
    </span>
  );
}
