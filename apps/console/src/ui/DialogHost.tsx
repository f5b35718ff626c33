import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

/** Draws a dialog, which calls its argument to be closed. */
export type DrawDialog = (onClose: () => void) => ReactNode;

interface Dialogs {
  open(draw: DrawDialog): void;
  close(): void;
}

const DialogContext = createContext<Dialogs | undefined>(undefined);

/**
 * Where dialogs are drawn, apart from the buttons that open them: what a dialog does may make the row of its button go, and
 * its result must stay. One at a time.
 */
export function DialogHost({ children }: { readonly children: ReactNode }) {
  const [drawn, setDrawn] = useState<{ readonly key: number; readonly draw: DrawDialog }>();
  const open = useCallback((draw: DrawDialog) => setDrawn((before) => ({ key: (before?.key ?? 0) + 1, draw })), []);
  const close = useCallback(() => setDrawn(undefined), []);
  const value = useMemo(() => ({ open, close }), [open, close]);
  return (
    <DialogContext value={value}>
      {children}
      {drawn && <Drawn key={drawn.key} draw={drawn.draw} onClose={close} />}
    </DialogContext>
  );
}

function Drawn({ draw, onClose }: { readonly draw: DrawDialog; readonly onClose: () => void }) {
  return draw(onClose);
}

/** Opens and closes the dialog of the page. */
export function useDialogs(): Dialogs {
  const value = useContext(DialogContext);
  if (!value) throw new Error('useDialogs outside of its host');
  return value;
}
