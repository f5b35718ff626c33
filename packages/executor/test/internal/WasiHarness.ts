import { GuestEnd, WasiInstance, type WasiOptions } from './WasiInstance.ts';

export { GuestEnd };

/** Where `path` puts names; far from everything else. */
const pathArea = 60_000;

/** The system module without a guest: tests call it as a guest would. */
export class WasiHarness {
  readonly host: WasiInstance;
  readonly #work: bigint;

  constructor(options: Partial<WasiOptions> = {}) {
    this.#work = options.work ?? 1n << 50n;
    this.host = new WasiInstance({ ...options, work: this.#work });
  }

  get memory(): WebAssembly.Memory {
    return this.host.memory;
  }

  /** Work done. */
  get work(): number {
    return Number(this.#work - this.host.left);
  }

  get view(): DataView {
    return new DataView(this.memory.buffer);
  }

  call(name: string, ...args: (number | bigint)[]): number {
    return this.host.call(name, ...args);
  }

  /** Puts a path into memory and gives its pointer and length. */
  path(text: string, at = pathArea): [number, number] {
    const bytes = new TextEncoder().encode(text);
    new Uint8Array(this.memory.buffer).set(bytes, at);
    return [at, bytes.length];
  }

  /** Opens a path; rights default to reading and writing. Gives the error number, negated, or the descriptor. */
  open(fd: number, path: string, options: { oflags?: number; rights?: bigint; fdflags?: number } = {}): number {
    const { oflags = 0, rights = 66n, fdflags = 0 } = options;
    const error = this.call('path_open', fd, 0, ...this.path(path), oflags, rights, 0n, fdflags, 8);
    return error === 0 ? this.view.getUint32(8, true) : -error;
  }

  /** Writes text through one vector; gives the error number, negated, or the bytes written. */
  write(fd: number, text: string, at?: bigint): number {
    const bytes = new TextEncoder().encode(text);
    new Uint8Array(this.memory.buffer).set(bytes, 1024);
    this.view.setUint32(16, 1024, true);
    this.view.setUint32(20, bytes.length, true);
    const error = at === undefined ? this.call('fd_write', fd, 16, 1, 8) : this.call('fd_pwrite', fd, 16, 1, at, 8);
    return error === 0 ? this.view.getUint32(8, true) : -error;
  }

  /** Reads text through one vector; gives the error number, negated, or the text. */
  read(fd: number, length: number, at?: bigint): number | string {
    this.view.setUint32(16, 1024, true);
    this.view.setUint32(20, length, true);
    const error = at === undefined ? this.call('fd_read', fd, 16, 1, 8) : this.call('fd_pread', fd, 16, 1, at, 8);
    if (error !== 0) return -error;
    return new TextDecoder().decode(new Uint8Array(this.memory.buffer, 1024, this.view.getUint32(8, true)));
  }

  /** Lists a directory with a buffer of a size; gives names with their file types. */
  list(fd: number, bufferBytes = 4096): string[] {
    const found: string[] = [];
    let cookie = 0n;
    for (;;) {
      const error = this.call('fd_readdir', fd, 2048, bufferBytes, cookie, 8);
      if (error !== 0) throw new Error(`fd_readdir: ${error}`);
      const used = this.view.getUint32(8, true);
      let at = 0;
      while (at + 24 <= used) {
        const nameLength = this.view.getUint32(2048 + at + 16, true);
        if (at + 24 + nameLength > used) break;
        const name = new TextDecoder().decode(new Uint8Array(this.memory.buffer, 2048 + at + 24, nameLength));
        found.push(`${name}:${this.view.getUint8(2048 + at + 20)}`);
        cookie = this.view.getBigUint64(2048 + at, true);
        at += 24 + nameLength;
      }
      if (used < bufferBytes) return found;
    }
  }

  /** `[filetype, size]` of a path, or the error number, negated. */
  stat(fd: number, path: string): number | [number, bigint] {
    const error = this.call('path_filestat_get', fd, 0, ...this.path(path), 256);
    if (error !== 0) return -error;
    return [this.view.getUint8(256 + 16), this.view.getBigUint64(256 + 32, true)];
  }

  files(): Record<string, string> {
    const { files } = this.host.output();
    return Object.fromEntries(files.map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]));
  }
}
