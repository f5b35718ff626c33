import { type ReactNode, useState } from 'react';
import { useText } from '../text/TextContext.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { type Fact, Facts } from '../ui/Facts.tsx';
import { Notice } from '../ui/Notice.tsx';
import { NeedWallet } from '../wallet/NeedWallet.tsx';
import classes from './ActionDialog.module.css';
import { ActionStatus } from './ActionStatus.tsx';
import { type ActionStep, useAction } from './useAction.ts';

export interface ActionDialogProps {
  readonly title: string;
  /** What will happen, in a sentence or two. */
  readonly what: ReactNode;
  /** Who gets what, and what it costs. */
  readonly facts?: readonly Fact[];
  /** Fields to fill in first. */
  readonly children?: ReactNode;
  readonly confirm: string;
  readonly steps: readonly ActionStep[];
  /** Why it cannot be confirmed as it stands. */
  readonly blocked?: string | undefined;
  /** What has changed, once it is done. */
  readonly done: ReactNode;
  /** Where to see it. */
  readonly doneLink?: ReactNode;
  /** What came of it, to be passed on. */
  readonly result?: ReactNode;
  /** True where nothing is sent, so that it costs nothing: what is only signed. */
  readonly free?: boolean;
  readonly onClose: () => void;
}

/** A write from what will happen to what has: review, wallet, waiting, result or the coded error. */
export function ActionDialog(props: ActionDialogProps) {
  const { title, what, facts, children, confirm, blocked, done, doneLink, result, free, onClose } = props;
  const { text } = useText();
  const action = useAction();
  const { state, running } = action;
  // Once begun, they stay as they were: what the first has done may make it vanish from those given.
  const [begun, setBegun] = useState<readonly ActionStep[]>();
  const steps = begun ?? props.steps;
  const finished = state.phase === 'done';
  return (
    <Dialog title={title} onClose={onClose}>
      {finished ? (
        <Notice tone="good" role="status" title={done} action={doneLink}>
          {state.gasUsed > 0n && <p>{text.action.gasUsed(state.gasUsed.toLocaleString('en'))}</p>}
          {state.hash && (
            <p>
              {text.action.transaction} <code>{state.hash}</code>
            </p>
          )}
        </Notice>
      ) : (
        <>
          <div className={classes.what}>{what}</div>
          <NeedWallet>
            <form
              className={classes.form}
              onSubmit={(event) => {
                event.preventDefault();
                if (running || (blocked !== undefined && !begun)) return;
                setBegun(steps);
                void action.run(steps);
              }}
            >
              {children !== undefined && (
                <fieldset disabled={begun !== undefined} className={classes.fields}>
                  {children}
                </fieldset>
              )}
              {facts && facts.length > 0 && <Facts look="list" facts={facts} />}
              {!free && <p className={classes.gas}>{text.action.gasNote}</p>}
              <ActionStatus state={state} steps={steps} />
              {blocked !== undefined && state.phase === 'review' && <p className={classes.blocked}>{blocked}</p>}
              <div className={classes.buttons}>
                <Button look="primary" type="submit" disabled={running || (blocked !== undefined && !begun)}>
                  {running ? text.action.running : state.phase === 'error' ? text.common.retry : confirm}
                </Button>
                <Button onClick={onClose}>{running ? text.action.closeRunning : text.common.cancel}</Button>
              </div>
            </form>
          </NeedWallet>
        </>
      )}
      {finished && result}
      {finished && (
        <div className={classes.buttons}>
          <Button look="primary" autoFocus onClick={onClose}>
            {text.common.close}
          </Button>
        </div>
      )}
    </Dialog>
  );
}
