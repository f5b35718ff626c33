import { formatWork } from '@suanli/protocol';
import type { EpochPrice } from '@suanli/sdk';
import { formatTokens } from '../format/formatTokens.ts';
import { useText } from '../text/TextContext.tsx';
import { linearScale } from './linearScale.ts';
import classes from './PriceHistory.module.css';

export interface PriceHistoryProps {
  readonly caption: string;
  /** Oldest first. */
  readonly prices: readonly EpochPrice[];
}

const width = 720;
const box = { left: 74, right: 708 };
const priceBox = { top: 28, bottom: 158 };
const workBox = { top: 190, bottom: 250 };
const height = 276;

const gwu = 10n ** 9n;

/** Prices epoch by epoch as steps, above what was supplied and demanded in each. The table beside it says the same. */
export function PriceHistory({ caption, prices }: PriceHistoryProps) {
  const { text } = useText();
  const words = text.prices;
  const tokens = prices.map(({ priceWeiPerGwu }) => Number(priceWeiPerGwu) / 1e18);
  const scale = linearScale(Math.min(...tokens), Math.max(...tokens));
  const slot = (box.right - box.left) / Math.max(1, prices.length);
  const x = (index: number) => box.left + index * slot;
  const y = (value: number) =>
    priceBox.bottom - ((value - scale.low) / (scale.high - scale.low)) * (priceBox.bottom - priceBox.top);
  const works = prices.flatMap(({ supplyWork, demandWork }) => [supplyWork, demandWork]);
  const mostWork = works.reduce((most, work) => (work > most ? work : most), gwu);
  const barHeight = (work: bigint) => (Number(work) / Number(mostWork)) * (workBox.bottom - workBox.top);
  const last = prices.at(-1);
  const [least, most] = prices.reduce<[bigint, bigint]>(
    ([low, high], { priceWeiPerGwu: price }) => [price < low ? price : low, price > high ? price : high],
    [last?.priceWeiPerGwu ?? 0n, 0n],
  );
  // So many labels fit below each other's slots.
  const every = Math.max(1, Math.ceil(prices.length / 8));
  const path = tokens
    .map((value, index) => `${index === 0 ? 'M' : 'L'}${x(index)},${y(value)} H${x(index + 1)}`)
    .join(' ');
  const bar = Math.max(2, Math.min(14, slot / 2 - 2));
  return (
    <figure className={classes.figure}>
      <svg
        className={classes.chart}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={words.chart(
          prices.length,
          formatTokens(least),
          formatTokens(most),
          formatTokens(last?.priceWeiPerGwu ?? 0n),
        )}
      >
        {scale.ticks.map((tick) => (
          <g key={tick}>
            <line x1={box.left} x2={box.right} y1={y(tick)} y2={y(tick)} className={classes.grid} />
            <text x={box.left - 8} y={y(tick) + 4} textAnchor="end" className={classes.tick}>
              {Number(tick.toPrecision(6))}
            </text>
          </g>
        ))}
        <text x={box.left} y={priceBox.top - 12} className={classes.tick}>
          {`${words.priceShort}, SUAN / Gwu`}
        </text>
        <path d={`${path} V${priceBox.bottom} H${box.left} Z`} className={classes.area} />
        <path d={path} className={classes.line} />
        <text x={box.left - 8} y={workBox.top + 4} textAnchor="end" className={classes.tick}>
          {formatWork(mostWork)}
        </text>
        <line x1={box.left} x2={box.right} y1={workBox.bottom} y2={workBox.bottom} className={classes.axis} />
        {prices.map(({ epoch, priceWeiPerGwu, supplyWork, demandWork }, index) => {
          const middle = x(index) + slot / 2;
          return (
            <g key={epoch}>
              <title>
                {`${words.epoch} ${epoch}: ${formatTokens(priceWeiPerGwu)} SUAN / Gwu · ${words.supply} ${formatWork(supplyWork)} · ${words.demand} ${formatWork(demandWork)}`}
              </title>
              <rect
                x={x(index)}
                y={priceBox.top}
                width={slot}
                height={workBox.bottom - priceBox.top}
                fill="transparent"
              />
              <rect
                x={middle - bar - 1}
                y={workBox.bottom - barHeight(supplyWork)}
                width={bar}
                height={barHeight(supplyWork)}
                className={classes.supply}
              />
              <rect
                x={middle + 1}
                y={workBox.bottom - barHeight(demandWork)}
                width={bar}
                height={barHeight(demandWork)}
                className={classes.demand}
              />
              {(prices.length - 1 - index) % every === 0 && (
                <text x={middle} y={workBox.bottom + 16} textAnchor="middle" className={classes.tick}>
                  {epoch}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <figcaption className={classes.caption}>
        <span>{caption}</span>
        <span className={classes.key}>
          <span className={classes.keySupply} aria-hidden="true" /> {words.supply}
        </span>
        <span className={classes.key}>
          <span className={classes.keyDemand} aria-hidden="true" /> {words.demand}
        </span>
      </figcaption>
    </figure>
  );
}
