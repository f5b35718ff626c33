import { formatLevel } from '../format/formatLevel.ts';
import { formatTime } from '../format/formatTime.ts';
import { useText } from '../text/TextContext.tsx';
import classes from './LevelHistory.module.css';
import { logPosition } from './logPosition.ts';

export interface LevelPoint {
  readonly key: string;
  readonly time: bigint;
  readonly hashesPerSecond: bigint;
  readonly range: string;
}

export interface LevelHistoryProps {
  readonly caption: string;
  /** In order of time. */
  readonly points: readonly LevelPoint[];
  readonly minHashesPerSecond: bigint;
  readonly maxHashesPerSecond: bigint;
}

const width = 640;
const height = 200;
const box = { left: 84, right: 624, top: 14, bottom: 172 };

/** Levels proved one after another, before the band that is expected. Logarithmic. The table below it says the same. */
export function LevelHistory({ caption, points, minHashesPerSecond, maxHashesPerSecond }: LevelHistoryProps) {
  const { language, text } = useText();
  const levels = [...points.map((point) => point.hashesPerSecond), minHashesPerSecond, maxHashesPerSecond];
  const low = levels.reduce((a, b) => (a < b ? a : b)) / 2n;
  const high = levels.reduce((a, b) => (a > b ? a : b)) * 2n;
  const y = (value: bigint) => box.bottom - logPosition(value, low, high) * (box.bottom - box.top);
  const x = (index: number) =>
    points.length < 2
      ? (box.left + box.right) / 2
      : box.left + 14 + (index * (box.right - box.left - 28)) / (points.length - 1);
  const top = y(maxHashesPerSecond);
  const bottom = y(minHashesPerSecond);
  const first = points[0];
  const last = points.at(-1);
  return (
    <figure>
      <svg
        className={classes.chart}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={text.chart.history(points.length)}
      >
        <rect x={box.left} width={box.right - box.left} y={top} height={bottom - top} className={classes.band} />
        {[maxHashesPerSecond, minHashesPerSecond].map((level) => (
          <g key={level.toString()}>
            <line x1={box.left} x2={box.right} y1={y(level)} y2={y(level)} className={classes.edge} />
            <text x={box.left - 8} y={y(level) + 4} textAnchor="end" className={classes.tick}>
              {formatLevel(level)}
            </text>
          </g>
        ))}
        <line x1={box.left} x2={box.right} y1={box.bottom} y2={box.bottom} className={classes.axis} />
        <polyline
          className={classes.line}
          points={points.map((point, index) => `${x(index)},${y(point.hashesPerSecond)}`).join(' ')}
        />
        {points.map((point, index) => (
          <circle
            key={point.key}
            cx={x(index)}
            cy={y(point.hashesPerSecond)}
            r={6}
            className={point.range === 'within' ? classes.good : classes.bad}
          >
            <title>{`${formatLevel(point.hashesPerSecond)} · ${formatTime(point.time, language)}`}</title>
          </circle>
        ))}
        {first && (
          <text x={box.left} y={height - 8} className={classes.tick}>
            {formatTime(first.time, language)}
          </text>
        )}
        {last && points.length > 1 && (
          <text x={box.right} y={height - 8} textAnchor="end" className={classes.tick}>
            {formatTime(last.time, language)}
          </text>
        )}
      </svg>
      <figcaption className={classes.caption}>{caption}</figcaption>
    </figure>
  );
}
