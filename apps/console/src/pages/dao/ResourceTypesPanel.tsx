import { resourceTypeFields, resourceTypeTermsFields } from '../../data/tables.ts';
import { useRows } from '../../data/useRows.ts';
import { formatLevel } from '../../format/formatLevel.ts';
import { formatMemory } from '../../format/formatMemory.ts';
import { useText } from '../../text/TextContext.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useDialogs } from '../../ui/DialogHost.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Time } from '../../ui/Time.tsx';
import classes from './ResourceTypesPanel.module.css';

interface Terms {
  readonly listed: boolean;
  readonly revenueShares: bigint;
  readonly leafCountLog2: number;
  readonly samples: number;
  readonly hashesPerLeaf: bigint;
  readonly timeLimitSeconds: bigint;
  readonly minHashesPerSecond: bigint;
  readonly maxHashesPerSecond: bigint;
}

/** What the DAO says of a type: how it is proved, and what its revenue right is worth. */
function useTermsColumns<T extends Terms>(): readonly Column<T>[] {
  const { text } = useText();
  return [
    {
      key: 'shares',
      head: text.dao.terms.revenueShares,
      end: true,
      cell: (row) => row.revenueShares.toLocaleString('en'),
    },
    {
      key: 'range',
      head: text.ranking.validRange,
      end: true,
      cell: (row) => (
        <span className={classes.range}>
          {formatLevel(row.minHashesPerSecond)} – {formatLevel(row.maxHashesPerSecond)}
        </span>
      ),
    },
    {
      key: 'leaves',
      head: text.ranking.leaves,
      end: true,
      cell: (row) => (
        <span title={(2 ** row.leafCountLog2).toLocaleString('en')}>
          2<sup>{row.leafCountLog2}</sup>
        </span>
      ),
    },
    { key: 'hashes', head: text.ranking.hashesPerLeaf, end: true, cell: (row) => row.hashesPerLeaf.toString() },
    { key: 'samples', head: text.ranking.samples, end: true, cell: (row) => row.samples },
    { key: 'limit', head: text.ranking.timeLimit, end: true, cell: (row) => `${row.timeLimitSeconds} s` },
    {
      key: 'listed',
      head: text.common.status,
      cell: (row) => (
        <Badge tone={row.listed ? 'good' : 'neutral'}>{row.listed ? text.dao.listed : text.dao.closed}</Badge>
      ),
    },
  ];
}

function HistoryDialog({
  typeId,
  name,
  onClose,
}: {
  readonly typeId: number;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const { text } = useText();
  const columns = useTermsColumns<Terms & { readonly version: number; readonly setAt: bigint }>();
  const query = useRows({
    table: 'resourceTypeTermss',
    fields: resourceTypeTermsFields,
    where: { typeId },
    orderBy: 'version',
    descending: true,
  });
  return (
    <Dialog title={text.dao.historyOf(name)} onClose={onClose}>
      <p>{text.dao.historyLead}</p>
      <QueryView query={query}>
        {({ items }) => (
          <DataTable
            caption={text.dao.historyOf(name)}
            rows={items}
            rowKey={(row) => String(row.version)}
            empty={<Empty title={text.dao.noTypes} />}
            columns={[
              { key: 'version', head: text.dao.version, cell: (row) => row.version },
              { key: 'setAt', head: text.dao.since, cell: (row) => <Time at={row.setAt} /> },
              ...columns,
            ]}
          />
        )}
      </QueryView>
    </Dialog>
  );
}

/** The resource types of the market, and how their terms came to be. */
export function ResourceTypesPanel() {
  const { text } = useText();
  const { open } = useDialogs();
  const columns = useTermsColumns<Terms>();
  const query = useRows({ table: 'resourceTypes', fields: resourceTypeFields, orderBy: 'id' });
  return (
    <Panel title={text.dao.types} lead={text.dao.typesLead}>
      <QueryView query={query}>
        {({ items }) => (
          <DataTable<(typeof items)[number]>
            caption={text.dao.types}
            rows={items}
            rowKey={(row) => String(row.id)}
            empty={<Empty title={text.dao.noTypes} />}
            columns={[
              { key: 'id', head: text.common.id, cell: (row) => row.id },
              { key: 'name', head: text.common.type, names: true, cell: (row) => row.name },
              { key: 'memory', head: text.common.memory, end: true, cell: (row) => formatMemory(row.memoryMib) },
              ...columns,
              {
                key: 'history',
                head: '',
                label: text.common.actions,
                end: true,
                cell: (row) => (
                  <Button
                    small
                    aria-haspopup="dialog"
                    aria-label={text.dao.historyOf(row.name)}
                    onClick={() =>
                      open((onClose) => <HistoryDialog typeId={row.id} name={row.name} onClose={onClose} />)
                    }
                  >
                    {text.dao.versionShort(row.version)}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </QueryView>
    </Panel>
  );
}
