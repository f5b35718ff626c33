import { ByteStore } from './ByteStore.ts';
import { errno } from './errno.ts';
import { hostCallWork } from './hostCallWork.ts';
import type { OutputBudget } from './OutputBudget.ts';
import { failure } from './WasiFailure.ts';

/** Limits of a task's filesystem that no program of the field comes near; they bound host memory. */
export const filesystemLimits = {
  /** Files and directories under `/out` that exist at a time, deleted but open ones included. */
  nodes: 16_384,
  /** UTF-8 bytes of a path, from its preopened directory. */
  pathBytes: 1024,
  /** UTF-8 bytes of a name. */
  nameBytes: 255,
} as const;

interface NodeBase {
  readonly inode: number;
  /** Open descriptors of the node. */
  opens: number;
  accessNs: bigint;
  modifyNs: bigint;
}

export interface FileNode extends NodeBase {
  readonly kind: 'file';
  readonly store: ByteStore;
  /** False after it was deleted. */
  linked: boolean;
}

export interface DirectoryEntry {
  readonly node: FilesystemNode;
  /** Its name in UTF-8. */
  readonly nameBytes: Uint8Array;
  /** Where fd_readdir continues: entries in order of insertion have rising cookies, so deleting never hides an entry. */
  readonly cookie: number;
}

export interface DirectoryNode extends NodeBase {
  readonly kind: 'directory';
  readonly writable: boolean;
  readonly entries: Map<string, DirectoryEntry>;
  /** Its name in its parent. */
  name: string;
  /** Undefined for a preopened directory and for a deleted one. */
  parent: DirectoryNode | undefined;
  /** False after it was deleted. */
  linked: boolean;
}

export type FilesystemNode = FileNode | DirectoryNode;

/** Where a path leads: a directory, and a name in it; `node` where that name exists. A path to the directory itself has no name. */
export interface Place {
  readonly directory: DirectoryNode;
  readonly name: string | undefined;
  readonly node: FilesystemNode | undefined;
  /** The path ended in `/`: only a directory will do. */
  readonly mustBeDirectory: boolean;
}

/** Cookies 0 and 1 are `.` and `..`. */
const firstCookie = 2;

const encoder = new TextEncoder();

function utf8Bytes(text: string): number {
  return encoder.encode(text).length;
}

/** The files of one task: `/in`, read only, and `/out`. */
export class MemoryFilesystem {
  readonly input: DirectoryNode;
  readonly output: DirectoryNode;
  readonly #budget: OutputBudget;
  readonly #nowNs: () => bigint;
  readonly #charge: (work: number) => void;
  #inodes = 0;
  #cookies = firstCookie;
  #outputNodes = 0;

  /**
   * @param inputs path under `/in` → content; the paths have been checked
   * @param nowNs time stamp of what happens now
   * @param charge takes work for what costs more than its call
   */
  constructor(
    inputs: readonly (readonly [string, Uint8Array])[],
    budget: OutputBudget,
    nowNs: () => bigint,
    charge: (work: number) => void,
  ) {
    this.#budget = budget;
    this.#nowNs = nowNs;
    this.#charge = charge;
    this.input = this.#newDirectory(undefined, '', false);
    this.output = this.#newDirectory(undefined, '', true);
    // Sorted, so that what a program sees does not depend on how the requester ordered the record.
    const sorted = [...inputs].sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
    for (const [path, content] of sorted) {
      let directory = this.input;
      const parts = path.split('/');
      const name = parts.pop() ?? '';
      for (const part of parts) {
        const present = directory.entries.get(part)?.node;
        if (present?.kind === 'directory') {
          directory = present;
          continue;
        }
        const made = this.#newDirectory(directory, part, false);
        this.#link(directory, part, made);
        directory = made;
      }
      this.#link(directory, name, this.#newFile(content));
    }
  }

  #newDirectory(parent: DirectoryNode | undefined, name: string, writable: boolean): DirectoryNode {
    const now = this.#nowNs();
    this.#inodes++;
    return {
      kind: 'directory',
      inode: this.#inodes,
      opens: 0,
      accessNs: now,
      modifyNs: now,
      writable,
      entries: new Map(),
      name,
      parent,
      linked: true,
    };
  }

  #newFile(content?: Uint8Array): FileNode {
    const now = this.#nowNs();
    this.#inodes++;
    return {
      kind: 'file',
      inode: this.#inodes,
      opens: 0,
      accessNs: now,
      modifyNs: now,
      store: new ByteStore(content),
      linked: true,
    };
  }

  #link(directory: DirectoryNode, name: string, node: FilesystemNode): void {
    directory.entries.set(name, { node, nameBytes: encoder.encode(name), cookie: this.#cookies });
    this.#cookies++;
    directory.modifyNs = this.#nowNs();
  }

  /**
   * Follows a path from a directory. `..` never leads above a preopened directory.
   *
   * @throws WasiFailure `ENOENT`, `ENOTDIR`, `ENAMETOOLONG`, `EINVAL`, `ENOTCAPABLE`
   */
  resolve(from: DirectoryNode, path: string): Place {
    if (path === '') throw failure(errno.noent);
    if (path.includes('\0')) throw failure(errno.inval);
    if (path.startsWith('/')) throw failure(errno.notcapable);
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    const mustBeDirectory = path.endsWith('/') || path.endsWith('/.') || path === '.';
    let directory = from;
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index] ?? '';
      const last = index === parts.length - 1;
      if (part === '..') {
        if (directory.parent === undefined) throw failure(directory.linked ? errno.notcapable : errno.noent);
        directory = directory.parent;
        continue;
      }
      if (part.length * 3 > filesystemLimits.nameBytes && utf8Bytes(part) > filesystemLimits.nameBytes) {
        throw failure(errno.nametoolong);
      }
      const node = directory.entries.get(part)?.node;
      if (last) {
        if (node?.kind === 'file' && mustBeDirectory) throw failure(errno.notdir);
        return { directory, name: part, node, mustBeDirectory };
      }
      if (node === undefined) throw failure(errno.noent);
      if (node.kind !== 'directory') throw failure(errno.notdir);
      directory = node;
    }
    return { directory, name: undefined, node: directory, mustBeDirectory: true };
  }

  /** Follows a path to something that exists. */
  find(from: DirectoryNode, path: string): FilesystemNode {
    const { node } = this.resolve(from, path);
    if (node === undefined) throw failure(errno.noent);
    return node;
  }

  /** Makes a file or a directory where a path leads to nothing yet. */
  create(place: Place, kind: FilesystemNode['kind']): FilesystemNode {
    const { directory, name } = place;
    if (name === undefined || place.node !== undefined) throw failure(errno.exist);
    this.#checkNewName(directory, name, 0);
    if (this.#outputNodes >= filesystemLimits.nodes) throw failure(errno.nospc);
    this.#charge(hostCallWork.node);
    this.#outputNodes++;
    const node = kind === 'file' ? this.#newFile() : this.#newDirectory(directory, name, true);
    this.#link(directory, name, node);
    return node;
  }

  /** Deletes a file. */
  unlink(place: Place): void {
    const { directory, name, node } = place;
    if (node === undefined) throw failure(errno.noent);
    if (node.kind === 'directory') throw failure(errno.isdir);
    this.#unlinkNode(directory, name ?? '', node);
  }

  /** Deletes an empty directory. */
  removeDirectory(place: Place): void {
    const { directory, name, node } = place;
    if (node === undefined) throw failure(errno.noent);
    if (node.kind !== 'directory') throw failure(errno.notdir);
    if (name === undefined) throw failure(errno.inval);
    if (!directory.writable) throw failure(errno.rofs);
    if (node.entries.size > 0) throw failure(errno.notempty);
    this.#unlinkNode(directory, name, node);
  }

  /** Moves a file or directory, over a file or empty directory that may be there. */
  rename(from: Place, to: Place): void {
    const { node } = from;
    if (node === undefined) throw failure(errno.noent);
    if (from.name === undefined || to.name === undefined) throw failure(errno.inval);
    if (!from.directory.writable || !to.directory.writable) throw failure(errno.rofs);
    if (to.node === node) return;
    if (node.kind === 'file') {
      if (to.node?.kind === 'directory') throw failure(errno.isdir);
      if (to.mustBeDirectory) throw failure(errno.notdir);
    } else {
      for (let at: DirectoryNode | undefined = to.directory; at !== undefined; at = at.parent) {
        this.#charge(hostCallWork.entry);
        if (at === node) throw failure(errno.inval);
      }
      if (to.node?.kind === 'file') throw failure(errno.notdir);
      if (to.node !== undefined && to.node.entries.size > 0) throw failure(errno.notempty);
    }
    this.#checkNewName(to.directory, to.name, node.kind === 'directory' ? this.#bytesBelow(node) : 0);
    this.#charge(hostCallWork.node);
    if (to.node !== undefined) this.#unlinkNode(to.directory, to.name, to.node);
    from.directory.entries.delete(from.name);
    from.directory.modifyNs = this.#nowNs();
    if (node.kind === 'directory') {
      node.parent = to.directory;
      node.name = to.name;
    }
    this.#link(to.directory, to.name, node);
  }

  /** Counts an open descriptor of a node. */
  open(node: FilesystemNode): void {
    node.opens++;
  }

  /** Uncounts one; what was deleted goes with its last descriptor. */
  close(node: FilesystemNode): void {
    node.opens--;
    this.#releaseIfGone(node);
  }

  /** The files of `/out` by path, valid until the next write, sorted by path. */
  outputFiles(): [string, Uint8Array][] {
    const files: [string, Uint8Array][] = [];
    const walk = (directory: DirectoryNode, prefix: string): void => {
      for (const [name, { node }] of directory.entries) {
        if (node.kind === 'file') files.push([prefix + name, node.store.view()]);
        else walk(node, `${prefix}${name}/`);
      }
    };
    walk(this.output, '');
    return files.sort(([left], [right]) => (left < right ? -1 : 1));
  }

  #unlinkNode(directory: DirectoryNode, name: string, node: FilesystemNode): void {
    if (!directory.writable) throw failure(errno.rofs);
    directory.entries.delete(name);
    directory.modifyNs = this.#nowNs();
    node.linked = false;
    if (node.kind === 'directory') node.parent = undefined;
    this.#releaseIfGone(node);
  }

  #releaseIfGone(node: FilesystemNode): void {
    if (node.linked || node.opens > 0) return;
    this.#outputNodes--;
    if (node.kind === 'file') this.#budget.give(node.store.size);
  }

  /** The longest path below a directory, in bytes. */
  #bytesBelow(directory: DirectoryNode): number {
    let longest = 0;
    for (const { node, nameBytes } of directory.entries.values()) {
      this.#charge(hostCallWork.entry);
      const below = 1 + nameBytes.length + (node.kind === 'directory' ? this.#bytesBelow(node) : 0);
      if (below > longest) longest = below;
    }
    return longest;
  }

  #checkNewName(directory: DirectoryNode, name: string, bytesBelow: number): void {
    if (!directory.writable) throw failure(errno.rofs);
    if (!directory.linked) throw failure(errno.noent);
    // The only name that a record of files cannot carry through every decoder.
    if (name === '__proto__') throw failure(errno.inval);
    let bytes = utf8Bytes(name) + bytesBelow;
    for (let at: DirectoryNode | undefined = directory; at?.parent !== undefined; at = at.parent) {
      bytes += utf8Bytes(at.name) + 1;
    }
    if (bytes > filesystemLimits.pathBytes) throw failure(errno.nametoolong);
  }
}
