import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useText } from '../../text/TextContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { useDialogs } from '../../ui/DialogHost.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Time } from '../../ui/Time.tsx';
import classes from './PaymentsPage.module.css';
import { CarryOnDialog } from './PayPlanDialog.tsx';
import { paymentStore } from './paymentStore.ts';
import { usePlanOwner } from './usePlanOwner.ts';

/** Payments of the connected account that this browser began and does not know to be done. */
export function InterruptedPlans() {
  const { text } = useText();
  const { open } = useDialogs();
  const queries = useQueryClient();
  const owner = usePlanOwner();
  const words = text.payments.many;
  const plans = useQuery({
    queryKey: ['paymentPlans', owner],
    queryFn: () => paymentStore.plansOf(owner),
    structuralSharing: false,
  });
  return plans.data?.map((plan) => {
    const accounts = words.summary(plan.batches.reduce((sum, { payments }) => sum + payments.length, 0));
    const done = plan.batches.filter(({ transaction }) => transaction !== undefined).length;
    return (
      <Notice
        key={plan.id}
        tone="warn"
        title={
          <>
            {words.interrupted} · <Time at={BigInt(Math.floor(plan.createdAtMs / 1_000))} />
          </>
        }
        action={
          <div className={classes.buttons}>
            <Button
              look="primary"
              aria-haspopup="dialog"
              onClick={() =>
                open((onClose) => (
                  <CarryOnDialog title={words.dialogTitle(accounts)} plan={plan} isKept onClose={onClose} />
                ))
              }
            >
              {words.carryOn}
            </Button>
            <Button
              onClick={() =>
                void paymentStore
                  .remove(plan.id)
                  .then(() => queries.invalidateQueries({ queryKey: ['paymentPlans', owner] }))
              }
            >
              {words.forget}
            </Button>
          </div>
        }
      >
        {words.interruptedBody(done, plan.batches.length, accounts)}
      </Notice>
    );
  });
}
