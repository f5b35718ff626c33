import type { CommandDefinition } from '../CommandDefinition.ts';
import { bench } from './bench.ts';
import { demo } from './demo.ts';
import { deploy } from './deploy/deploy.ts';
import { doctor } from './doctor/doctor.ts';
import { jobCancel } from './job/cancel.ts';
import { jobFetch } from './job/fetch.ts';
import { jobReceipts } from './job/receipts.ts';
import { jobRun } from './job/run.ts';
import { jobStatus } from './job/status.ts';
import { jobWatch } from './job/watch.ts';
import { offerList } from './offer/list.ts';
import { providerConfig } from './provider/config.ts';
import { providerStart } from './provider/start.ts';
import { test } from './test.ts';
import { walletAddress } from './wallet/address.ts';
import { walletBalance } from './wallet/balance.ts';
import { walletCreate } from './wallet/create.ts';
import { walletDeposit } from './wallet/deposit.ts';
import { walletImport } from './wallet/import.ts';
import { walletTransfer } from './wallet/transfer.ts';
import { walletWithdrawRequest } from './wallet/withdrawRequest.ts';
import { walletWithdrawTake } from './wallet/withdrawTake.ts';

/** Every command, in the order of the help. */
export const allCommands = [
  demo,
  jobRun,
  jobStatus,
  jobWatch,
  jobCancel,
  jobFetch,
  jobReceipts,
  offerList,
  providerStart,
  providerConfig,
  walletCreate,
  walletImport,
  walletAddress,
  walletBalance,
  walletTransfer,
  walletDeposit,
  walletWithdrawRequest,
  walletWithdrawTake,
  deploy,
  doctor,
  bench,
  test,
] as readonly CommandDefinition[];
