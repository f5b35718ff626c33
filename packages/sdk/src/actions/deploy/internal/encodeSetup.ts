import {
  accessManagerAbi,
  bankAbi,
  type Deployment,
  hardwareAbi,
  marketAbi,
  priceCurveAbi,
  type ResourceTypeDefinition,
  resourceTypesAbi,
  revenueRightAbi,
} from '@suanli/protocol';
import { type Address, encodeFunctionData, getAbiItem, type Hex, toFunctionSelector } from 'viem';

/** Numbers that accounts consent to modules of the bank by; the Broker is 0, which the bank's constructor says. */
const marketModuleId = 1;
const revenueRightModuleId = 2;
const disputesModuleId = 3;
const quorumModuleId = 4;
const executionMarketModuleId = 5;
const lotteryModuleId = 6;
const creditLineModuleId = 7;
const priceCurveModuleId = 8;

const adminRole = 0n;
/** The AccessManager's role that everybody has. */
const publicRole = 2n ** 64n - 1n;

/**
 * What the deployer does as the first administrator of the AccessManager, as calls for its `multicall`, so that all of it
 * happens or nothing: there is no market that is set up and that the deployer could still change.
 */
export function encodeSetup(parameters: {
  readonly deployment: Deployment;
  readonly deployer: Address;
  readonly feeBasisPoints: number;
  readonly treasury: Address;
  readonly resourceTypes: readonly ResourceTypeDefinition[];
}): Hex[] {
  const { deployment, deployer, feeBasisPoints, treasury } = parameters;
  const execute = (target: Address, data: Hex): Hex =>
    encodeFunctionData({ abi: accessManagerAbi, functionName: 'execute', args: [target, data] });
  const addModule = (module: Address, id: number): Hex =>
    execute(deployment.bank, encodeFunctionData({ abi: bankAbi, functionName: 'addModule', args: [module, id] }));
  return [
    addModule(deployment.market, marketModuleId),
    addModule(deployment.revenueRight, revenueRightModuleId),
    addModule(deployment.disputes, disputesModuleId),
    addModule(deployment.quorum, quorumModuleId),
    addModule(deployment.executionMarket, executionMarketModuleId),
    addModule(deployment.lottery, lotteryModuleId),
    addModule(deployment.creditLine, creditLineModuleId),
    addModule(deployment.priceCurve, priceCurveModuleId),
    execute(deployment.revenueRight, encodeFunctionData({ abi: revenueRightAbi, functionName: 'joinBank' })),
    encodeFunctionData({
      abi: accessManagerAbi,
      functionName: 'setTargetFunctionRole',
      args: [deployment.hardware, [toFunctionSelector(getAbiItem({ abi: hardwareAbi, name: 'register' }))], publicRole],
    }),
    ...parameters.resourceTypes.map(({ name, kind, memoryMib, terms }) =>
      execute(
        deployment.resourceTypes,
        encodeFunctionData({
          abi: resourceTypesAbi,
          functionName: 'addType',
          args: [name, kind, memoryMib, terms],
        }),
      ),
    ),
    // Types are numbered in the order in which they are added.
    ...parameters.resourceTypes.flatMap(({ curve }, index) =>
      curve === undefined
        ? []
        : [
            execute(
              deployment.priceCurve,
              encodeFunctionData({ abi: priceCurveAbi, functionName: 'setCurve', args: [index + 1, curve] }),
            ),
          ],
    ),
    execute(
      deployment.market,
      encodeFunctionData({ abi: marketAbi, functionName: 'setFee', args: [feeBasisPoints, treasury] }),
    ),
    encodeFunctionData({
      abi: accessManagerAbi,
      functionName: 'grantRole',
      args: [adminRole, deployment.timelock, 0],
    }),
    encodeFunctionData({ abi: accessManagerAbi, functionName: 'renounceRole', args: [adminRole, deployer] }),
  ];
}
