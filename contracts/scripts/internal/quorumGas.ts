import { type Address, encodeAbiParameters, encodeFunctionData, type Hex, keccak256, stringToHex } from 'viem';
import type { HDAccount } from 'viem/accounts';
import { hardhat as hardhatChain } from 'viem/chains';
import { orderTypes } from './orders.ts';
import type { TestMarket } from './testMarket.ts';

const MODULE_ID = 4;
const CONTRIBUTE_BLOCKS = 300;
const REVEAL_BLOCKS = 300;
const root = keccak256(stringToHex('root'));
const wrongRoot = keccak256(stringToHex('wrong'));
const work = 98_765_432_109n;

/**
 * What quorums cost, in transactions of their own: each provider contributes by itself, and one of them reveals the result
 * for all. Parties have done the same before, so their accounts and records are warm.
 */
export async function recordQuorums(market: TestMarket, record: (name: string, value: bigint) => void): Promise<void> {
  const { contracts, bank, requester, deployer } = market;
  const all = [...market.providers].sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
  const code = await market.deploy(contracts.quorum, [bank, market.revenueRight]);
  const { abi } = contracts.quorum;
  const initialization = encodeFunctionData({ abi, functionName: 'initialize', args: [market.accessManager] });
  const address = await market.deploy(contracts.erc1967Proxy, [code, initialization], 'ERC1967Proxy of Quorum');
  await market.sendTo(deployer, contracts.bank, bank, 'addModule', [address, MODULE_ID]);
  for (const party of [requester, ...all]) {
    await market.send(party, 'bank', 'setConsent', [0b11_1111]);
  }
  const send = (from: HDAccount, name: string, args: readonly unknown[]): Promise<bigint> =>
    market.sendTo(from, contracts.quorum, address, name, args);
  const domain = { name: 'Suanli', version: '1', chainId: hardhatChain.id, verifyingContract: address } as const;
  const types = { Offer: orderTypes.Offer };
  const fillOf = async (provider: HDAccount) => {
    const { offer } = await market.fill(provider, 0, { maxWindowBlocks: 7200 });
    return {
      offer,
      signature: await provider.signTypedData({ domain, types, primaryType: 'Offer', message: { ...offer } }),
    };
  };
  const fills = await Promise.all(all.map(fillOf));

  let nonce = 0x1122_3344_5566_7788n;
  const open = async (count: number) => {
    nonce += 0x0123_4567n;
    const chosen = fills.slice(0, count);
    const request = {
      jobHash: keccak256(stringToHex('job')),
      kind: 0,
      maxPriceWeiPerGwu: 1_234_567_890_123_456n,
      maxWork: 123_456_789_012n,
      minStakeWei: 1_000_000_000_000_000n,
      contributeBlocks: CONTRIBUTE_BLOCKS,
      revealBlocks: REVEAL_BLOCKS,
      trust: 2,
      minAgreeing: 2,
      nonce,
    };
    const gas = await send(requester, 'open', [request, chosen]);
    const openedAt = (await market.blockNumber()) + BigInt(CONTRIBUTE_BLOCKS);
    const id = (await market.read(contracts.quorum, address, 'quorumIdOf', [requester.address, nonce])) as Hex;
    const terms = {
      requester: requester.address,
      jobHash: request.jobHash,
      kind: request.kind,
      maxWork: request.maxWork,
      contributeDeadlineBlock: openedAt,
      revealDeadlineBlock: openedAt + BigInt(REVEAL_BLOCKS),
      trust: request.trust,
      minAgreeing: request.minAgreeing,
    };
    const seats = chosen.map(({ offer: { provider, resourceId, priceWeiPerGwu, stakeWei } }) => ({
      provider,
      resourceId,
      priceWeiPerGwu,
      stakeWei,
    }));
    return { gas, quorum: [id, terms, seats] as const };
  };
  type Open = Awaited<ReturnType<typeof open>>['quorum'];
  const contribute = (quorum: Open, seat: number, result: Hex): Promise<bigint> => {
    const [id, , seats] = quorum;
    const provider = seats[seat]?.provider as Address;
    const uint = [{ type: 'bytes32' }, { type: 'uint64' }] as const;
    const resultHash = keccak256(encodeAbiParameters([{ type: 'bytes32' }, ...uint], [id, result, work]));
    const seal = keccak256(
      encodeAbiParameters([{ type: 'bytes32' }, { type: 'address' }, ...uint], [id, provider, result, work]),
    );
    const from = all[seat];
    if (!from) throw new Error(`there is no seat ${seat}`);
    return send(from, 'contribute', [...quorum, [{ seat, resultHash, seal, signature: '0x' }]]);
  };
  const run = async (
    count: number,
    wrong: number,
  ): Promise<Record<'open' | 'contribute' | 'finalize' | 'all', bigint>> => {
    const { gas, quorum } = await open(count);
    let contributed = 0n;
    for (let seat = 0; seat < count; seat++) {
      contributed += await contribute(quorum, seat, seat < count - wrong ? root : wrongRoot);
    }
    const finalize = await send(all[0] ?? requester, 'finalize', [...quorum, root, work]);
    return { open: gas, contribute: contributed, finalize, all: contributed + finalize };
  };

  await run(16, 0);
  await run(16, 5);
  const three = await run(3, 0);
  record('quorum.open, 3 seats', three.open);
  record('quorum.contribute, each of 3', three.contribute / 3n);
  record('quorum.finalize, 3 right', three.finalize);
  record('quorum of 3, contribute to paid', three.all);
  record('quorum.finalize, 2 right and 1 wrong', (await run(3, 1)).finalize);
  const sixteen = await run(16, 0);
  record('quorum.finalize, 16 right', sixteen.finalize);
  {
    const { quorum } = await open(3);
    record('quorum.cancel, 3 seats', await send(requester, 'cancel', quorum));
  }
  {
    const { quorum } = await open(3);
    await contribute(quorum, 0, root);
    await market.mine(CONTRIBUTE_BLOCKS + REVEAL_BLOCKS);
    record('quorum.expire, 1 of 3 contributed', await send(requester, 'expire', quorum));
  }
}
