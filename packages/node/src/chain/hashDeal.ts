import type { Deal } from '@suanli/protocol';
import { encodeAbiParameters, type Hex, keccak256, slice } from 'viem';

const dealParameters = [
  { type: 'address' },
  { type: 'address' },
  { type: 'uint256' },
  { type: 'bytes32' },
  { type: 'uint96' },
  { type: 'uint64' },
  { type: 'uint96' },
  { type: 'uint96' },
  { type: 'uint96' },
  { type: 'uint64' },
  { type: 'uint32' },
  { type: 'uint8' },
] as const;

/**
 * The hash that the chain keeps of a deal: the upper 26 bytes of keccak256(abi.encode(deal)), and of
 * keccak256(abi.encode(deal, root, work)) once it is answered. Same as `OrderHash.sol`.
 */
export function hashDeal(deal: Deal, answer?: { readonly root: Hex; readonly work: bigint }): Hex {
  const values = [
    deal.requester,
    deal.provider,
    deal.resourceId,
    deal.jobHash,
    deal.priceWeiPerGwu,
    deal.maxWork,
    deal.stakeWei,
    deal.depositWei,
    deal.bountyWei,
    deal.answerDeadlineBlock,
    deal.windowBlocks,
    deal.policy,
  ] as const;
  const encoded =
    answer === undefined
      ? encodeAbiParameters(dealParameters, values)
      : encodeAbiParameters(
          [...dealParameters, { type: 'bytes32' }, { type: 'uint64' }],
          [...values, answer.root, answer.work],
        );
  return slice(keccak256(encoded), 0, 26);
}
