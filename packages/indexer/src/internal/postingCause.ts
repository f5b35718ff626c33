import {
  brokerAbi,
  creditLineAbi,
  disputesAbi,
  executionMarketAbi,
  lotteryAbi,
  marketAbi,
  priceCurveAbi,
  quorumAbi,
  revenueRightAbi,
} from '@suanli/protocol';
import { type Abi, type Hex, slice, toFunctionSelector } from 'viem';
import { contractName } from './contractName.ts';

export type PostingCause =
  | 'useRightSold'
  | 'useRightRenewed'
  | 'sharesSold'
  | 'incomeSettled'
  | 'dealOpened'
  | 'dealAnswered'
  | 'dealFinalized'
  | 'dealExpired'
  | 'dealCancelled'
  | 'dealRepaid'
  | 'gameOpened'
  | 'gameEnded'
  | 'quorumOpened'
  | 'quorumFinalized'
  | 'quorumExpired'
  | 'quorumCancelled'
  | 'executionRequested'
  | 'executionAnswered'
  | 'executionChallenged'
  | 'executionGasPaid'
  | 'executionFinalized'
  | 'executionExpired'
  | 'lotteryOpened'
  | 'lotteryPaid'
  | 'lotteryExpired'
  | 'creditOpened'
  | 'creditToppedUp'
  | 'creditRedeemed'
  | 'creditClosed'
  | 'supplyPublished'
  | 'demandPublished'
  | 'statementReleased'
  | 'posted';

const functions: Readonly<Record<string, Readonly<Record<string, PostingCause>>>> = {
  market: {
    buy: 'useRightSold',
    buyShares: 'sharesSold',
    renew: 'useRightRenewed',
    renewAutomatically: 'useRightRenewed',
  },
  revenueRight: { settle: 'incomeSettled', settleMany: 'incomeSettled' },
  broker: {
    openDeals: 'dealOpened',
    answerDeals: 'dealAnswered',
    finalizeDeals: 'dealFinalized',
    settleDeals: 'dealFinalized',
    expireDeals: 'dealExpired',
    cancelDeals: 'dealCancelled',
    finalizeRefutedDeals: 'dealRepaid',
  },
  disputes: {
    challenge: 'gameOpened',
    demand: 'gameOpened',
    revealCount: 'gameEnded',
    prove: 'gameEnded',
    proveAndFinalize: 'gameEnded',
    timeout: 'gameEnded',
    concede: 'gameEnded',
    close: 'gameEnded',
  },
  quorum: {
    open: 'quorumOpened',
    finalize: 'quorumFinalized',
    expire: 'quorumExpired',
    cancel: 'quorumCancelled',
  },
  executionMarket: {
    requestExecution: 'executionRequested',
    answerRequest: 'executionAnswered',
    challengeAnswer: 'executionChallenged',
    initializeDispute: 'executionGasPaid',
    executeExecutable: 'executionGasPaid',
    finalize: 'executionFinalized',
    expireRequest: 'executionExpired',
  },
  lottery: { open: 'lotteryOpened', openSigned: 'lotteryOpened', claim: 'lotteryPaid', expire: 'lotteryExpired' },
  creditLine: {
    open: 'creditOpened',
    topUp: 'creditToppedUp',
    redeem: 'creditRedeemed',
    redeemTimed: 'creditRedeemed',
    close: 'creditClosed',
    release: 'creditClosed',
  },
  priceCurve: { publishSupply: 'supplyPublished', publishDemand: 'demandPublished', release: 'statementReleased' },
};
const abis: Readonly<Record<string, Abi>> = {
  market: marketAbi,
  revenueRight: revenueRightAbi,
  broker: brokerAbi,
  disputes: disputesAbi,
  quorum: quorumAbi,
  executionMarket: executionMarketAbi,
  lottery: lotteryAbi,
  creditLine: creditLineAbi,
  priceCurve: priceCurveAbi,
};

const causes = new Map<string, PostingCause>();
for (const [contract, byName] of Object.entries(functions)) {
  for (const item of abis[contract] ?? []) {
    const cause = item.type === 'function' ? byName[item.name] : undefined;
    if (item.type === 'function' && cause) causes.set(`${contract} ${toFunctionSelector(item)}`, cause);
  }
}

/**
 * Why a module posted, from the transaction in which it did. Where that went through another contract first, such as an
 * account that is one, it cannot be told apart: `posted`.
 */
export function postingCause(transaction: { readonly to: Hex | null; readonly input: Hex }): PostingCause {
  const contract = transaction.to && contractName(transaction.to);
  if (!contract || transaction.input.length < 10) return 'posted';
  return causes.get(`${contract} ${slice(transaction.input, 0, 4)}`) ?? 'posted';
}
