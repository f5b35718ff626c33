import { Link } from '@tanstack/react-router';
import { ActionButton } from '../../action/ActionButton.tsx';
import { shareholdingFields } from '../../data/tables.ts';
import { useRows } from '../../data/useRows.ts';
import { useText } from '../../text/TextContext.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { useAccount } from '../../wallet/useWriter.ts';
import { accruedWei } from './accruedWei.ts';
import { SettleDialog } from './SettleDialog.tsx';
import { ListSharesDialog } from './shareDialogs.tsx';

/** The shares of the connected account, what they have earned, and what can be done with them. */
export function MyShares() {
  const { text } = useText();
  const account = useAccount();
  const query = useRows({
    table: 'shareholdings',
    fields: shareholdingFields,
    where: { holder: account?.toLowerCase() ?? '0x' },
    orderBy: 'resourceId',
  });
  return (
    <QueryView query={query}>
      {({ items }) => {
        const rows = items
          .map((row) => ({
            ...row,
            dueWei: accruedWei(row, row.revenueRight?.incomePerShareWei ?? row.seenPerShareWei),
          }))
          .filter((row) => row.shares > 0n || row.dueWei > 0n || row.settledWei > 0n);
        const due = rows.filter((row) => row.dueWei > 0n);
        const dueWei = due.reduce((sum, row) => sum + row.dueWei, 0n);
        if (rows.length === 0) return <Empty title={text.share.mineEmpty}>{text.share.mineEmptyBody}</Empty>;
        return (
          <>
            <Facts
              look="big"
              facts={[
                { label: text.share.accrued, value: <Tokens wei={dueWei} /> },
                {
                  label: text.share.settled,
                  value: <Tokens wei={rows.reduce((sum, row) => sum + row.settledWei, 0n)} />,
                },
              ]}
            />
            <div>
              <ActionButton
                look="primary"
                label={text.share.settle.confirm}
                disabled={due.length === 0}
                dialog={(onClose) => (
                  <SettleDialog resourceIds={due.map((row) => row.resourceId)} dueWei={dueWei} onClose={onClose} />
                )}
              />
            </div>
            <DataTable
              caption={text.share.mine}
              rows={rows}
              rowKey={(row) => row.resourceId.toString()}
              empty={null}
              columns={[
                {
                  key: 'resource',
                  head: text.common.resource,
                  cell: (row) => (
                    <Link to="/resources/$id" params={{ id: row.resourceId.toString() }}>
                      {text.common.resourceName(row.resourceId.toString())}
                    </Link>
                  ),
                },
                { key: 'type', head: text.common.type, cell: (row) => row.revenueRight?.resource?.typeName ?? '–' },
                {
                  key: 'shares',
                  head: text.share.shares,
                  end: true,
                  cell: (row) => `${row.shares} / ${row.revenueRight?.totalShares ?? '?'}`,
                },
                { key: 'due', head: text.share.accrued, end: true, cell: (row) => <Tokens wei={row.dueWei} /> },
                { key: 'settled', head: text.share.settled, end: true, cell: (row) => <Tokens wei={row.settledWei} /> },
                {
                  key: 'sell',
                  head: '',
                  label: text.common.actions,
                  end: true,
                  cell: (row) => (
                    <ActionButton
                      small
                      label={text.share.list.confirm}
                      aria-label={text.share.list.title(row.resourceId.toString())}
                      disabled={row.shares === 0n}
                      dialog={(onClose) => (
                        <ListSharesDialog resourceId={row.resourceId} held={row.shares} onClose={onClose} />
                      )}
                    />
                  ),
                },
              ]}
            />
          </>
        );
      }}
    </QueryView>
  );
}
