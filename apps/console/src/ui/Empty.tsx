import type { ReactNode } from 'react';
import classes from './Empty.module.css';

/** What stands where there is nothing yet: what would be here, and how it gets here. */
export function Empty({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <p className={classes.title}>{title}</p>
      {children !== undefined && <div>{children}</div>}
      {action}
    </div>
  );
}
