// Games through the deployed contracts and the deployed Machine, about a program of a C library, played from its real run.
import { readFileSync } from 'node:fs';
import {
  commitInput,
  createStateTrace,
  type MachineState,
  provableProgram,
  type StateTrace,
  type TraceFault,
} from '@suanli/machine';
import { type EmbeddedMarket, type EmbeddedMarketAccount, startEmbeddedMarket } from '@suanli/node';
import {
  bankAbi,
  type Deal,
  DealStatus,
  decodeGame,
  disputeSectionsLog2,
  disputesAbi,
  encodeGame,
  type Game,
  GameStage,
  gameAfterMove,
  hashInputWord,
  hashJob,
  hashJobTemplate,
  hashProgram,
  hashTask,
  type JobTemplate,
  merkleSumTree,
  type Offer,
  type ReceiptLeaf,
  type Request,
  segmentProof,
  taskOpening,
  tasksRoot,
} from '@suanli/protocol';
import { answerDeals, getChainTime, getDealState, openDeals, signOffer } from '@suanli/sdk';
import {
  type Abi,
  bytesToHex,
  concatHex,
  createTestClient,
  createWalletClient,
  encodeFunctionData,
  type Hex,
  hexToBytes,
  http,
  keccak256,
  parseEther,
  parseEventLogs,
  slice,
  toHex,
  zeroAddress,
} from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';

const sections = 1 << disputeSectionsLog2;
const limits = { work: 50_000_000n, memoryPages: 64, outputBytes: 65_536, wallMs: 60_000 };
const windowBlocks = 200;
const program = provableProgram(
  readFileSync(new URL('../../../packages/executor/test/guest/libc.wasm', import.meta.url)),
  limits,
);
const noInput = commitInput(new Uint8Array());
const input = bytesToHex(noInput.commitment);

let market: EmbeddedMarket;
let requester: EmbeddedMarketAccount;
let provider: EmbeddedMarketAccount;
let challenger: EmbeddedMarketAccount;
let nonce = 1n;
beforeAll(async () => {
  market = await startEmbeddedMarket();
  [requester, provider, challenger] = [
    await market.createAccount(),
    await market.createAccount(),
    await market.createAccount(),
  ];
  await send(challenger, market.deployment.bank, bankAbi, 'setConsent', [0b1001]);
}, 60_000);
afterAll(() => market?.stop());

async function send(
  { signer, client }: EmbeddedMarketAccount,
  address: Hex,
  abi: typeof disputesAbi | typeof bankAbi,
  functionName: string,
  args: readonly unknown[],
) {
  const wallet = createWalletClient({ account: signer, transport: http(market.chain.rpcUrl) });
  const data = encodeFunctionData({ abi: abi as Abi, functionName, args });
  const hash = await wallet.sendTransaction({ to: address, data, chain: null });
  const receipt = await client.publicClient.waitForTransactionReceipt({ hash, pollingInterval: 25 });
  expect(receipt.status, functionName).toBe('success');
  const [event] = parseEventLogs({ abi: disputesAbi, eventName: ['Challenged', 'Moved'], logs: receipt.logs });
  return event;
}

/** A job of one task about the program, its honest run, and one that departs from it. */
async function runs(fault: (steps: bigint) => TraceFault) {
  const programOnly = createStateTrace(program, {
    template: new Uint8Array(),
    task: new Uint8Array(),
    seed: new Uint8Array(32),
  });
  const template: JobTemplate = {
    version: 1,
    module: 'bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi',
    args: [],
    env: {},
    stdin: new Uint8Array(),
    inputs: {},
    limits,
    verification: 'optimistic',
    provable: { programRoot: bytesToHex(programOnly.programRoot), input },
    salt: keccak256(toHex(nonce)),
  };
  const task = { index: 0, input };
  const templateHash = hashJobTemplate(template);
  const taskHash = hashTask(templateHash, task);
  const machineInput = { template: new Uint8Array(), task: new Uint8Array(), seed: hexToBytes(taskHash) };
  const honest = createStateTrace(program, machineInput);
  const { steps } = await honest.result();
  const liar = createStateTrace(program, machineInput, { fault: fault(steps) });
  expect(hashProgram(bytesToHex(honest.first), honest.levels)).toBe(template.provable?.programRoot);
  return { template, task, templateHash, taskHash, honest, liar, steps };
}

async function leafOf(trace: StateTrace, taskHash: Hex): Promise<ReceiptLeaf> {
  const { outputHash, work, status } = await trace.result();
  return { taskIndex: 0, taskHash, outputHash: bytesToHex(outputHash), work, status };
}

async function openAnswered(jobHash: Hex, root: Hex, work: bigint) {
  nonce += 1n;
  const expiresAt = (await getChainTime(provider.client)) + 3_600n;
  const priceWeiPerGwu = parseEther('0.001');
  const offer: Offer = {
    provider: provider.signer.address,
    requester: zeroAddress,
    resourceId: 0n,
    capabilityHash: keccak256('0x01'),
    priceWeiPerGwu,
    maxWork: 10n ** 12n,
    stakeWei: parseEther('0.1'),
    maxDepositWei: parseEther('10'),
    minAnswerBlocks: 10,
    maxWindowBlocks: 50_400,
    volume: 1,
    expiresAt,
    nonce,
  };
  const request: Request = {
    requester: requester.signer.address,
    provider: zeroAddress,
    jobHash,
    maxPriceWeiPerGwu: priceWeiPerGwu,
    maxWork: 10n ** 9n,
    depositWei: parseEther('1'),
    minStakeWei: parseEther('0.01'),
    bountyWei: 0n,
    answerBlocks: 600,
    windowBlocks,
    policy: 1,
    volume: 1,
    expiresAt,
    nonce,
  };
  const signature = await signOffer(provider.client, { offer });
  const { deals } = await openDeals(requester.client, {
    request,
    fills: [{ offer, signature, index: 0, maxWork: request.maxWork }],
  });
  const [open] = deals;
  if (!open) throw new Error('no deal was opened');
  await answerDeals(provider.client, { deals: [{ ...open, root, work }] });
  return { id: open.dealId, deal: open.deal as Deal, root, work };
}

const atSteps = async (trace: StateTrace, steps: readonly bigint[]): Promise<Hex[]> =>
  (await trace.hashesAt(steps)).map((hash) => bytesToHex(hash));
const wordsOf = (header: Uint8Array): Hex[] =>
  Array.from({ length: 10 }, (_, i) => slice(bytesToHex(header), 32 * i, 32 * i + 32));

/** Plays until nobody has a move left; the number of transactions, the judged step included. */
async function play(
  made: Awaited<ReturnType<typeof runs>>,
  ofProvider: StateTrace,
  ofChallenger: StateTrace,
): Promise<{ readonly dealId: Hex; readonly transactions: number; readonly game: Game; readonly ended: boolean }> {
  const { template, task, templateHash, taskHash, honest } = made;
  const { disputes } = market.deployment;
  const tree = merkleSumTree([await leafOf(ofProvider, taskHash)]);
  const leaf = await leafOf(ofProvider, taskHash);
  const answer = await openAnswered(hashJob(templateHash, tasksRoot([taskHash])), tree.root, tree.totalWork);
  const horizon = 16n ** BigInt(honest.levels);
  const spread = (from: bigint, size: bigint): bigint[] =>
    Array.from({ length: sections }, (_, i) => from + (BigInt(i + 1) * size) / BigInt(sections));

  let [from, size] = [0n, horizon];
  let hashes = await atSteps(ofChallenger, spread(from, size));
  const opening = taskOpening(template, task, { first: bytesToHex(honest.first), levels: honest.levels });
  const last = wordsOf(await ofChallenger.headerAt(horizon));
  const proof = { count: 1n, position: 0n, leaf: { ...leaf, taskIndex: 0n }, siblings: [] };
  const claim = [answer, proof, opening, last, hashes.slice(0, -1)];
  const challenged = await send(challenger, disputes, disputesAbi, 'challenge', claim);
  if (challenged?.eventName !== 'Challenged') throw new Error('no game was opened');
  let game: Game = decodeGame(challenged.args.game);
  let start = keccak256(concatHex([...opening.first.slice(0, 9), hashInputWord(input, input, taskHash)]));
  expect([start]).toEqual(await atSteps(honest, [0n]));

  for (let transactions = 1; ; ) {
    const providersTurn = game.stage === GameStage.providerTurn;
    const [mover, trace] = providersTurn ? [provider, ofProvider] : [challenger, ofChallenger];
    const own = await atSteps(trace, spread(from, size));
    const pick = own.findIndex((hash, i) => hash !== hashes[i]);
    if (pick === -1) return { dealId: answer.id, transactions, game, ended: false };
    const segment = segmentProof(start, hashes, pick);
    size /= BigInt(sections);
    from += BigInt(pick) * size;
    transactions++;
    if (game.roundsLeft === 0) {
      const witness = bytesToHex(await trace.witnessAt(from));
      const args = [encodeGame(game), BigInt(pick), segment, witness];
      if (trace !== honest) {
        await expect(
          mover.client.publicClient.simulateContract({
            account: mover.signer,
            abi: disputesAbi,
            address: disputes,
            functionName: 'prove',
            args: args as never,
          }),
        ).rejects.toThrow();
        return { dealId: answer.id, transactions: transactions - 1, game, ended: false };
      }
      await send(mover, disputes, disputesAbi, 'prove', args);
      return { dealId: answer.id, transactions, game, ended: true };
    }
    start = hashes[pick - 1] ?? start;
    hashes = await atSteps(trace, spread(from, size));
    const args = [encodeGame(game), BigInt(pick), [...segment, ...hashes]];
    const moved = await send(mover, disputes, disputesAbi, 'move', args);
    if (moved?.eventName !== 'Moved') throw new Error('nothing was moved');
    game = gameAfterMove(game, moved.args);
  }
}

const faults: Readonly<Record<string, (steps: bigint) => TraceFault>> = {
  'a unit of work too much from the start': () => ({ step: 7, change: chargeMore }),
  'another output while it is written': (steps) => ({ step: Number(steps) - 1_000, change: changeOutput }),
  'another output in the last step': (steps) => ({ step: Number(steps) - 1, change: changeOutput }),
};
function chargeMore(state: MachineState): void {
  state.work[0] = (state.work[0] as bigint) - 1n;
}
function changeOutput(state: MachineState): void {
  state.output = state.output.map((byte) => byte ^ 1);
}

test.each(Object.keys(faults))(
  'a provider that claims %s loses to one step of the machine',
  async (name) => {
    const made = await runs(faults[name] as (steps: bigint) => TraceFault);
    expect(made.honest.levels).toBe(8);
    const { dealId, transactions, ended } = await play(made, made.liar, made.honest);
    expect(ended).toBe(true);
    expect(transactions).toBe(9);
    expect((await getDealState(requester.client, { dealId })).status).toBe(DealStatus.firmResolution);
  },
  60_000,
);

test.each(Object.keys(faults))(
  'a challenger that claims %s has no move in the end',
  async (name) => {
    const made = await runs(faults[name] as (steps: bigint) => TraceFault);
    const { dealId, game, ended } = await play(made, made.honest, made.liar);
    expect(ended).toBe(false);
    expect(game.stage).toBe(GameStage.challengerTurn);
    const chain = createTestClient({ mode: 'anvil', transport: http(market.chain.rpcUrl) });
    await chain.mine({ blocks: windowBlocks });
    await send(requester, market.deployment.disputes, disputesAbi, 'timeout', [encodeGame(game)]);
    expect((await getDealState(requester.client, { dealId })).status).toBe(DealStatus.firmResolution);
  },
  60_000,
);
