import { escrowWeiUp, type Verification } from '@suanli/protocol';
import type { DealRecord, JobRecord } from '@suanli/sdk';
import type { Address } from 'viem';

/** What a job is about to cost at most, before anything is sent to the chain. */
export interface Quote {
  readonly deals: readonly {
    readonly provider: Address;
    readonly priceWeiPerGwu: bigint;
    readonly maxWork: bigint;
    /** Price of all work and the bounty, rounded up; what is not used returns. */
    readonly escrowWei: bigint;
  }[];
  readonly escrowWei: bigint;
  readonly verification: Verification;
  readonly windowBlocks: number;
  /** Of a quorum: how many providers compute everything, and how many must agree. */
  readonly quorum?: { readonly providers: number; readonly agreeing: number };
  /** Confirmed results in a row below which all results of a provider are executed again; absent: nothing is audited. */
  readonly auditTrustAfter?: number;
}

/** The quote of deals that are planned and not yet open. */
export function quoteOf(record: JobRecord, planned: readonly DealRecord[]): Quote {
  const { quorum } = record;
  const deals = planned.map(({ announcement, maxWork }) => ({
    provider: announcement.offer.provider,
    priceWeiPerGwu: announcement.offer.priceWeiPerGwu,
    maxWork,
    escrowWei: escrowWeiUp(maxWork, announcement.offer.priceWeiPerGwu) + record.request.bountyWei,
  }));
  return {
    deals,
    escrowWei: deals.reduce((sum, { escrowWei }) => sum + escrowWei, 0n),
    verification: record.template.verification,
    windowBlocks: record.request.windowBlocks,
    ...(quorum === undefined
      ? {}
      : {
          quorum: {
            providers: quorum.providers,
            agreeing: quorum.agreeing ?? Math.max(2, Math.floor(quorum.providers / 2) + 1),
          },
        }),
    ...(record.audit === undefined ? {} : { auditTrustAfter: record.audit.trustAfter }),
  };
}
