import type { ReactNode } from 'react';
import classes from './Badge.module.css';
import { cx } from './cx.ts';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'neutral';

/** A word about the state of something. The word says it; the colour only helps. */
export function Badge({
  tone = 'neutral',
  title,
  children,
}: {
  readonly tone?: Tone;
  readonly title?: string;
  readonly children: ReactNode;
}) {
  return (
    <span className={cx(classes.badge, tone !== 'neutral' && classes[tone])} title={title}>
      {children}
    </span>
  );
}
