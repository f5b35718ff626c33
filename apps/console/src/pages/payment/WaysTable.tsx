import { type ChoosePaymentMethodReturnType, type PaymentMethod, paymentReasonTexts } from '@suanli/sdk';
import { useId } from 'react';
import { useText } from '../../text/TextContext.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { formatPercent } from './formatPercent.ts';
import classes from './PaymentsPage.module.css';

const methods: readonly PaymentMethod[] = ['direct', 'batch', 'lottery'];

export interface WaysTableProps {
  readonly choice: ChoosePaymentMethodReturnType;
  readonly taken: PaymentMethod;
  readonly onTake: (method: PaymentMethod) => void;
}

/** The ways to pay side by side; one of them is taken. */
export function WaysTable({ choice, taken, onTake }: WaysTableProps) {
  const { text, language } = useText();
  const name = useId();
  const words = text.payments.many;
  return (
    <fieldset>
      <legend className="visually-hidden">{words.compare}</legend>
      <DataTable
        caption={words.compare}
        rows={methods.map((method) => choice.costs[method])}
        rowKey={({ method }) => method}
        isMine={({ method }) => method === taken}
        empty={null}
        columns={[
          {
            key: 'way',
            head: words.way,
            cell: ({ method, obstacles }) => (
              <label className={classes.way}>
                <input
                  type="radio"
                  name={name}
                  value={method}
                  checked={method === taken}
                  // What the chain would refuse cannot be chosen against advice.
                  disabled={obstacles.some((each) => each === 'prizeAboveCap' || each === 'tooManyParticipants')}
                  onChange={() => onTake(method)}
                />
                <span>
                  {words.ways[method]} {method === choice.method && <Badge tone="good">{words.best}</Badge>}
                  <small>{words.whatWays[method]}</small>
                </span>
              </label>
            ),
          },
          {
            key: 'transactions',
            head: words.transactions,
            end: true,
            cell: (row) => row.transactions.toLocaleString('en'),
          },
          { key: 'gas', head: words.gas, end: true, cell: (row) => row.gas.toLocaleString('en') },
          { key: 'fee', head: words.fee, end: true, cell: (row) => <Tokens wei={row.feeWei} /> },
          { key: 'share', head: words.ofValue, end: true, cell: (row) => formatPercent(row.share) },
          {
            key: 'deviation',
            head: words.deviation,
            end: true,
            cell: (row) => (row.method === 'lottery' ? formatPercent(Math.sqrt(row.relativeVariance)) : '–'),
          },
          {
            key: 'against',
            head: words.against,
            cell: (row) =>
              row.obstacles.length === 0
                ? words.nothing
                : row.obstacles.map((each) => paymentReasonTexts[each][language]).join(' '),
          },
        ]}
      />
    </fieldset>
  );
}
