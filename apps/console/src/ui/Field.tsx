import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from 'react';
import classes from './Field.module.css';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with the value; read out with it. */
  readonly error?: string | undefined;
}

interface Described {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

function Frame({
  label,
  hint,
  error,
  children,
}: FieldProps & { readonly children: (described: Described) => ReactNode }) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [hint !== undefined && hintId, error !== undefined && errorId].filter(Boolean).join(' ');
  return (
    <div className={classes.field}>
      <label className={classes.label} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {hint !== undefined && (
        <p className={classes.hint} id={hintId}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p className={classes.error} id={errorId}>
          {error}
        </p>
      )}
    </div>
  );
}

export interface TextFieldProps extends FieldProps, Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Written after the input, such as SUAN. */
  readonly unit?: string;
}

/** A labelled input of one line. */
export function TextField({ label, hint, error, value, onChange, unit, ...rest }: TextFieldProps) {
  return (
    <Frame label={label} hint={hint} error={error}>
      {(described) => (
        <div className={classes.withUnit}>
          <input
            className={classes.input}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            autoComplete="off"
            {...rest}
            {...described}
          />
          {unit !== undefined && (
            <span className={classes.unit} aria-hidden="true">
              {unit}
            </span>
          )}
        </div>
      )}
    </Frame>
  );
}

export interface FileFieldProps extends FieldProps {
  readonly accept: string;
  readonly onChange: (file: File | undefined) => void;
}

/** A labelled choice of one file. */
export function FileField({ label, hint, error, accept, onChange }: FileFieldProps) {
  return (
    <Frame label={label} hint={hint} error={error}>
      {(described) => (
        <input type="file" accept={accept} onChange={(event) => onChange(event.target.files?.[0])} {...described} />
      )}
    </Frame>
  );
}

export interface TextAreaFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A labelled input of several lines. */
export function TextAreaField({ label, hint, error, value, onChange }: TextAreaFieldProps) {
  return (
    <Frame label={label} hint={hint} error={error}>
      {(described) => (
        <textarea
          className={classes.input}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          spellCheck={false}
          {...described}
        />
      )}
    </Frame>
  );
}

export interface SelectFieldProps<V extends string>
  extends FieldProps,
    Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> {
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly options: readonly { readonly value: V; readonly label: string }[];
}

/** A labelled choice of one among several. */
export function SelectField<V extends string>({
  label,
  hint,
  error,
  value,
  onChange,
  options,
  ...rest
}: SelectFieldProps<V>) {
  return (
    <Frame label={label} hint={hint} error={error}>
      {(described) => (
        <select
          className={classes.input}
          value={value}
          onChange={(event) => onChange(event.target.value as V)}
          {...rest}
          {...described}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Frame>
  );
}

export interface CheckFieldProps {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A labelled yes or no. */
export function CheckField({ label, checked, onChange }: CheckFieldProps) {
  const id = useId();
  return (
    <div className={classes.check}>
      <input id={id} type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <label htmlFor={id}>{label}</label>
    </div>
  );
}

/** Fields beside each other, as many as fit. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return <div className={classes.row}>{children}</div>;
}
