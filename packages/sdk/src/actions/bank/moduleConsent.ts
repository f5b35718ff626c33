import { bankAbi, SuanliError } from '@suanli/protocol';
import { readContract } from '../../client/internal/readContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

/**
 * A module of the bank that takes from accounts: `broker` for deals, `market` for use rights and shares, `quorum` for quorums,
 * `executionMarket` for algorithms on chain, `disputes` for the bonds of challenges, `creditLine` for the deposits
 * of credit lines, `lottery` for the prizes of lotteries, `priceCurve` for the bonds of statements of supply and demand.
 */
export type ConsentModule =
  | 'broker'
  | 'market'
  | 'quorum'
  | 'executionMarket'
  | 'disputes'
  | 'creditLine'
  | 'lottery'
  | 'priceCurve';

export interface ModuleConsentParameters {
  /** Default: `broker` and `market`. Consent to `quorum` lets stakes be slashed, so it is given by name. */
  readonly modules?: readonly ConsentModule[];
}

/**
 * The consent bitmap that lets these modules of the bank move an account's balance.
 *
 * @throws SuanliError `DEPLOYMENT_INVALID` where one is no module of the bank
 *
 * @example
 * await deposit(client, { amountWei, consentModules: await moduleConsent(client, { modules: ['broker'] }) });
 */
export async function moduleConsent(client: SuanliClient, parameters: ModuleConsentParameters = {}): Promise<number> {
  const { modules = ['broker', 'market'] } = parameters;
  const bits = await Promise.all(
    modules.map(async (name) => {
      const [known, id] = await readContract(client, {
        abi: bankAbi,
        address: client.deployment.bank,
        functionName: 'moduleOf',
        args: [client.deployment[name]],
      });
      if (!known) {
        throw new SuanliError('DEPLOYMENT_INVALID', { metaMessages: [`${name} is no module of the bank.`] });
      }
      return (1 << id) >>> 0;
    }),
  );
  return bits.reduce((bitmap, bit) => (bitmap | bit) >>> 0, 0);
}
