import { useState } from 'react';
import { useUseRights } from '../../data/useUseRights.ts';
import { isSameAddress } from '../../format/isSameAddress.ts';
import { useText } from '../../text/TextContext.tsx';
import { ButtonLink } from '../../ui/Button.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ProofBadge } from '../../ui/ProofBadge.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { useAccount } from '../../wallet/useWriter.ts';
import { columnsOfUseRights } from '../market/columnsOfUseRights.tsx';
import { UseRightStatus } from './UseRightStatus.tsx';

/** All use rights that were issued, or those of the connected account. */
export function UseRightsPage() {
  const { text } = useText();
  const account = useAccount();
  const [whose, setWhose] = useState<'all' | 'mine'>('all');
  const { query, fromChain } = useUseRights(whose === 'mine' ? (account ?? '0x') : undefined);
  return (
    <Page title={text.useRight.title} lead={text.useRight.lead}>
      <Panel title={text.useRight.title}>
        {account !== undefined && (
          <SelectField
            label={text.useRight.whose}
            value={whose}
            onChange={setWhose}
            options={[
              { value: 'all', label: text.common.all },
              { value: 'mine', label: text.useRight.mine },
            ]}
          />
        )}
        {fromChain && <Notice tone="warn">{text.status.fromChain}</Notice>}
        <QueryView query={query}>
          {({ items, totalCount }) => (
            <>
              {items.length > 0 && <p>{text.common.showing(items.length, totalCount)}</p>}
              <DataTable
                caption={text.useRight.title}
                rows={items}
                rowKey={(row) => row.id.toString()}
                isMine={(row) => isSameAddress(row.owner, account)}
                empty={
                  <Empty
                    title={text.useRight.emptyTitle}
                    action={<ButtonLink to="/provider/new">{text.market.offerOwn}</ButtonLink>}
                  >
                    {text.useRight.emptyBody}
                  </Empty>
                }
                columns={[
                  ...columnsOfUseRights<(typeof items)[number]>(text, (row) => row),
                  { key: 'status', head: text.common.status, cell: (row) => <UseRightStatus useRight={row} /> },
                  {
                    key: 'proof',
                    head: text.common.proofLevel,
                    cell: (row) => (
                      <ProofBadge
                        typeName={row.typeName}
                        hashesPerSecond={row.resource?.latestHashesPerSecond ?? null}
                        range={row.resource?.latestRange ?? 'unknown'}
                        matchingTypes={row.resource?.matchingTypes ?? []}
                      />
                    ),
                  },
                ]}
              />
            </>
          )}
        </QueryView>
      </Panel>
    </Page>
  );
}
