import { useText } from '../text/TextContext.tsx';
import { cx } from '../ui/cx.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import classes from './ActionStatus.module.css';
import type { ActionState, ActionStep } from './useAction.ts';

/** Where an action stands, step by step; changes are read out. */
export function ActionStatus({ state, steps }: { readonly state: ActionState; readonly steps: readonly ActionStep[] }) {
  const { text } = useText();
  const phase = (index: number) => {
    if (index < state.step) return 'done' as const;
    if (index > state.step || state.phase === 'review') return 'waiting' as const;
    return state.phase === 'error' ? ('failed' as const) : ('active' as const);
  };
  const marks = { done: '✓', waiting: '○', active: '●', failed: '✕' } as const;
  return (
    <div aria-live="polite" role="status">
      {(steps.length > 1 || state.phase !== 'review') && (
        <ol className={classes.steps}>
          {steps.map((step, index) => {
            const now = phase(index);
            return (
              <li key={step.label} className={cx(classes.step, classes[now])}>
                <span className={classes.mark} aria-hidden="true">
                  {marks[now]}
                </span>
                <span>
                  {step.label}
                  <span className={classes.phase}>
                    {' – '}
                    {now === 'active' && state.phase !== 'review' && state.phase !== 'done' && state.phase !== 'error'
                      ? text.action.phase[state.phase]
                      : text.action.step[now]}
                  </span>
                </span>
              </li>
            );
          })}
        </ol>
      )}
      {state.error && <ErrorNotice error={state.error} />}
    </div>
  );
}
