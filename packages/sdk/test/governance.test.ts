import { type EmbeddedMarket, startEmbeddedMarket } from '@suanli/node';
import { accessManagerAbi, type ErrorCode, marketAbi, ResourceKind } from '@suanli/protocol';
import { marketBytecode } from '@suanli/protocol/bytecode';
import {
  cancelProposal,
  castVote,
  decodeProposalCall,
  delegateVotes,
  executeProposal,
  feeCall,
  functionRoleCall,
  getGovernance,
  getMarketFee,
  getProposal,
  getResourceTypes,
  getResourceTypeTerms,
  getVotingPower,
  listProposals,
  type ProposalCall,
  propose,
  publicRole,
  queueProposal,
  resourceTypeCall,
  roleCall,
  type SuanliClient,
  termsCall,
  transferToken,
  upgradeCall,
  type Vote,
} from '@suanli/sdk';
import { createTestClient, getAddress, http, parseEther, slice, zeroAddress } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** keccak256('eip1967.proxy.implementation') - 1 */
const erc1967Slot = '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc';
const stranger = '0x00000000000000000000000000000000000000a1';
const definition = {
  name: 'RTX_5090',
  kind: ResourceKind.gpu,
  memoryMib: 32_768,
  terms: {
    listed: true,
    revenueShares: 300,
    leafCountLog2: 21,
    samples: 12,
    hashesPerLeaf: 128,
    timeLimitSeconds: 300,
    minHashesPerSecond: 1_000n,
    maxHashesPerSecond: 9_000n,
  },
} as const;

let market: EmbeddedMarket;
let dao: SuanliClient;

beforeAll(async () => {
  // The chain's clock passes what is waited for here only where a test moves it.
  market = await startEmbeddedMarket({ blockTimeSeconds: 3_600, governance: { timelockDelaySeconds: 1_000n } });
  dao = market.deployer;
});
afterAll(() => market?.stop());

async function mine(blocks: number, seconds = 1): Promise<void> {
  const chain = createTestClient({ mode: 'anvil', transport: http(market.chain.rpcUrl) });
  await chain.mine({ blocks, interval: seconds });
}

/** Proposes, votes, and lets the vote end. */
async function decide(calls: readonly ProposalCall[], vote: Vote = 'for', voter = dao): Promise<bigint> {
  const { proposalId } = await propose(dao, { calls, description: `${expect.getState().currentTestName}` });
  await mine(1);
  await castVote(voter, { proposalId, vote });
  await mine(13);
  return proposalId;
}

/** All the way. */
async function enact(...calls: ProposalCall[]): Promise<bigint> {
  const proposalId = await decide(calls);
  await queueProposal(dao, { proposalId });
  await mine(1, 1_000);
  await executeProposal(dao, { proposalId });
  return proposalId;
}

const refusal = (code: ErrorCode) => ({ code });

async function voter(tokensWei: bigint): Promise<SuanliClient> {
  const { client } = await market.createAccount(0n);
  await transferToken(dao, { to: client.account ?? zeroAddress, amountWei: tokensWei });
  await delegateVotes(client);
  return client;
}

describe('the DAO', () => {
  test('decides as it was deployed to, and the deployer votes with its tokens', async () => {
    expect(await getGovernance(dao)).toEqual({
      votingDelayBlocks: 1n,
      votingPeriodBlocks: 12n,
      proposalThresholdWei: parseEther('100000'),
      quorumPercent: 4n,
      timelockDelaySeconds: 1_000n,
    });
    expect(await getVotingPower(dao)).toEqual({
      votesWei: parseEther('100000000'),
      tokensWei: parseEther('100000000'),
      delegate: dao.account,
    });
    expect(await getVotingPower(dao, { account: stranger })).toEqual({ votesWei: 0n, tokensWei: 0n, delegate: null });
    expect(await getMarketFee(dao)).toMatchObject({ feeBasisPoints: 100, treasury: dao.deployment.timelock });
  });

  test('lists a type, changes its terms, and the history stays readable', async () => {
    await enact(resourceTypeCall(dao, definition));
    const listed = (await getResourceTypes(dao)).find(({ name }) => name === definition.name);
    expect(listed).toMatchObject({ ...definition, version: 1 });
    const typeId = listed?.id ?? 0;
    const terms = { ...definition.terms, listed: false, samples: 99, revenueShares: 7 };
    await enact(termsCall(dao, { typeId, terms }));
    expect(await getResourceTypeTerms(dao, { typeId, version: 1 })).toEqual(definition.terms);
    expect(await getResourceTypeTerms(dao, { typeId, version: 2 })).toEqual(terms);
  });

  test('sets the fee in one proposal with a role, both or none', async () => {
    const before = await getMarketFee(dao);
    const wrong = await decide([
      feeCall(dao, { feeBasisPoints: 77, treasury: stranger }),
      feeCall(dao, { feeBasisPoints: 1_001 }),
    ]);
    await queueProposal(dao, { proposalId: wrong });
    await mine(1, 1_000);
    await expect(executeProposal(dao, { proposalId: wrong })).rejects.toMatchObject(refusal('MARKET_FEE_INVALID'));
    expect(await getMarketFee(dao)).toEqual(before);

    await enact(
      feeCall(dao, { feeBasisPoints: 77, treasury: stranger }),
      roleCall(dao, { action: 'grant', role: 7n, account: stranger, executionDelaySeconds: 3 }),
    );
    expect(await getMarketFee(dao)).toMatchObject({ feeBasisPoints: 77, treasury: getAddress(stranger) });
    expect(await roleOf(7n)).toEqual([true, 3]);
  });

  test('grants a role, gives it a function, and takes it back', async () => {
    const { client, signer } = await market.createAccount(0n);
    const send = () =>
      client.publicClient.simulateContract({
        abi: marketAbi,
        address: dao.deployment.market,
        functionName: 'setFee',
        args: [5, stranger],
        account: signer,
      });
    await expect(send()).rejects.toThrow('AccessManagedUnauthorized');
    await enact(
      roleCall(dao, { action: 'grant', role: 8n, account: signer.address }),
      functionRoleCall(dao, { contract: 'market', functionName: 'setFee', role: 8n }),
    );
    await send();
    await enact(
      roleCall(dao, { action: 'revoke', role: 8n, account: signer.address }),
      functionRoleCall(dao, { contract: 'market', functionName: 'setFee', role: 0n }),
    );
    await expect(send()).rejects.toThrow('AccessManagedUnauthorized');
    expect(publicRole).toBe(2n ** 64n - 1n);
  });

  test('upgrades a module, whose address and state stay', async () => {
    const { deployment } = dao;
    const hash = await dao.walletClient?.deployContract({
      abi: marketAbi,
      bytecode: marketBytecode,
      args: [deployment.bank, deployment.resource, deployment.useRight, deployment.revenueRight],
    });
    const { contractAddress } = await dao.publicClient.waitForTransactionReceipt({ hash: hash ?? '0x' });
    const implementation = getAddress(contractAddress ?? zeroAddress);
    const fee = await getMarketFee(dao);
    await enact(upgradeCall(dao, { module: 'market', implementation }));
    const word = await dao.publicClient.getStorageAt({ address: deployment.market, slot: erc1967Slot });
    expect(getAddress(slice(word ?? '0x', 12))).toBe(implementation);
    expect(await getMarketFee(dao)).toEqual(fee);
    // What is no UUPS implementation is refused.
    const bad = await decide([upgradeCall(dao, { module: 'market', implementation: deployment.token })]);
    await queueProposal(dao, { proposalId: bad });
    await mine(1, 1_000);
    await expect(executeProposal(dao, { proposalId: bad })).rejects.toMatchObject(refusal('CHAIN_UPGRADE_INVALID'));
  });

  test('refuses what did not pass: a vote against, and too few votes for the quorum', async () => {
    const calls = [feeCall(dao, { feeBasisPoints: 1 })];
    const against = await decide(calls, 'against');
    expect(await getProposal(dao, { proposalId: against })).toMatchObject({
      state: 'defeated',
      votes: { forWei: 0n, abstainWei: 0n },
    });
    await expect(queueProposal(dao, { proposalId: against })).rejects.toMatchObject(refusal('GOVERNANCE_WRONG_STATE'));

    const few = await voter(parseEther('3999999'));
    const { proposalId } = await propose(dao, { calls, description: 'too few' });
    await mine(1);
    await castVote(few, { proposalId, vote: 'for' });
    await mine(13);
    expect(await getProposal(dao, { proposalId })).toMatchObject({
      state: 'defeated',
      votes: { forWei: parseEther('3999999'), againstWei: 0n, abstainWei: 0n },
      quorumWei: parseEther('4000000'),
    });
    await expect(queueProposal(dao, { proposalId })).rejects.toMatchObject(refusal('GOVERNANCE_WRONG_STATE'));
    await expect(executeProposal(dao, { proposalId })).rejects.toMatchObject(refusal('GOVERNANCE_WRONG_STATE'));
    expect((await getMarketFee(dao)).feeBasisPoints).not.toBe(1);
  });

  test('abstaining fills the quorum and decides nothing', async () => {
    const few = await voter(parseEther('1000'));
    const { proposalId } = await propose(dao, { calls: [feeCall(dao, { feeBasisPoints: 2 })], description: 'abstain' });
    await mine(1);
    await castVote(dao, { proposalId, vote: 'abstain', reason: 'no opinion' });
    await castVote(few, { proposalId, vote: 'for' });
    await mine(13);
    expect((await getProposal(dao, { proposalId })).state).toBe('succeeded');
  });

  test('every step has its time, and happens once', async () => {
    const calls = [feeCall(dao, { feeBasisPoints: 33 })];
    const { proposalId, voteStartBlock, voteEndBlock } = await propose(dao, { calls, description: 'in order' });
    expect(voteEndBlock - voteStartBlock).toBe(12n);
    const pending = await getProposal(dao, { proposalId });
    expect(pending).toMatchObject({
      state: 'pending',
      description: 'in order',
      proposer: dao.account,
      calls: [{ target: dao.deployment.market, valueWei: 0n, data: calls[0]?.data }],
      quorumWei: null,
      executableAt: null,
    });
    expect(pending.calls.map((call) => decodeProposalCall(dao, call))).toEqual([
      { contract: 'market', functionName: 'setFee', args: [33, dao.deployment.timelock] },
    ]);
    expect(decodeProposalCall(dao, { target: stranger, data: '0x12345678' })).toBeUndefined();
    expect(decodeProposalCall(dao, { target: dao.deployment.market, data: '0x12345678' })).toBeUndefined();
    await expect(castVote(dao, { proposalId, vote: 'for' })).rejects.toMatchObject(refusal('GOVERNANCE_WRONG_STATE'));
    await expect(propose(dao, { calls, description: 'in order' })).rejects.toMatchObject(
      refusal('GOVERNANCE_WRONG_STATE'),
    );
    await mine(1);
    await castVote(dao, { proposalId, vote: 'for' });
    await expect(castVote(dao, { proposalId, vote: 'against' })).rejects.toMatchObject(
      refusal('GOVERNANCE_ALREADY_VOTED'),
    );
    await expect(queueProposal(dao, { proposalId })).rejects.toMatchObject(refusal('GOVERNANCE_WRONG_STATE'));
    await expect(cancelProposal(dao, { proposalId })).rejects.toMatchObject(refusal('GOVERNANCE_CANCEL_DENIED'));
    await mine(13);
    await expect(executeProposal(dao, { proposalId })).rejects.toMatchObject(refusal('GOVERNANCE_WRONG_STATE'));
    await queueProposal(dao, { proposalId });
    await expect(executeProposal(dao, { proposalId })).rejects.toMatchObject(refusal('TIMELOCK_NOT_READY'));
    const queued = await getProposal(dao, { proposalId });
    expect(queued.state).toBe('queued');
    expect(queued.executableAt).toBeGreaterThan(0n);
    await expect(queueProposal(dao, { proposalId })).rejects.toMatchObject(refusal('GOVERNANCE_WRONG_STATE'));
    await mine(1, 1_000);
    // Anyone may carry out what passed.
    const { client: anyone } = await market.createAccount(0n);
    await executeProposal(anyone, { proposalId });
    expect((await getMarketFee(dao)).feeBasisPoints).toBe(33);
    await expect(executeProposal(anyone, { proposalId })).rejects.toMatchObject(refusal('GOVERNANCE_WRONG_STATE'));
    expect((await getProposal(dao, { proposalId })).state).toBe('executed');
  });

  test('its proposer alone takes a proposal back, and before the vote', async () => {
    const calls = [feeCall(dao, { feeBasisPoints: 3 })];
    const { proposalId } = await propose(dao, { calls, description: 'a mistake' });
    const { client } = await market.createAccount(0n);
    await expect(cancelProposal(client, { proposalId })).rejects.toMatchObject(refusal('GOVERNANCE_CANCEL_DENIED'));
    await cancelProposal(dao, { proposalId });
    await mine(14);
    expect(await getProposal(dao, { proposalId })).toMatchObject({ state: 'cancelled' });
  });

  test('who has too few votes cannot propose, and none can propose what is another’s', async () => {
    const poor = await voter(parseEther('99999'));
    const calls = [feeCall(dao, { feeBasisPoints: 4 })];
    await expect(propose(poor, { calls, description: 'poor' })).rejects.toMatchObject(
      refusal('GOVERNANCE_VOTES_TOO_FEW'),
    );
    await transferToken(dao, { to: poor.account ?? zeroAddress, amountWei: parseEther('1') });
    await mine(1);
    const own = `#proposer=${dao.account}`;
    const { proposalId } = await propose(poor, { calls, description: `mine ${own}` });
    expect((await getProposal(dao, { proposalId })).proposer).toBe(poor.account);
    await expect(propose(dao, { calls: [], description: 'empty' })).rejects.toMatchObject(
      refusal('GOVERNANCE_PROPOSAL_INVALID'),
    );
  });

  test('the list has every proposal, the newest first; a number that is none is unknown', async () => {
    const all = await listProposals(dao);
    expect(all.length).toBeGreaterThan(8);
    const blocks = all.map(({ proposedBlock }) => proposedBlock);
    expect(blocks).toEqual([...blocks].sort((a, b) => Number(b - a)));
    expect(new Set(all.map(({ state }) => state))).toEqual(
      new Set(['pending', 'cancelled', 'executed', 'succeeded', 'defeated', 'queued']),
    );
    expect(await listProposals(dao, { limit: 2 })).toEqual(all.slice(0, 2));
    for (const proposal of all) expect(await getProposal(dao, proposal)).toEqual(proposal);
    await expect(getProposal(dao, { proposalId: 1n })).rejects.toMatchObject(refusal('GOVERNANCE_PROPOSAL_UNKNOWN'));
    await expect(executeProposal(dao, { proposalId: 1n })).rejects.toMatchObject(
      refusal('GOVERNANCE_PROPOSAL_UNKNOWN'),
    );
  });
});

describe('a deployment', () => {
  test('leaves its deployer without any right', async () => {
    const { deployment, publicClient } = dao;
    const roleIn = (account: `0x${string}`) =>
      publicClient.readContract({
        abi: accessManagerAbi,
        address: deployment.accessManager,
        functionName: 'hasRole',
        args: [0n, account],
      });
    expect(await roleIn(dao.account ?? zeroAddress)).toEqual([false, 0]);
    expect(await roleIn(deployment.governor)).toEqual([false, 0]);
    expect(await roleIn(deployment.timelock)).toEqual([true, 0]);
  });
});

function roleOf(role: bigint) {
  return dao.publicClient.readContract({
    abi: accessManagerAbi,
    address: dao.deployment.accessManager,
    functionName: 'hasRole',
    args: [role, stranger],
  });
}
