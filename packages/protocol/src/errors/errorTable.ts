import type { ErrorRow } from './ErrorRow.ts';
import { assetErrors } from './table/asset.ts';
import { bankErrors } from './table/bank.ts';
import { brokerErrors } from './table/broker.ts';
import { chainErrors } from './table/chain.ts';
import { cliErrors } from './table/cli.ts';
import { consoleErrors } from './table/console.ts';
import { disputeErrors } from './table/dispute.ts';
import { erc20Errors } from './table/erc20.ts';
import { executionErrors } from './table/execution.ts';
import { executorErrors } from './table/executor.ts';
import { governanceErrors } from './table/governance.ts';
import { indexerErrors } from './table/indexer.ts';
import { jobErrors } from './table/job.ts';
import { leaseErrors } from './table/lease.ts';
import { lotteryErrors } from './table/lottery.ts';
import { machineErrors } from './table/machine.ts';
import { marketErrors } from './table/market.ts';
import { networkErrors } from './table/network.ts';
import { nodeErrors } from './table/node.ts';
import { paymentErrors } from './table/payment.ts';
import { priceErrors } from './table/price.ts';
import { proofErrors } from './table/proof.ts';
import { protocolErrors } from './table/protocol.ts';
import { quorumErrors } from './table/quorum.ts';
import { sdkErrors } from './table/sdk.ts';
import { tabErrors } from './table/tab.ts';
import { tokenErrors } from './table/token.ts';

/** Every error that may leave a package of Suanli, by its stable code. */
export const errorTable = {
  ...protocolErrors,
  ...machineErrors,
  ...executionErrors,
  ...executorErrors,
  ...networkErrors,
  ...chainErrors,
  ...erc20Errors,
  ...bankErrors,
  ...brokerErrors,
  ...assetErrors,
  ...marketErrors,
  ...disputeErrors,
  ...proofErrors,
  ...quorumErrors,
  ...priceErrors,
  ...paymentErrors,
  ...lotteryErrors,
  ...tokenErrors,
  ...governanceErrors,
  ...sdkErrors,
  ...jobErrors,
  ...tabErrors,
  ...leaseErrors,
  ...nodeErrors,
  ...indexerErrors,
  ...cliErrors,
  ...consoleErrors,
} as const satisfies Record<string, ErrorRow>;

/** The stable code of an error, such as `MACHINE_NOT_WASM`. */
export type ErrorCode = keyof typeof errorTable;
