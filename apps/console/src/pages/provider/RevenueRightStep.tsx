import { createRevenueRight } from '@suanli/sdk';
import { useState } from 'react';
import { type Address, isAddress } from 'viem';
import { useText } from '../../text/TextContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import classes from './StepForm.module.css';
import { StepForm } from './StepForm.tsx';

export interface RevenueRightStepProps {
  readonly resourceId: bigint;
  readonly owner: string;
  /** What all shares together must be. */
  readonly typeShares: number;
}

interface Holder {
  readonly key: number;
  readonly address: string;
  readonly shares: string;
}

/** Says, once and for good, who shares the income of a resource. */
export function RevenueRightStep({ resourceId, owner, typeShares }: RevenueRightStepProps) {
  const { text } = useText();
  const [holders, setHolders] = useState<readonly Holder[]>([{ key: 0, address: owner, shares: String(typeShares) }]);
  const sharesOf = (holder: Holder) => (/^\d{1,9}$/.test(holder.shares) ? Number(holder.shares) : 0);
  const sum = holders.reduce((total, holder) => total + sharesOf(holder), 0);
  const valid = holders.every((holder) => isAddress(holder.address.trim(), { strict: false }) && sharesOf(holder) > 0);
  const words = text.provider.steps.revenueRight;
  const set = (key: number, change: Partial<Holder>) =>
    setHolders((now) => now.map((holder) => (holder.key === key ? { ...holder, ...change } : holder)));
  return (
    <StepForm
      confirm={words.confirm}
      blocked={!valid ? words.invalid : sum !== typeShares ? words.sum(sum, typeShares) : undefined}
      steps={[
        {
          label: words.step(resourceId.toString()),
          run: (client) =>
            createRevenueRight(client, {
              resourceId,
              holders: holders.map((holder) => ({
                holder: holder.address.trim() as Address,
                shares: sharesOf(holder),
              })),
            }),
        },
      ]}
    >
      <p>{words.what(typeShares)}</p>
      {holders.map((holder, index) => {
        const number = index + 1;
        return (
          <div key={holder.key} className={classes.holder}>
            <TextField
              label={words.holder(number)}
              value={holder.address}
              onChange={(address) => set(holder.key, { address })}
              error={
                holder.address !== '' && !isAddress(holder.address.trim(), { strict: false })
                  ? text.common.invalidAddress
                  : undefined
              }
              spellCheck={false}
            />
            <TextField
              label={words.shares(number)}
              inputMode="numeric"
              value={holder.shares}
              onChange={(shares) => set(holder.key, { shares })}
            />
            <Button
              aria-label={words.remove(number)}
              disabled={holders.length === 1}
              onClick={() => setHolders(holders.filter(({ key }) => key !== holder.key))}
            >
              <span aria-hidden="true">×</span>
            </Button>
          </div>
        );
      })}
      <div>
        <Button
          small
          disabled={holders.length >= 64}
          onClick={() =>
            setHolders([
              ...holders,
              {
                key: Math.max(...holders.map(({ key }) => key)) + 1,
                address: '',
                shares: String(Math.max(0, typeShares - sum)),
              },
            ])
          }
        >
          {words.add}
        </Button>
      </div>
    </StepForm>
  );
}
