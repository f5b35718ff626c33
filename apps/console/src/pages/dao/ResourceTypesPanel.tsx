import { resourceTypeFields, resourceTypeTermsFields } from '../../data/tables.ts';
import { useRows } from '../../data/useRows.ts';
import { formatLevel } from '../../format/formatLevel.ts';
import { formatMemory } from '../../format/formatMemory.ts';
import { useText } from '../../text/TextContext.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useDialogs } from '../../ui/DialogHost.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Time } from '../../ui/Time.tsx';
import classes from './ResourceTypesPanel.module.css';
import { termNames } from './readTerms.ts';

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
          <ol className={classes.versions} reversed>
            {items.map((row, index) => {
              const before = items[index + 1];
              const facts = termNames.map((term) => {
                const value = row[term].toLocaleString('en');
                const changed = before && before[term] !== row[term];
                return { label: text.dao.terms[term], value: changed ? <mark>{value}</mark> : value };
              });
              const word = row.listed ? text.dao.listed : text.dao.closed;
              const changed = before && before.listed !== row.listed;
              return (
                <li key={row.version}>
                  <h3>
                    {text.dao.versionShort(row.version)} · <Time at={row.setAt} />
                  </h3>
                  <Facts
                    facts={[...facts, { label: text.common.status, value: changed ? <mark>{word}</mark> : word }]}
                  />
                </li>
              );
            })}
          </ol>
        )}
      </QueryView>
    </Dialog>
  );
}

/** The resource types of the market, and how their terms came to be. */
export function ResourceTypesPanel() {
  const { text } = useText();
  const { open } = useDialogs();
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
              {
                key: 'name',
                head: text.common.type,
                names: true,
                cell: (row) => (
                  <>
                    {row.name}
                    {row.memoryMib > 0 && <small className={classes.memory}>{formatMemory(row.memoryMib)}</small>}
                    {!row.listed && <Badge>{text.dao.closed}</Badge>}
                  </>
                ),
              },
              {
                key: 'shares',
                head: text.share.shares,
                end: true,
                cell: (row) => row.revenueShares.toLocaleString('en'),
              },
              {
                key: 'range',
                head: text.ranking.validRange,
                end: true,
                cell: (row) => (
                  <span className={classes.whole}>
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
              {
                key: 'hashes',
                head: text.ranking.hashesPerLeaf,
                end: true,
                cell: (row) => row.hashesPerLeaf.toString(),
              },
              { key: 'samples', head: text.ranking.samples, end: true, cell: (row) => row.samples },
              {
                key: 'limit',
                head: text.ranking.timeLimit,
                end: true,
                cell: (row) => <span className={classes.whole}>{`${row.timeLimitSeconds} s`}</span>,
              },
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
                    <span className={classes.whole}>{text.dao.versionShort(row.version)}</span>
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
