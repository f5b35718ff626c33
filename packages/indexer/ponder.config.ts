// What Ponder reads, and into which database. `process/startIndexerProcess.ts` sets the environment that this is read from.
import {
  accessManagerAbi,
  bankAbi,
  brokerAbi,
  computeGovernorAbi,
  computeProofAbi,
  computeTokenAbi,
  creditLineAbi,
  disputesAbi,
  executionMarketAbi,
  hardwareAbi,
  lotteryAbi,
  marketAbi,
  priceCurveAbi,
  quorumAbi,
  rankingAbi,
  resourceAbi,
  resourceTypesAbi,
  revenueRightAbi,
  timelockControllerAbi,
  useRightAbi,
} from '@suanli/protocol';
import { createConfig } from 'ponder';
import { deployment } from './src/internal/deployment.ts';
import { settings } from './src/internal/settings.ts';
import { shortenLock } from './src/internal/shortenLock.ts';

const startBlock = Number(deployment.deployedBlock);
const { databaseDir, databaseUrl } = settings;
shortenLock(databaseUrl ? 'postgres' : 'pglite');

export default createConfig({
  ...(databaseUrl
    ? { database: { kind: 'postgres', connectionString: databaseUrl } }
    : databaseDir
      ? { database: { kind: 'pglite', directory: databaseDir } }
      : {}),
  chains: {
    suanli: { id: deployment.chainId, rpc: settings.rpcUrls, pollingInterval: settings.pollingIntervalMs },
  },
  contracts: {
    AccessManager: { chain: 'suanli', abi: accessManagerAbi, address: deployment.accessManager, startBlock },
    Token: { chain: 'suanli', abi: computeTokenAbi, address: deployment.token, startBlock },
    Bank: { chain: 'suanli', abi: bankAbi, address: deployment.bank, startBlock },
    Broker: { chain: 'suanli', abi: brokerAbi, address: deployment.broker, startBlock },
    Disputes: { chain: 'suanli', abi: disputesAbi, address: deployment.disputes, startBlock },
    Quorum: { chain: 'suanli', abi: quorumAbi, address: deployment.quorum, startBlock },
    ExecutionMarket: { chain: 'suanli', abi: executionMarketAbi, address: deployment.executionMarket, startBlock },
    Lottery: { chain: 'suanli', abi: lotteryAbi, address: deployment.lottery, startBlock },
    CreditLine: { chain: 'suanli', abi: creditLineAbi, address: deployment.creditLine, startBlock },
    PriceCurve: { chain: 'suanli', abi: priceCurveAbi, address: deployment.priceCurve, startBlock },
    ResourceTypes: { chain: 'suanli', abi: resourceTypesAbi, address: deployment.resourceTypes, startBlock },
    Hardware: { chain: 'suanli', abi: hardwareAbi, address: deployment.hardware, startBlock },
    Resource: { chain: 'suanli', abi: resourceAbi, address: deployment.resource, startBlock },
    UseRight: { chain: 'suanli', abi: useRightAbi, address: deployment.useRight, startBlock },
    RevenueRight: { chain: 'suanli', abi: revenueRightAbi, address: deployment.revenueRight, startBlock },
    Market: { chain: 'suanli', abi: marketAbi, address: deployment.market, startBlock },
    ComputeProof: { chain: 'suanli', abi: computeProofAbi, address: deployment.computeProof, startBlock },
    Ranking: { chain: 'suanli', abi: rankingAbi, address: deployment.ranking, startBlock },
    Timelock: { chain: 'suanli', abi: timelockControllerAbi, address: deployment.timelock, startBlock },
    Governor: { chain: 'suanli', abi: computeGovernorAbi, address: deployment.governor, startBlock },
  },
});
