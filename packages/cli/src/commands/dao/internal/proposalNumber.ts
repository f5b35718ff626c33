import { SuanliError } from '@suanli/protocol';
import type { SuanliClient } from '@suanli/sdk';
import { toHex } from 'viem';

/** The digits of a proposal's number that people see; enough to name it in a command. */
export function shortProposalId(proposalId: bigint): string {
  return toHex(proposalId, { size: 32 }).slice(0, 10);
}

/**
 * The proposal that a user names: by its whole number, decimal or hexadecimal, or by the start of the latter.
 *
 * @throws SuanliError `GOVERNANCE_PROPOSAL_UNKNOWN`, `CLI_PROPOSAL_AMBIGUOUS`
 */
export async function findProposalId(client: SuanliClient, value: string): Promise<bigint> {
  if (/^\d{20,78}$/.test(value) || /^0x[0-9a-fA-F]{64}$/.test(value)) return BigInt(value);
  const start = value.toLowerCase();
  if (/^0x[0-9a-f]{1,63}$/.test(start)) {
    const { listProposals } = await import('@suanli/sdk');
    const all = await listProposals(client, { limit: 1_000 });
    const [found, another] = all.filter(({ proposalId }) => toHex(proposalId, { size: 32 }).startsWith(start));
    if (another) throw new SuanliError('CLI_PROPOSAL_AMBIGUOUS', { parameters: { value } });
    if (found) return found.proposalId;
  }
  throw new SuanliError('GOVERNANCE_PROPOSAL_UNKNOWN', { metaMessages: [value] });
}
