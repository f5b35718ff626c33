import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseId } from '../../input/parseId.ts';
import { formatVerdict } from './internal/formatVerdict.ts';
import { verdictJson } from './internal/verdictJson.ts';

/** `suanli proof verify` */
export const proofVerify: CommandDefinition<[proofId: bigint]> = {
  path: 'proof verify',
  arguments: [{ name: '<id>', parse: parseId('<id>') }],
  async run(context, { args: [proofId] }) {
    const client = await openClient(context);
    const { verifyProof } = await import('@suanli/sdk');
    const verdict = await verifyProof(client, { proofId });
    return {
      json: verdictJson(verdict),
      text: formatVerdict(context, verdict),
      exitCode: verdict.consistent ? 0 : 1,
    };
  },
};
