import { Button, type ButtonProps } from '../ui/Button.tsx';
import { type DrawDialog, useDialogs } from '../ui/DialogHost.tsx';

export interface ActionButtonProps extends Omit<ButtonProps, 'children' | 'onClick'> {
  readonly label: string;
  /** The dialog that opens, such as an `ActionDialog`, as things stand when the button is pressed. */
  readonly dialog: DrawDialog;
}

/** A button that opens the dialog of an action. */
export function ActionButton({ label, dialog, ...rest }: ActionButtonProps) {
  const { open } = useDialogs();
  return (
    <Button aria-haspopup="dialog" {...rest} onClick={() => open(dialog)}>
      {label}
    </Button>
  );
}
