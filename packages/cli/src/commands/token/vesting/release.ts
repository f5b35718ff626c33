import type { Address } from 'viem';
import type { CommandDefinition } from '../../../CommandDefinition.ts';
import { openClient } from '../../../context/openClient.ts';
import { parseAddress } from '../../../input/parseAddress.ts';
import { formatTokens } from '../../../output/formatTokens.ts';

/** `suanli token vesting release` */
export const tokenVestingRelease: CommandDefinition<[vesting: Address]> = {
  path: 'token vesting release',
  arguments: [{ name: '<vesting>', parse: parseAddress('<vesting>') }],
  async run(context, { args: [vesting] }) {
    const client = await openClient(context, { wallet: true });
    const { getVesting, releaseVested } = await import('@suanli/sdk');
    const words = context.text.token;
    const { beneficiary, releasedWei: beforeWei, releasableWei } = await getVesting(client, { vesting });
    if (releasableWei === 0n) return { json: { vesting, beneficiary, paidWei: 0n }, text: `${words.nothingVested}\n` };
    const { hash, gasUsed } = await releaseVested(client, { vesting });
    // More has vested by the time that it is mined.
    const paidWei = (await getVesting(client, { vesting })).releasedWei - beforeWei;
    return {
      json: { vesting, beneficiary, paidWei, hash, gasUsed },
      text: `${words.vestedPaid(formatTokens(paidWei, 18), beneficiary, hash)}\n`,
    };
  },
};
