import { type ReactNode, useState } from 'react';
import { Button, type ButtonProps } from '../ui/Button.tsx';

export interface ActionButtonProps extends Omit<ButtonProps, 'children'> {
  readonly label: string;
  /** The dialog that opens, such as an `ActionDialog`. */
  readonly dialog: (onClose: () => void) => ReactNode;
}

/** A button that opens the dialog of an action. */
export function ActionButton({ label, dialog, ...rest }: ActionButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" {...rest} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && dialog(() => setOpen(false))}
    </>
  );
}
