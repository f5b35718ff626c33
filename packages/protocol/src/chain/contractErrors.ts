import type { Abi } from 'viem';
import { accessManagerAbi } from '../generated/abi/accessManagerAbi.ts';
import { bankAbi } from '../generated/abi/bankAbi.ts';
import { brokerAbi } from '../generated/abi/brokerAbi.ts';
import { computeGovernorAbi } from '../generated/abi/computeGovernorAbi.ts';
import { computeProofAbi } from '../generated/abi/computeProofAbi.ts';
import { computeTokenAbi } from '../generated/abi/computeTokenAbi.ts';
import { creditLineAbi } from '../generated/abi/creditLineAbi.ts';
import { dailyFundAbi } from '../generated/abi/dailyFundAbi.ts';
import { deployableTokenAbi } from '../generated/abi/deployableTokenAbi.ts';
import { disputesAbi } from '../generated/abi/disputesAbi.ts';
import { erc1967ProxyAbi } from '../generated/abi/erc1967ProxyAbi.ts';
import { executionMarketAbi } from '../generated/abi/executionMarketAbi.ts';
import { fibonacciFactoryAbi } from '../generated/abi/fibonacciFactoryAbi.ts';
import { fibonacciTableFactoryAbi } from '../generated/abi/fibonacciTableFactoryAbi.ts';
import { founderVestingAbi } from '../generated/abi/founderVestingAbi.ts';
import { hardwareAbi } from '../generated/abi/hardwareAbi.ts';
import { lotteryAbi } from '../generated/abi/lotteryAbi.ts';
import { machineAbi } from '../generated/abi/machineAbi.ts';
import { marketAbi } from '../generated/abi/marketAbi.ts';
import { presaleMigrationAbi } from '../generated/abi/presaleMigrationAbi.ts';
import { priceCurveAbi } from '../generated/abi/priceCurveAbi.ts';
import { primeCountFactoryAbi } from '../generated/abi/primeCountFactoryAbi.ts';
import { promotionFundAbi } from '../generated/abi/promotionFundAbi.ts';
import { quorumAbi } from '../generated/abi/quorumAbi.ts';
import { rankingAbi } from '../generated/abi/rankingAbi.ts';
import { recoverableAccountAbi } from '../generated/abi/recoverableAccountAbi.ts';
import { resourceAbi } from '../generated/abi/resourceAbi.ts';
import { resourceTypesAbi } from '../generated/abi/resourceTypesAbi.ts';
import { revenueRightAbi } from '../generated/abi/revenueRightAbi.ts';
import { sponsoredAccountAbi } from '../generated/abi/sponsoredAccountAbi.ts';
import { timelockControllerAbi } from '../generated/abi/timelockControllerAbi.ts';
import { tokenProbeAbi } from '../generated/abi/tokenProbeAbi.ts';
import { tokenSaleAbi } from '../generated/abi/tokenSaleAbi.ts';
import { useRightAbi } from '../generated/abi/useRightAbi.ts';

type AbiError = Extract<Abi[number], { readonly type: 'error' }>;

const abis: readonly Abi[] = [
  accessManagerAbi,
  bankAbi,
  brokerAbi,
  computeGovernorAbi,
  computeProofAbi,
  computeTokenAbi,
  creditLineAbi,
  dailyFundAbi,
  deployableTokenAbi,
  disputesAbi,
  erc1967ProxyAbi,
  executionMarketAbi,
  fibonacciFactoryAbi,
  fibonacciTableFactoryAbi,
  founderVestingAbi,
  hardwareAbi,
  lotteryAbi,
  machineAbi,
  marketAbi,
  presaleMigrationAbi,
  priceCurveAbi,
  primeCountFactoryAbi,
  promotionFundAbi,
  quorumAbi,
  rankingAbi,
  recoverableAccountAbi,
  resourceAbi,
  resourceTypesAbi,
  revenueRightAbi,
  sponsoredAccountAbi,
  timelockControllerAbi,
  tokenProbeAbi,
  tokenSaleAbi,
  useRightAbi,
];

/**
 * Every custom error of every contract, each once: what one contract refuses comes out of the one that called it, so a
 * call is decoded with the errors of all of them. A test enumerates the generated ABIs, so none can be missing.
 */
export const contractErrors: readonly AbiError[] = [
  ...new Map(
    abis
      .flatMap((abi) => abi.filter((item) => item.type === 'error'))
      .map((error) => [`${error.name}(${error.inputs.map(({ type }) => type).join()})`, error]),
  ).values(),
];
