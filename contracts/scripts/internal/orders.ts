import type { Address, Hex } from 'viem';

export interface Offer {
  readonly provider: Address;
  readonly requester: Address;
  readonly resourceId: bigint;
  readonly capabilityHash: Hex;
  readonly priceWeiPerGwu: bigint;
  readonly maxWork: bigint;
  readonly stakeWei: bigint;
  readonly maxDepositWei: bigint;
  readonly minAnswerBlocks: number;
  readonly maxWindowBlocks: number;
  readonly volume: number;
  readonly expiresAt: bigint;
  readonly nonce: bigint;
}

export interface Request {
  readonly requester: Address;
  readonly provider: Address;
  readonly jobHash: Hex;
  readonly maxPriceWeiPerGwu: bigint;
  readonly maxWork: bigint;
  readonly depositWei: bigint;
  readonly minStakeWei: bigint;
  readonly bountyWei: bigint;
  readonly answerBlocks: number;
  readonly windowBlocks: number;
  readonly policy: number;
  readonly volume: number;
  readonly expiresAt: bigint;
  readonly nonce: bigint;
}

export interface Deal {
  readonly requester: Address;
  readonly provider: Address;
  readonly resourceId: bigint;
  readonly jobHash: Hex;
  readonly priceWeiPerGwu: bigint;
  readonly maxWork: bigint;
  readonly stakeWei: bigint;
  readonly depositWei: bigint;
  readonly bountyWei: bigint;
  readonly answerDeadlineBlock: bigint;
  readonly windowBlocks: number;
  readonly policy: number;
}

const fields = (list: string): { type: string; name: string }[] =>
  list.split(',').map((field) => {
    const [type = '', name = ''] = field.split(' ');
    return { type, name };
  });

/** The EIP-712 types as the Broker spells them. */
export const orderTypes = {
  Offer: fields(
    'address provider,address requester,uint256 resourceId,bytes32 capabilityHash,uint96 priceWeiPerGwu,uint64 maxWork,uint96 stakeWei,uint96 maxDepositWei,uint32 minAnswerBlocks,uint32 maxWindowBlocks,uint32 volume,uint64 expiresAt,uint256 nonce',
  ),
  Request: fields(
    'address requester,address provider,bytes32 jobHash,uint96 maxPriceWeiPerGwu,uint64 maxWork,uint96 depositWei,uint96 minStakeWei,uint96 bountyWei,uint32 answerBlocks,uint32 windowBlocks,uint8 policy,uint32 volume,uint64 expiresAt,uint256 nonce',
  ),
  Answer: fields('bytes32 dealId,bytes32 root,uint64 work'),
  Acceptance: fields('bytes32 dealId,bytes32 root,uint64 work'),
  Cancellation: fields('bytes32 dealId'),
};
