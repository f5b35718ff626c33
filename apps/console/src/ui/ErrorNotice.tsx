import { lazy, Suspense } from 'react';
import { Loading } from './Loading.tsx';

const Body = lazy(() => import('./ErrorNoticeBody.tsx').then(({ ErrorNoticeBody }) => ({ default: ErrorNoticeBody })));

export interface ErrorNoticeProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}

/** An error with its code, what happened and what can be done, in the user's language. Its texts are loaded with it. */
export function ErrorNotice(props: ErrorNoticeProps) {
  return (
    <Suspense fallback={<Loading />}>
      <Body {...props} />
    </Suspense>
  );
}
