import { type EmbeddedMarket, startEmbeddedMarket } from '@suanli/node';
import {
  createSuanliClient,
  deployToken,
  detectTokenCapabilities,
  getTokenBalance,
  requireTokenBalance,
  type SuanliClient,
  transferToken,
} from '@suanli/sdk';
import { type Address, parseAbi, parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deployOddTokens, type OddToken } from './fixtures/deployOddTokens.ts';

const someone: Address = '0x00000000000000000000000000000000000000a1';
const all = {
  totalSupply: true,
  balanceOf: true,
  transfer: true,
  transferFrom: true,
  approve: true,
  allowance: true,
} as const;
const transferOnly = { ...all, transferFrom: false, approve: false, allowance: false } as const;

let market: EmbeddedMarket;
let holder: SuanliClient;
let tokens: Readonly<Record<OddToken, Address>>;
const sent = () => holder.publicClient.getTransactionCount({ address: holder.account ?? '0x' });

beforeAll(async () => {
  market = await startEmbeddedMarket();
  holder = market.deployer;
  tokens = await deployOddTokens(holder);
});
afterAll(() => market?.stop());

describe('E2: what a token can do is found out without spending anything', () => {
  test('of the token of the market', async () => {
    const before = await sent();
    expect(await detectTokenCapabilities(holder, { token: market.deployment.token })).toMatchObject({
      functions: all,
      isErc20: true,
      name: 'Suanli Compute Token',
      symbol: 'SUAN',
      decimals: 18,
      transferReturns: 'bool',
      takesFee: false,
      permit: true,
      transferWithAuthorization: true,
      votes: true,
    });
    expect(await sent()).toBe(before);
    expect(await getTokenBalance(holder, { address: holder.account ?? '0x' })).toBe(parseEther('100000000'));
  });

  test.each([
    ['SilentToken', { functions: all, isErc20: true, transferReturns: 'nothing', takesFee: false, name: undefined }],
    ['TransferOnlyToken', { functions: transferOnly, isErc20: false, transferReturns: 'bool', takesFee: false }],
    ['FeeToken', { functions: all, isErc20: true, takesFee: true, symbol: 'FEE', decimals: undefined }],
    ['OldToken', { functions: transferOnly, name: 'Old', symbol: 'OLD', decimals: 2, transferReturns: 'bool' }],
    ['WrappedCoin', { functions: all, name: 'Wrapped Coin', symbol: undefined, permit: false, votes: false }],
    ['PretendingToken', { functions: { ...transferOnly, transfer: false }, transferReturns: 'unknown' }],
  ] as const)('of %s', async (name, expected) => {
    const found = await detectTokenCapabilities(holder, { token: tokens[name] });
    expect(found).toMatchObject({ permit: false, transferWithAuthorization: false, votes: false, ...expected });
    // Whoever asks, and whatever it holds.
    const reader = createSuanliClient({ deployment: market.deployment, rpcUrl: market.chain.rpcUrl });
    expect(await detectTokenCapabilities(reader, { token: tokens[name] })).toEqual(found);
  });

  test('where there is no contract, it says so', async () => {
    await expect(detectTokenCapabilities(holder, { token: someone })).rejects.toMatchObject({
      code: 'TOKEN_NOT_A_CONTRACT',
    });
  });
});

describe('tokens that are no ERC-20 in full', () => {
  test('E2: one that lacks approve still transfers, and so does one that returns nothing', async () => {
    for (const name of ['TransferOnlyToken', 'SilentToken', 'FeeToken'] as const) {
      await transferToken(holder, { token: tokens[name], to: someone, amountWei: 500n });
      const received = await getTokenBalance(holder, { token: tokens[name], address: someone });
      expect(received, name).toBe(name === 'FeeToken' ? 495n : 500n);
    }
  });

  test('a refusal that does not revert is refused before anything is sent', async () => {
    const before = await sent();
    await expect(
      transferToken(holder, { token: tokens.OldToken, to: someone, amountWei: 1_000_001n }),
    ).rejects.toMatchObject({ code: 'TOKEN_TRANSFER_REFUSED' });
    await expect(transferToken(holder, { token: someone, to: someone, amountWei: 1n })).rejects.toMatchObject({
      code: 'TOKEN_NOT_A_CONTRACT',
    });
    expect(await sent()).toBe(before);
  });
});

test('E3: a token of one’s own has the name, symbol, decimals and supply it was given', async () => {
  const { token } = await deployToken(holder, { name: 'Own Token', symbol: 'OWN', decimals: 6, supply: 12_345_678n });
  expect(await detectTokenCapabilities(holder, { token })).toMatchObject({
    isErc20: true,
    name: 'Own Token',
    symbol: 'OWN',
    decimals: 6,
    permit: true,
  });
  const totalSupply = await holder.publicClient.readContract({
    abi: parseAbi(['function totalSupply() view returns (uint256)']),
    address: token,
    functionName: 'totalSupply',
  });
  expect(totalSupply).toBe(12_345_678n);
  expect(await getTokenBalance(holder, { token, address: holder.account ?? '0x' })).toBe(12_345_678n);
});

test('E5: who holds too little is refused; wallet and bank count together', async () => {
  const { client, signer } = await market.createAccount(parseEther('3'));
  const gate = (minBalanceWei: bigint) => requireTokenBalance(holder, { account: signer.address, minBalanceWei });
  expect(await gate(parseEther('3'))).toBe(parseEther('3'));
  await expect(gate(parseEther('3') + 1n)).rejects.toMatchObject({ code: 'TOKEN_BALANCE_TOO_SMALL' });
  await transferToken(holder, { to: signer.address, amountWei: 1n });
  expect(await gate(parseEther('3') + 1n)).toBe(parseEther('3') + 1n);
  await transferToken(client, { to: someone, amountWei: 1n });
  await expect(gate(parseEther('3') + 1n)).rejects.toMatchObject({ code: 'TOKEN_BALANCE_TOO_SMALL' });
});
