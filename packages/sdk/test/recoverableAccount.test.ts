import { type EmbeddedMarket, startEmbeddedMarket } from '@suanli/node';
import { computeTokenAbi } from '@suanli/protocol';
import {
  deployRecoverableAccount,
  executeAsAccount,
  finishRecovery,
  getChainTime,
  getRecoverableAccount,
  getTokenBalance,
  type SuanliClient,
  setRecoveryPath,
  signRecovery,
  startRecovery,
  transferToken,
  vetoRecovery,
} from '@suanli/sdk';
import { type Address, createTestClient, encodeFunctionData, http, parseEther } from 'viem';
import { generatePrivateKey } from 'viem/accounts';
import { afterAll, beforeAll, expect, test } from 'vitest';

type Client = SuanliClient & { account: Address };
let market: EmbeddedMarket;
let owner: Client;
let recovery: Client;
let coSigner: Client;
let next: Client;

const chain = () => createTestClient({ mode: 'anvil', transport: http(market.chain.rpcUrl) });
async function newAccount(): Promise<Client> {
  const { client, signer } = market.openAccount(generatePrivateKey());
  await chain().setBalance({ address: signer.address, value: parseEther('10') });
  return { ...client, account: signer.address };
}
const transferData = (to: Address, amountWei: bigint) =>
  encodeFunctionData({ abi: computeTokenAbi, functionName: 'transfer', args: [to, amountWei] });

beforeAll(async () => {
  market = await startEmbeddedMarket({ blockTimeSeconds: 3_600 });
  [owner, recovery, coSigner, next] = [await newAccount(), await newAccount(), await newAccount(), await newAccount()];
});
afterAll(() => market?.stop());

test('E7: a lost key is replaced only with the co-signature, after the delay, and not where the owner vetoes', async () => {
  const path = { recoverySigner: recovery.account, coSigner: coSigner.account, delaySeconds: 7_200 };
  await expect(deployRecoverableAccount(owner, { ...path, coSigner: recovery.account })).rejects.toMatchObject({
    code: 'RECOVERABLE_PATH_INVALID',
  });
  const { account } = await deployRecoverableAccount(owner, path);
  await transferToken(market.deployer, { to: account, amountWei: parseEther('5') });
  const { token } = market.deployment;
  for (const stranger of [recovery, coSigner, next]) {
    await expect(
      executeAsAccount(stranger, { account, target: token, data: transferData(stranger.account, 1n) }),
    ).rejects.toMatchObject({ code: 'RECOVERABLE_NOT_OWNER' });
  }
  await executeAsAccount(owner, { account, target: token, data: transferData(next.account, 1n) });
  await expect(
    executeAsAccount(owner, { account, target: token, data: transferData(next.account, parseEther('6')) }),
  ).rejects.toMatchObject({ code: 'ERC20_INSUFFICIENT_BALANCE' });

  const recover = async (signers: readonly [SuanliClient, SuanliClient]) => {
    const newOwner = next.account;
    const signatureDeadline = (await getChainTime(owner)) + 3_600n;
    const [recoverySignature, coSignature] = await Promise.all(
      signers.map((signer) => signRecovery(signer, { account, newOwner, signatureDeadline })),
    );
    return startRecovery(next, {
      account,
      newOwner,
      signatureDeadline,
      recoverySignature: recoverySignature ?? '0x',
      coSignature: coSignature ?? '0x',
    });
  };
  for (const signers of [
    [recovery, recovery],
    [coSigner, coSigner],
    [recovery, next],
    [next, coSigner],
  ] as const) {
    await expect(recover(signers)).rejects.toMatchObject({ code: 'RECOVERABLE_SIGNATURE_INVALID' });
  }
  await recover([recovery, coSigner]);
  await vetoRecovery(owner, { account });
  await expect(finishRecovery(next, { account })).rejects.toMatchObject({ code: 'RECOVERABLE_NOT_STARTED' });

  await recover([recovery, coSigner]);
  const { recovery: pending } = await getRecoverableAccount(next, { account });
  expect(pending?.newOwner).toBe(next.account);
  await expect(finishRecovery(next, { account })).rejects.toMatchObject({ code: 'RECOVERABLE_DELAY_RUNNING' });
  await chain().setNextBlockTimestamp({ timestamp: pending?.readyAt ?? 0n });
  await chain().mine({ blocks: 1 });
  await finishRecovery(next, { account });
  expect(await getRecoverableAccount(next, { account })).toMatchObject({
    owner: next.account,
    coSigner: coSigner.account,
    delaySeconds: 7_200,
    recovery: undefined,
  });
  await expect(setRecoveryPath(owner, { account, ...path })).rejects.toMatchObject({ code: 'RECOVERABLE_NOT_OWNER' });
  await executeAsAccount(next, { account, target: token, data: transferData(next.account, parseEther('4')) });
  expect(await getTokenBalance(next, { address: next.account })).toBe(parseEther('4') + 1n);
});
