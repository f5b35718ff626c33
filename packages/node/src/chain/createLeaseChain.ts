import {
  decodeModel,
  isSuanliError,
  leaseDomain,
  leaseTypes,
  resourceAbi,
  resourceTypesAbi,
  SuanliError,
  useRightAbi,
} from '@suanli/protocol';
import { getChainTime, getResourceTypeTerms, type SuanliClient } from '@suanli/sdk';
import { ContractFunctionRevertedError, recoverTypedDataAddress, BaseError as ViemError, zeroAddress } from 'viem';
import type { LeaseChain } from './LeaseChain.ts';

/** The chain as the lease role needs it, over a client of the sdk. */
export function createLeaseChain(client: SuanliClient): LeaseChain {
  const { publicClient, deployment } = client;
  const domain = leaseDomain(deployment);

  /** Whatever fails there is an outage as far as this side can tell. */
  const read = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (cause) {
      if (isSuanliError(cause)) throw cause;
      throw new SuanliError('CHAIN_UNREACHABLE', { parameters: { url: client.url }, cause });
    }
  };

  return {
    useRight: (useRight) =>
      read(async () => {
        const [[owner, state], chainTime] = await Promise.all([
          publicClient.readContract({
            abi: useRightAbi,
            address: deployment.useRight,
            functionName: 'stateOf',
            args: [useRight],
          }),
          getChainTime(client),
        ]);
        if (owner === zeroAddress) return { right: undefined, chainTime };
        const { resource, expiresAt, transfers } = state;
        return { right: { owner, resource, expiresAt: BigInt(expiresAt), transfers }, chainTime };
      }),
    resourceOwner: (resource) =>
      read(async () => {
        try {
          const args = [resource] as const;
          return await publicClient.readContract({
            abi: resourceAbi,
            address: deployment.resource,
            functionName: 'ownerOf',
            args,
          });
        } catch (error) {
          const reverted =
            error instanceof ViemError &&
            error.walk((cause) => cause instanceof ContractFunctionRevertedError) !== null;
          if (reverted) return undefined;
          throw error;
        }
      }),
    devices: (useRight) =>
      read(async () => {
        const [, , typeId, model, count] = await publicClient.readContract({
          abi: useRightAbi,
          address: deployment.useRight,
          functionName: 'describe',
          args: [useRight],
        });
        const [typeName, , memoryMib] = await publicClient.readContract({
          abi: resourceTypesAbi,
          address: deployment.resourceTypes,
          functionName: 'typeOf',
          args: [typeId],
        });
        return { typeId, typeName, memoryMib, model: decodeModel(model), count };
      }),
    proofTerms: (typeId) =>
      read(async () => {
        const { resourceTypes: address } = deployment;
        const [, , , version] = await publicClient.readContract({
          abi: resourceTypesAbi,
          address,
          functionName: 'typeOf',
          args: [typeId],
        });
        return Promise.all(
          Array.from({ length: version }, (_, i) => getResourceTypeTerms(client, { typeId, version: i + 1 })),
        );
      }),
    async hasSigned({ account, opening, signature }) {
      const signer = await recoverTypedDataAddress({
        domain,
        types: leaseTypes,
        primaryType: 'LeaseOpening',
        message: { ...opening },
        signature,
      }).catch(() => undefined);
      if (signer?.toLowerCase() === account.toLowerCase()) return true;
      return read(async () => {
        // Only a contract can have its own idea of what it has signed.
        if ((await publicClient.getCode({ address: account })) === undefined) return false;
        return publicClient.verifyTypedData({
          address: account,
          domain,
          types: leaseTypes,
          primaryType: 'LeaseOpening',
          message: { ...opening },
          signature,
        });
      });
    },
  };
}
