import { deployableTokenAbi, presaleMigrationAbi, SuanliError } from '@suanli/protocol';
import type { Address } from 'viem';
import { eventOf } from '../../client/internal/eventOf.ts';
import { readContract } from '../../client/internal/readContract.ts';
import { writeContract } from '../../client/internal/writeContract.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Transaction } from '../../client/Transaction.ts';

export interface MigratePresaleParameters {
  readonly migration: Address;
  /** Presale tokens to burn, in their base units. */
  readonly units: bigint;
}

export interface MigratePresaleReturnType {
  readonly transaction: Transaction;
  /** Tokens paid out, in wei. */
  readonly paidWei: bigint;
}

/**
 * Burns presale tokens of the client's account for twice as many of the market's; approves the migration first where needed.
 *
 * @throws SuanliError `PRESALE_TOO_LATE`, `PRESALE_UNDERFUNDED`, `PRESALE_ZERO_AMOUNT`, `ERC20_INSUFFICIENT_BALANCE`
 */
export async function migratePresale(
  client: SuanliClient,
  parameters: MigratePresaleParameters,
): Promise<MigratePresaleReturnType> {
  const { migration, units } = parameters;
  if (client.account === undefined) throw new SuanliError('CHAIN_ACCOUNT_MISSING');
  const contract = { abi: presaleMigrationAbi, address: migration } as const;
  const address = await readContract(client, { ...contract, functionName: 'presaleToken', args: [] });
  const token = { abi: deployableTokenAbi, address } as const;
  const args = [client.account, migration] as const;
  const allowance = await readContract(client, { ...token, functionName: 'allowance', args });
  if (allowance < units) await writeContract(client, { ...token, functionName: 'approve', args: [migration, units] });
  const transaction = await writeContract(client, { ...contract, functionName: 'migrate', args: [units] });
  const { paidWei } = eventOf(transaction, { ...contract, eventName: 'PresaleMigrated' });
  return { transaction, paidWei };
}
