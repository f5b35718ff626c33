import { settleIncomeMany } from '@suanli/sdk';
import { ActionDialog } from '../../action/ActionDialog.tsx';
import { useText } from '../../text/TextContext.tsx';
import { ButtonLink } from '../../ui/Button.tsx';
import { Tokens } from '../../ui/Tokens.tsx';

export interface SettleDialogProps {
  readonly resourceIds: readonly bigint[];
  /** What is due of all of them together. */
  readonly dueWei: bigint;
  readonly onClose: () => void;
}

/** Takes out what the connected account has earned of resources, to its account in the Bank. */
export function SettleDialog({ resourceIds, dueWei, onClose }: SettleDialogProps) {
  const { text } = useText();
  const words = text.share.settle;
  return (
    <ActionDialog
      title={words.title}
      what={words.what}
      facts={[
        { label: text.share.resources, value: resourceIds.join(', ') },
        { label: text.share.accrued, value: <Tokens wei={dueWei} /> },
      ]}
      confirm={words.confirm}
      steps={[{ label: words.title, run: (client) => settleIncomeMany(client, { resourceIds }) }]}
      done={words.done}
      doneLink={<ButtonLink to="/balances">{text.nav.routes['/balances']}</ButtonLink>}
      onClose={onClose}
    />
  );
}
