import { formatWork } from '@suanli/protocol';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { findResourceType } from '../../context/findResourceType.ts';
import { openClient } from '../../context/openClient.ts';
import { parseAmount } from '../../input/parseAmount.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { parseWork } from '../../input/parseWork.ts';
import { formatTokens } from '../../output/formatTokens.ts';

/** `suanli price demand` */
export const priceDemand: CommandDefinition<[type: string, work: bigint], { epochs?: number; maxBond: bigint }> = {
  path: 'price demand',
  arguments: [{ name: '<type>' }, { name: '<work>', parse: parseWork('<work>') }],
  options: [
    { flags: '--epochs <n>', text: 'priceForEpochs', parse: parseWholeNumber('--epochs', 1, 10_000) },
    { flags: '--max-bond <tokens>', text: 'priceMaxBond', parse: parseAmount('--max-bond'), required: true },
  ],
  async run(context, { args: [type, workPerEpoch], options: { maxBond, epochs } }) {
    const client = await openClient(context, { wallet: true });
    const { publishDemand } = await import('@suanli/sdk');
    const { id: typeId } = await findResourceType(client, type, '<type>');
    const statement = await publishDemand(client, {
      typeId,
      workPerEpoch,
      maxBondWei: maxBond,
      ...(epochs === undefined ? {} : { epochs }),
    });
    const { statementId, fromEpoch, untilEpoch, bondWei, feeWei, hash, gasUsed } = statement;
    return {
      json: { typeId, workPerEpoch, statementId, fromEpoch, untilEpoch, bondWei, feeWei, hash, gasUsed },
      text: `${context.text.price.published(String(statementId), formatWork(workPerEpoch), String(fromEpoch), String(untilEpoch), formatTokens(bondWei), formatTokens(feeWei), hash)}\n`,
    };
  },
};
