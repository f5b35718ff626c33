/** Speaks the sandbox's protocol and breaks it, in the way that the task's first argument asks for. */
import { readSync, writeSync } from 'node:fs';
import { FrameReader, FrameWriter, frameKind } from '../../src/wasm/internal/frames.ts';

const buffer = Buffer.alloc(1 << 20);
let size = 0;

function raw(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
}

function send(writer: FrameWriter): void {
  for (const part of writer.finish().parts) raw(part);
}

interface Result {
  status?: number;
  work?: bigint;
  exitCode?: number;
  stdout?: Uint8Array;
  files?: [string, Uint8Array][];
}

function result(
  id: number,
  { status = 0, work = 1n, exitCode = 0, stdout = new Uint8Array(0), files = [] }: Result = {},
) {
  const writer = new FrameWriter(frameKind.result).u32(id).u8(status).u64(work).u32(exitCode).f64(0).text('');
  writer.bytes(stdout).bytes(new Uint8Array(0)).u32(files.length);
  for (const [path, content] of files) writer.text(path).bytes(content);
  return writer;
}

const one = new Uint8Array(1);

const lies: Record<string, (id: number) => void> = {
  honest: (id) => send(result(id)),
  garbage: () => raw(Buffer.alloc(4096, 0xa5)),
  emptyFrame: () => raw(new Uint8Array(4)),
  longFrame: () => raw(new Uint8Array([255, 255, 255, 127, 68])),
  unknownKind: (id) => send(new FrameWriter(200).u32(id)),
  readyAgain: () => send(new FrameWriter(frameKind.ready)),
  otherTask: (id) => send(result(id + 1)),
  badStatus: (id) => send(result(id, { status: 6 })),
  moreWork: (id) => send(result(id, { work: 1n << 61n })),
  moreOutput: (id) => send(result(id, { stdout: new Uint8Array(2_000_000) })),
  moreOutputInFiles: (id) =>
    send(
      result(id, {
        files: [
          ['a', new Uint8Array(600_000)],
          ['b', new Uint8Array(600_000)],
        ],
      }),
    ),
  exitCodeOfCompleted: (id) => send(result(id, { exitCode: 3 })),
  exitedWithZero: (id) => send(result(id, { status: 1 })),
  pathUp: (id) => send(result(id, { files: [['../a', one]] })),
  pathAbsolute: (id) => send(result(id, { files: [['/a', one]] })),
  pathLong: (id) => send(result(id, { files: [['a'.repeat(1025), one]] })),
  pathProto: (id) => send(result(id, { files: [['__proto__', one]] })),
  fileTwice: (id) =>
    send(
      result(id, {
        files: [
          ['a', one],
          ['a', one],
        ],
      }),
    ),
  trailing: (id) => send(result(id).u8(0)),
  cut: (id) => send(new FrameWriter(frameKind.result).u32(id).u8(0)),
  hugeText: (id) => send(new FrameWriter(frameKind.result).u32(id).u8(0).u64(1n).u32(0).f64(0).u32(0xffff_ffff)),
  manyFiles: (id) => {
    const writer = new FrameWriter(frameKind.result).u32(id).u8(0).u64(1n).u32(0).f64(0).text('');
    send(writer.bytes(new Uint8Array(0)).bytes(new Uint8Array(0)).u32(0xffff_ffff));
  },
  notUtf8: (id) => send(new FrameWriter(frameKind.outOfMemory).u32(id).bytes(new Uint8Array([0xff, 0xfe]))),
  exit: () => process.exit(3),
  abort: () => process.abort(),
};

send(new FrameWriter(frameKind.ready));
for (;;) {
  const count = readSync(0, buffer, size, buffer.length - size, null);
  if (count === 0) break;
  size += count;
  for (;;) {
    const length = size < 4 ? Number.POSITIVE_INFINITY : buffer.readUInt32LE(0);
    if (size < 4 + length) break;
    const kind = buffer[4];
    const body = new FrameReader(Buffer.from(buffer.subarray(5, 4 + length)));
    buffer.copyWithin(0, 4 + length, size);
    size -= 4 + length;
    if (kind === frameKind.load) send(new FrameWriter(frameKind.loaded).u32(body.u32()));
    if (kind !== frameKind.run) continue;
    const id = body.u32();
    body.u32();
    body.u64();
    body.raw(32);
    // Behind the record with the output limit and its leaf: the first argument.
    body.raw(64);
    const record = body.raw(32);
    const bytes = new DataView(record.buffer, record.byteOffset).getUint32(8, true);
    lies[new TextDecoder().decode(body.raw(bytes))]?.(id);
  }
}
