import { tabPolicy } from '@suanli/protocol';
import type { JobBill, PaymentReport } from './JobBill.ts';
import type { JobRecord } from './JobRecord.ts';
import type { BillReason } from './PaymentRecord.ts';

/**
 * Draws up how a job was paid, why so and what that saved, from its record alone; a job that goes on has its bill so far.
 *
 * @example
 * const record = await store.loadJob(jobId);
 * const { method, reasons, savedGas } = billJob(record);
 */
export function billJob(record: JobRecord): JobBill {
  const payments = (record.payments ?? []).filter(({ phase }) => phase === 'paid');
  const reports: PaymentReport[] = payments.map((payment) => ({
    method: payment.method,
    reason: payment.reason,
    providers: payment.payouts.length,
    amountWei: payment.payouts.reduce((sum, { amountWei }) => sum + amountWei, 0n),
    ...(payment.transaction === undefined ? {} : { transaction: payment.transaction }),
    gasUsed: payment.gasUsed,
    // The estimate of what it is itself would show as a saving.
    singleGas: payment.method === 'direct' ? payment.gasUsed : payment.singleGas,
    counted: payment.counted.length,
  }));
  const hasEscrow = record.deals.some(({ deal }) => deal !== undefined && deal.policy !== tabPolicy);
  const methods = [
    ...(hasEscrow || reports.length === 0 ? ['escrow' as const] : []),
    ...reports.map(({ method }) => method),
  ];
  const [first = 'escrow'] = methods;
  const reasons = [
    ...(methods.includes('escrow') ? [escrowReason(record)] : []),
    ...reports.map(({ reason }) => reason),
  ];
  return {
    method: methods.every((method) => method === first) ? first : 'mixed',
    reasons: [...new Set(reasons)],
    payments: reports,
    gasUsed: reports.reduce((sum, { gasUsed }) => sum + gasUsed, record.gasUsed),
    savedGas: reports.reduce((sum, { gasUsed, singleGas }) => sum + singleGas - gasUsed, 0n),
  };
}

function escrowReason({ payment }: JobRecord): BillReason {
  return payment?.method === 'auto' ? 'tabsTooSmall' : 'asked';
}
