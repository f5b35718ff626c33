import { createLink, createNode, code as dagPbCode, decode, encode } from '@ipld/dag-pb';
import { SuanliError } from '@suanli/protocol';
import { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import { sha256 } from 'multiformats/hashes/sha2';
import { ProtobufWriter, readProtobuf } from './protobuf.ts';

/** Bytes of a leaf. */
export const chunkBytes = 2 ** 20;
/** Links of one inner node: the default of `ipfs add`, with which a node of SHA-256 links stays below 8 KiB. */
const maxLinks = 174;

/** UnixFS `Data.DataType`; https://specs.ipfs.tech/unixfs/ */
const rawType = 0;
const fileType = 2;

export interface Block {
  readonly cid: CID;
  readonly bytes: Uint8Array;
}

interface Child extends Block {
  /** Bytes of the file below it. */
  readonly fileBytes: number;
  /** Bytes of its block and all below it. */
  readonly totalBytes: number;
}

async function blockOf(codec: number, bytes: Uint8Array): Promise<Block> {
  return { cid: CID.createV1(codec, await sha256.digest(bytes)), bytes };
}

async function parentOf(children: readonly Child[]): Promise<Child> {
  const fileBytes = children.reduce((sum, child) => sum + child.fileBytes, 0);
  const data = new ProtobufWriter().varint(1, fileType).varint(3, fileBytes);
  for (const child of children) data.varint(4, child.fileBytes);
  const links = children.map((child) => createLink('', child.totalBytes, child.cid));
  const bytes = encode(createNode(data.finish(), links));
  const totalBytes = bytes.byteLength + children.reduce((sum, child) => sum + child.totalBytes, 0);
  return { ...(await blockOf(dagPbCode, bytes)), fileBytes, totalBytes };
}

/**
 * Cuts bytes into blocks, leaves first and the root last: UnixFS in the balanced layout, or one raw block where they fit.
 *
 * Leaves are views of the bytes given.
 */
export async function* blocksOf(bytes: Uint8Array): AsyncGenerator<Block> {
  if (bytes.byteLength <= chunkBytes) {
    yield await blockOf(raw.code, bytes);
    return;
  }
  // Levels fill from the left: as soon as a level has as many nodes as fit a parent, they become one node of the next.
  const levels: Child[][] = [];
  const pending: Block[] = [];
  const add = async (level: number, child: Child): Promise<void> => {
    levels[level] ??= [];
    const nodes = levels[level];
    nodes.push(child);
    pending.push(child);
    if (nodes.length < maxLinks) return;
    levels[level] = [];
    await add(level + 1, await parentOf(nodes));
  };
  for (let offset = 0; offset < bytes.byteLength; offset += chunkBytes) {
    const chunk = bytes.subarray(offset, offset + chunkBytes);
    const block = await blockOf(raw.code, chunk);
    await add(0, { ...block, fileBytes: chunk.byteLength, totalBytes: chunk.byteLength });
    yield* pending.splice(0);
  }
  for (let level = 0; level < levels.length; level++) {
    const nodes = levels[level] ?? [];
    const isTop = level === levels.length - 1;
    if (nodes.length === 0 || (isTop && nodes.length === 1)) continue;
    await add(level + 1, await parentOf(nodes));
    yield* pending.splice(0);
  }
}

/** What a node of a file says. */
export type FileNode =
  | { readonly data: Uint8Array; readonly children?: undefined; readonly fileBytes: number }
  | {
      readonly children: readonly { cid: CID; fileBytes: number }[];
      readonly data?: undefined;
      readonly fileBytes: number;
    };

/**
 * Reads a CID that names a raw block or a UnixFS node under sha2-256.
 *
 * @throws SuanliError `BLOB_CID_UNSUPPORTED`
 */
export function parseCid(text: string): CID {
  try {
    return supported(CID.parse(text), text);
  } catch (cause) {
    throw new SuanliError('BLOB_CID_UNSUPPORTED', { parameters: { cid: text }, cause });
  }
}

function supported(cid: CID, text: string): CID {
  const known = cid.code === raw.code || cid.code === dagPbCode;
  if (!known || cid.multihash.code !== sha256.code || cid.multihash.digest.byteLength !== 32) {
    throw new SuanliError('BLOB_CID_UNSUPPORTED', { parameters: { cid: text } });
  }
  return cid;
}

/**
 * Reads a block of a file, whose bytes were checked against its CID.
 *
 * @throws SuanliError `BLOB_MALFORMED`, `BLOB_CID_UNSUPPORTED`
 */
export function readFileNode({ cid, bytes }: Block): FileNode {
  if (cid.code === raw.code) return { data: bytes, fileBytes: bytes.byteLength };
  const malformed = (reason: string, cause?: unknown) =>
    new SuanliError('BLOB_MALFORMED', {
      parameters: { cid: cid.toString(), reason },
      ...(cause === undefined ? {} : { cause }),
    });
  let links: readonly { Hash: CID }[];
  let type: number | undefined;
  let data = new Uint8Array(0);
  let declaredBytes: number | undefined;
  const sizes: number[] = [];
  try {
    const node = decode(bytes);
    links = node.Links;
    for (const field of readProtobuf(node.Data ?? new Uint8Array(0))) {
      if (field.number === 1) type = field.value;
      else if (field.number === 2 && field.bytes) data = field.bytes.slice();
      else if (field.number === 3) declaredBytes = field.value;
      else if (field.number === 4 && field.value !== undefined) sizes.push(field.value);
    }
  } catch (cause) {
    throw malformed('its block does not decode', cause);
  }
  if (type !== fileType && type !== rawType) throw malformed('it is no file');
  if (links.length !== sizes.length) throw malformed('it has other sizes than links');
  if (links.length > 0 && data.byteLength > 0) throw malformed('it has data and links');
  // a child without bytes would let a small block stand for endless many
  if (sizes.some((size) => size === 0)) throw malformed('it has an empty child');
  const fileBytes = data.byteLength + sizes.reduce((sum, size) => sum + size, 0);
  if (declaredBytes !== undefined && declaredBytes !== fileBytes) throw malformed('its sizes do not add up');
  if (links.length === 0) return { data, fileBytes };
  const children = links.map(({ Hash }, index) => ({
    cid: supported(Hash, Hash.toString()),
    fileBytes: sizes[index] ?? 0,
  }));
  return { children, fileBytes };
}
