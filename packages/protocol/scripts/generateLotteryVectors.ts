// Writes test/vectors/lottery.json from the definitions in ILottery.sol and LotteryTree.sol, written here a second time and
// independently of src/payment (recursive, by positions instead of levels), for TypeScript and Solidity tests to read.
import {
  type Address,
  concat,
  encodeAbiParameters,
  encodePacked,
  type Hex,
  keccak256,
  slice,
  stringToHex,
  toHex,
} from 'viem';
import { writeVectors } from './internal/writeVectors.ts';

interface Participant {
  account: Address;
  weight: bigint;
}

const node = (hash: Hex, weight: bigint): Hex => concat([slice(hash, 0, 24), toHex(weight, { size: 8 })]);
const weightOf = (participants: Participant[]): bigint => participants.reduce((sum, { weight }) => sum + weight, 0n);

function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}
function top(participants: Participant[]): Hex {
  const [first] = participants;
  if (!first) throw new Error('nobody takes part');
  if (participants.length === 1) {
    return node(keccak256(encodePacked(['address', 'uint64'], [first.account, first.weight])), first.weight);
  }
  const k = split(participants.length);
  const pair = concat([top(participants.slice(0, k)), top(participants.slice(k))]);
  return node(keccak256(pair), weightOf(participants));
}
function siblingsOf(participants: Participant[], index: number): { node: Hex; isLeft: boolean }[] {
  if (participants.length <= 1) return [];
  const k = split(participants.length);
  const [left, right] = [participants.slice(0, k), participants.slice(k)];
  return index < k
    ? [...siblingsOf(left, index), { node: top(right), isLeft: false }]
    : [...siblingsOf(right, index - k), { node: top(left), isLeft: true }];
}

const uint256 = (value: bigint): Hex => toHex(value, { size: 32 });
function digest(chainId: bigint, contract: Address, lottery: Record<string, Hex>): Hex {
  const domain = keccak256(
    concat([
      keccak256(stringToHex('EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)')),
      keccak256(stringToHex('Suanli')),
      keccak256(stringToHex('1')),
      uint256(chainId),
      uint256(BigInt(contract)),
    ]),
  );
  const type = 'Lottery(address payer,uint64 id,uint96 valueWei,uint64 drawBlock,uint16 claimBlocks,bytes32 root)';
  const struct = keccak256(
    concat([keccak256(stringToHex(type)), ...Object.values(lottery).map((value) => uint256(BigInt(value)))]),
  );
  return keccak256(concat(['0x1901', domain, struct]));
}

const filler = (label: string, i: number): Hex => keccak256(concat([stringToHex(label), toHex(i, { size: 8 })]));
const cases = [1, 2, 3, 5, 8, 13, 64, 100].map((count) => {
  const participants = Array.from({ length: count }, (_, i) => ({
    account: slice(filler('account', i), 12),
    // One case reaches up to the largest sum.
    weight: count === 2 ? (i === 0 ? 2n ** 64n - 6n : 5n) : (BigInt(filler('weight', i)) >> 206n) + 1n,
  }));
  const chainId = 1000n + BigInt(count);
  const contract = slice(filler('contract', count), 12);
  const root = top(participants);
  const lottery = {
    payer: slice(filler('payer', count), 12),
    id: toHex(((BigInt(filler('sequence', count)) >> 208n) << 16n) + BigInt(count)),
    valueWei: toHex(BigInt(filler('value', count)) >> 160n),
    drawBlock: toHex(BigInt(filler('block', count)) >> 192n),
    claimBlocks: toHex(count * 7 + 1),
    root,
  };
  const hash = digest(chainId, contract, lottery);
  const starts = participants.map((_, i) => weightOf(participants.slice(0, i)));
  return {
    chainId: chainId.toString(),
    contract,
    lottery: Object.fromEntries(
      Object.entries(lottery).map(([name, value]) => [
        name,
        ['payer', 'root'].includes(name) ? value : BigInt(value).toString(),
      ]),
    ),
    hash,
    participants: participants.map(({ account, weight }) => ({ account, weight: weight.toString() })),
    tickets: [...new Set([0, 1, Math.floor(count / 2), count - 1])]
      .filter((index) => index < count)
      .map((index) => {
        const siblings = siblingsOf(participants, index);
        return {
          index,
          start: String(starts[index]),
          path: siblings.reduce((path, { isLeft }, i) => path + (isLeft ? 2 ** i : 0), 0),
          siblings: siblings.map((sibling) => sibling.node),
        };
      }),
    draws: [0, 1, 2].map((i) => {
      const blockHash = filler(`block hash of ${count}`, i);
      const words = encodeAbiParameters([{ type: 'bytes32' }, { type: 'bytes32' }], [blockHash, hash]);
      const position = BigInt(keccak256(words)) % weightOf(participants);
      const winner = starts.findLastIndex((start) => start <= position);
      return { blockHash, position: position.toString(), winner };
    }),
  };
});
writeVectors('lottery.json', { cases });
