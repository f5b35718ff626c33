import { formatWork } from '@suanli/protocol';
import { ActionButton } from '../../action/ActionButton.tsx';
import type { PriceStatementRow } from '../../data/paymentTables.ts';
import { isSameAddress } from '../../format/isSameAddress.ts';
import { useText } from '../../text/TextContext.tsx';
import { AddressLabel } from '../../ui/AddressLabel.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { useAccount } from '../../wallet/useWriter.ts';
import classes from '../payment/PaymentsPage.module.css';
import { PublishDemandDialog, PublishSupplyDialog, ReleaseDialog } from './statementDialogs.tsx';
import { useOwnResources } from './useOwnResources.ts';
import type { TypePrice } from './usePrices.ts';
import { useStatements } from './useStatements.ts';

/** What was published of a type, and publishing more. */
export function StatementsPanel({ price }: { readonly price: TypePrice }) {
  const { text } = useText();
  const account = useAccount();
  const words = text.prices;
  const { query, fromChain } = useStatements(price.typeId);
  const resources = useOwnResources(price.typeId, account);
  const isOver = (row: PriceStatementRow) => row.untilEpoch <= price.epoch;
  const isReleasable = (row: PriceStatementRow) => row.untilEpoch < price.epoch;
  const mine = (query.data?.items ?? []).filter((row) => isSameAddress(row.account, account) && isReleasable(row));
  return (
    <Panel
      title={words.publish}
      lead={words.publishLead}
      actions={
        <div className={classes.buttons}>
          <ActionButton
            look="primary"
            label={words.publishDemand}
            dialog={(onClose) => <PublishDemandDialog price={price} onClose={onClose} />}
          />
          <ActionButton
            label={words.publishSupply}
            disabled={resources.length === 0}
            title={resources.length === 0 ? words.noResource : undefined}
            dialog={(onClose) => <PublishSupplyDialog price={price} resources={resources} onClose={onClose} />}
          />
          {mine.length > 0 && (
            <ActionButton
              label={words.releaseMine}
              dialog={(onClose) => <ReleaseDialog statements={mine} onClose={onClose} />}
            />
          )}
        </div>
      }
    >
      {fromChain && <Notice tone="warn">{text.payments.fromChain}</Notice>}
      <QueryView query={query}>
        {({ items }) => (
          <DataTable<PriceStatementRow>
            caption={words.statements}
            rows={items}
            rowKey={(row) => row.id.toString()}
            isMine={(row) => isSameAddress(row.account, account)}
            empty={<Empty title={words.statementsEmpty} />}
            columns={[
              { key: 'kind', head: words.kind, cell: (row) => words.kinds[row.kind as 'supply'] },
              { key: 'who', head: words.who, names: true, cell: (row) => <AddressLabel address={row.account} /> },
              {
                key: 'resource',
                head: words.resource,
                end: true,
                cell: (row) => (row.resourceId === null ? '–' : row.resourceId.toString()),
              },
              { key: 'work', head: words.work, end: true, cell: (row) => formatWork(row.workPerEpoch) },
              {
                key: 'epochs',
                head: words.epochsHead,
                end: true,
                cell: (row) => words.fromTo(String(row.fromEpoch), String(row.untilEpoch - 1)),
              },
              { key: 'bond', head: words.locked, end: true, cell: (row) => <Tokens wei={row.bondWei} /> },
              {
                key: 'state',
                head: text.payments.state,
                cell: (row) => (
                  <Badge tone={isOver(row) ? 'neutral' : 'good'}>{isOver(row) ? words.over : words.live}</Badge>
                ),
              },
              {
                key: 'do',
                head: '',
                label: text.common.actions,
                end: true,
                cell: (row) =>
                  !isSameAddress(row.account, account) ? null : isReleasable(row) ? (
                    <ActionButton
                      small
                      label={words.release}
                      dialog={(onClose) => <ReleaseDialog statements={[row]} onClose={onClose} />}
                    />
                  ) : (
                    <small className={classes.muted}>{words.releasableFrom(String(row.untilEpoch + 1))}</small>
                  ),
              },
            ]}
          />
        )}
      </QueryView>
    </Panel>
  );
}
