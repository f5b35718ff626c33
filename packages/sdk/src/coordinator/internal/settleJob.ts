import { DealStatus, isSuanliError } from '@suanli/protocol';
import { getDealState } from '../../actions/broker/getDealState.ts';
import { type SettleDealsParameters, settleDeals } from '../../actions/broker/settleDeals.ts';
import { signAcceptance } from '../../actions/broker/signAcceptance.ts';
import type { DealRunner } from './DealRunner.ts';
import { dealEnd } from './dealEnd.ts';
import type { JobRun } from './JobRun.ts';

type Settlements = SettleDealsParameters['deals'];

/** Gets the signed answers, accepts them where that is the policy, and settles all of them in one transaction. */
export async function settleJob(run: JobRun, runners: Iterable<DealRunner>): Promise<void> {
  const { client } = run.context;
  run.setStep('answering');
  const answered = await Promise.all(
    [...runners].map(async (runner) => ({
      runner,
      answer: await runner.finish(run.patience.answerMs, run.signal),
    })),
  );
  run.throwIfAborted();
  const isOptimistic = run.record.template.verification === 'optimistic';
  const settlements: Settlements[number][] = [];
  for (const { runner, answer } of answered) {
    if (!answer || isOptimistic) continue;
    const { dealId, root, work } = answer;
    const acceptanceSignature = await signAcceptance(client, { answer: { dealId, root, work } });
    await runner.accept(acceptanceSignature);
    settlements.push({
      dealId,
      deal: runner.deal,
      root,
      work,
      answerSignature: answer.signature,
      // The sender's own signature is not needed, and its bytes cost gas.
      acceptanceSignature: '0x',
    });
  }
  if (settlements.length > 0) {
    run.setStep('settling');
    await sendSettlements(run, settlements);
  }
  for (const { dealId, deal, phase } of run.record.deals) {
    if (phase !== 'open' || !deal) continue;
    const { status } = await run.patiently(() => getDealState(client, { dealId }));
    if (status === DealStatus.cancelled) await run.saveDeal(dealId, { phase: 'ended', paidWei: 0n });
    if (status === DealStatus.finalized) {
      await run.saveDeal(dealId, await run.patiently(() => dealEnd(client, { dealId, deal })));
    }
  }
  if (run.record.deals.every(({ phase }) => phase === 'ended')) await run.save({ phase: 'ended' });
  run.setStep('ended');
}

/** All in one transaction; where one of them spoils that, each by itself, so that nobody waits because of another. */
async function sendSettlements(run: JobRun, deals: Settlements): Promise<void> {
  const { client } = run.context;
  try {
    const { gasUsed } = await run.patiently(() => settleDeals(client, { deals }));
    await run.addGas(gasUsed);
  } catch (error) {
    if (!isSuanliError(error) || error.code === 'CHAIN_GAS_FUNDS_TOO_SMALL') throw error;
    // It may still be mined; the states on chain tell, now or at the next look.
    if (error.code === 'CHAIN_TRANSACTION_UNCONFIRMED') return;
    // A provider may have settled or answered by itself in the meantime; the states on chain tell.
    if (deals.length === 1) {
      if (error.retryable) throw error;
      return;
    }
    for (const deal of deals) await sendSettlements(run, [deal]);
  }
}
