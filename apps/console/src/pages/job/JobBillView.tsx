import { billJob, billReasonTexts, type JobRecord, type PaymentReport } from '@suanli/sdk';
import { shortAddress } from '../../format/shortAddress.ts';
import { useText } from '../../text/TextContext.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import classes from './JobsPage.module.css';

/** How a job was paid, why so, and what that saved; of one that goes on, so far. */
export function JobBillView({ record }: { readonly record: JobRecord }) {
  const { text, language } = useText();
  const words = text.bill;
  const { method, reasons, payments, savedGas } = billJob(record);
  return (
    <div className={classes.bill}>
      <h3>{words.title}</h3>
      <Facts
        facts={[
          { label: words.how, value: words.methods[method] },
          { label: words.why, value: reasons.map((reason) => billReasonTexts[reason][language]).join(' ') },
          {
            label: words.saved,
            value:
              savedGas > 0n ? (
                <span title={words.savedHint(savedGas.toLocaleString('en'))}>{savedGas.toLocaleString('en')}</span>
              ) : (
                words.savedNothing
              ),
          },
        ]}
      />
      <DataTable<PaymentReport & { readonly key: string }>
        caption={words.payments}
        rows={payments.map((payment, index) => ({ ...payment, key: String(index) }))}
        rowKey={({ key }) => key}
        empty={null}
        columns={[
          { key: 'method', head: words.how, cell: (row) => words.methods[row.method] },
          { key: 'amount', head: text.common.amount, end: true, cell: (row) => <Tokens wei={row.amountWei} /> },
          {
            key: 'counted',
            head: words.counted,
            end: true,
            cell: (row) => `${row.counted} / ${row.providers}`,
          },
          { key: 'gas', head: text.jobs.gas, end: true, cell: (row) => row.gasUsed.toLocaleString('en') },
          {
            key: 'transaction',
            head: text.action.transaction,
            end: true,
            cell: (row) =>
              row.transaction === undefined ? (
                '–'
              ) : (
                <code title={row.transaction}>{shortAddress(row.transaction)}</code>
              ),
          },
        ]}
      />
    </div>
  );
}
