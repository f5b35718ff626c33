import { useEffect, useId, useRef, useState } from 'react';
import { useText } from '../text/TextContext.tsx';
import { Button } from './Button.tsx';
import classes from './CopyText.module.css';
import { downloadFile } from './downloadFile.ts';

export interface CopyTextProps {
  /** What the text is. */
  readonly label: string;
  readonly value: string;
  /** The name under which it is saved; where there is none, it is only copied. */
  readonly fileName?: string;
}

/** A text to be passed on: shown, copied by a button, or saved. */
export function CopyText({ label, value, fileName }: CopyTextProps) {
  const { text } = useText();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 3_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // Not every page may write there; what is selected can be copied by hand.
      area.current?.select();
    }
  };
  return (
    <div className={classes.copy}>
      <label className={classes.label} htmlFor={id}>
        {label}
      </label>
      <textarea id={id} ref={area} className={classes.text} value={value} rows={4} readOnly />
      <div className={classes.buttons}>
        <Button small onClick={() => void copy()}>
          {text.payments.copy}
        </Button>
        {fileName !== undefined && (
          <Button small onClick={() => downloadFile(fileName, new Blob([value], { type: 'application/json' }))}>
            {text.payments.save}
          </Button>
        )}
        <span role="status">{copied ? text.payments.copied : ''}</span>
      </div>
    </div>
  );
}
