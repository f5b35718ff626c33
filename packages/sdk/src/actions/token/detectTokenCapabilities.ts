import { SuanliError, tokenProbeAbi } from '@suanli/protocol';
import { tokenProbeBytecode } from '@suanli/protocol/bytecode';
import {
  type Address,
  concat,
  decodeAbiParameters,
  decodeFunctionResult,
  encodeFunctionData,
  type Hex,
  hexToBigInt,
  hexToString,
  isAddressEqual,
  numberToHex,
  pad,
  parseAbi,
  type StateOverride,
  size,
  slice,
  toFunctionSelector,
  toHex,
  trim,
} from 'viem';
import { toChainError } from '../../client/internal/toChainError.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';

/** The functions of EIP-20. */
export type Erc20FunctionName = 'totalSupply' | 'balanceOf' | 'transfer' | 'transferFrom' | 'approve' | 'allowance';

/** What a token can do, as far as a simulation shows. */
export interface TokenCapabilities {
  /** Which of the six functions of EIP-20 it has and does what they say. */
  readonly functions: Readonly<Record<Erc20FunctionName, boolean>>;
  /** True where it has all six. */
  readonly isErc20: boolean;
  readonly name: string | undefined;
  readonly symbol: string | undefined;
  readonly decimals: number | undefined;
  /** What a transfer that moves tokens returns; `unknown` where none could be simulated. */
  readonly transferReturns: 'bool' | 'nothing' | 'other' | 'unknown';
  /** Whether the recipient gets less than was sent; undefined where no transfer could be simulated. */
  readonly takesFee: boolean | undefined;
  /** Approvals by signature (ERC-2612). */
  readonly permit: boolean;
  /** Transfers by signature (EIP-3009). */
  readonly transferWithAuthorization: boolean;
  /** Votes (ERC-5805). */
  readonly votes: boolean;
}

export interface DetectTokenCapabilitiesParameters {
  readonly token: Address;
  /**
   * An account that holds some of it, in whose place transfers are simulated. Default: the client's own; where that holds
   * none, a balance is made up, if the endpoint can tell where the token keeps it (`eth_createAccessList`).
   */
  readonly holder?: Address;
}

const tokenAbi = parseAbi([
  'function totalSupply() view returns (uint256)',
  'function balanceOf(address) view returns (uint256)',
  'function allowance(address, address) view returns (uint256)',
  'function transfer(address, uint256)',
  'function transferFrom(address, address, uint256)',
  'function approve(address, uint256)',
  'function name() view returns (string)',
  'function symbol() view returns (string)',
  'function decimals() view returns (uint8)',
  'function DOMAIN_SEPARATOR() view returns (bytes32)',
  'function nonces(address) view returns (uint256)',
  'function authorizationState(address, bytes32) view returns (bool)',
  'function getVotes(address) view returns (uint256)',
  'function delegates(address) view returns (address)',
]);
const permitSelector = toFunctionSelector('permit(address,address,uint256,uint256,uint8,bytes32,bytes32)');
/** As the EIP has it, and with the signature in one piece, which contracts need to sign. */
const authorizationSelectors = [
  'transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)',
  'transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)',
].map((signature) => toFunctionSelector(signature));
const delegateSelector = toFunctionSelector('delegate(address)');
/** A function that no token has: what a call of it does is what the token's fallback does. */
const nothing = '0x7d0f3a1c';

// Accounts that nobody has a key for, so that a simulation starts from no balance and no allowance.
const recipient: Address = '0x5ca1ab1e00000000000000000000000000000001';
const spender: Address = '0x5ca1ab1e00000000000000000000000000000002';
const madeUpHolder: Address = '0x5ca1ab1e00000000000000000000000000000003';
const allowanceUnits = 3n;

/** EIP-1967's slots of an implementation and of a beacon, and the slot that older proxies of OpenZeppelin have. */
const implementationSlots: readonly Hex[] = [
  '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc',
  '0x7050c9e0f4ca769c69bd3a8ef740bc37934f8e2c036e5a723fd8ee048ed3f8c3',
];

interface Result {
  readonly succeeded: boolean;
  readonly returned: Hex;
}

/**
 * Finds out what a token can do, without a transaction: calls are simulated in the place of a holder, with a probe's code
 * over its account (`eth_call` with state overrides), and judged by what they change, not by what they return. A token
 * that answers everything, as WETH's fallback does, has no function for it that does nothing.
 *
 * Trust: the endpoint is believed. A token may treat contracts, or single accounts, in another way than it shows here.
 *
 * @throws SuanliError `TOKEN_NOT_A_CONTRACT`, `CHAIN_UNREACHABLE`, `CHAIN_CALL_FAILED` where the endpoint does not take state
 * overrides
 *
 * @example
 * const { functions, takesFee } = await detectTokenCapabilities(client, { token });
 * if (functions.transfer && takesFee === false) await transferToken(client, { token, to, amountWei });
 */
export async function detectTokenCapabilities(
  client: SuanliClient,
  parameters: DetectTokenCapabilitiesParameters,
): Promise<TokenCapabilities> {
  try {
    return await detect(client, parameters);
  } catch (error) {
    throw toChainError(client, 'detectTokenCapabilities', error);
  }
}

async function detect(
  client: SuanliClient,
  { token, holder: givenHolder }: DetectTokenCapabilitiesParameters,
): Promise<TokenCapabilities> {
  const { publicClient } = client;
  const code = await publicClient.getCode({ address: token });
  if (code === undefined) throw new SuanliError('TOKEN_NOT_A_CONTRACT', { parameters: { token } });
  const probeCode = (await publicClient.call({ data: tokenProbeBytecode })).data ?? '0x';
  const selectors = selectorsOf([code, ...(await implementationCode(client, token, code))]);

  /** Runs calls of the token one after another, in one state: those of `as` in its place. */
  const run = async (
    as: Address,
    calls: readonly { readonly as?: Address; readonly data: Hex }[],
    overrides: StateOverride = [],
  ): Promise<readonly Result[]> => {
    const runs = (steps: readonly { target: Address; data: Hex }[]): Hex =>
      encodeFunctionData({ abi: tokenProbeAbi, functionName: 'run', args: [steps] });
    const decode = (data: Hex): readonly Result[] =>
      decodeFunctionResult({ abi: tokenProbeAbi, functionName: 'run', data });
    const steps = calls.map((call) =>
      call.as === undefined
        ? { target: token, data: call.data }
        : { target: call.as, data: runs([{ target: token, data: call.data }]) },
    );
    const { data } = await publicClient.call({
      to: as,
      data: runs(steps),
      stateOverride: [
        ...[as, spender].map((address) => ({ address, code: probeCode })),
        ...overrides.filter(({ address }) => !isAddressEqual(address, as)),
      ],
    });
    return decode(data ?? '0x').map((result, index) =>
      calls[index]?.as !== undefined && result.succeeded ? (decode(result.returned)[0] ?? result) : result,
    );
  };

  const someone = givenHolder ?? client.account ?? madeUpHolder;
  const view = async (data: readonly Hex[]): Promise<readonly Result[]> =>
    run(
      madeUpHolder,
      data.map((one) => ({ data: one })),
    );
  const encode = encodeFunctionData<typeof tokenAbi>;
  const [
    control,
    totalSupply,
    balance,
    allowance,
    name,
    symbol,
    decimals,
    domainSeparator,
    nonces,
    authorization,
    votes,
    delegates,
  ] = await view([
    concat([nothing, pad(madeUpHolder), pad(recipient)]),
    encode({ abi: tokenAbi, functionName: 'totalSupply' }),
    encode({ abi: tokenAbi, functionName: 'balanceOf', args: [someone] }),
    encode({ abi: tokenAbi, functionName: 'allowance', args: [madeUpHolder, spender] }),
    encode({ abi: tokenAbi, functionName: 'name' }),
    encode({ abi: tokenAbi, functionName: 'symbol' }),
    encode({ abi: tokenAbi, functionName: 'decimals' }),
    encode({ abi: tokenAbi, functionName: 'DOMAIN_SEPARATOR' }),
    encode({ abi: tokenAbi, functionName: 'nonces', args: [madeUpHolder] }),
    encode({ abi: tokenAbi, functionName: 'authorizationState', args: [madeUpHolder, pad('0x01')] }),
    encode({ abi: tokenAbi, functionName: 'getVotes', args: [madeUpHolder] }),
    encode({ abi: tokenAbi, functionName: 'delegates', args: [madeUpHolder] }),
  ]);
  /** A value, which a fallback does not give as well. */
  const answers = (result: Result | undefined): result is Result =>
    result?.succeeded === true &&
    size(result.returned) >= 32 &&
    !(control?.succeeded === true && control.returned === result.returned);
  const hasBalance = answers(balance);
  const hasAllowance = answers(allowance);

  // In whose place transfers are simulated, and with what balance.
  let holder = someone;
  let held = hasBalance ? hexToBigInt(slice(balance.returned, 0, 32)) : 0n;
  let overrides: StateOverride = [];
  if (hasBalance && held === 0n) {
    const made = await makeUpBalance(client, token);
    if (made) {
      ({ held, overrides } = made);
      holder = madeUpHolder;
    }
  }
  // Large enough that a fee in percent shows, and nothing that the holder does not have.
  const amount = held > 1_000_000n ? 1_000_000n : held;
  const balanceOf = (account: Address) => ({
    data: encode({ abi: tokenAbi, functionName: 'balanceOf', args: [account] }),
  });
  const allowanceNow = { data: encode({ abi: tokenAbi, functionName: 'allowance', args: [holder, spender] }) };
  const transferData = encode({ abi: tokenAbi, functionName: 'transfer', args: [recipient, amount] });
  const moved = await run(
    holder,
    [balanceOf(recipient), balanceOf(holder), { data: transferData }, balanceOf(recipient), balanceOf(holder)],
    overrides,
  );
  const allowed = await run(
    holder,
    [
      { data: encode({ abi: tokenAbi, functionName: 'approve', args: [spender, allowanceUnits] }) },
      allowanceNow,
      balanceOf(recipient),
      {
        as: spender,
        data: encode({
          abi: tokenAbi,
          functionName: 'transferFrom',
          args: [holder, recipient, amount < allowanceUnits ? amount : allowanceUnits],
        }),
      },
      balanceOf(recipient),
    ],
    overrides,
  );
  const numberOf = (result: Result | undefined): bigint =>
    result?.succeeded === true && size(result.returned) >= 32 ? hexToBigInt(slice(result.returned, 0, 32)) : 0n;
  const [gotBefore, hadBefore, transferred, gotAfter, hasAfter] = moved;
  const received = numberOf(gotAfter) - numberOf(gotBefore);
  const isMoved = amount > 0n && numberOf(hasAfter) < numberOf(hadBefore) && received > 0n;
  const [approved, allowedNow, pulledBefore, , pulledAfter] = allowed;
  const isApproved = hasAllowance ? numberOf(allowedNow) === allowanceUnits : isTrue(approved, control);
  const isPulled = numberOf(pulledAfter) > numberOf(pulledBefore);
  /** Without a balance, what its code dispatches on is the only sign. */
  const dispatches = (functionName: 'transfer' | 'transferFrom') =>
    selectors.has(
      toFunctionSelector(
        functionName === 'transfer' ? 'transfer(address,uint256)' : 'transferFrom(address,address,uint256)',
      ),
    );
  const functions = {
    totalSupply: answers(totalSupply),
    balanceOf: hasBalance,
    transfer: isMoved || (amount === 0n && dispatches('transfer')),
    transferFrom: isPulled || ((amount === 0n || !isApproved) && dispatches('transferFrom')),
    approve: isApproved,
    allowance: hasAllowance,
  };
  return {
    functions,
    isErc20: Object.values(functions).every(Boolean),
    name: answers(name) ? textOf(name.returned) : undefined,
    symbol: answers(symbol) ? textOf(symbol.returned) : undefined,
    decimals: answers(decimals) ? smallNumberOf(decimals.returned) : undefined,
    transferReturns: !isMoved ? 'unknown' : returnOf(transferred?.returned ?? '0x'),
    takesFee: isMoved ? received < amount : undefined,
    permit: answers(domainSeparator) && answers(nonces) && selectors.has(permitSelector),
    transferWithAuthorization:
      answers(domainSeparator) &&
      answers(authorization) &&
      authorizationSelectors.some((selector) => selectors.has(selector)),
    votes: answers(votes) && answers(delegates) && selectors.has(delegateSelector),
  };
}

/** True where a call says that it did what was asked, in a way in which the fallback does not. */
function isTrue(result: Result | undefined, control: Result | undefined): boolean {
  if (result?.succeeded !== true) return false;
  return result.returned === '0x' ? control?.succeeded === false : hexToBigInt(slice(result.returned, 0, 32)) === 1n;
}

function returnOf(returned: Hex): 'bool' | 'nothing' | 'other' {
  if (returned === '0x') return 'nothing';
  return size(returned) === 32 && hexToBigInt(returned) === 1n ? 'bool' : 'other';
}

/** A string, or the 32 bytes that some early tokens have in its place. */
function textOf(returned: Hex): string | undefined {
  try {
    return decodeAbiParameters([{ type: 'string' }], returned)[0];
  } catch {
    return size(returned) === 32 ? hexToString(trim(returned, { dir: 'right' })) : undefined;
  }
}

function smallNumberOf(returned: Hex): number | undefined {
  const value = hexToBigInt(slice(returned, 0, 32));
  return value <= 255n ? Number(value) : undefined;
}

/** What a contract's code compares with, in its first four bytes of a call: every constant that it pushes. */
function selectorsOf(codes: readonly Hex[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const code of codes) {
    for (let at = 2; at < code.length; at += 2) {
      const push = Number.parseInt(code.slice(at, at + 2), 16) - 0x5f;
      if (push < 1 || push > 32) continue;
      const value = code.slice(at + 2, at + 2 + 2 * push);
      // A selector with leading zeros is pushed by fewer bytes.
      if (push <= 4) found.add(`0x${value.padStart(8, '0')}`);
      at += 2 * push;
    }
  }
  return found;
}

/** The code behind a proxy of EIP-1167 or EIP-1967. */
async function implementationCode(client: SuanliClient, token: Address, code: Hex): Promise<readonly Hex[]> {
  const { publicClient } = client;
  const clone = /^0x363d3d373d3d3d363d73([0-9a-f]{40})5af43d82803e903d91602b57fd5bf3/.exec(code)?.[1];
  const words = await Promise.all(
    clone !== undefined
      ? [`0x${clone}` as Hex]
      : implementationSlots.map((slot) => publicClient.getStorageAt({ address: token, slot })),
  );
  const codes = await Promise.all(
    words.map((word) => {
      if (word === undefined || hexToBigInt(word) === 0n) return undefined;
      return publicClient.getCode({ address: numberToHex(hexToBigInt(word), { size: 20 }) });
    }),
  );
  return codes.filter((each) => each !== undefined);
}

/** Looks for the slot of an account's balance among those that `balanceOf` reads, and puts a balance into it. */
async function makeUpBalance(
  client: SuanliClient,
  token: Address,
): Promise<{ held: bigint; overrides: StateOverride } | undefined> {
  const { publicClient } = client;
  const held = 10n ** 9n;
  const data = encodeFunctionData({ abi: tokenAbi, functionName: 'balanceOf', args: [madeUpHolder] });
  let slots: readonly { readonly address: Address; readonly storageKeys: readonly Hex[] }[];
  try {
    ({ accessList: slots } = await publicClient.createAccessList({ to: token, data }));
  } catch {
    // Not every endpoint has the method.
    return undefined;
  }
  for (const { address, storageKeys } of slots) {
    for (const slot of storageKeys) {
      const overrides: StateOverride = [{ address, stateDiff: [{ slot, value: toHex(held, { size: 32 }) }] }];
      const { data: returned } = await publicClient
        .call({ to: token, data, stateOverride: overrides })
        .catch(() => ({ data: undefined }));
      if (returned !== undefined && returned !== '0x' && hexToBigInt(returned) === held) return { held, overrides };
    }
  }
  return undefined;
}
