import { type ProofTask, SuanliError } from '@suanli/protocol';

/** What the chain admits; see `ResourceTypeTerms` in `AssetTypes.sol`. */
const maxLeafCountLog2 = 40;
const maxHashesPerLeaf = 0xffff_ffff;

/** @throws SuanliError `EXECUTOR_PROOF_INVALID` */
export function checkTask(task: ProofTask): void {
  const { seed, leafCountLog2, hashesPerLeaf } = task;
  const problem = !/^0x[0-9a-fA-F]{64}$/.test(seed)
    ? 'the seed is not 32 bytes in hex'
    : !Number.isInteger(leafCountLog2) || leafCountLog2 < 1 || leafCountLog2 > maxLeafCountLog2
      ? `leafCountLog2 is ${leafCountLog2}, not 1 to ${maxLeafCountLog2}`
      : !Number.isInteger(hashesPerLeaf) || hashesPerLeaf < 1 || hashesPerLeaf > maxHashesPerLeaf
        ? `hashesPerLeaf is ${hashesPerLeaf}, not 1 to ${maxHashesPerLeaf}`
        : undefined;
  if (problem !== undefined) throw new SuanliError('EXECUTOR_PROOF_INVALID', { parameters: { problem } });
}
