import { type DealStatus, executionMarketAbi, SuanliError } from '@suanli/protocol';
import { type Address, formatLog, type Hex, numberToHex, parseEventLogs, zeroHash } from 'viem';
import { readContract } from '../../client/internal/readContract.ts';
import { toChainError } from '../../client/internal/toChainError.ts';
import type { SuanliClient } from '../../client/SuanliClient.ts';
import type { Execution } from './Execution.ts';
import { nobody } from './internal/nobody.ts';

export interface GetExecutionParameters {
  readonly executionId: Hex;
  readonly signal?: AbortSignal;
}

export interface GetExecutionReturnType {
  /** The request with all that became of it: what every action takes. */
  readonly execution: Execution;
  readonly inputs: Hex;
  readonly status: DealStatus;
  /** The block in which the request got to its status. */
  readonly blockNumber: bigint;
  /** What is held to be the result's hash; zero where there is none. */
  readonly resultHash: Hex;
  /** The run on chain; the zero address where there was no dispute. */
  readonly executable: Address;
  /** What the gas of the dispute has cost until now, in wei of the token. */
  readonly gasPaidWei: bigint;
}

/** Public RPC endpoints bound the range of one query; this is below the bounds in use. */
const pageBlocks = 2_000n;

/**
 * A request: its terms and what became of it from the events, its status from the chain. The contract checks the whole
 * against the one hash that it stores.
 *
 * @throws SuanliError `EXECUTION_NOT_FOUND`, `CHAIN_UNREACHABLE`, and `EXECUTION_WRONG_TERMS` where the request
 * changed meanwhile; then read it again
 *
 * @example
 * const { execution, status } = await getExecution(client, { executionId });
 */
export async function getExecution(
  client: SuanliClient,
  parameters: GetExecutionParameters,
): Promise<GetExecutionReturnType> {
  const { executionId, signal } = parameters;
  const contract = { abi: executionMarketAbi, address: client.deployment.executionMarket } as const;
  const [, blockNumber, , , gasPaidWei] = await readContract(client, {
    ...contract,
    functionName: 'executionState',
    args: [executionId],
  });
  const look = async (from: bigint, until: bigint) => {
    try {
      const logs = await client.publicClient.request({
        method: 'eth_getLogs',
        params: [
          {
            address: contract.address,
            // The id is the first indexed argument of every event of a request.
            topics: [null, executionId],
            fromBlock: numberToHex(from),
            toBlock: numberToHex(until),
          },
        ],
      });
      return parseEventLogs({ abi: executionMarketAbi, logs: logs.map((log) => formatLog(log)), strict: true });
    } catch (error) {
      throw toChainError(client, 'eth_getLogs', error);
    }
  };
  // Nothing of a request is later than its status, except for payments of gas, which do not matter here.
  let to = BigInt(blockNumber);
  let found: Omit<GetExecutionReturnType, 'status' | 'resultHash' | 'executable'> | undefined;
  let answer = nobody;
  let challenge = nobody;
  let computedHash: Hex = zeroHash;
  while (blockNumber !== 0 && !found && to >= client.deployment.deployedBlock) {
    signal?.throwIfAborted();
    const first = to - pageBlocks + 1n;
    const from = first > client.deployment.deployedBlock ? first : client.deployment.deployedBlock;
    const events = await look(from, to);
    for (const event of events) {
      if (event.eventName === 'ExecutionAnswered') {
        answer = { account: event.args.provider, resultHash: event.args.resultHash };
      }
      if (event.eventName === 'ExecutionChallenged') {
        challenge = { account: event.args.challenger, resultHash: event.args.resultHash };
      }
      if (event.eventName === 'ExecutionResolved') computedHash = event.args.computedHash;
      if (event.eventName === 'ExecutionRequested') {
        const execution = { id: executionId, terms: event.args.terms, answer, challenge, computedHash };
        found = { execution, inputs: event.args.inputs, blockNumber: BigInt(blockNumber), gasPaidWei };
      }
    }
    to = from - 1n;
  }
  if (!found) throw new SuanliError('EXECUTION_NOT_FOUND', { parameters: { executionId } });
  const execution: Execution = { ...found.execution, answer, challenge, computedHash };
  const { status, resultHash, executable } = await readContract(client, {
    ...contract,
    functionName: 'getRequest',
    args: [execution],
  });
  return { ...found, execution, status: status as DealStatus, resultHash, executable };
}
