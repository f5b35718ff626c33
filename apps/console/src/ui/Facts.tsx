import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import classes from './Facts.module.css';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** Names and values: in columns, as big figures, or as a list with the values at the right. */
export function Facts({ facts, look }: { readonly facts: readonly Fact[]; readonly look?: 'big' | 'list' }) {
  return (
    <dl className={cx(classes.facts, look && classes[look])}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
