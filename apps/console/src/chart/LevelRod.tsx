import { formatLevel } from '../format/formatLevel.ts';
import { useText } from '../text/TextContext.tsx';
import classes from './LevelRod.module.css';
import { logPosition } from './logPosition.ts';

export interface LevelRodProps {
  readonly minHashesPerSecond: bigint;
  readonly maxHashesPerSecond: bigint;
  /** Null: nothing proved. */
  readonly hashesPerSecond: bigint | null;
}

const width = 320;
const height = 62;
const left = 14;
const right = width - 14;
const y = 26;

/** A proved level as a bead on a rod whose thick part is the range that is expected. Logarithmic. */
export function LevelRod({ minHashesPerSecond, maxHashesPerSecond, hashesPerSecond }: LevelRodProps) {
  const { text } = useText();
  const level = hashesPerSecond ?? 0n;
  // A decade on either side of the range, further where the bead lies there.
  const low = [minHashesPerSecond / 10n, level > 0n ? level / 2n : minHashesPerSecond].reduce((a, b) =>
    a < b ? a : b,
  );
  const high = [maxHashesPerSecond * 10n, level * 2n].reduce((a, b) => (a > b ? a : b));
  const x = (value: bigint) => left + logPosition(value, low, high) * (right - left);
  const from = x(minHashesPerSecond);
  const to = x(maxHashesPerSecond);
  const within = level >= minHashesPerSecond && level <= maxHashesPerSecond;
  const label = text.chart.rod(
    formatLevel(minHashesPerSecond),
    formatLevel(maxHashesPerSecond),
    level === 0n ? text.proof.unproved : formatLevel(level),
  );
  return (
    <svg className={classes.rod} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <line x1={left} x2={right} y1={y} y2={y} className={classes.rail} />
      <rect x={from} width={Math.max(2, to - from)} y={y - 6} height={12} rx={6} className={classes.range} />
      <text x={from} y={y + 26} textAnchor="middle" className={classes.tick}>
        {formatLevel(minHashesPerSecond)}
      </text>
      <text x={Math.max(from + 70, to)} y={y + 26} textAnchor="middle" className={classes.tick}>
        {formatLevel(maxHashesPerSecond)}
      </text>
      {level > 0n && (
        <>
          <rect
            x={x(level) - 9}
            y={y - 12}
            width={18}
            height={24}
            rx={9}
            className={within ? classes.beadGood : classes.beadBad}
          />
          <text
            x={Math.min(right - 26, Math.max(left + 26, x(level)))}
            y={10}
            textAnchor="middle"
            className={classes.value}
          >
            {formatLevel(level)}
          </text>
        </>
      )}
    </svg>
  );
}
