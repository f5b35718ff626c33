import {
  accessManagerAbi,
  bankAbi,
  brokerAbi,
  computeGovernorAbi,
  computeProofAbi,
  computeTokenAbi,
  creditLineAbi,
  type Deployment,
  disputesAbi,
  executionMarketAbi,
  hardwareAbi,
  lotteryAbi,
  machineAbi,
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
import type { Abi } from 'viem';

/** A contract of a market, by its name in the deployment. */
export type ContractName = Exclude<keyof Deployment, 'chainId' | 'deployedBlock'>;

/** The ABI of every contract of a market. */
export const contractAbis: Readonly<Record<ContractName, Abi>> = {
  accessManager: accessManagerAbi,
  token: computeTokenAbi,
  bank: bankAbi,
  broker: brokerAbi,
  resourceTypes: resourceTypesAbi,
  hardware: hardwareAbi,
  resource: resourceAbi,
  useRight: useRightAbi,
  revenueRight: revenueRightAbi,
  market: marketAbi,
  computeProof: computeProofAbi,
  ranking: rankingAbi,
  machine: machineAbi,
  disputes: disputesAbi,
  quorum: quorumAbi,
  executionMarket: executionMarketAbi,
  creditLine: creditLineAbi,
  lottery: lotteryAbi,
  priceCurve: priceCurveAbi,
  timelock: timelockControllerAbi,
  governor: computeGovernorAbi,
};
