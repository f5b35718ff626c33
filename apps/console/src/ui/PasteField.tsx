import { type ReactNode, useId } from 'react';
import { useText } from '../text/TextContext.tsx';
import { TextAreaField } from './Field.tsx';
import classes from './PasteField.module.css';

export interface PasteFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly accept: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Larger files are not what is asked for. */
const mostBytes = 16 * 1_024 * 1_024;

/** A text that others gave: pasted, dropped as a file, or read from a chosen one. */
export function PasteField({ label, hint, error, accept, value, onChange }: PasteFieldProps) {
  const { text } = useText();
  const id = useId();
  const take = async (file: File | undefined) => {
    if (file && file.size <= mostBytes) onChange(await file.text());
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the file field below
    <div
      className={classes.paste}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        void take(event.dataTransfer.files[0]);
      }}
    >
      <TextAreaField label={label} hint={hint} error={error} value={value} onChange={onChange} />
      <div className={classes.file}>
        <label htmlFor={id}>{text.payments.file}</label>
        <input
          id={id}
          type="file"
          accept={accept}
          onChange={(event) => {
            void take(event.target.files?.[0]);
            // The same file may be chosen again after it was changed.
            event.target.value = '';
          }}
        />
      </div>
    </div>
  );
}
