import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import workerThreads from 'node:worker_threads';

/**
 * Takes networking and the making of threads from this thread's JavaScript, for good.
 *
 * Node's permission model (24) guards files, processes and addons but not sockets, and a new worker could be given other permissions than
 * its parent's. Guests are WebAssembly and reach no JavaScript at all; this is the wall behind that wall. It does not hold against
 * someone who runs native code: that is what the network namespace is for, where the host has one.
 */
export function sever(): void {
  const refuse = (): never => {
    throw Object.assign(new Error('the sandbox has no network and starts no threads'), { code: 'ERR_ACCESS_DENIED' });
  };
  const take = (target: object, names: readonly string[]): void => {
    for (const name of names) {
      Object.defineProperty(target, name, { value: refuse, writable: false, configurable: false, enumerable: true });
    }
  };
  const functionsOf = (target: object): string[] =>
    Object.getOwnPropertyNames(target).filter((name) => {
      const property = Object.getOwnPropertyDescriptor(target, name);
      return name !== 'constructor' && typeof property?.value === 'function' && property.configurable === true;
    });
  take(net.Socket.prototype, ['connect']);
  take(net.Server.prototype, ['listen']);
  take(
    net,
    functionsOf(net).filter((name) => /^(_createServerHandle|connect|createConnection|createServer)$/.test(name)),
  );
  take(dgram.Socket.prototype, functionsOf(dgram.Socket.prototype));
  take(dgram, ['createSocket']);
  take(dns.Resolver.prototype, functionsOf(dns.Resolver.prototype));
  take(dns.promises.Resolver.prototype, functionsOf(dns.promises.Resolver.prototype));
  take(dns.promises, functionsOf(dns.promises));
  take(dns, functionsOf(dns));
  take(workerThreads, ['Worker']);
  for (const name of ['fetch', 'WebSocket', 'EventSource']) {
    Object.defineProperty(globalThis, name, { value: undefined, writable: false, configurable: false });
  }
  syncBuiltinESMExports();
}
