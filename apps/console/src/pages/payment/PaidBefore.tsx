import { batchPayoutFields } from '../../data/paymentTables.ts';
import { useRows } from '../../data/useRows.ts';
import { shortAddress } from '../../format/shortAddress.ts';
import { useText } from '../../text/TextContext.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Time } from '../../ui/Time.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { useAccount } from '../../wallet/useWriter.ts';
import classes from './PaymentsPage.module.css';

/** The batches that the connected account has paid, the latest first; history, so only where the indexer has it. */
export function PaidBefore() {
  const { text } = useText();
  const account = useAccount();
  const words = text.payments;
  const rows = useRows({
    table: 'batchPayouts',
    fields: batchPayoutFields,
    where: { payer: account?.toLowerCase(), payees_gt: 0 },
    orderBy: 'number',
    descending: true,
    limit: 20,
    enabled: account !== undefined,
  });
  if (!rows.data || rows.data.items.length === 0) return null;
  return (
    <details className={classes.fold}>
      <summary>
        {words.paidBefore.title} ({rows.data.totalCount})
      </summary>
      <DataTable
        caption={words.paidBefore.title}
        rows={rows.data.items}
        rowKey={(row) => row.id}
        empty={null}
        columns={[
          { key: 'number', head: words.paidBefore.number, cell: (row) => row.number.toString() },
          { key: 'time', head: text.common.time, cell: (row) => <Time at={row.time} /> },
          { key: 'payees', head: words.many.accounts, end: true, cell: (row) => row.payees },
          { key: 'total', head: words.many.total, end: true, cell: (row) => <Tokens wei={row.totalWei} /> },
          {
            key: 'tx',
            head: text.action.transaction,
            end: true,
            cell: (row) => <code title={row.tx}>{shortAddress(row.tx)}</code>,
          },
        ]}
      />
    </details>
  );
}
