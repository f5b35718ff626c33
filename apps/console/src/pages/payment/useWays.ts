import { lotteryAbi } from '@suanli/protocol';
import { type ChoosePaymentMethodReturnType, choosePaymentMethod, isNewBankAccount } from '@suanli/sdk';
import type { UseQueryResult } from '@tanstack/react-query';
import { useChainRead } from '../../data/useChainRead.ts';
import type { ListedPayment } from './parsePayments.ts';

export interface Assumptions {
  /** What 10^18 wei of the chain's coin are worth, in token wei. */
  readonly tokenWeiPerCoin: bigint;
  readonly rounds: number;
  /** The largest deviation of an income, as a part of it. */
  readonly deviation: number;
}

export interface Ways {
  readonly choice: ChoosePaymentMethodReturnType | undefined;
  /** How many of the payees are new to the bank; undefined while that is looked up. */
  readonly newCount: number | undefined;
  readonly query: UseQueryResult<unknown, Error>;
}

/** Of so many it is looked up whether they are new; of the rest it is assumed, which costs more. */
const lookedUp = 1_000;

/** Compares the ways to pay these accounts, by gas price, prize cap, and who is new to the bank. */
export function useWays(payments: readonly ListedPayment[], assumptions: Assumptions): Ways {
  const names = payments.slice(0, lookedUp).map(({ account }) => account);
  const accounts = useChainRead({
    key: ['areNew', names.join()],
    // It may change while one looks at it, which costs little; asking of all with every block costs much.
    fixed: true,
    enabled: payments.length > 0,
    read: (client) => Promise.all(names.map((account) => isNewBankAccount(client, { account }))),
  });
  const market = useChainRead({
    key: ['paymentMarket'],
    read: async ({ publicClient, deployment }) => {
      const [gasPriceWei, prizeCapWei] = await Promise.all([
        publicClient.getGasPrice(),
        // The contract's own: consent to it is a step of paying.
        publicClient.readContract({ abi: lotteryAbi, address: deployment.lottery, functionName: 'maxValueWei' }),
      ]);
      return { gasPriceWei, prizeCapWei };
    },
  });
  const query = accounts.isError ? accounts : market;
  // While a changed list is looked up, what is known of the one before says nothing.
  if (!accounts.data || !market.data || payments.length === 0) return { choice: undefined, newCount: undefined, query };
  const isNew = (index: number) => accounts.data[index] ?? true;
  const choice = choosePaymentMethod({
    payments: payments.map(({ amountWei }, index) => ({ amountWei, isNew: isNew(index) })),
    gasPriceWei: market.data.gasPriceWei,
    prizeCapWei: market.data.prizeCapWei,
    tokenWeiPerCoin: assumptions.tokenWeiPerCoin,
    rounds: assumptions.rounds,
    maxRelativeVariance: assumptions.deviation ** 2,
  });
  return { choice, newCount: payments.filter((_, index) => isNew(index)).length, query };
}
