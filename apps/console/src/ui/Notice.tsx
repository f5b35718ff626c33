import type { ReactNode } from 'react';
import type { Tone } from './Badge.tsx';
import { cx } from './cx.ts';
import classes from './Notice.module.css';

export interface NoticeProps {
  readonly tone?: Tone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons or links: what to do about it. */
  readonly action?: ReactNode;
  /** Whether it is read out when it appears: `alert` at once, `status` when there is a pause. */
  readonly role?: 'alert' | 'status';
}

/** Something to know before going on. */
export function Notice({ tone = 'neutral', title, children, action, role }: NoticeProps) {
  return (
    <div className={cx(classes.notice, tone !== 'neutral' && classes[tone])} role={role}>
      {title !== undefined && <p className={classes.title}>{title}</p>}
      {children !== undefined && <div className={classes.body}>{children}</div>}
      {action}
    </div>
  );
}
