import { levelRangeName, proofStageName } from '@suanli/protocol';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { openClient } from '../../context/openClient.ts';
import { parseId } from '../../input/parseId.ts';
import { formatRate } from '../../output/formatRate.ts';
import { formatRows } from '../../output/formatRows.ts';
import { formatTime } from '../../output/formatTime.ts';
import { proofJson } from './internal/verdictJson.ts';

/** `suanli proof show` */
export const proofShow: CommandDefinition<[proofId: bigint]> = {
  path: 'proof show',
  arguments: [{ name: '<id>', parse: parseId('<id>') }],
  async run(context, { args: [proofId] }) {
    const { text, terminal } = context;
    const client = await openClient(context);
    const { getProof, getResourceTypes, getResourceTypeTerms } = await import('@suanli/sdk');
    const proof = await getProof(client, { proofId });
    const [types, terms] = await Promise.all([
      getResourceTypes(client),
      getResourceTypeTerms(client, { typeId: proof.typeId, version: proof.termsVersion }),
    ]);
    const type = types.find(({ id }) => id === proof.typeId)?.name ?? String(proof.typeId);
    const words = text.proof;
    const { commitment } = proof;
    const time = (seconds: number) => `${formatTime(seconds)} UTC`;
    const rows: [string, string][] = [
      [words.number, String(proofId)],
      [words.stage, words.stages[proofStageName(proof.stage)]],
      ['UID', String(proof.useRightId)],
      ['VID', String(proof.resourceId)],
      [text.asset.type, type],
      [words.prover, proof.prover],
      [
        words.parameters,
        text.asset.proofTerms(terms.samples, terms.leafCountLog2, terms.hashesPerLeaf, terms.timeLimitSeconds),
      ],
      [words.issuedAt, `${time(proof.issuedAt)}  ${words.block(String(proof.issuedBlock))}`],
    ];
    if (commitment) {
      rows.push(
        [words.committedAt, `${time(commitment.committedAt)}  ${words.block(String(commitment.blockNumber))}`],
        [words.seed, commitment.seed],
        [words.root, commitment.root],
      );
    }
    if (proof.deadline !== undefined) rows.push([words.deadline, time(proof.deadline)]);
    if (proof.endedAt !== undefined) rows.push([words.endedAt, time(proof.endedAt)]);
    if (proof.hashesPerSecond !== undefined) {
      const range = text.market.ranges[levelRangeName(proof.range)];
      rows.push([words.rate, `${formatRate(proof.hashesPerSecond)}  (${range})`]);
    }
    return { json: { ...proofJson(proof), type, terms }, text: formatRows(rows, terminal.style) };
  },
};
