import { describeError } from '../data/suanliError.ts';
import { toSuanliError } from '../data/toSuanliError.ts';
import { useText } from '../text/TextContext.tsx';
import { Button } from './Button.tsx';
import classes from './ErrorNoticeBody.module.css';
import { Notice } from './Notice.tsx';

/** An error with its code, what happened and what can be done, in the user's language. */
export function ErrorNoticeBody({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}) {
  const { language, text } = useText();
  const known = toSuanliError(error);
  const { message, next } = describeError(known, language);
  const details = [...known.metaMessages, known.details].filter((line) => line !== '');
  return (
    <Notice
      tone="bad"
      role="alert"
      title={message}
      action={
        onRetry && (
          <Button small onClick={onRetry}>
            {text.common.retry}
          </Button>
        )
      }
    >
      <p>{next}</p>
      <p>
        <code>{known.code}</code>
      </p>
      {details.length > 0 && (
        <details className={classes.details}>
          <summary>{text.common.details}</summary>
          <pre>{details.join('\n')}</pre>
        </details>
      )}
    </Notice>
  );
}
