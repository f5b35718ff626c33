import type { ProposalCall, SuanliClient } from '@suanli/sdk';
import { isHex } from 'viem';
import type { CommandContext } from '../../../context/CommandContext.ts';
import { printable } from './printable.ts';

/** A call of a proposal as it would be written in code, or a warning that nobody here knows it. */
export async function describeCall(context: CommandContext, client: SuanliClient, call: ProposalCall): Promise<string> {
  const { decodeProposalCall } = await import('@suanli/sdk');
  const known = decodeProposalCall(client, call);
  if (known === undefined) return context.text.dao.unknownCall(call.target, call.data);
  return printable(`${known.contract}.${known.functionName}(${known.args.map(written).join(', ')})`);
}

function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).map(([name, part]) => `${name}: ${written(part)}`);
    return `{${parts.join(', ')}}`;
  }
  // What somebody named a thing must not pass for more of the call.
  return typeof value === 'string' && !isHex(value) ? JSON.stringify(value) : String(value);
}
