import type { ReactNode } from 'react';
import classes from './Bars.module.css';

export interface Bar {
  readonly key: string;
  readonly label: ReactNode;
  /** Length, from 0 to 1. */
  readonly length: number;
  /** The value in words; the bar itself is not read out. */
  readonly value: ReactNode;
  readonly tone?: 'good' | 'bad' | 'warn';
}

/** Horizontal bars, one to a line, as a list of names and values. */
export function Bars({ caption, bars }: { readonly caption: string; readonly bars: readonly Bar[] }) {
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>{caption}</figcaption>
      <ul className={classes.bars}>
        {bars.map((bar) => (
          <li key={bar.key} className={classes.bar}>
            <span className={classes.label}>{bar.label}</span>
            <svg className={classes.track} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect width="100" height="10" className={classes.rail} />
              <rect
                width={Math.max(bar.length > 0 ? 1 : 0, bar.length * 100)}
                height="10"
                className={classes[bar.tone ?? 'plain']}
              />
            </svg>
            <span className={classes.value}>{bar.value}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
