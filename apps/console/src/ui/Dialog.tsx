import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useText } from '../text/TextContext.tsx';
import classes from './Dialog.module.css';
import { pageTitleId } from './Page.tsx';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal dialog: it holds the focus while it is open and gives it back afterwards. Escape closes it. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const { text } = useText();
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
      // What opened it may be gone by what was done.
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      else document.getElementById(pageTitleId)?.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={classes.dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={classes.content}>
        <div className={classes.head}>
          <h2 id={id}>{title}</h2>
          <button type="button" className={classes.close} aria-label={text.common.close} onClick={onClose}>
            <span aria-hidden="true">×</span>
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
