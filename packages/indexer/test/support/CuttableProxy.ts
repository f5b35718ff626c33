import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP proxy before a node, which can be cut off and mended at the same address. */
export class CuttableProxy {
  readonly #port: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #own = 0;
  /** Connections that came while it was cut off cannot be seen; those before and after can. */
  connections = 0;

  constructor(target: string) {
    this.#port = Number(new URL(target).port);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#own}`;
  }

  async mend(): Promise<void> {
    const server = createServer((inbound) => {
      this.connections++;
      const outbound = connect(this.#port, '127.0.0.1');
      for (const socket of [inbound, outbound]) {
        this.#sockets.add(socket);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => {
          this.#sockets.delete(socket);
          inbound.destroy();
          outbound.destroy();
        });
      }
      inbound.pipe(outbound);
      outbound.pipe(inbound);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#own, '127.0.0.1', resolve);
    });
    this.#own = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async cut(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
