// Every function of every contract that changes anything, and who may call it: A38 to A42, and nobody else's power.
import { readdirSync } from 'node:fs';
import { type EmbeddedMarket, startEmbeddedMarket } from '@suanli/node';
import { accessManagerAbi, contractErrors, type Deployment, type ErrorCode, isSuanliError } from '@suanli/protocol';
import { createResource, registerHardware, restrictedFunctions, upgradeableModules } from '@suanli/sdk';
import {
  type Abi,
  type AbiFunction,
  type AbiParameter,
  type Address,
  getAddress,
  pad,
  slice,
  toFunctionSignature,
  toHex,
} from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toChainError } from '../src/client/internal/toChainError.ts';

interface Duties {
  readonly contract?: Exclude<keyof Deployment, 'chainId' | 'deployedBlock'>;
  /** Anybody, for themselves or harmlessly for others. */
  readonly open?: string;
  /** Somebody whom the state names: an owner, a prover, a party of a deal. A stranger is refused. */
  readonly party?: string;
  /** One contract, named for good by the code (or, for `setAuthority`, the AccessManager). Even governance is refused. */
  readonly module?: Readonly<Record<string, ErrorCode>>;
  /** What passed a vote, through the timelock, alone. */
  readonly governance?: string;
  /** Nobody, ever again. */
  readonly never?: Readonly<Record<string, ErrorCode>>;
}

const authority = { setAuthority: 'CHAIN_ACCESS_DENIED' } as const;
const initialized = { initialize: 'CHAIN_UPGRADE_INVALID' } as const;
const refusedByGovernor = 'GOVERNANCE_COIN_REFUSED';

/** By the names of the generated ABIs. */
const duties: Readonly<Record<string, Duties>> = {
  accessManagerAbi: {
    contract: 'accessManager',
    open: 'multicall',
    party: 'cancel consumeScheduledOp renounceRole schedule',
    governance:
      'execute grantRole labelRole revokeRole setGrantDelay setRoleAdmin setRoleGuardian setTargetAdminDelay setTargetClosed setTargetFunctionRole updateAuthority',
  },
  bankAbi: {
    contract: 'bank',
    open: 'cancelWithdrawal deposit depositFor depositWithPermit payBatch requestWithdrawal setConsent skim withdraw',
    party: 'depositWithAuthorization depositWithSignedPermit',
    module: { ...authority, post: 'BANK_UNKNOWN_MODULE' },
    governance: 'addModule',
  },
  brokerAbi: {
    contract: 'broker',
    open: 'cancelNonces',
    party: 'acceptDeals answerDeals cancelDeals expireDeals finalizeDeals finalizeRefutedDeals openDeals settleDeals',
    module: {
      ...authority,
      contest: 'BROKER_NOT_DISPUTES',
      refute: 'BROKER_NOT_DISPUTES',
      refuteAnswer: 'BROKER_NOT_DISPUTES',
      resolve: 'BROKER_NOT_DISPUTES',
      uphold: 'BROKER_NOT_DISPUTES',
    },
    governance: 'upgradeToAndCall',
    never: initialized,
  },
  computeGovernorAbi: {
    contract: 'governor',
    party:
      'cancel castVote castVoteBySig castVoteWithReason castVoteWithReasonAndParams castVoteWithReasonAndParamsBySig execute propose queue',
    governance: 'relay setProposalThreshold setVotingDelay setVotingPeriod updateQuorumNumerator updateTimelock',
    never: {
      onERC1155BatchReceived: refusedByGovernor,
      onERC1155Received: refusedByGovernor,
      onERC721Received: refusedByGovernor,
    },
  },
  computeProofAbi: {
    contract: 'computeProof',
    party: 'commit expire issue open',
    module: authority,
    governance: 'upgradeToAndCall',
    never: initialized,
  },
  computeTokenAbi: {
    contract: 'token',
    open: 'approve delegate transfer',
    party: 'cancelAuthorization delegateBySig permit receiveWithAuthorization transferFrom transferWithAuthorization',
  },
  lotteryAbi: { contract: 'lottery', party: 'claim expire open openSigned' },
  creditLineAbi: { contract: 'creditLine', party: 'close open redeem redeemTimed release topUp' },
  disputesAbi: {
    contract: 'disputes',
    party:
      'challenge challengeRevealed close concede demand move prove proveAndFinalize refuteDuplicate refuteTask refuteTaskIndex reveal revealCount timeout',
    module: authority,
    governance: 'upgradeToAndCall',
    never: initialized,
  },
  erc1967ProxyAbi: {},
  executionMarketAbi: {
    contract: 'executionMarket',
    party:
      'abandonDispute acceptAnswer answerRequest challengeAnswer executeExecutable expireRequest finalize initializeDispute openMarket requestExecution',
    module: authority,
    governance: 'upgradeToAndCall',
    never: initialized,
  },
  // They stand outside of the deployment, and anyone creates runs.
  fibonacciFactoryAbi: { open: 'create' },
  fibonacciTableFactoryAbi: { open: 'create' },
  hardwareAbi: {
    contract: 'hardware',
    // Restricted, and opened to everybody by the deployment.
    open: 'register setApprovalForAll',
    party: 'approve safeTransferFrom transferFrom',
    module: { ...authority, lock: 'HARDWARE_WRONG_CALLER', unlock: 'HARDWARE_WRONG_CALLER' },
    governance: 'upgradeToAndCall',
    never: initialized,
  },
  machineAbi: {},
  marketAbi: {
    contract: 'market',
    party:
      'buy buyShares cancelRenewal delist delistShares list listShares mandateRenewal offerRenewal renew renewAutomatically reprice',
    module: authority,
    governance: 'setFee upgradeToAndCall',
    never: initialized,
  },
  priceCurveAbi: {
    contract: 'priceCurve',
    open: 'release',
    party: 'publishDemand publishSupply',
    module: authority,
    governance: 'setCurve upgradeToAndCall',
    never: initialized,
  },
  primeCountFactoryAbi: { open: 'create' },
  quorumAbi: {
    contract: 'quorum',
    open: 'cancelNonces',
    party: 'cancel contribute expire finalize open',
    module: authority,
    governance: 'upgradeToAndCall',
    never: initialized,
  },
  rankingAbi: {
    contract: 'ranking',
    module: { ...authority, record: 'RANKING_WRONG_CALLER' },
    governance: 'upgradeToAndCall',
    never: initialized,
  },
  resourceAbi: {
    contract: 'resource',
    open: 'setApprovalForAll',
    party: 'approve create dissolve safeTransferFrom transferFrom',
    module: {
      ...authority,
      bind: 'RESOURCE_WRONG_CALLER',
      extend: 'RESOURCE_WRONG_CALLER',
      release: 'RESOURCE_WRONG_CALLER',
    },
    governance: 'upgradeToAndCall',
    never: initialized,
  },
  resourceTypesAbi: {
    contract: 'resourceTypes',
    module: authority,
    governance: 'addType setTerms upgradeToAndCall',
    never: initialized,
  },
  revenueRightAbi: {
    contract: 'revenueRight',
    open: 'joinBank setApprovalForAll credit settle settleMany',
    party: 'create safeBatchTransferFrom safeTransferFrom',
    module: authority,
    governance: 'upgradeToAndCall',
    never: initialized,
  },
  // What follows stands outside of the deployment: see genesisAllocation.test.ts and the tests of the contracts.
  dailyFundAbi: { party: 'distribute setDistributor' },
  deployableTokenAbi: { open: 'approve transfer', party: 'burn burnFrom permit transferFrom' },
  founderVestingAbi: { party: 'release renounceOwnership transferOwnership' },
  presaleMigrationAbi: { party: 'migrate returnLeftover' },
  promotionFundAbi: { party: 'grant withdraw' },
  recoverableAccountAbi: {
    open: 'onERC1155BatchReceived onERC1155Received onERC721Received',
    party: 'execute finishRecovery setRecoveryPath startRecovery vetoRecovery',
  },
  sponsoredAccountAbi: { party: 'finishReturn requestReturn' },
  tokenProbeAbi: { open: 'run' },
  tokenSaleAbi: { party: 'buy returnUnsold withdrawProceeds' },
  timelockControllerAbi: {
    contract: 'timelock',
    // What was not scheduled is not executed.
    open: 'execute executeBatch onERC1155BatchReceived onERC1155Received onERC721Received',
    party: 'renounceRole',
    module: {
      cancel: 'TIMELOCK_ACCESS_DENIED',
      schedule: 'TIMELOCK_ACCESS_DENIED',
      scheduleBatch: 'TIMELOCK_ACCESS_DENIED',
    },
    governance: 'grantRole revokeRole updateDelay',
  },
  useRightAbi: {
    contract: 'useRight',
    open: 'setApprovalForAll',
    party: 'approve giveBack issue safeTransferFrom setUser transferFrom',
    module: { ...authority, extend: 'USE_RIGHT_WRONG_CALLER', sell: 'USE_RIGHT_WRONG_CALLER' },
    governance: 'upgradeToAndCall',
    never: initialized,
  },
};

/** How governance says no, by contract. */
const denied = (contract: string): ErrorCode =>
  contract === 'governor'
    ? 'GOVERNANCE_ONLY_BY_PROPOSAL'
    : contract === 'timelock'
      ? 'TIMELOCK_ACCESS_DENIED'
      : 'CHAIN_ACCESS_DENIED';
const denials: readonly string[] = ['CHAIN_ACCESS_DENIED', 'GOVERNANCE_ONLY_BY_PROPOSAL', 'TIMELOCK_ACCESS_DENIED'];

const folder = new URL('../../protocol/src/generated/abi/', import.meta.url);
const abis = Object.assign(
  {},
  ...(await Promise.all(readdirSync(folder).map((name) => import(new URL(name, folder).href)))),
) as Readonly<Record<string, Abi>>;
const functions = Object.entries(abis).flatMap(([abiName, abi]) =>
  abi
    .filter((item): item is AbiFunction => item.type === 'function')
    .filter(({ stateMutability }) => stateMutability === 'nonpayable' || stateMutability === 'payable')
    .map((item) => ({ abiName, item, label: `${abiName}: ${toFunctionSignature(item)}` })),
);
const words = (list: string | undefined): string[] => (list === undefined ? [] : list.split(' '));

function dutyOf(abiName: string, name: string): 'open' | 'party' | 'module' | 'governance' | 'never' | undefined {
  const { open, party, module = {}, governance, never = {} } = duties[abiName] ?? {};
  if (words(open).includes(name)) return 'open';
  if (words(party).includes(name)) return 'party';
  if (words(governance).includes(name)) return 'governance';
  if (name in module) return 'module';
  if (name in never) return 'never';
  return undefined;
}

/** A well-formed value that means nothing in particular. */
function sample({ type, ...parameter }: AbiParameter): unknown {
  if (type.endsWith(']')) return [];
  if (type === 'address') return pad('0xa11', { size: 20 });
  if (type === 'bool') return true;
  if (type === 'string') return 'x';
  if (type === 'bytes') return '0x12345678';
  if (type.startsWith('bytes')) return toHex(5, { size: Number(type.slice(5)) });
  if (type === 'uint8') return 1;
  if (type.includes('int')) return Number(type.replace(/\D/g, '')) <= 48 ? 5 : 5n;
  const components = (parameter as { components: readonly AbiParameter[] }).components;
  return Object.fromEntries(components.map((part) => [part.name, sample(part)]));
}

let market: EmbeddedMarket;
let provider: Address;
const stranger: Address = pad('0xa11ce', { size: 20 });

beforeAll(async () => {
  market = await startEmbeddedMarket();
  const { client, signer } = await market.createAccount();
  const { hardwareId } = await registerHardware(client, {
    typeId: 2,
    model: 'GTX 1050',
    fingerprint: toHex(7, { size: 32 }),
  });
  await createResource(client, { hardwareIds: [hardwareId] });
  provider = signer.address;
});
afterAll(() => market?.stop());

/** The code that a call would be refused with, or undefined where it would pass. */
async function refusal(
  abiName: string,
  item: AbiFunction,
  account: Address,
  address = market.deployment[duties[abiName]?.contract ?? 'bank'],
): Promise<string | undefined> {
  try {
    await market.deployer.publicClient.simulateContract({
      abi: [item, ...contractErrors],
      address,
      functionName: item.name,
      args: item.inputs.map(sample),
      account,
    });
    return undefined;
  } catch (error) {
    const coded = toChainError(market.deployer, item.name, error);
    if (!isSuanliError(coded)) throw coded;
    return coded.code;
  }
}

const strangers = (): Address[] => [stranger, market.deployer.account ?? stranger, provider];

test('every function that changes something is classified, and nothing is that is not there', () => {
  expect(Object.keys(duties).sort()).toEqual(Object.keys(abis).sort());
  const unclassified = functions.filter(({ abiName, item }) => dutyOf(abiName, item.name) === undefined);
  expect(unclassified.map(({ label }) => label)).toEqual([]);
  for (const [abiName, { open, party, module, governance, never }] of Object.entries(duties)) {
    const named = [...words(open), ...words(party), ...words(governance), ...Object.keys({ ...module, ...never })];
    const known = new Set(functions.filter((one) => one.abiName === abiName).map(({ item }) => item.name));
    expect([...named].sort(), abiName).toEqual([...known].sort());
  }
});

test('the functions that a role can be given are those of governance, and the one that is everybody’s', () => {
  const guarded = Object.values(duties).flatMap(({ contract, governance }) =>
    contract === undefined ||
    ['accessManager', 'creditLine', 'governor', 'lottery', 'timelock', 'token'].includes(contract)
      ? []
      : [[contract, [...words(governance), ...(contract === 'hardware' ? ['register'] : [])].sort()]],
  );
  expect(restrictedFunctions).toEqual(Object.fromEntries(guarded));
});

const of = (duty: ReturnType<typeof dutyOf>) =>
  functions.filter(({ abiName, item }) => dutyOf(abiName, item.name) === duty);

describe('governance alone', () => {
  test.each(of('governance'))('$label', async ({ abiName, item }) => {
    const expected = denied(duties[abiName]?.contract ?? '');
    for (const account of strangers()) expect(await refusal(abiName, item, account), account).toBe(expected);
    // It may be refused for its values, not for want of the right.
    const byGovernance = await refusal(abiName, item, market.deployment.timelock);
    expect(denials).not.toContain(byGovernance ?? 'passed');
  });
});

describe('one contract alone', () => {
  test.each(of('module'))('$label', async ({ abiName, item }) => {
    for (const account of [...strangers(), market.deployment.timelock]) {
      expect(await refusal(abiName, item, account), account).toBe(duties[abiName]?.module?.[item.name]);
    }
  });
});

describe('nobody any more', () => {
  test.each(of('never'))('$label', async ({ abiName, item }) => {
    for (const account of [...strangers(), market.deployment.timelock]) {
      expect(await refusal(abiName, item, account), account).toBe(duties[abiName]?.never?.[item.name]);
    }
  });
});

describe('whom the state names', () => {
  test.each(of('party'))('$label', async ({ abiName, item }) => {
    expect(await refusal(abiName, item, stranger)).toBeDefined();
  });
});

describe('everybody', () => {
  test.each(of('open'))('$label', async ({ abiName, item }) => {
    for (const account of strangers()) expect(denials).not.toContain((await refusal(abiName, item, account)) ?? '');
  });
});

test('the code behind a proxy can be neither initialised nor upgraded by itself', async () => {
  for (const module of upgradeableModules) {
    const word = await market.deployer.publicClient.getStorageAt({
      address: market.deployment[module],
      // keccak256('eip1967.proxy.implementation') - 1
      slot: '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc',
    });
    const implementation = getAddress(slice(word ?? '0x', 12));
    for (const name of ['initialize', 'upgradeToAndCall']) {
      const found = functions.find(({ abiName, item }) => abiName === `${module}Abi` && item.name === name);
      if (!found) throw new Error(`${module} has no ${name}`);
      for (const account of [...strangers(), market.deployment.timelock]) {
        expect(await refusal(found.abiName, found.item, account, implementation), module).toBe('CHAIN_UPGRADE_INVALID');
      }
    }
  }
});

test('the timelock is the only account that ever got a role, and nobody administers it but itself', async () => {
  const { publicClient } = market.deployer;
  const granted = await publicClient.getContractEvents({
    abi: accessManagerAbi,
    address: market.deployment.accessManager,
    eventName: 'RoleGranted',
    fromBlock: market.deployment.deployedBlock,
    strict: true,
  });
  expect(granted.map(({ args }) => [args.roleId, args.account])).toEqual([
    [0n, market.deployer.account],
    [0n, market.deployment.timelock],
  ]);
  const revoked = await publicClient.getContractEvents({
    abi: accessManagerAbi,
    address: market.deployment.accessManager,
    eventName: 'RoleRevoked',
    fromBlock: market.deployment.deployedBlock,
    strict: true,
  });
  expect(revoked.map(({ args }) => args.account)).toEqual([market.deployer.account]);
});
