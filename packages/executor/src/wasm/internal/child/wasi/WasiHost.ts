import { ByteStore } from './ByteStore.ts';
import { ChaCha20Stream } from './chaCha20.ts';
import { type Errno, errno } from './errno.ts';
import { endOfExit, endOfOutput } from './GuestEnd.ts';
import { GuestMemory } from './GuestMemory.ts';
import { hostCallWork, workOfBytes } from './hostCallWork.ts';
import { type DirectoryNode, type FilesystemNode, filesystemLimits, MemoryFilesystem } from './MemoryFilesystem.ts';
import { OutputBudget } from './OutputBudget.ts';
import { VirtualClock } from './VirtualClock.ts';
import { failure, WasiFailure } from './WasiFailure.ts';
import type { WasiFunctionName } from './wasiFunctions.ts';

/** What a program is started with. */
export interface WasiHostOptions {
  /** The program's name first. */
  readonly args: readonly string[];
  readonly env: readonly (readonly [string, string])[];
  readonly stdin: Uint8Array;
  readonly inputs: readonly (readonly [string, Uint8Array])[];
  readonly outputBytes: number;
  /** 32 bytes. */
  readonly seed: Uint8Array;
  readonly memory: { readonly buffer: ArrayBuffer };
  /** Takes work, or ends the program. */
  readonly charge: (work: number) => void;
}

/** A host call's arguments: numbers as i32, bigints as i64, both signed as the engine gives them. */
type Value = number | bigint;
type HostCall = (host: WasiHost, args: readonly Value[]) => Errno;

interface FileDescriptor {
  readonly kind: 'file';
  readonly node: FilesystemNode & { kind: 'file' };
  readonly readable: boolean;
  readonly writable: boolean;
  flags: number;
  position: number;
}

interface DirectoryDescriptor {
  readonly kind: 'directory';
  readonly node: DirectoryNode;
  readonly preopen: string | undefined;
  flags: number;
}

interface StreamDescriptor {
  readonly kind: 'stream';
  readonly store: ByteStore;
  readonly readable: boolean;
  flags: number;
  position: number;
}

type Descriptor = FileDescriptor | DirectoryDescriptor | StreamDescriptor;

const filetype = { unknown: 0, directory: 3, regularFile: 4 } as const;
const fdflag = { append: 1, known: 31 } as const;
const oflag = { creat: 1, directory: 2, excl: 4, trunc: 8, known: 15 } as const;
const right = { read: 1n << 1n, write: 1n << 6n, allocate: 1n << 8n, setSize: 1n << 22n } as const;
const whence = { set: 0, cur: 1, end: 2 } as const;
const clockId = { realtime: 0, monotonic: 1, processCpu: 2, threadCpu: 3 } as const;
const timeFlag = { access: 1, accessNow: 2, modify: 4, modifyNow: 8 } as const;
const eventType = { clock: 0, fdRead: 1, fdWrite: 2 } as const;

/** All rights of preview 1 but those of sockets. */
const allRights = (1n << 28n) - 1n;
/** Without seek and tell: what makes libc see a pipe, not a file. */
const streamRights = allRights & ~(1n << 2n) & ~(1n << 5n);
const fileRights = allRights;
const maxDescriptors = 1024;
const maxSafeOffset = BigInt(Number.MAX_SAFE_INTEGER);
const randomNonce = new Uint8Array(12);
const encoder = new TextEncoder();
const dot = encoder.encode('.');
const dotDot = encoder.encode('..');
/** The fixed part of a directory entry in a listing; filled anew for each. */
const direntBytes = new Uint8Array(24);
const dirent = new DataView(direntBytes.buffer);

function u32(value: Value | undefined): number {
  return Number(value) >>> 0;
}

function u64(value: Value | undefined): bigint {
  return BigInt.asUintN(64, value as bigint);
}

function cString(text: string): Uint8Array {
  return encoder.encode(`${text}\0`);
}

/**
 * WASI preview 1 for one run of one program, over memory alone: nothing of the host can be seen or touched through it, and it behaves
 * the same everywhere.
 *
 * `/in` is read only, `/out` can be written. Standard streams are pipes. Clocks and random numbers derive from the seed. There are no
 * links, symbolic or hard (`ENOTSUP`), and no sockets (`ENOTSOCK`, `EBADF`).
 *
 * Semantics: wasi_snapshot_preview1.witx of WebAssembly/WASI, POSIX where that is silent.
 */
export class WasiHost {
  static readonly #calls: Readonly<Record<WasiFunctionName, HostCall>> = {
    args_get: (host, [pointers, buffer]) => host.#putStrings(host.#args, u32(pointers), u32(buffer)),
    args_sizes_get: (host, [count, size]) => host.#putSizes(host.#args, u32(count), u32(size)),
    environ_get: (host, [pointers, buffer]) => host.#putStrings(host.#env, u32(pointers), u32(buffer)),
    environ_sizes_get: (host, [count, size]) => host.#putSizes(host.#env, u32(count), u32(size)),
    clock_res_get: (host, [id, result]) => host.#clockResolution(u32(id), u32(result)),
    clock_time_get: (host, [id, , result]) => host.#clockTime(u32(id), u32(result)),
    fd_advise: (host, [fd, , , advice]) => host.#advise(u32(fd), u32(advice)),
    fd_allocate: (host, [fd, offset, length]) => host.#allocate(u32(fd), u64(offset), u64(length)),
    fd_close: (host, [fd]) => host.#close(u32(fd)),
    fd_datasync: (host, [fd]) => host.#sync(u32(fd)),
    fd_fdstat_get: (host, [fd, result]) => host.#fdstat(u32(fd), u32(result)),
    fd_fdstat_set_flags: (host, [fd, flags]) => host.#setFlags(u32(fd), u32(flags)),
    fd_fdstat_set_rights: (host, [fd]) => host.#sync(u32(fd)),
    fd_filestat_get: (host, [fd, result]) => host.#filestatOfDescriptor(u32(fd), u32(result)),
    fd_filestat_set_size: (host, [fd, size]) => host.#setSize(u32(fd), u64(size)),
    fd_filestat_set_times: (host, [fd, access, modify, flags]) =>
      host.#setTimesOfDescriptor(u32(fd), u64(access), u64(modify), u32(flags)),
    fd_pread: (host, [fd, vectors, count, offset, result]) =>
      host.#read(u32(fd), u32(vectors), u32(count), u64(offset), u32(result)),
    fd_prestat_get: (host, [fd, result]) => host.#prestat(u32(fd), u32(result)),
    fd_prestat_dir_name: (host, [fd, path, length]) => host.#prestatName(u32(fd), u32(path), u32(length)),
    fd_pwrite: (host, [fd, vectors, count, offset, result]) =>
      host.#write(u32(fd), u32(vectors), u32(count), u64(offset), u32(result)),
    fd_read: (host, [fd, vectors, count, result]) =>
      host.#read(u32(fd), u32(vectors), u32(count), undefined, u32(result)),
    fd_readdir: (host, [fd, buffer, length, cookie, result]) =>
      host.#readDirectory(u32(fd), u32(buffer), u32(length), u64(cookie), u32(result)),
    fd_renumber: (host, [from, to]) => host.#renumber(u32(from), u32(to)),
    fd_seek: (host, [fd, offset, base, result]) =>
      host.#seek(u32(fd), BigInt.asIntN(64, u64(offset)), u32(base), u32(result)),
    fd_sync: (host, [fd]) => host.#sync(u32(fd)),
    fd_tell: (host, [fd, result]) => host.#seek(u32(fd), 0n, whence.cur, u32(result)),
    fd_write: (host, [fd, vectors, count, result]) =>
      host.#write(u32(fd), u32(vectors), u32(count), undefined, u32(result)),
    path_create_directory: (host, [fd, path, length]) => host.#createDirectory(u32(fd), u32(path), u32(length)),
    path_filestat_get: (host, [fd, , path, length, result]) =>
      host.#filestatOfPath(u32(fd), u32(path), u32(length), u32(result)),
    path_filestat_set_times: (host, [fd, , path, length, access, modify, flags]) =>
      host.#setTimesOfPath(u32(fd), u32(path), u32(length), u64(access), u64(modify), u32(flags)),
    path_link: (host, [fromFd, , from, fromLength, toFd, to, toLength]) =>
      host.#noLink(u32(fromFd), u32(from), u32(fromLength), u32(toFd), u32(to), u32(toLength)),
    path_open: (host, [fd, , path, length, oflags, rights, , fdflags, result]) =>
      host.#open(u32(fd), u32(path), u32(length), u32(oflags), u64(rights), u32(fdflags), u32(result)),
    path_readlink: (host, [fd, path, length]) => host.#noLinkToRead(u32(fd), u32(path), u32(length)),
    path_remove_directory: (host, [fd, path, length]) => host.#removeDirectory(u32(fd), u32(path), u32(length)),
    path_rename: (host, [fromFd, from, fromLength, toFd, to, toLength]) =>
      host.#rename(u32(fromFd), u32(from), u32(fromLength), u32(toFd), u32(to), u32(toLength)),
    path_symlink: (host, [target, targetLength, fd, path, length]) =>
      host.#noSymbolicLink(u32(target), u32(targetLength), u32(fd), u32(path), u32(length)),
    path_unlink_file: (host, [fd, path, length]) => host.#unlink(u32(fd), u32(path), u32(length)),
    poll_oneoff: (host, [subscriptions, events, count, result]) =>
      host.#poll(u32(subscriptions), u32(events), u32(count), u32(result)),
    proc_exit: (_host, [code]) => {
      throw endOfExit(u32(code));
    },
    proc_raise: () => errno.nosys,
    sched_yield: () => errno.success,
    random_get: (host, [buffer, length]) => host.#fillRandom(u32(buffer), u32(length)),
    sock_accept: (host, [fd]) => host.#noSocket(u32(fd)),
    sock_recv: (host, [fd]) => host.#noSocket(u32(fd)),
    sock_send: (host, [fd]) => host.#noSocket(u32(fd)),
    sock_shutdown: (host, [fd]) => host.#noSocket(u32(fd)),
  };

  readonly #memory: GuestMemory;
  readonly #charge: (work: number) => void;
  readonly #args: readonly Uint8Array[];
  readonly #env: readonly Uint8Array[];
  readonly #budget: OutputBudget;
  readonly #clock: VirtualClock;
  readonly #seed: Uint8Array;
  #random: ChaCha20Stream | undefined;
  readonly #filesystem: MemoryFilesystem;
  readonly #descriptors: (Descriptor | undefined)[];
  readonly #stdout = new ByteStore();
  readonly #stderr = new ByteStore();

  constructor(options: WasiHostOptions) {
    this.#memory = new GuestMemory(options.memory);
    this.#charge = options.charge;
    this.#args = options.args.map(cString);
    this.#env = options.env.map(([name, value]) => cString(`${name}=${value}`));
    this.#budget = new OutputBudget(options.outputBytes);
    this.#clock = new VirtualClock(options.seed);
    this.#seed = options.seed;
    this.#filesystem = new MemoryFilesystem(
      options.inputs,
      this.#budget,
      () => this.#clock.peek(true),
      (work) => this.#charge(work),
    );
    const { input, output } = this.#filesystem;
    this.#descriptors = [
      { kind: 'stream', store: new ByteStore(options.stdin), readable: true, flags: 0, position: 0 },
      { kind: 'stream', store: this.#stdout, readable: false, flags: fdflag.append, position: 0 },
      { kind: 'stream', store: this.#stderr, readable: false, flags: fdflag.append, position: 0 },
      { kind: 'directory', node: input, preopen: '/in', flags: 0 },
      { kind: 'directory', node: output, preopen: '/out', flags: 0 },
    ];
    this.#filesystem.open(input);
    this.#filesystem.open(output);
  }

  /** What was written so far; valid until the next call. */
  output(): { stdout: Uint8Array; stderr: Uint8Array; files: [string, Uint8Array][] } {
    return { stdout: this.#stdout.view(), stderr: this.#stderr.view(), files: this.#filesystem.outputFiles() };
  }

  /**
   * Does one host call.
   *
   * @throws GuestEnd where the program ends here
   */
  call(name: WasiFunctionName, args: readonly Value[]): Errno {
    this.#charge(hostCallWork.call);
    this.#memory.refresh();
    let result: Errno;
    try {
      result = WasiHost.#calls[name](this, args);
    } catch (error) {
      if (!(error instanceof WasiFailure)) throw error;
      result = error.errno;
    }
    if (result !== errno.success) this.#charge(hostCallWork.failure);
    return result;
  }

  // Arguments, environment, clocks, random numbers

  #putSizes(strings: readonly Uint8Array[], countPointer: number, sizePointer: number): Errno {
    let size = 0;
    for (const bytes of strings) size += bytes.length;
    this.#memory.check(sizePointer, 4);
    this.#memory.writeU32(countPointer, strings.length);
    this.#memory.writeU32(sizePointer, size);
    return errno.success;
  }

  #putStrings(strings: readonly Uint8Array[], pointers: number, buffer: number): Errno {
    let size = 0;
    for (const bytes of strings) size += bytes.length;
    this.#charge(workOfBytes(size) + strings.length * hostCallWork.string);
    this.#memory.check(pointers, strings.length * 4);
    const target = this.#memory.bytes(buffer, size);
    let at = 0;
    for (const [index, bytes] of strings.entries()) {
      target.set(bytes, at);
      this.#memory.writeU32(pointers + index * 4, buffer + at);
      at += bytes.length;
    }
    return errno.success;
  }

  #clockResolution(id: number, result: number): Errno {
    if (id > clockId.threadCpu) return errno.inval;
    this.#memory.writeU64(result, this.#clock.resolutionNs);
    return errno.success;
  }

  #clockTime(id: number, result: number): Errno {
    if (id > clockId.threadCpu) return errno.inval;
    this.#memory.check(result, 8);
    this.#memory.writeU64(result, this.#clock.read(id === clockId.realtime));
    return errno.success;
  }

  #fillRandom(buffer: number, length: number): Errno {
    const target = this.#memory.bytes(buffer, length);
    this.#charge(length * hostCallWork.randomByte);
    this.#random ??= new ChaCha20Stream(this.#seed, randomNonce);
    this.#random.fill(target);
    return errno.success;
  }

  // Descriptors

  #descriptor(fd: number): Descriptor {
    const descriptor = this.#descriptors[fd];
    if (descriptor === undefined) throw failure(errno.badf);
    return descriptor;
  }

  #file(fd: number): FileDescriptor {
    const descriptor = this.#descriptor(fd);
    if (descriptor.kind === 'directory') throw failure(errno.isdir);
    if (descriptor.kind === 'stream') throw failure(errno.inval);
    return descriptor;
  }

  #directory(fd: number): DirectoryDescriptor {
    const descriptor = this.#descriptor(fd);
    if (descriptor.kind !== 'directory') throw failure(errno.notdir);
    return descriptor;
  }

  #freeDescriptor(): number {
    let fd = this.#descriptors.indexOf(undefined);
    if (fd < 0) fd = this.#descriptors.length;
    if (fd >= maxDescriptors) throw failure(errno.mfile);
    return fd;
  }

  #release(fd: number): void {
    const descriptor = this.#descriptor(fd);
    this.#descriptors[fd] = undefined;
    if (descriptor.kind !== 'stream') this.#filesystem.close(descriptor.node);
  }

  #close(fd: number): Errno {
    this.#release(fd);
    return errno.success;
  }

  #renumber(from: number, to: number): Errno {
    const descriptor = this.#descriptor(from);
    this.#descriptor(to);
    if (from === to) return errno.success;
    this.#release(to);
    this.#descriptors[to] = descriptor;
    this.#descriptors[from] = undefined;
    return errno.success;
  }

  #sync(fd: number): Errno {
    this.#descriptor(fd);
    return errno.success;
  }

  #advise(fd: number, advice: number): Errno {
    this.#file(fd);
    return advice > 5 ? errno.inval : errno.success;
  }

  #fdstat(fd: number, result: number): Errno {
    const descriptor = this.#descriptor(fd);
    const memory = this.#memory;
    memory.bytes(result, 24).fill(0);
    const type =
      descriptor.kind === 'directory'
        ? filetype.directory
        : descriptor.kind === 'file'
          ? filetype.regularFile
          : filetype.unknown;
    memory.writeU8(result, type);
    memory.writeU16(result + 2, descriptor.flags);
    let rights: bigint = allRights;
    if (descriptor.kind === 'stream') {
      rights = streamRights & ~(descriptor.readable ? right.write : right.read);
    } else if (descriptor.kind === 'file') {
      rights = fileRights;
      if (!descriptor.readable) rights &= ~right.read;
      if (!descriptor.writable) rights &= ~(right.write | right.allocate | right.setSize);
    }
    memory.writeU64(result + 8, rights);
    memory.writeU64(result + 16, descriptor.kind === 'directory' ? allRights : 0n);
    return errno.success;
  }

  #setFlags(fd: number, flags: number): Errno {
    const descriptor = this.#descriptor(fd);
    if ((flags & ~fdflag.known) !== 0) return errno.inval;
    descriptor.flags = flags;
    return errno.success;
  }

  #prestat(fd: number, result: number): Errno {
    const descriptor = this.#descriptor(fd);
    if (descriptor.kind !== 'directory' || descriptor.preopen === undefined) return errno.badf;
    this.#memory.check(result, 8);
    this.#memory.writeU32(result, 0);
    this.#memory.writeU32(result + 4, descriptor.preopen.length);
    return errno.success;
  }

  #prestatName(fd: number, path: number, length: number): Errno {
    const descriptor = this.#descriptor(fd);
    if (descriptor.kind !== 'directory' || descriptor.preopen === undefined) return errno.badf;
    const name = encoder.encode(descriptor.preopen);
    if (length < name.length) return errno.nametoolong;
    this.#memory.bytes(path, name.length).set(name);
    return errno.success;
  }

  // Reading and writing

  #offset(offset: bigint): number {
    // Offsets are signed in POSIX; nothing here is longer than 2^53 bytes.
    if (offset > maxSafeOffset) throw failure(errno.inval);
    return Number(offset);
  }

  #read(fd: number, vectorsPointer: number, count: number, at: bigint | undefined, result: number): Errno {
    const descriptor = this.#descriptor(fd);
    if (descriptor.kind === 'directory') return errno.isdir;
    if (!descriptor.readable) return errno.badf;
    if (at !== undefined && descriptor.kind === 'stream') return errno.spipe;
    const start = at === undefined ? descriptor.position : this.#offset(at);
    const store = descriptor.kind === 'file' ? descriptor.node.store : descriptor.store;
    this.#memory.check(result, 4);
    const { list, total } = this.#memory.vectors(vectorsPointer, count);
    const available = Math.min(total, Math.max(0, store.size - start));
    this.#charge(list.length * hostCallWork.vector + workOfBytes(available));
    let done = 0;
    for (const { pointer, length } of list) {
      if (done >= available) break;
      done += store.read(start + done, this.#memory.bytes(pointer, length));
    }
    if (at === undefined) descriptor.position = start + done;
    if (descriptor.kind === 'file') descriptor.node.accessNs = this.#clock.peek(true);
    this.#memory.writeU32(result, done);
    return errno.success;
  }

  #write(fd: number, vectorsPointer: number, count: number, at: bigint | undefined, result: number): Errno {
    const descriptor = this.#descriptor(fd);
    if (descriptor.kind === 'directory') return errno.isdir;
    if (descriptor.kind === 'stream' ? descriptor.readable : !descriptor.writable) return errno.badf;
    if (at !== undefined && descriptor.kind === 'stream') return errno.spipe;
    const store = descriptor.kind === 'file' ? descriptor.node.store : descriptor.store;
    const start =
      descriptor.kind === 'stream' || (at === undefined && (descriptor.flags & fdflag.append) !== 0)
        ? store.size
        : at === undefined
          ? descriptor.position
          : this.#offset(at);
    this.#memory.check(result, 4);
    const { list, total } = this.#memory.vectors(vectorsPointer, count);
    this.#charge(list.length * hostCallWork.vector + workOfBytes(total));
    let position = start;
    for (const { pointer, length } of list) {
      if (length === 0) continue;
      this.#put(store, position, this.#memory.bytes(pointer, length));
      position += length;
    }
    if (descriptor.kind === 'file') {
      if (at === undefined) descriptor.position = position;
      descriptor.node.modifyNs = this.#clock.peek(true);
    }
    this.#memory.writeU32(result, total);
    return errno.success;
  }

  /** Writes as much as the output limit has room for; ends the program where that is not all. */
  #put(store: ByteStore, at: number, bytes: Uint8Array): void {
    const growth = Math.max(0, at + bytes.length - store.size);
    const gap = Math.max(0, at - store.size);
    const excess = growth - this.#budget.left;
    if (excess > 0) {
      const fits = bytes.length - excess;
      if (fits > 0) {
        this.#chargeGap(gap);
        this.#budget.take(growth - excess);
        store.write(at, bytes.subarray(0, fits));
      }
      throw endOfOutput;
    }
    this.#chargeGap(gap);
    this.#budget.take(growth);
    store.write(at, bytes);
  }

  #chargeGap(gap: number): void {
    if (gap > 0) this.#charge(workOfBytes(gap));
  }

  #resize(descriptor: FileDescriptor, size: bigint): void {
    if (!descriptor.writable) throw failure(errno.badf);
    const { store } = descriptor.node;
    // Too large for a number is too large for any output limit.
    const growth = size > maxSafeOffset ? Number.MAX_SAFE_INTEGER : Number(size) - store.size;
    if (growth > this.#budget.left) throw endOfOutput;
    this.#charge(workOfBytes(Math.abs(growth)));
    if (growth > 0) this.#budget.take(growth);
    else this.#budget.give(-growth);
    store.resize(Number(size));
    descriptor.node.modifyNs = this.#clock.peek(true);
  }

  #setSize(fd: number, size: bigint): Errno {
    const file = this.#file(fd);
    if (size >= 1n << 63n) return errno.inval;
    this.#resize(file, size);
    return errno.success;
  }

  #allocate(fd: number, offset: bigint, length: bigint): Errno {
    const file = this.#file(fd);
    if (!file.writable) return errno.badf;
    const end = offset + length;
    if (length === 0n || end >= 1n << 63n) return errno.inval;
    if (end > BigInt(file.node.store.size)) this.#resize(file, end);
    return errno.success;
  }

  #seek(fd: number, offset: bigint, base: number, result: number): Errno {
    const descriptor = this.#descriptor(fd);
    if (descriptor.kind === 'stream') return errno.spipe;
    if (descriptor.kind === 'directory') return errno.isdir;
    if (base > whence.end) return errno.inval;
    this.#memory.check(result, 8);
    const from = base === whence.set ? 0 : base === whence.cur ? descriptor.position : descriptor.node.store.size;
    const position = BigInt(from) + offset;
    if (position < 0n || position > maxSafeOffset) return errno.inval;
    descriptor.position = Number(position);
    this.#memory.writeU64(result, position);
    return errno.success;
  }

  // Files and directories

  #path(pointer: number, length: number): string {
    if (length > filesystemLimits.pathBytes) throw failure(errno.nametoolong);
    this.#charge(hostCallWork.path + length * hostCallWork.pathByte);
    return this.#memory.text(pointer, length);
  }

  #open(
    fd: number,
    pathPointer: number,
    pathLength: number,
    oflags: number,
    rights: bigint,
    fdflags: number,
    result: number,
  ): Errno {
    const from = this.#directory(fd).node;
    const path = this.#path(pathPointer, pathLength);
    if ((oflags & ~oflag.known) !== 0 || (fdflags & ~fdflag.known) !== 0) return errno.inval;
    const wants = (flag: number): boolean => (oflags & flag) !== 0;
    if (wants(oflag.creat) && wants(oflag.directory)) return errno.inval;
    this.#memory.check(result, 4);
    const place = this.#filesystem.resolve(from, path);
    const writable = (rights & (right.write | right.allocate | right.setSize)) !== 0n;
    const changes = writable || wants(oflag.trunc);
    const free = this.#freeDescriptor();
    let { node } = place;
    if (node === undefined) {
      if (!wants(oflag.creat)) return errno.noent;
      if (place.mustBeDirectory) return errno.isdir;
      node = this.#filesystem.create(place, 'file');
    } else {
      if (wants(oflag.creat) && wants(oflag.excl)) return errno.exist;
      if (node.kind === 'directory' && (changes || wants(oflag.creat))) return errno.isdir;
      if (node.kind === 'file') {
        if (wants(oflag.directory)) return errno.notdir;
        if (changes && !place.directory.writable) return errno.rofs;
      }
    }
    if (node.kind === 'directory') {
      this.#descriptors[free] = { kind: 'directory', node, preopen: undefined, flags: fdflags };
    } else {
      const readable = (rights & right.read) !== 0n;
      const file: FileDescriptor = { kind: 'file', node, readable, writable: changes, flags: fdflags, position: 0 };
      if (wants(oflag.trunc)) this.#resize(file, 0n);
      this.#descriptors[free] = writable === changes ? file : { ...file, writable };
    }
    this.#filesystem.open(node);
    this.#memory.writeU32(result, free);
    return errno.success;
  }

  #createDirectory(fd: number, path: number, length: number): Errno {
    const from = this.#directory(fd).node;
    this.#filesystem.create(this.#filesystem.resolve(from, this.#path(path, length)), 'directory');
    return errno.success;
  }

  #removeDirectory(fd: number, path: number, length: number): Errno {
    const from = this.#directory(fd).node;
    this.#filesystem.removeDirectory(this.#filesystem.resolve(from, this.#path(path, length)));
    return errno.success;
  }

  #unlink(fd: number, path: number, length: number): Errno {
    const from = this.#directory(fd).node;
    this.#filesystem.unlink(this.#filesystem.resolve(from, this.#path(path, length)));
    return errno.success;
  }

  #rename(fromFd: number, from: number, fromLength: number, toFd: number, to: number, toLength: number): Errno {
    const fromDirectory = this.#directory(fromFd).node;
    const toDirectory = this.#directory(toFd).node;
    const source = this.#filesystem.resolve(fromDirectory, this.#path(from, fromLength));
    this.#filesystem.rename(source, this.#filesystem.resolve(toDirectory, this.#path(to, toLength)));
    return errno.success;
  }

  #noLink(fromFd: number, from: number, fromLength: number, toFd: number, to: number, toLength: number): Errno {
    this.#filesystem.find(this.#directory(fromFd).node, this.#path(from, fromLength));
    this.#filesystem.resolve(this.#directory(toFd).node, this.#path(to, toLength));
    return errno.notsup;
  }

  #noSymbolicLink(target: number, targetLength: number, fd: number, path: number, length: number): Errno {
    this.#path(target, targetLength);
    this.#filesystem.resolve(this.#directory(fd).node, this.#path(path, length));
    return errno.notsup;
  }

  #noLinkToRead(fd: number, path: number, length: number): Errno {
    this.#filesystem.find(this.#directory(fd).node, this.#path(path, length));
    // It exists and is no symbolic link: POSIX readlink gives EINVAL.
    return errno.inval;
  }

  #putFilestat(result: number, node: FilesystemNode | undefined): Errno {
    const memory = this.#memory;
    memory.bytes(result, 64).fill(0);
    if (node === undefined) return errno.success;
    memory.writeU64(result, 1n);
    memory.writeU64(result + 8, BigInt(node.inode));
    memory.writeU8(result + 16, node.kind === 'file' ? filetype.regularFile : filetype.directory);
    memory.writeU64(result + 24, node.linked ? 1n : 0n);
    memory.writeU64(result + 32, node.kind === 'file' ? BigInt(node.store.size) : 0n);
    memory.writeU64(result + 40, node.accessNs);
    memory.writeU64(result + 48, node.modifyNs);
    memory.writeU64(result + 56, node.modifyNs);
    return errno.success;
  }

  #filestatOfDescriptor(fd: number, result: number): Errno {
    const descriptor = this.#descriptor(fd);
    return this.#putFilestat(result, descriptor.kind === 'stream' ? undefined : descriptor.node);
  }

  #filestatOfPath(fd: number, path: number, length: number, result: number): Errno {
    const from = this.#directory(fd).node;
    return this.#putFilestat(result, this.#filesystem.find(from, this.#path(path, length)));
  }

  #setTimes(node: FilesystemNode, writable: boolean, access: bigint, modify: bigint, flags: number): Errno {
    const both = (one: number, other: number): boolean => (flags & one) !== 0 && (flags & other) !== 0;
    if (flags > 15 || both(timeFlag.access, timeFlag.accessNow) || both(timeFlag.modify, timeFlag.modifyNow)) {
      return errno.inval;
    }
    if (!writable) return errno.rofs;
    const now = this.#clock.peek(true);
    if ((flags & timeFlag.access) !== 0) node.accessNs = access;
    if ((flags & timeFlag.accessNow) !== 0) node.accessNs = now;
    if ((flags & timeFlag.modify) !== 0) node.modifyNs = modify;
    if ((flags & timeFlag.modifyNow) !== 0) node.modifyNs = now;
    return errno.success;
  }

  #setTimesOfDescriptor(fd: number, access: bigint, modify: bigint, flags: number): Errno {
    const descriptor = this.#descriptor(fd);
    if (descriptor.kind === 'stream') return errno.inval;
    const writable = descriptor.kind === 'directory' ? descriptor.node.writable : descriptor.writable;
    return this.#setTimes(descriptor.node, writable, access, modify, flags);
  }

  #setTimesOfPath(fd: number, path: number, length: number, access: bigint, modify: bigint, flags: number): Errno {
    const from = this.#directory(fd).node;
    const { directory, node } = this.#filesystem.resolve(from, this.#path(path, length));
    if (node === undefined) return errno.noent;
    return this.#setTimes(node, directory.writable, access, modify, flags);
  }

  #readDirectory(fd: number, buffer: number, length: number, cookie: bigint, result: number): Errno {
    const { node } = this.#directory(fd);
    this.#memory.check(result, 4);
    const target = this.#memory.bytes(buffer, length);
    const start = cookie > maxSafeOffset ? Number.MAX_SAFE_INTEGER : Number(cookie);
    let used = 0;
    let listed = 0;
    const put = (name: Uint8Array, next: number, entry: FilesystemNode): boolean => {
      listed++;
      dirent.setBigUint64(0, BigInt(next), true);
      dirent.setBigUint64(8, BigInt(entry.inode), true);
      dirent.setUint32(16, name.length, true);
      dirent.setUint32(20, entry.kind === 'file' ? filetype.regularFile : filetype.directory, true);
      // A full buffer ends in a cut record; that is how callers know that there is more.
      const room = length - used;
      target.set(room < direntBytes.length ? direntBytes.subarray(0, room) : direntBytes, used);
      used += Math.min(direntBytes.length, room);
      const roomForName = length - used;
      target.set(roomForName < name.length ? name.subarray(0, roomForName) : name, used);
      used += Math.min(name.length, roomForName);
      return used < length;
    };
    let more = length > 0;
    if (more && start <= 0) more = put(dot, 1, node);
    if (more && start <= 1) more = put(dotDot, 2, node.parent ?? node);
    let skipped = 0;
    if (more) {
      for (const entry of node.entries.values()) {
        if (entry.cookie < start) skipped++;
        else if (!put(entry.nameBytes, entry.cookie + 1, entry.node)) break;
      }
    }
    // There are too few entries for a listing to be worth interrupting.
    this.#charge(listed * hostCallWork.entry + skipped * hostCallWork.entrySkipped);
    this.#memory.writeU32(result, used);
    return errno.success;
  }

  // Waiting and sockets

  #poll(subscriptions: number, events: number, count: number, result: number): Errno {
    if (count === 0) return errno.inval;
    const memory = this.#memory;
    memory.check(subscriptions, count * 48);
    memory.check(events, count * 32);
    memory.check(result, 4);
    this.#charge(count * hostCallWork.subscription);
    type Event = { userdata: bigint; error: Errno; type: number; bytes: number };
    const ready: Event[] = [];
    const sleeping: { event: Event; delayNs: bigint }[] = [];
    for (let index = 0; index < count; index++) {
      const at = subscriptions + index * 48;
      const type = memory.readU8(at + 8);
      const event: Event = { userdata: memory.readU64(at), error: errno.success, type, bytes: 0 };
      if (type === eventType.clock) {
        const id = memory.readU32(at + 16);
        const timeout = memory.readU64(at + 24);
        if (id > clockId.threadCpu) {
          ready.push({ ...event, error: errno.inval });
          continue;
        }
        const absolute = (memory.readU16(at + 40) & 1) !== 0;
        const now = this.#clock.peek(id === clockId.realtime);
        sleeping.push({ event, delayNs: absolute ? (timeout > now ? timeout - now : 0n) : timeout });
      } else if (type === eventType.fdRead || type === eventType.fdWrite) {
        ready.push(this.#pollDescriptor(memory.readU32(at + 16), event));
      } else {
        return errno.inval;
      }
    }
    let waitNs = ready.length > 0 ? 0n : (sleeping[0]?.delayNs ?? 0n);
    for (const { delayNs } of sleeping) if (delayNs < waitNs) waitNs = delayNs;
    if (ready.length === 0) this.#clock.sleep(waitNs);
    for (const { event, delayNs } of sleeping) if (delayNs <= waitNs) ready.push(event);
    memory.bytes(events, ready.length * 32).fill(0);
    for (const [index, { userdata, error, type, bytes }] of ready.entries()) {
      const at = events + index * 32;
      memory.writeU64(at, userdata);
      memory.writeU16(at + 8, error);
      memory.writeU8(at + 10, type);
      memory.writeU64(at + 16, BigInt(bytes));
    }
    memory.writeU32(result, ready.length);
    return errno.success;
  }

  #pollDescriptor<T extends { error: Errno; type: number; bytes: number }>(fd: number, event: T): T {
    const descriptor = this.#descriptors[fd];
    if (descriptor === undefined) return { ...event, error: errno.badf };
    if (event.type === eventType.fdWrite || descriptor.kind === 'directory') return event;
    const store = descriptor.kind === 'file' ? descriptor.node.store : descriptor.store;
    return { ...event, bytes: Math.max(0, store.size - descriptor.position) };
  }

  #noSocket(fd: number): Errno {
    this.#descriptor(fd);
    return errno.notsock;
  }
}
