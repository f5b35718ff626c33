import { brokerDomain } from '@suanli/protocol';
import { afterEach } from 'vitest';
import { createNetwork, type Network, type NetworkOptions } from '../../src/index.ts';

export const domain = brokerDomain({ chainId: 31337, broker: '0x00000000000000000000000000000000000000AA' });
export const loopback = '/ip4/127.0.0.1/tcp/0';

const running: { stop(): unknown }[] = [];

/** Stops it when the test ends. */
export function stopAfterTest<T extends { stop(): unknown }>(service: T): T {
  running.push(service);
  return service;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((service) => service.stop()));
});

/** A started network that listens on loopback, stopped when the test ends. */
export async function startNetwork(options: Partial<NetworkOptions> = {}): Promise<Network> {
  const network = stopAfterTest(await createNetwork({ domain, listen: [loopback], ...options }));
  await network.start();
  return network;
}

/** Waits for a value that a listener gets. */
export function nextEvent<T>(
  subscribe: (listener: (event: T) => void) => unknown,
  matches: (event: T) => boolean = () => true,
): Promise<T> {
  return new Promise((resolve) => {
    subscribe((event) => {
      if (matches(event)) resolve(event);
    });
  });
}

/** Gives everything that is ready its turn, so many times. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** A loopback address that nobody listens on: one that was in use until now. */
export async function addressOfNobody(): Promise<string> {
  const gone = await createNetwork({ domain, listen: [loopback] });
  await gone.start();
  const [address] = gone.addresses();
  await gone.stop();
  return address?.split('/p2p/')[0] ?? '';
}
