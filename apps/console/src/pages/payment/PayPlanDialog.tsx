import { findBatch, getNextBatch, maxBatchPayees, payBatch, type SuanliClient } from '@suanli/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { ActionDialog } from '../../action/ActionDialog.tsx';
import type { ActionStep } from '../../action/useAction.ts';
import { useFunding } from '../../action/useFunding.ts';
import { useText } from '../../text/TextContext.tsx';
import { Tokens } from '../../ui/Tokens.tsx';
import { type BatchBank, type PaymentPlan, payPlannedBatch, planBatches } from './PaymentPlan.ts';
import type { ListedPayment } from './parsePayments.ts';
import { paymentStore } from './paymentStore.ts';
import { usePlanOwner } from './usePlanOwner.ts';

interface PayPlanDialogProps {
  readonly title: string;
  /** What is left of it costs as much. */
  readonly feeWei?: bigint | undefined;
  readonly onDone?: () => void;
  readonly onClose: () => void;
}

export type PayNewPlanProps = PayPlanDialogProps & {
  readonly payments: readonly ListedPayment[];
  /** True: a transaction for each. */
  readonly each: boolean;
};

const noModules = [] as const;
/** With more transactions than that, they are one step. */
const shownSteps = 8;

function bankOf(client: SuanliClient): BatchBank {
  return {
    nextNumber: () => getNextBatch(client),
    find: (number) => findBatch(client, { number }),
    pay: (number, payments) => payBatch(client, { number, payments }),
  };
}

/** One page at a time works on the payments of an account: two would ask for the same numbers. */
async function alone<T>(owner: string, work: () => Promise<T>): Promise<T> {
  // Locks are for secure contexts alone.
  if (!navigator.locks) return work();
  return navigator.locks.request(`suanli-payment-${owner}`, work);
}

/** Pays a list, transaction by transaction. */
export function PayPlanDialog({ payments, each, ...rest }: PayNewPlanProps) {
  const owner = usePlanOwner();
  const plan = useRef<PaymentPlan>(undefined);
  plan.current ??= {
    id: `${owner}:${Date.now()}:${crypto.getRandomValues(new Uint32Array(1))[0]}`,
    owner,
    createdAtMs: Date.now(),
    batches: planBatches(payments, each ? 1 : maxBatchPayees),
  };
  return <CarryOnDialog {...rest} plan={plan.current} isKept={false} />;
}

/** Sees to what of a plan is not paid yet. */
export function CarryOnDialog({
  plan,
  isKept,
  title,
  feeWei,
  onDone,
  onClose,
}: PayPlanDialogProps & {
  readonly plan: PaymentPlan;
  /** Whether the plan is in the store already: one that was kept and is not there any more is done. */
  readonly isKept: boolean;
}) {
  const { text } = useText();
  const queries = useQueryClient();
  const words = text.payments.many;
  const kept = useRef(isKept);
  const { batches, owner } = plan;
  const payments = batches.flatMap((batch) => batch.payments);
  const totalWei = payments.reduce((sum, { amountWei }) => sum + amountWei, 0n);
  const openWei = batches
    .filter(({ transaction }) => transaction === undefined)
    .reduce((sum, batch) => sum + batch.payments.reduce((part, { amountWei }) => part + amountWei, 0n), 0n);
  const funding = useFunding(openWei, noModules);

  // It goes on where the dialog is closed meanwhile.
  const pay = (client: SuanliClient, indices: readonly number[]) =>
    alone(owner, async () => {
      if (!kept.current) await paymentStore.save(plan);
      kept.current = true;
      let last: { readonly hash: `0x${string}`; readonly gasUsed: bigint } | undefined;
      let gasUsed = 0n;
      for (const index of indices) {
        last = await payPlannedBatch(bankOf(client), paymentStore, plan.id, index);
        gasUsed += last?.gasUsed ?? 0n;
      }
      if (indices.includes(batches.length - 1)) {
        await paymentStore.remove(plan.id);
        onDone?.();
      }
      void queries.invalidateQueries({ queryKey: ['paymentPlans'] });
      return last === undefined ? undefined : { transaction: { hash: last.hash, gasUsed } };
    });
  const all = batches.map((_, index) => index);
  const steps: readonly ActionStep[] =
    batches.length > shownSteps
      ? [{ label: words.stepAll(String(batches.length)), run: (client) => pay(client, all) }]
      : batches.map((batch, index) => ({
          label: words.stepBatch(index + 1, batches.length, words.summary(batch.payments.length)),
          run: (client) => pay(client, [index]),
        }));
  return (
    <ActionDialog
      title={title}
      what={
        <>
          <p>{words.whatPay}</p>
          <p>{words.whatRepeat}</p>
        </>
      }
      facts={[
        { label: words.accounts, value: payments.length.toLocaleString('en') },
        { label: words.total, value: <Tokens wei={totalWei} /> },
        { label: words.transactions, value: batches.length.toLocaleString('en') },
        ...(feeWei === undefined ? [] : [{ label: words.feeAbout, value: <Tokens wei={feeWei} /> }]),
        ...(funding.availableWei === undefined
          ? []
          : [{ label: text.funding.available, value: <Tokens wei={funding.availableWei} /> }]),
      ]}
      confirm={isKept ? words.carryOn : words.pay}
      blocked={funding.blocked}
      steps={[...funding.steps, ...steps]}
      done={words.done(words.summary(payments.length))}
      onClose={onClose}
    />
  );
}
