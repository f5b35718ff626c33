import type { AccountChangeRow } from '../../data/tables.ts';
import { useText } from '../../text/TextContext.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import classes from './Change.module.css';

/** By how much funds changed, with an arrow up or down. */
export function Change({ change }: { readonly change: Pick<AccountChangeRow, 'deltaWei'> }) {
  const { text } = useText();
  const up = change.deltaWei > 0n;
  return (
    <span className={up ? classes.up : classes.down}>
      <span role="img" aria-label={up ? text.balances.up : text.balances.down}>
        {up ? '↑' : '↓'}
      </span>{' '}
      <Tokens wei={up ? change.deltaWei : -change.deltaWei} />
    </span>
  );
}
