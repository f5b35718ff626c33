import { formatWork } from '@suanli/protocol';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseId } from '../../input/parseId.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { parseWork } from '../../input/parseWork.ts';
import { formatTokens } from '../../output/formatTokens.ts';

/** `suanli price supply` */
export const priceSupply: CommandDefinition<[resourceId: bigint, work: bigint], { epochs?: number }> = {
  path: 'price supply',
  arguments: [
    { name: '<vid>', parse: parseId('<vid>') },
    { name: '<work>', parse: parseWork('<work>') },
  ],
  options: [{ flags: '--epochs <n>', text: 'priceForEpochs', parse: parseWholeNumber('--epochs', 1, 10_000) }],
  async run(context, { args: [resourceId, workPerEpoch], options }) {
    const client = await openClient(context, { wallet: true });
    const { publishSupply } = await import('@suanli/sdk');
    const statement = await publishSupply(client, { resourceId, workPerEpoch, ...options });
    const { statementId, fromEpoch, untilEpoch, bondWei, feeWei, hash, gasUsed } = statement;
    return {
      json: { resourceId, workPerEpoch, statementId, fromEpoch, untilEpoch, bondWei, feeWei, hash, gasUsed },
      text: `${context.text.price.published(String(statementId), formatWork(workPerEpoch), String(fromEpoch), String(untilEpoch), formatTokens(bondWei), formatTokens(feeWei), hash)}\n`,
    };
  },
};
