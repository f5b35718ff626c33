import {
  type BrokerDomain,
  hashJob,
  hashJobTemplate,
  SuanliError,
  type TaskMessageOf,
  verifyTab,
} from '@suanli/protocol';
import type { Address } from 'viem';
import type { Store } from '../../../../store/Store.ts';
import type { Admission, AdmitOptions } from '../../internal/admitDeal.ts';
import { requireLimits } from '../../internal/requireLimits.ts';
import type { TabDesk } from '../TabDesk.ts';

export interface AdmitTabDependencies {
  readonly store: Store;
  readonly desk: TabDesk | undefined;
  readonly provider: Address;
  readonly domain: BrokerDomain;
}

/**
 * Checks an order for work on a tab, as `admitDeal` does a deal on chain: its two signatures and what follows from them take the
 * place of the chain's word. A tab without room does not keep the order out, since a payment may be announced under it.
 *
 * @throws SuanliError with the code that `refused` carries
 */
export async function admitTab(
  dependencies: AdmitTabDependencies,
  message: TaskMessageOf<'open'>,
  options: AdmitOptions,
): Promise<Admission> {
  const { store, desk, provider, domain } = dependencies;
  const { dealId, deal, tab: order, template, tasksRoot, taskCount } = message;
  if (!desk?.grant) throw new SuanliError('TAB_NOT_GRANTED', { parameters: { provider } });
  const { verification } = template;
  if (!order || verification !== 'accept') {
    throw new SuanliError('NODE_POLICY_UNSUPPORTED', { parameters: { policy: deal.policy, verification } });
  }
  await verifyTab({ order, dealId, deal, provider, domain, nowSeconds: BigInt(Math.floor(Date.now() / 1_000)) });
  if (hashJob(hashJobTemplate(template), tasksRoot) !== deal.jobHash.toLowerCase()) {
    throw new SuanliError('NODE_JOB_MISMATCH', { parameters: { dealId } });
  }
  requireLimits(template.limits, deal, options);

  const known = store.deal(dealId);
  const status = known?.ended ? 'ended' : store.isFixed(dealId) ? 'answered' : undefined;
  const closed =
    status === undefined ? undefined : new SuanliError('NODE_DEAL_CLOSED', { parameters: { dealId, status } });
  // With nothing to hand out, there is nothing to open it for.
  if (closed && (known?.resultCount ?? 0) === 0) throw closed;
  store.addDeal({ dealId, deal, openedBlock: 0n });
  if (store.bindJob({ dealId, template, tasksRoot, taskCount }) !== 'bound') {
    throw new SuanliError('NODE_JOB_MISMATCH', { parameters: { dealId } });
  }
  desk.open({ dealId, requester: deal.requester, priceWeiPerGwu: deal.priceWeiPerGwu });
  // Never over for the requester: it may still have to say what it has paid.
  return { closed, over: false };
}
