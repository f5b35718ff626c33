import { type ConsentModule, deposit, getBankAccount, getTokenBalance, moduleConsent, setConsent } from '@suanli/sdk';
import { useChainRead } from '../data/useChainRead.ts';
import { formatTokens, TOKEN_SYMBOL } from '../format/formatTokens.ts';
import { useText } from '../text/TextContext.tsx';
import { useAccount } from '../wallet/useWriter.ts';
import type { ActionStep } from './useAction.ts';

/** What an account has to do before it can pay out of the Bank. */
export interface Funding {
  /** What is there to pay with; undefined while that is read. */
  readonly availableWei: bigint | undefined;
  /** What is taken from the wallet first. */
  readonly missingWei: bigint;
  /** Deposit, or consent, where one is needed. */
  readonly steps: readonly ActionStep[];
  /** Why it cannot pay at all. */
  readonly blocked: string | undefined;
}

/** Modules of the Bank that payments here are made by. */
export type PayingModule = Extract<ConsentModule, 'broker' | 'market' | 'lottery' | 'creditLine' | 'priceCurve'>;

const marketModules = ['broker', 'market'] as const;

/**
 * Looks how the connected account can pay `priceWei`: from the Bank, and before that from its wallet; and which of the modules
 * that move it still need its consent. Payments of the account itself, such as batches, need none.
 */
export function useFunding(priceWei: bigint, modules: readonly PayingModule[] = marketModules): Funding {
  const { text } = useText();
  const account = useAccount();
  const { data } = useChainRead({
    key: ['funding', account, modules.join()],
    enabled: account !== undefined,
    read: async (client) => {
      if (account === undefined) return undefined;
      const [bank, walletWei, consent] = await Promise.all([
        getBankAccount(client, { account }),
        getTokenBalance(client, { address: account }),
        moduleConsent(client, { modules }),
      ]);
      return { ...bank, walletWei, consent };
    },
  });
  if (!data) return { availableWei: undefined, missingWei: 0n, steps: [], blocked: text.common.loading };
  const { availableWei, walletWei, consent, consentModules } = data;
  const missingWei = priceWei > availableWei ? priceWei - availableWei : 0n;
  const blocked =
    missingWei > walletWei
      ? text.funding.tooLittle(`${formatTokens(missingWei - walletWei)} ${TOKEN_SYMBOL}`)
      : undefined;
  if (missingWei > 0n) {
    const step: ActionStep = {
      label: text.funding.deposit(`${formatTokens(missingWei)} ${TOKEN_SYMBOL}`),
      run: (client) => deposit(client, { amountWei: missingWei, consentModules: consent }),
    };
    return { availableWei, missingWei, steps: [step], blocked };
  }
  if ((consentModules & consent) >>> 0 !== consent) {
    const step: ActionStep = {
      label:
        modules === marketModules
          ? text.funding.consent
          : text.funding.consentTo(modules.map((name) => text.modules[name]).join(', ')),
      run: (client) => setConsent(client, { consentModules: (consentModules | consent) >>> 0 }),
    };
    return { availableWei, missingWei, steps: [step], blocked };
  }
  return { availableWei, missingWei, steps: [], blocked };
}
