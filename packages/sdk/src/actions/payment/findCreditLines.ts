import { creditLineAbi } from '@suanli/protocol';
import type { Address } from 'viem';
import { readEvents } from '../../client/internal/readEvents.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { CreditLine } from './CreditLine.ts';
import { getCreditLineState } from './getCreditLineState.ts';
import { openedTerms } from './internal/openedTerms.ts';

export interface FindCreditLinesParameters {
  /** Lines that this account pays. Default: of any. */
  readonly payer?: Address;
  /** Lines that pay this account. Default: any. */
  readonly payee?: Address;
  readonly signal?: AbortSignal;
}

/**
 * All lines of credit between these accounts, oldest first, and where they stand.
 *
 * @throws SuanliError `CHAIN_UNREACHABLE`
 *
 * @example
 * const open = (await findCreditLines(client, { payee })).filter(({ status }) => status === 'open');
 */
export async function findCreditLines(
  client: SuanliClient,
  parameters: FindCreditLinesParameters = {},
): Promise<readonly CreditLine[]> {
  const { payer, payee, signal } = parameters;
  const events = await readEvents(
    client,
    {
      abi: creditLineAbi,
      address: client.deployment.creditLine,
      eventName: 'CreditLineOpened',
      args: { ...(payer === undefined ? {} : { payer }), ...(payee === undefined ? {} : { payee }) },
    },
    signal === undefined ? {} : { signal },
  );
  const lines: CreditLine[] = [];
  for (const { args } of events) {
    signal?.throwIfAborted();
    const state = await getCreditLineState(client, { lineId: args.id });
    lines.push({ lineId: args.id, terms: openedTerms(args), ...state });
  }
  return lines;
}
