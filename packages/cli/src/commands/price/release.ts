import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { formatTokens } from '../../output/formatTokens.ts';

/** `suanli price release` */
export const priceRelease: CommandDefinition = {
  path: 'price release',
  async run(context) {
    const { text, signal } = context;
    const client = await openClient(context, { wallet: true });
    const { findStatements, getPriceFigures, releaseStatements } = await import('@suanli/sdk');
    const { account } = client;
    const mine = await findStatements(client, { ...(account === undefined ? {} : { account }), signal });
    const [first] = mine;
    // Epochs are counted alike for all types.
    const epoch = first === undefined ? 0 : (await getPriceFigures(client, { typeId: first.typeId })).epoch;
    const over = mine.filter(({ releaseEpoch }) => releaseEpoch <= epoch);
    if (over.length === 0) return { json: { statementIds: [] }, text: `${text.price.nothingToRelease}\n` };
    const statementIds = over.map(({ statementId }) => statementId);
    const bondWei = over.reduce((sum, each) => sum + each.bondWei, 0n);
    const { hash, gasUsed } = await releaseStatements(client, { statementIds });
    return {
      json: { statementIds, bondWei, hash, gasUsed },
      text: `${text.price.released(String(over.length), formatTokens(bondWei, 18), hash)}\n`,
    };
  },
};
