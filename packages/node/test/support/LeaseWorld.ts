import { hardwareFingerprint, jobSpecSchema, type LeaseMessage, type LeaseMessageOf } from '@suanli/protocol';
import {
  buyUseRight,
  createJob,
  createNetwork,
  createResource,
  createRevenueRight,
  getChainTime,
  issueUseRight,
  type Job,
  listUseRight,
  type Network,
  registerHardware,
  type SuanliClient,
  signLeaseOpening,
} from '@suanli/sdk';
import type { Address, Hex, LocalAccount } from 'viem';
import { compileModule } from './modules.ts';
import type { TestMarket } from './startTestMarket.ts';

/** An account with a peer of its own. */
export interface Tenant {
  readonly client: SuanliClient;
  readonly signer: LocalAccount;
  readonly network: Network;
}

export interface Sold {
  readonly resourceId: bigint;
  readonly useRightId: bigint;
}

const priceWei = 10n ** 18n;
const model = 'Test CPU';
let devices = 0;

/** A peer of an account, stopped with the market. */
export async function newTenant(world: TestMarket): Promise<Tenant> {
  const { client, signer } = await world.market.createAccount();
  const network = await createNetwork({ domain: client.domain });
  await network.start();
  world.defer(() => network.stop());
  return { client, signer, network };
}

/** A resource of an account, of one device, by default a CPU. */
export async function newResource(owner: SuanliClient, typeId = 1): Promise<bigint> {
  const fingerprint = hardwareFingerprint({ identity: `device ${devices++}` });
  const { hardwareId } = await registerHardware(owner, { typeId, model, fingerprint });
  const { resourceId } = await createResource(owner, { hardwareIds: [hardwareId] });
  return resourceId;
}

/** A right to a resource, which its owner has not sold yet. */
export async function issue(owner: SuanliClient, resourceId: bigint, seconds = 3_600): Promise<bigint> {
  const expiresAt = Number(await getChainTime(owner)) + seconds;
  return (await issueUseRight(owner, { resourceId, expiresAt })).useRightId;
}

/** A new resource whose right a tenant has bought. */
export async function sellTo(owner: SuanliClient, buyer: SuanliClient, seconds?: number): Promise<Sold> {
  const resourceId = await newResource(owner);
  const holders = [{ holder: owner.account as Address, shares: 100 }];
  await createRevenueRight(owner, { resourceId, holders });
  const useRightId = await issue(owner, resourceId, seconds);
  await resell(owner, buyer, useRightId);
  return { resourceId, useRightId };
}

export async function resell(seller: SuanliClient, buyer: SuanliClient, useRightId: bigint): Promise<void> {
  await listUseRight(seller, { useRightId, priceWei });
  await buyUseRight(buyer, { useRightId, maxPriceWei: priceWei });
}

/** A job of equal or given tasks of one of the test modules. */
export async function newJob(
  { network }: Pick<Tenant, 'network'>,
  module: Parameters<typeof compileModule>[0],
  change: Record<string, unknown> = {},
): Promise<Job> {
  const bytes = await compileModule(module);
  const spec = jobSpecSchema.parse({ name: module, module: 'module.wasm', maxPrice: '1', ...change });
  return createJob({ network }, { spec, readFile: async () => bytes });
}

/** The client's side of the lease protocol, message by message. */
export class Knock {
  readonly stream: Awaited<ReturnType<Network['leases']['dial']>>;
  readonly #messages: AsyncIterator<LeaseMessage>;
  readonly #tenant: Tenant;

  private constructor(tenant: Tenant, stream: Awaited<ReturnType<Network['leases']['dial']>>) {
    this.#tenant = tenant;
    this.stream = stream;
    this.#messages = stream.messages[Symbol.asyncIterator]();
  }

  static async at(tenant: Tenant, target: readonly string[]): Promise<Knock> {
    return new Knock(tenant, await tenant.network.leases.dial(target));
  }

  /** Says hello in an account's name and returns the challenge. */
  async hello(useRight: bigint, account: Address = this.#tenant.signer.address): Promise<LeaseMessageOf<'challenge'>> {
    // It may be refused before this has gone out.
    void this.stream.send({ type: 'hello', useRight, account }).catch(() => undefined);
    return (await this.next()) as LeaseMessageOf<'challenge'>;
  }

  sign(useRight: bigint, { nonce, providerPeerId }: LeaseMessageOf<'challenge'>): Promise<Hex> {
    const clientPeerId = this.#tenant.network.peerId;
    return signLeaseOpening(this.#tenant.client, { opening: { useRight, nonce, providerPeerId, clientPeerId } });
  }

  /** Sends a signature; returns the code that it is refused with, `opened` where it is not. */
  async open(signature: Hex): Promise<string> {
    await this.stream.send({ type: 'open', signature });
    const message = await this.next();
    return message?.type === 'refused' ? message.code : (message?.type ?? 'ended');
  }

  /** The next message; undefined where the session has ended. */
  async next(): Promise<LeaseMessage | undefined> {
    const { done, value } = await this.#messages.next();
    return done ? undefined : value;
  }

  /** Goes the whole way; returns what it comes to. */
  static async openAt(tenant: Tenant, target: readonly string[], useRight: bigint): Promise<string> {
    const knock = await Knock.at(tenant, target);
    const challenge = await knock.hello(useRight);
    const outcome = await knock.open(await knock.sign(useRight, challenge));
    await knock.stream.close();
    return outcome;
  }
}
