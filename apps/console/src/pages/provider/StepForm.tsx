import { type ReactNode, useState } from 'react';
import { ActionStatus } from '../../action/ActionStatus.tsx';
import { type ActionStep, useAction } from '../../action/useAction.ts';
import { useText } from '../../text/TextContext.tsx';
import { Button } from '../../ui/Button.tsx';
import classes from './StepForm.module.css';

export interface StepFormProps {
  readonly children: ReactNode;
  readonly confirm: string;
  readonly steps: readonly ActionStep[];
  /** Why it cannot be sent as it stands. */
  readonly blocked?: string | undefined;
  readonly onDone?: () => void;
}

/** One step of a guided flow: its fields, what is sent, and where that stands. */
export function StepForm({ children, confirm, steps, blocked, onDone }: StepFormProps) {
  const { text } = useText();
  const action = useAction();
  const [begun, setBegun] = useState<readonly ActionStep[]>();
  const shown = begun ?? steps;
  return (
    <form
      className={classes.form}
      onSubmit={async (event) => {
        event.preventDefault();
        if (action.running || (blocked !== undefined && !begun)) return;
        setBegun(shown);
        if (await action.run(shown)) {
          onDone?.();
          setBegun(undefined);
          action.reset();
        }
      }}
    >
      <fieldset disabled={begun !== undefined} className={classes.fields}>
        {children}
      </fieldset>
      <ActionStatus state={action.state} steps={shown} />
      {blocked !== undefined && !begun && <p className={classes.blocked}>{blocked}</p>}
      <div className={classes.buttons}>
        <Button look="primary" type="submit" disabled={action.running || (blocked !== undefined && !begun)}>
          {action.running ? text.action.running : action.state.phase === 'error' ? text.common.retry : confirm}
        </Button>
        {action.state.phase === 'error' && (
          <Button
            onClick={() => {
              setBegun(undefined);
              action.reset();
            }}
          >
            {text.provider.edit}
          </Button>
        )}
        <span className={classes.gas}>{text.action.gasNote}</span>
      </div>
    </form>
  );
}
