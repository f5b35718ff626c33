import { useState } from 'react';
import { type AccountChangeRow, type AccountRow, accountChangeFields, accountFields } from '../../data/tables.ts';
import { useRows } from '../../data/useRows.ts';
import { isSameAddress } from '../../format/isSameAddress.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { CheckField } from '../../ui/Field.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Time } from '../../ui/Time.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { NeedWallet } from '../../wallet/NeedWallet.tsx';
import { useAccount } from '../../wallet/useWriter.ts';
import { MyShares } from '../share/MyShares.tsx';
import { Change } from './Change.tsx';
import { OwnFunds } from './OwnFunds.tsx';

function fundsOf(account: AccountRow): bigint {
  return account.availableWei + account.lockedWei + account.pendingWei;
}

/** Everybody's funds: who it is, what part it plays, which shares it holds, what it has, and what changed last. */
export function BalancesPage() {
  const { text } = useText();
  const own = useAccount();
  const [contracts, setContracts] = useState(false);
  const accounts = useRows({
    table: 'accounts',
    fields: accountFields,
    orderBy: 'updatedBlock',
    descending: true,
    limit: 200,
  });
  const changes = useRows({
    table: 'accountChanges',
    fields: accountChangeFields,
    where: { deltaWei_not: 0n },
    orderBy: 'id',
    descending: true,
    limit: 400,
  });
  const last = new Map<string, AccountChangeRow>();
  for (const change of changes.data?.items ?? []) {
    if (!last.has(change.account.toLowerCase())) last.set(change.account.toLowerCase(), change);
  }
  const roles = (row: AccountRow): readonly string[] => [
    ...(row.contract === null ? [] : [text.balances.roles.contract]),
    ...(row.isProvider ? [text.balances.roles.provider] : []),
    ...(row.isUser ? [text.balances.roles.user] : []),
    ...(row.shareholdings.some(({ shares }) => shares > 0n) ? [text.balances.roles.holder] : []),
    ...(row.isRequester ? [text.balances.roles.requester] : []),
    ...(row.isTreasury ? [text.balances.roles.treasury] : []),
  ];
  return (
    <Page title={text.balances.title} lead={text.balances.lead}>
      <Panel title={text.balances.mine}>
        <NeedWallet why={text.balances.mineNeeds}>
          <OwnFunds />
        </NeedWallet>
      </Panel>
      {own !== undefined && (
        <Panel title={text.share.mine}>
          <MyShares />
        </Panel>
      )}
      <Panel title={text.balances.everybody}>
        <CheckField label={text.balances.withContracts} checked={contracts} onChange={setContracts} />
        <QueryView query={accounts}>
          {({ items }) => (
            <DataTable
              caption={text.balances.everybody}
              rows={items.filter((row) => contracts || row.contract === null || row.isTreasury)}
              rowKey={(row) => row.address}
              isMine={(row) => isSameAddress(row.address, own)}
              empty={<Empty title={text.balances.empty} />}
              columns={[
                { key: 'address', head: text.wallet.account, cell: (row) => <AddressLabel address={row.address} /> },
                {
                  key: 'role',
                  head: text.balances.role,
                  cell: (row) => (
                    <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: 4 }}>
                      {roles(row).length === 0 ? '–' : roles(row).map((role) => <Badge key={role}>{role}</Badge>)}
                    </span>
                  ),
                },
                {
                  key: 'shares',
                  head: text.balances.shares,
                  cell: (row) => {
                    const held = row.shareholdings.filter(({ shares }) => shares > 0n);
                    if (held.length === 0) return '–';
                    return (
                      <ul>
                        {held.slice(0, 4).map((each) => (
                          <li key={each.resourceId.toString()}>
                            {text.balances.sharesOf(
                              each.resourceId.toString(),
                              `${each.shares}/${each.revenueRight?.totalShares ?? '?'}`,
                            )}
                          </li>
                        ))}
                        {held.length > 4 && <li>{text.balances.more(held.length - 4)}</li>}
                      </ul>
                    );
                  },
                },
                {
                  key: 'change',
                  head: text.balances.change,
                  end: true,
                  cell: (row) => {
                    const change = last.get(row.address.toLowerCase());
                    return change ? <Change change={change} /> : '–';
                  },
                },
                { key: 'funds', head: text.balances.funds, end: true, cell: (row) => <Tokens wei={fundsOf(row)} /> },
                {
                  key: 'wallet',
                  head: text.balances.wallet,
                  end: true,
                  cell: (row) => <Tokens wei={row.token?.balanceWei ?? 0n} />,
                },
              ]}
            />
          )}
        </QueryView>
      </Panel>
      <Panel title={text.balances.changes}>
        <QueryView query={changes}>
          {({ items }) => (
            <DataTable
              caption={text.balances.changes}
              rows={items.slice(0, 25)}
              rowKey={(row) => row.id}
              isMine={(row) => isSameAddress(row.account, own)}
              empty={<Empty title={text.balances.changesEmpty} />}
              columns={[
                { key: 'time', head: text.common.time, cell: (row) => <Time at={row.time} /> },
                {
                  key: 'account',
                  head: text.common.account,
                  names: true,
                  cell: (row) => <AddressLabel address={row.account} />,
                },
                {
                  key: 'cause',
                  head: text.balances.cause,
                  cell: (row) => text.balances.causes[row.cause as 'posted'] ?? row.cause,
                },
                { key: 'change', head: text.balances.change, end: true, cell: (row) => <Change change={row} /> },
                {
                  key: 'funds',
                  head: text.balances.after,
                  end: true,
                  cell: (row) => <Tokens wei={row.availableWei + row.lockedWei + row.pendingWei} />,
                },
              ]}
            />
          )}
        </QueryView>
      </Panel>
    </Page>
  );
}
