import { startEmbeddedMarket } from '@suanli/node';
import {
  bankAbi,
  type Deal,
  decodeGame,
  disputeSectionsLog2,
  disputesAbi,
  encodeGame,
  type Game,
  gameAfterMove,
  hashInputWord,
  hashJob,
  hashJobTemplate,
  hashProgram,
  hashTask,
  type JobTemplate,
  machineAbi,
  merkleSumTree,
  type Offer,
  type ReceiptLeaf,
  type Request,
  segmentProof,
  taskOpening,
  tasksRoot,
} from '@suanli/protocol';
import { answerDeals, getChainTime, openDeals, signOffer } from '@suanli/sdk';
import {
  type Abi,
  type Address,
  concatHex,
  createWalletClient,
  type Hex,
  http,
  keccak256,
  parseEther,
  parseEventLogs,
  toHex,
  zeroAddress,
} from 'viem';
import type { PrivateKeyAccount } from 'viem/accounts';
import { empty, word } from '../contracts/scripts/internal/machineState.ts';
import { type MachineStep, machineSteps } from '../contracts/scripts/internal/machineSteps.ts';

/** Gas of disputes as the receipts of real transactions report it, on the embedded chain and with the machine that is deployed. */
export interface DisputeFigures {
  /** From the challenge to the payment. */
  readonly transactions: number;
  /** Of all of them together: a lie in a program of 2^32 steps that comes down to an instruction on operands. */
  readonly gas: bigint;
  /** The same where it comes down to the reading of a local, to an aligned store, and to the step that makes the dearest game. */
  readonly gasLocalGet: bigint;
  readonly gasAlignedStore: bigint;
  readonly gasWorst: bigint;
  readonly challengeGas: bigint;
  /** Each of the seven moves, the mean. */
  readonly moveGas: number;
  /** The judged step, and the payment of the requester and the challenger with it. */
  readonly proveGas: bigint;
  /** Tasks of the disputed deal. */
  readonly tasks: number;
  /** A transaction that has the machine judge a step and does nothing else. */
  readonly stepGas: { readonly alu: bigint; readonly alignedStore: bigint; readonly worst: bigint };
}

/** 2^32 steps. */
const levels = 8;
const sections = 1 << disputeSectionsLog2;
const tasks = 100;
const disputedTask = 42;
const windowBlocks = 1_000;
const price = parseEther('0.001');
const hashOf = (text: string): Hex => keccak256(toHex(text));

/** A program's first state as it is where nothing has run yet. */
const first = concatHex([
  word((3n << 32n) | (17n << 64n) | (16n << 96n) | (50_000_000n << 128n)),
  hashOf('code'),
  word(0),
  word(0),
  empty(14),
  hashOf('registers'),
  hashOf('memory'),
  hashOf('system'),
  word(0),
  word(0),
]);

/** One that has completed with 48,765,432 of work. */
const last = [
  word(1n | (2n << 32n) | (40n << 64n) | (16n << 96n) | (1_234_568n << 128n)),
  hashOf('code'),
  word(0),
  word(0),
  hashOf('last locals'),
  hashOf('last registers'),
  hashOf('last memory'),
  hashOf('last system'),
  hashOf('the right output'),
  hashOf('input'),
] as const;

/**
 * Measures whole games over 2^32 steps: challenge, seven moves, the judged step, the payment. The hashes between the first
 * state and the judged one are made up: the contracts cannot tell, and their gas does not depend on it. Step and witness are
 * those of a program of 131,072 instructions with 16 MiB of memory, so that no sibling of a proof is left out that a real
 * one has.
 */
export async function benchDispute(signal: AbortSignal): Promise<DisputeFigures> {
  const market = await startEmbeddedMarket({ signal });
  try {
    const { deployment, chain } = market;
    const { client: requester, signer: requesterSigner } = await market.createAccount();
    const { client: provider, signer: providerSigner } = await market.createAccount();
    const { signer: challengerSigner } = await market.createAccount();
    const send = async (
      account: PrivateKeyAccount,
      address: Address,
      abi: Abi | readonly unknown[],
      functionName: string,
      args: readonly unknown[],
    ) => {
      const wallet = createWalletClient({ account, transport: http(chain.rpcUrl) });
      const hash = await wallet.writeContract({ abi: abi as Abi, address, functionName, args, chain: null });
      const receipt = await requester.publicClient.waitForTransactionReceipt({ hash, pollingInterval: 25 });
      if (receipt.status !== 'success') throw new Error(`${functionName} reverted`);
      const [event] = parseEventLogs({
        abi: disputesAbi,
        eventName: ['Challenged', 'Moved'],
        logs: receipt.logs,
      });
      return {
        gas: receipt.gasUsed,
        event,
      };
    };
    await send(challengerSigner, deployment.bank, bankAbi, 'setConsent', [0b1001]);

    let nonce = 0n;
    const openAnswered = async (jobHash: Hex, leaves: readonly ReceiptLeaf[]) => {
      nonce += 1n;
      const expiresAt = (await getChainTime(provider)) + 3_600n;
      const offer: Offer = {
        provider: providerSigner.address,
        requester: zeroAddress,
        resourceId: 0n,
        capabilityHash: hashOf('capability'),
        priceWeiPerGwu: price,
        maxWork: 10n ** 12n,
        stakeWei: parseEther('0.1'),
        maxDepositWei: parseEther('10'),
        minAnswerBlocks: 10,
        maxWindowBlocks: 50_400,
        volume: 1_000,
        expiresAt,
        nonce,
      };
      const request: Request = {
        requester: requesterSigner.address,
        provider: zeroAddress,
        jobHash,
        maxPriceWeiPerGwu: price,
        maxWork: 64n * 10n ** 9n,
        depositWei: parseEther('0.123456789012345678'),
        minStakeWei: parseEther('0.01'),
        bountyWei: parseEther('0.01'),
        answerBlocks: 600,
        windowBlocks,
        policy: 1,
        volume: 1,
        expiresAt,
        nonce: BigInt(hashOf(`${nonce}`)) >> 192n,
      };
      const signature = await signOffer(provider, { offer });
      const opened = await openDeals(requester, {
        request,
        fills: [{ offer, signature, index: 0, maxWork: request.maxWork }],
      });
      const [open] = opened.deals;
      if (!open) throw new Error('no deal was opened');
      const tree = merkleSumTree(leaves);
      const { root, totalWork: work } = tree;
      const answer = { id: open.dealId, deal: open.deal as Deal, root, work };
      await answerDeals(provider, { deals: [{ dealId: open.dealId, deal: open.deal, root, work }] });
      return { answer, tree };
    };

    const template: JobTemplate = {
      version: 1,
      module: 'bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi',
      args: [],
      env: {},
      stdin: new Uint8Array(),
      inputs: {},
      limits: { work: 50_000_000n, memoryPages: 64, outputBytes: 1 << 20, wallMs: 60_000 },
      verification: 'optimistic',
      provable: { programRoot: hashProgram(first, levels), input: hashOf('shared input') },
      salt: hashOf('salt'),
    };
    const templateHash = hashJobTemplate(template);
    const jobTasks = Array.from({ length: tasks }, (_, index) => ({ index, input: hashOf(`input ${index}`) }));
    const taskHashes = jobTasks.map((task) => hashTask(templateHash, task));
    const leaves = taskHashes.map((taskHash, taskIndex) => ({
      taskIndex,
      taskHash,
      outputHash: hashOf(`output ${taskIndex}`),
      work: 48_765_432n,
      status: 0,
    }));
    const jobHash = hashJob(templateHash, tasksRoot(taskHashes));

    /** A whole game that comes down to `step`. */
    const play = async (step: MachineStep) => {
      const { answer, tree } = await openAnswered(jobHash, leaves);
      const task = jobTasks[disputedTask];
      const leaf = leaves[disputedTask];
      if (task === undefined || leaf === undefined) throw new RangeError('there is no such task');
      const { siblings } = tree.proof(disputedTask);
      const proof = {
        count: BigInt(tasks),
        position: BigInt(disputedTask),
        leaf: { ...leaf, taskIndex: BigInt(disputedTask) },
        siblings,
      };
      const opening = taskOpening(template, task, { first, levels });
      let hashes = Array.from({ length: sections - 1 }, (_, i) => hashOf(`${step.name} claim ${i}`));
      const opened = await send(challengerSigner, deployment.disputes, disputesAbi, 'challenge', [
        answer,
        proof,
        opening,
        last,
        hashes,
      ]);
      if (opened.event?.eventName !== 'Challenged') throw new Error('no game was opened');
      let game: Game = decodeGame(opened.event.args.game);
      hashes.push(keccak256(concatHex(last)));
      let start = keccak256(
        concatHex([...opening.first.slice(0, 9), hashInputWord(opening.templateInput, opening.input, leaf.taskHash)]),
      );
      const pick = 9;
      let movesGas = 0n;
      let moves = 0;
      while (game.roundsLeft > 0) {
        const mover =
          game.provider.account === providerSigner.address && moves % 2 === 0 ? providerSigner : challengerSigner;
        const segment = segmentProof(start, hashes, pick);
        const posted = Array.from({ length: sections }, (_, i) => hashOf(`${step.name} move ${moves} ${i}`));
        // Where the segment is one step, the one that is judged begins at a real state.
        if (game.roundsLeft === 1) posted[pick - 1] = step.state;
        const moved = await send(mover, deployment.disputes, disputesAbi, 'move', [
          encodeGame(game),
          BigInt(pick),
          [...segment, ...posted],
        ]);
        movesGas += moved.gas;
        if (moved.event?.eventName !== 'Moved') throw new Error('nothing was moved');
        game = gameAfterMove(game, moved.event.args);
        start = hashes[pick - 1] as Hex;
        hashes = posted;
        moves++;
      }
      const proved = await send(challengerSigner, deployment.disputes, disputesAbi, 'proveAndFinalize', [
        encodeGame(game),
        BigInt(pick),
        segmentProof(start, hashes, pick),
        step.witness,
        answer,
      ]);
      return {
        transactions: moves + 2,
        gas: opened.gas + movesGas + proved.gas,
        challengeGas: opened.gas,
        moveGas: Number(movesGas) / moves,
        proveGas: proved.gas,
      };
    };

    const steps = machineSteps();
    const stepGas = new Map<MachineStep, bigint>();
    for (const step of steps) {
      signal.throwIfAborted();
      const { gas } = await send(challengerSigner, deployment.machine, machineAbi, 'step', [step.state, step.witness]);
      stepGas.set(step, gas);
    }
    const named = (name: string): MachineStep => {
      const found = steps.find((step) => step.name.startsWith(name));
      if (!found) throw new RangeError(`no step ${name}`);
      return found;
    };
    const gasOf = (step: MachineStep): bigint => stepGas.get(step) ?? 0n;
    const worst = steps.reduce((most, step) => (gasOf(step) > gasOf(most) ? step : most));
    // Every step is played: by itself a step pays for its calldata where the same one in a game pays for what it executes.
    const games = new Map<MachineStep, Awaited<ReturnType<typeof play>>>();
    for (const step of steps) {
      signal.throwIfAborted();
      games.set(step, await play(step));
    }
    const gameOf = (name: string) => {
      const game = games.get(named(name));
      if (!game) throw new RangeError(`no game of ${name}`);
      return game;
    };
    return {
      ...gameOf('alu'),
      gasLocalGet: gameOf('local_get').gas,
      gasAlignedStore: gameOf('aligned store').gas,
      gasWorst: [...games.values()].reduce((most, { gas }) => (gas > most ? gas : most), 0n),
      tasks,
      stepGas: { alu: gasOf(named('alu')), alignedStore: gasOf(named('aligned store')), worst: gasOf(worst) },
    };
  } finally {
    await market.stop();
  }
}
