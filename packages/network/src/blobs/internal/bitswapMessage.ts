import { ProtobufWriter, readProtobuf } from './protobuf.ts';

/** Bitswap 1.2; https://specs.ipfs.tech/bitswap-protocol/ */
export const bitswapProtocolId = '/ipfs/bitswap/1.2.0';

/** What a peer wants of a CID: the block, or to know whether the other has it. */
export type WantType = 'block' | 'have';

export interface WantEntry {
  readonly cid: Uint8Array;
  readonly cancel: boolean;
  readonly type: WantType;
  readonly sendDontHave: boolean;
}

export interface BitswapMessage {
  readonly wants: readonly WantEntry[];
  /** True where `wants` replaces all earlier ones. */
  readonly full: boolean;
  /** Blocks, each with its CID's prefix: version, codec, hash, hash length. The CID is not sent, it follows from the data. */
  readonly blocks: readonly { readonly prefix: Uint8Array; readonly data: Uint8Array }[];
  readonly presences: readonly { readonly cid: Uint8Array; readonly has: boolean }[];
}

/** Entries beyond this are not read: no honest peer sends as many in one message. */
const maxEntries = 4096;

export function encodeBitswapMessage(message: Partial<BitswapMessage>): Uint8Array {
  const writer = new ProtobufWriter();
  const { wants = [], full = false, blocks = [], presences = [] } = message;
  if (wants.length > 0 || full) {
    const wantlist = new ProtobufWriter();
    for (const { cid, cancel, type, sendDontHave } of wants) {
      const entry = new ProtobufWriter().bytes(1, cid).varint(2, 1);
      if (cancel) entry.varint(3, 1);
      if (type === 'have') entry.varint(4, 1);
      if (sendDontHave) entry.varint(5, 1);
      wantlist.bytes(1, entry.finish());
    }
    if (full) wantlist.varint(2, 1);
    writer.bytes(1, wantlist.finish());
  }
  for (const { prefix, data } of blocks) {
    writer.bytes(3, new ProtobufWriter().bytes(1, prefix).bytes(2, data).finish());
  }
  for (const { cid, has } of presences) {
    const presence = new ProtobufWriter().bytes(1, cid);
    if (!has) presence.varint(2, 1);
    writer.bytes(4, presence.finish());
  }
  return writer.finish();
}

function decodeWant(bytes: Uint8Array): WantEntry {
  let cid = new Uint8Array(0);
  let cancel = false;
  let type: WantType = 'block';
  let sendDontHave = false;
  for (const field of readProtobuf(bytes)) {
    if (field.number === 1 && field.bytes) cid = field.bytes.slice();
    else if (field.number === 3) cancel = field.value === 1;
    else if (field.number === 4) type = field.value === 1 ? 'have' : 'block';
    else if (field.number === 5) sendDontHave = field.value === 1;
  }
  return { cid, cancel, type, sendDontHave };
}

/** Reads a message; throws RangeError on bytes that are none. */
export function decodeBitswapMessage(bytes: Uint8Array): BitswapMessage {
  const wants: WantEntry[] = [];
  const blocks: { prefix: Uint8Array; data: Uint8Array }[] = [];
  const presences: { cid: Uint8Array; has: boolean }[] = [];
  let full = false;
  for (const field of readProtobuf(bytes)) {
    if (field.bytes === undefined) continue;
    if (field.number === 1) {
      for (const inner of readProtobuf(field.bytes)) {
        if (inner.number === 1 && inner.bytes && wants.length < maxEntries) wants.push(decodeWant(inner.bytes));
        else if (inner.number === 2) full = inner.value === 1;
      }
    } else if (field.number === 3) {
      let prefix = new Uint8Array(0);
      let data = new Uint8Array(0);
      for (const inner of readProtobuf(field.bytes)) {
        if (inner.number === 1 && inner.bytes) prefix = inner.bytes.slice();
        // a view would keep the whole message alive for as long as the block is
        else if (inner.number === 2 && inner.bytes) data = inner.bytes.slice();
      }
      if (blocks.length < maxEntries) blocks.push({ prefix, data });
    } else if (field.number === 4) {
      let cid = new Uint8Array(0);
      let has = true;
      for (const inner of readProtobuf(field.bytes)) {
        if (inner.number === 1 && inner.bytes) cid = inner.bytes.slice();
        else if (inner.number === 2) has = inner.value === 0;
      }
      if (presences.length < maxEntries) presences.push({ cid, has });
    }
  }
  return { wants, full, blocks, presences };
}
