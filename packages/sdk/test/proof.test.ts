import { createCpuProofExecutor, type ProofExecutor } from '@suanli/executor/proof';
import {
  computeProofAbi,
  hashesPerSecondDown,
  LevelRange,
  ProofStage,
  type ProofTask,
  proofRoot,
  proofSiblings,
  ResourceKind,
  rankingAbi,
  resourceTypesAbi,
} from '@suanli/protocol';
import {
  buyUseRight,
  type ComputeProof,
  commitProof,
  createSuanliClient,
  expireProof,
  getProof,
  getProofChallenges,
  getRanking,
  getRankingBuckets,
  getResourceTypes,
  getStanding,
  issueProof,
  listUseRight,
  openProof,
  type ProofCheckName,
  type ProofStep,
  runProof,
  type SuanliClient,
  verifyProof,
  waitForProofChallenges,
  waitForProofSeed,
} from '@suanli/sdk';
import {
  type Abi,
  createTestClient,
  decodeFunctionData,
  decodeFunctionResult,
  encodeEventTopics,
  encodeFunctionData,
  encodeFunctionResult,
  type Hex,
  http,
  keccak256,
  pad,
} from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lie, lyingTransport } from './fixtures/lyingTransport.ts';
import { codeOf, startUseRightScene, type UseRightScene } from './fixtures/useRightScene.ts';

/** A type whose tree is computed in no time, for all that goes wrong. */
const tiny = {
  listed: true,
  revenueShares: 100,
  leafCountLog2: 5,
  samples: 4,
  hashesPerLeaf: 2,
  timeLimitSeconds: 600,
  minHashesPerSecond: 1n,
  maxHashesPerSecond: 1_000n,
} as const;
/** The parameters of a CPU, and what is expected of an H100. */
const fast = {
  ...tiny,
  leafCountLog2: 16,
  hashesPerLeaf: 64,
  minHashesPerSecond: 800_000_000n,
  maxHashesPerSecond: 40_000_000_000n,
} as const;

let scene: UseRightScene;
let executor: ProofExecutor;
let owner: SuanliClient;
let other: SuanliClient;
/** A use right of a TINY resource, of `owner`. */
let useRightId: bigint;

const chain = () => createTestClient({ mode: 'anvil', transport: http(scene.market.chain.rpcUrl) });
const newUseRight = async (typeName: string, seconds?: number) =>
  scene.newUseRight(owner, await scene.newResource(owner, typeName), seconds);

beforeAll(async () => {
  scene = await startUseRightScene();
  executor = createCpuProofExecutor({ threads: 2 });
  owner = await scene.newAccount();
  other = await scene.newAccount();
  for (const [name, terms] of [
    ['TINY', tiny],
    ['FAST', fast],
  ] as const) {
    await scene.asDao({
      abi: resourceTypesAbi,
      address: scene.market.deployment.resourceTypes,
      functionName: 'addType',
      args: [name, ResourceKind.gpu, 0, terms],
    });
  }
  (scene.types as unknown[]).splice(0, scene.types.length, ...(await getResourceTypes(owner)));
  useRightId = await newUseRight('TINY');
});
afterAll(async () => {
  await executor?.stop();
  await scene?.market.stop();
});

/** The block that decides, and the first one in which contracts read its hash. */
const mineTwo = () => chain().mine({ blocks: 2 });

/** A tiny proof whose seed is known, and its task. */
async function issued(): Promise<{ proofId: bigint; task: ProofTask }> {
  const { proofId } = await issueProof(owner, { useRightId });
  await mineTwo();
  const seed = await waitForProofSeed(owner, { proofId });
  return { proofId, task: { seed, leafCountLog2: tiny.leafCountLog2, hashesPerLeaf: tiny.hashesPerLeaf } };
}
/** A tiny proof that is committed to, by default honestly, and its challenges. */
async function committed(
  rootOf = proofRoot,
): Promise<{ proofId: bigint; task: ProofTask; indexes: readonly bigint[] }> {
  const { proofId, task } = await issued();
  await commitProof(owner, { proofId, root: rootOf(task) });
  await mineTwo();
  const indexes = await waitForProofChallenges(owner, { proofId });
  return { proofId, task, indexes };
}
async function passed(): Promise<ComputeProof> {
  const { proofId, task, indexes } = await committed();
  await openProof(other, { proofId, siblings: proofSiblings(task, indexes) });
  return getProof(owner, { proofId });
}
const outcomesOf = async (client: SuanliClient, proofId: bigint) => {
  const { checks, consistent } = await verifyProof(client, { proofId });
  return { consistent, wrong: checks.flatMap(({ name, outcome }) => (outcome === 'ok' ? [] : [`${name} ${outcome}`])) };
};

describe('a compute proof', () => {
  test('goes from issue to verdict, is ranked, and every node can verify it', async () => {
    const cpu = await newUseRight('CPU');
    const { id: typeId, terms } = scene.typeOf('CPU');
    const steps: ProofStep[] = [];
    const { proof, transactions, gasUsed } = await runProof(owner, {
      useRightId: cpu,
      committer: executor,
      onStep: (step) => steps.push(step),
    });
    const order = steps.map(({ step }) => step).filter((step) => step !== 'progress');
    expect(order).toEqual(['issued', 'computing', 'computed', 'committed', 'challenged', 'opened']);
    expect(transactions.map(({ gasUsed }) => gasUsed).reduce((a, b) => a + b)).toBe(gasUsed);
    expect(proof).toMatchObject({ stage: ProofStage.passed, prover: owner.account, useRightId: cpu, typeId });
    const { proofId, resourceId, hashesPerSecond, range } = proof;
    const elapsedSeconds = (proof.commitment?.committedAt ?? 0) - proof.issuedAt;
    expect(hashesPerSecond).toBe(hashesPerSecondDown({ ...terms, elapsedSeconds }));
    expect(range).toBe(LevelRange.within);

    // A client that knows nothing but the deployment and the chain.
    const { deployment, chain } = scene.market;
    const stranger = createSuanliClient({ deployment, rpcUrl: chain.rpcUrl });
    const verdict = await verifyProof(stranger, { proofId });
    expect(verdict).toMatchObject({ consistent: true, proof, hashesPerSecond, range, type: { name: 'CPU' } });
    expect(verdict.checks.map(({ name }) => name)).toEqual([
      ...['stage', 'issue', 'seed', 'root', 'challenges', 'openings', 'time', 'level', 'range', 'ranking'],
    ]);
    expect(verdict.matchingTypes.map(({ name }) => name)).toContain('CPU');

    const best = { proofId, hashesPerSecond, elapsedSeconds: Math.max(1, elapsedSeconds), range };
    expect(await getStanding(stranger, { resourceId })).toEqual({ passed: 1, best });
    expect(await getRanking(stranger, { typeId })).toEqual([{ resourceId, typeId, passed: 1, ...best }]);
    const buckets = await getRankingBuckets(stranger, { typeId });
    expect(buckets.within1s + buckets.within60s + buckets.within600s).toBe(1);
  });

  test('of a machine that is slower than it claims says so, and which types it may be', async () => {
    const { proof } = await runProof(owner, { useRightId: await newUseRight('FAST'), committer: executor });
    const verdict = await verifyProof(owner, { proofId: proof.proofId });
    expect(verdict).toMatchObject({ consistent: true, range: LevelRange.below, type: { name: 'FAST' } });
    expect(verdict.matchingTypes.map(({ name }) => name)).toEqual(['CPU']);
    expect((await getStanding(owner, { resourceId: proof.resourceId })).best?.range).toBe(LevelRange.below);
  });

  test('ranks by the best of several', async () => {
    const resourceId = await scene.newResource(owner, 'TINY');
    useRightId = await scene.newUseRight(owner, resourceId);
    const proofs = [await passed(), await passed()];
    const standing = await getStanding(owner, { resourceId });
    expect(standing.passed).toBe(2);
    const levels = proofs.map(({ hashesPerSecond }) => hashesPerSecond ?? 0n);
    expect(standing.best?.hashesPerSecond).toBe(levels.reduce((a, b) => (a > b ? a : b)));
    for (const { proofId } of proofs) expect(await outcomesOf(owner, proofId)).toEqual({ consistent: true, wrong: [] });
  });
});

test('a committer that never comes back is left when the time of the proof is over', async () => {
  const asked: AbortSignal[] = [];
  const committer = {
    async commit(_: ProofTask, { signal }: { signal?: AbortSignal } = {}) {
      if (signal) asked.push(signal);
      await scene.pass(tiny.timeLimitSeconds + 1);
      return new Promise<never>(() => undefined);
    },
  };
  expect(await codeOf(runProof(owner, { useRightId: await newUseRight('TINY'), committer }))).toBe('PROOF_TOO_LATE');
  expect(asked[0]?.aborted).toBe(true);
});

describe('refused', () => {
  test('is everyone but the owner of a live use right', async () => {
    expect(await codeOf(issueProof(other, { useRightId }))).toBe('PROOF_NOT_OWNER');
    const shortLived = await newUseRight('TINY', 1_000);
    await scene.pass(1_001);
    expect(await codeOf(issueProof(owner, { useRightId: shortLived }))).toBe('PROOF_NOT_OWNER');
    const { proofId, task } = await issued();
    expect(await codeOf(commitProof(other, { proofId, root: proofRoot(task) }))).toBe('PROOF_NOT_PROVER');
  });

  test('is who owned the use right when the proof was issued', async () => {
    const resourceId = await scene.newResource(owner, 'TINY');
    await scene.newRevenueRight(owner, resourceId);
    const sold = await scene.newUseRight(owner, resourceId);
    const { proofId } = await issueProof(owner, { useRightId: sold });
    await waitForProofSeed(owner, { proofId });
    await listUseRight(owner, { useRightId: sold, priceWei: 1n });
    await buyUseRight(other, { useRightId: sold, maxPriceWei: 1n });
    await scene.pass(1);
    expect(await codeOf(commitProof(owner, { proofId, root: keccak256('0x01') }))).toBe('PROOF_NOT_OWNER');
    expect(await codeOf(commitProof(other, { proofId, root: keccak256('0x01') }))).toBe('PROOF_NOT_PROVER');
  });

  test('are openings that are truncated, of other leaves, or of another tree', async () => {
    const { proofId, task, indexes } = await committed();
    const siblings = proofSiblings(task, indexes);
    const open = (given: readonly Hex[]) => codeOf(openProof(owner, { proofId, siblings: given }));
    expect(await open(siblings.slice(0, -1))).toBe('PROOF_OPENINGS_INCOMPLETE');
    expect(await open([...siblings, ...siblings])).toBe('PROOF_OPENINGS_INCOMPLETE');
    expect(await open([])).toBe('PROOF_OPENINGS_INCOMPLETE');
    const others = indexes.map((index) => index ^ 1n);
    expect(await open(proofSiblings(task, others))).toBe('PROOF_OPENING_WRONG');
    const elsewhere = { ...task, seed: keccak256(task.seed) };
    expect(await open(proofSiblings(elsewhere, indexes))).toBe('PROOF_OPENING_WRONG');
    // A wrong opening changes nothing.
    expect(await open(siblings)).toBe('none');
  });

  test("is another proof's root with its openings, and a replay", async () => {
    const { task: otherTask } = await committed();
    const { proofId, indexes } = await committed(() => proofRoot(otherTask));
    const siblings = proofSiblings(otherTask, indexes);
    expect(await codeOf(openProof(owner, { proofId, siblings }))).toBe('PROOF_OPENING_WRONG');

    const first = await committed();
    const opened = proofSiblings(first.task, first.indexes);
    await openProof(owner, { proofId: first.proofId, siblings: opened });
    expect(await codeOf(openProof(owner, { proofId: first.proofId, siblings: opened }))).toBe('PROOF_WRONG_STAGE');
    expect(await codeOf(commitProof(owner, { proofId: first.proofId, root: keccak256('0x02') }))).toBe(
      'PROOF_WRONG_STAGE',
    );
    const second = await committed();
    expect(await codeOf(openProof(owner, { proofId: second.proofId, siblings: opened }))).toBe('PROOF_OPENING_WRONG');
  });

  test('are skipped stages, an empty root and unknown proofs', async () => {
    const { proofId } = await issued();
    expect(await codeOf(openProof(owner, { proofId, siblings: [] }))).toBe('PROOF_WRONG_STAGE');
    expect(await codeOf(getProofChallenges(owner, { proofId }))).toBe('PROOF_WRONG_STAGE');
    expect(await codeOf(waitForProofChallenges(owner, { proofId }))).toBe('PROOF_WRONG_STAGE');
    expect(await codeOf(commitProof(owner, { proofId, root: `0x${'00'.repeat(32)}` }))).toBe('PROOF_ROOT_INVALID');
    expect(await codeOf(expireProof(other, { proofId }))).toBe('PROOF_NOT_EXPIRED');
    for (const call of [getProof, verifyProof, waitForProofSeed, getProofChallenges, expireProof]) {
      expect(await codeOf(call(owner, { proofId: 1_000_000n }))).toBe('PROOF_UNKNOWN');
    }
  });

  test('is a wrong computation, before anything is paid for its opening', async () => {
    const liar = {
      commit: async (task: ProofTask) => ({
        root: proofRoot({ ...task, seed: keccak256(task.seed) }),
        open: async (indexes: readonly bigint[]) => proofSiblings({ ...task, seed: keccak256(task.seed) }, indexes),
      }),
    };
    expect(await codeOf(runProof(owner, { useRightId, committer: liar }))).toBe('PROOF_OPENING_WRONG');
  });
});

describe('out of time', () => {
  test('a commitment is refused, and the proof expires', async () => {
    const late = {
      async commit(task: ProofTask) {
        await scene.pass(tiny.timeLimitSeconds + 1);
        return executor.commit(task);
      },
    };
    let proofId = 0n;
    const running = runProof(owner, {
      useRightId,
      committer: late,
      onStep: (step) => {
        if (step.step === 'issued') proofId = step.proofId;
      },
    });
    expect(await codeOf(running)).toBe('PROOF_TOO_LATE');
    await expireProof(other, { proofId });
    expect(await getProof(owner, { proofId })).toMatchObject({ stage: ProofStage.expired, deadline: undefined });
    expect(await outcomesOf(owner, proofId)).toEqual({ consistent: true, wrong: [] });
    expect(await codeOf(commitProof(owner, { proofId, root: keccak256('0x01') }))).toBe('PROOF_WRONG_STAGE');
    expect(await codeOf(expireProof(owner, { proofId }))).toBe('PROOF_WRONG_STAGE');
  });

  test('openings are refused, and the proof expires without a rank', async () => {
    const { proofId, task, indexes } = await committed();
    const { deadline = 0, resourceId } = await getProof(owner, { proofId });
    const before = await getStanding(owner, { resourceId });
    await scene.pass(deadline - (await scene.now()) + 1);
    const siblings = proofSiblings(task, indexes);
    expect(await codeOf(openProof(owner, { proofId, siblings }))).toBe('PROOF_TOO_LATE');
    await expireProof(other, { proofId });
    expect(await outcomesOf(owner, proofId)).toEqual({ consistent: true, wrong: [] });
    expect(await getStanding(owner, { resourceId })).toEqual(before);
  });

  test('randomness that the chain cannot read any more is never drawn again', async () => {
    const { proofId } = await committed();
    const { proofId: seedless } = await issueProof(owner, { useRightId });
    // Without the history of EIP-2935 contracts read the hashes of 256 blocks.
    await chain().setCode({ address: '0x0000F90827F1C53a10cb7A02335B175320002935', bytecode: '0x' });
    await chain().mine({ blocks: 300 });
    expect(await codeOf(waitForProofSeed(owner, { proofId: seedless }))).toBe('PROOF_RANDOMNESS_UNAVAILABLE');
    expect(await codeOf(waitForProofChallenges(owner, { proofId }))).toBe('PROOF_RANDOMNESS_UNAVAILABLE');
    for (const id of [proofId, seedless]) {
      await expireProof(other, { proofId: id });
      expect(await outcomesOf(owner, id)).toEqual({ consistent: true, wrong: [] });
    }
    useRightId = await newUseRight('TINY');
  });

  test('whoever waits can stop waiting', async () => {
    const signal = AbortSignal.abort();
    const proofs = (await getProof(owner, { proofId: (await passed()).proofId })).proofId;
    expect(await codeOf(getRanking(owner, { signal }))).toBe('PROOF_ABORTED');
    expect(await codeOf(runProof(owner, { useRightId, committer: executor, signal }))).toBe('PROOF_ABORTED');
    expect(await codeOf(getProof(owner, { proofId: proofs + 1n }))).toBe('PROOF_UNKNOWN');
    const controller = new AbortController();
    const running = runProof(owner, {
      useRightId,
      committer: executor,
      signal: controller.signal,
      onStep: ({ step }) => {
        if (step === 'computed') controller.abort();
      },
    });
    expect(await codeOf(running)).toBe('PROOF_ABORTED');
    expect(await getProof(owner, { proofId: proofs + 1n })).toMatchObject({ stage: ProofStage.issued });
    expect(await outcomesOf(owner, proofs + 1n)).toEqual({ consistent: true, wrong: [] });
  });
});

describe('a chain that lies is found out:', () => {
  let proof: ComputeProof;
  beforeAll(async () => {
    proof = await passed();
  });
  const seenBy = (lie: Lie) => {
    const { deployment, chain } = scene.market;
    const client = createSuanliClient({ deployment, transport: lyingTransport(chain.rpcUrl, lie) });
    return outcomesOf(client, proof.proofId);
  };
  /** The contract's own state says something else than what happened. */
  const stating =
    (change: Record<string, unknown>): Lie =>
    ({ method, params, honest }) => {
      const call = params[0] as { data: Hex } | undefined;
      const proofOf = encodeFunctionData({ abi: computeProofAbi, functionName: 'proofOf', args: [proof.proofId] });
      if (method !== 'eth_call' || call?.data !== proofOf) return honest;
      const data = honest as Hex;
      const state = decodeFunctionResult({ abi: computeProofAbi, functionName: 'proofOf', data });
      const result = { ...state, ...change };
      return encodeFunctionResult({ abi: computeProofAbi, functionName: 'proofOf', result });
    };
  const blockNumberOf = (offset: bigint) => `0x${((proof.commitment?.blockNumber ?? 0n) + offset).toString(16)}`;

  type Log = { readonly topics: readonly Hex[]; readonly data: Hex };
  /** The logs of one event are others. */
  const logs =
    (abi: Abi, eventName: string, change: (logs: readonly Log[]) => readonly Log[]): Lie =>
    ({ method, honest }) => {
      const [topic] = encodeEventTopics({ abi, eventName });
      const found = honest as readonly Log[];
      return method === 'eth_getLogs' && found.some(({ topics }) => topics[0] === topic) ? change(found) : honest;
    };
  /** An event says something else in one of its words. */
  const logged = (eventName: string, word: number, value: Hex): Lie =>
    logs(computeProofAbi, eventName, (found) =>
      found.map((log) => {
        const at = 2 + word * 64;
        return { ...log, data: `${log.data.slice(0, at)}${value.slice(2)}${log.data.slice(at + 64)}` as Hex };
      }),
    );
  const without = (abi: Abi, eventName: string): Lie => logs(abi, eventName, () => []);

  const lies: readonly [string, () => Lie, readonly `${ProofCheckName} ${'wrong' | 'unknown'}`[]][] = [
    [
      'nothing',
      () =>
        ({ honest }) =>
          honest,
      [],
    ],
    ['a higher level', () => stating({ hashesPerSecond: 10n ** 9n }), ['level wrong']],
    ['a better range', () => stating({ range: LevelRange.above }), ['range wrong']],
    ['another prover', () => stating({ prover: other.account }), ['issue wrong']],
    ['another resource', () => stating({ resource: 999n }), ['issue wrong', 'ranking wrong']],
    ['a seed of its own', () => stating({ seed: keccak256('0x05') }), ['seed wrong']],
    ['another root', () => stating({ root: keccak256('0x05') }), ['root wrong', 'challenges wrong', 'openings wrong']],
    ['another stage', () => stating({ stage: ProofStage.committed }), ['stage wrong']],
    ['an expiry', () => stating({ stage: ProofStage.expired }), ['stage wrong', 'expiry wrong']],
    [
      'a longer time',
      () => stating({ committedAt: (proof.commitment?.committedAt ?? 0) + 60 }),
      ['time wrong', 'level wrong', 'ranking wrong'],
    ],
    [
      'openings that were never sent',
      () =>
        ({ method, honest }) => {
          if (method !== 'eth_getTransactionByHash') return honest;
          const transaction = honest as { input: Hex };
          const call = decodeFunctionData({ abi: computeProofAbi, data: transaction.input });
          if (call.functionName !== 'open') return honest;
          const [id, siblings] = call.args;
          const args = [id, siblings.with(3, keccak256('0x07'))] as const;
          return { ...transaction, input: encodeFunctionData({ abi: computeProofAbi, functionName: 'open', args }) };
        },
      ['openings wrong'],
    ],
    [
      'challenges from another block',
      () =>
        ({ method, params, honest }) =>
          method === 'eth_getBlockByNumber' && params[0] === blockNumberOf(1n)
            ? { ...(honest as object), hash: keccak256('0x08') }
            : honest,
      ['challenges wrong', 'openings wrong'],
    ],
    ['an event with another seed', () => logged('ProofCommitted', 0, keccak256('0x09')), ['seed wrong']],
    ['an event with another root', () => logged('ProofCommitted', 1, keccak256('0x09')), ['root wrong']],
    ['an event with a higher level', () => logged('ProofPassed', 0, pad('0xffffff')), ['level wrong']],
    ['an event with a shorter time', () => logged('ProofPassed', 1, pad('0xffff')), ['time wrong']],
    ['an event with a better range', () => logged('ProofPassed', 2, pad('0x03')), ['range wrong']],
    ['no issue', () => without(computeProofAbi, 'ProofIssued'), ['issue wrong']],
    ['no rank', () => without(rankingAbi, 'ProofRanked'), ['ranking wrong']],
    [
      'other times of blocks',
      () =>
        ({ method, params, honest }) =>
          method === 'eth_getBlockByNumber' && params[0] === blockNumberOf(0n)
            ? { ...(honest as object), timestamp: '0x1' }
            : honest,
      ['time wrong'],
    ],
    [
      'nothing any more about old blocks and transactions',
      () =>
        ({ method, honest }) =>
          method === 'eth_getTransactionByHash' || method === 'eth_getBlockByNumber' ? null : honest,
      ['seed unknown', 'challenges unknown', 'openings unknown', 'time unknown'],
    ],
  ];
  test.each(lies)('it states %s', async (_, lie, wrong) => {
    expect(await seenBy(lie())).toEqual({ consistent: wrong.length === 0, wrong });
  });
});
