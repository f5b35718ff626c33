import { type ReactNode, useEffect } from 'react';
import { useText } from '../text/TextContext.tsx';
import classes from './Page.module.css';

/** The id of the heading that gets the focus when the route changes. */
export const pageTitleId = 'page-title';

export interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One page: its heading, which is also the document's title, and its content. */
export function Page({ title, lead, actions, children }: PageProps) {
  const { text } = useText();
  useEffect(() => {
    document.title = `${title} · ${text.common.product}`;
  }, [title, text]);
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <div className={classes.titles}>
          <h1 id={pageTitleId} tabIndex={-1}>
            {title}
          </h1>
          {lead !== undefined && <p className={classes.lead}>{lead}</p>}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
