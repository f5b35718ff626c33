import { wasiPreview1Imports } from '@suanli/machine';
import { describe, expect, test } from 'vitest';
import { errno } from './internal/errno.ts';
import { generator } from './internal/generator.ts';
import { GuestEnd, WasiHarness } from './internal/WasiHarness.ts';

/** What host calls cost; part of the protocol. */
const hostCallWork = { call: 1000, failure: 3000, vector: 64, randomByte: 8 } as const;

const input = 3;
const output = 4;
const create = 1;
const directory = 2;
const exclusive = 4;
const truncate = 8;
const readOnly = 2n;
const bytes = (text: string) => new TextEncoder().encode(text);

function endOf(call: () => unknown): GuestEnd {
  try {
    call();
  } catch (error) {
    if (error instanceof GuestEnd) return error;
    throw error;
  }
  throw new Error('the program did not end');
}

describe('files', () => {
  test('are created, written, read back, and come out', () => {
    const wasi = new WasiHarness();
    const fd = wasi.open(output, 'a.txt', { oflags: create });
    expect(fd).toBe(5);
    expect(wasi.write(fd, 'hello')).toBe(5);
    expect(wasi.read(fd, 10)).toBe('');
    expect(wasi.call('fd_seek', fd, 1n, 0, 8)).toBe(0);
    expect(wasi.read(fd, 3)).toBe('ell');
    expect(wasi.read(fd, 99, 0n)).toBe('hello');
    expect(wasi.call('fd_tell', fd, 8)).toBe(0);
    expect(wasi.view.getBigUint64(8, true)).toBe(4n);
    expect(wasi.stat(output, 'a.txt')).toEqual([4, 5n]);
    expect(wasi.files()).toEqual({ 'a.txt': 'hello' });
  });
  test('are not created without O_CREAT, nor where O_EXCL finds one', () => {
    const wasi = new WasiHarness();
    expect(wasi.open(output, 'a')).toBe(-errno.noent);
    expect(wasi.open(output, 'a', { oflags: create | exclusive })).toBe(5);
    expect(wasi.open(output, 'a', { oflags: create | exclusive })).toBe(-errno.exist);
    expect(wasi.open(output, 'a', { oflags: directory })).toBe(-errno.notdir);
    expect(wasi.open(output, 'a/b', { oflags: create })).toBe(-errno.notdir);
    expect(wasi.open(output, 'a/', { oflags: create })).toBe(-errno.notdir);
    expect(wasi.open(output, 'new/', { oflags: create })).toBe(-errno.isdir);
  });
  test('are cut by O_TRUNC and extended at their end by O_APPEND', () => {
    const wasi = new WasiHarness();
    const first = wasi.open(output, 'a', { oflags: create });
    wasi.write(first, 'long content');
    const second = wasi.open(output, 'a', { oflags: truncate, fdflags: 1 });
    expect(wasi.files()).toEqual({ a: '' });
    wasi.write(first, 'x', 2n);
    wasi.write(second, 'end');
    expect(wasi.files()).toEqual({ a: '\0\0xend' });
  });
  test('have holes of zeros, also where longer content was cut', () => {
    const wasi = new WasiHarness();
    const fd = wasi.open(output, 'a', { oflags: create });
    wasi.write(fd, 'abcdef');
    expect(wasi.call('fd_filestat_set_size', fd, 2n)).toBe(0);
    expect(wasi.call('fd_filestat_set_size', fd, 4n)).toBe(0);
    wasi.write(fd, 'z', 6n);
    expect(wasi.files()).toEqual({ a: 'ab\0\0\0\0z' });
    expect(wasi.call('fd_allocate', fd, 5n, 4n)).toBe(0);
    expect(wasi.files()).toEqual({ a: 'ab\0\0\0\0z\0\0' });
    expect(wasi.call('fd_allocate', fd, 0n, 4n)).toBe(0);
    expect(wasi.files().a).toHaveLength(9);
    expect(wasi.call('fd_allocate', fd, 0n, 0n)).toBe(errno.inval);
  });
  test('can be read or written only as they were opened', () => {
    const wasi = new WasiHarness({ inputs: { a: bytes('in') } });
    const reading = wasi.open(input, 'a', { rights: readOnly });
    expect(wasi.read(reading, 9)).toBe('in');
    expect(wasi.write(reading, 'x')).toBe(-errno.badf);
    const writing = wasi.open(output, 'b', { oflags: create, rights: 64n });
    expect(wasi.read(writing, 9)).toBe(-errno.badf);
    expect(wasi.read(output, 9)).toBe(-errno.isdir);
    expect(wasi.read(1, 9)).toBe(-errno.badf);
    expect(wasi.write(0, 'x')).toBe(-errno.badf);
  });
  test('that are deleted while open live on unseen', () => {
    const wasi = new WasiHarness({ outputBytes: 10 });
    const fd = wasi.open(output, 'a', { oflags: create });
    wasi.write(fd, '0123456789');
    expect(wasi.call('path_unlink_file', output, ...wasi.path('a'))).toBe(0);
    expect(wasi.read(fd, 99, 0n)).toBe('0123456789');
    expect(wasi.files()).toEqual({});
    const other = wasi.open(output, 'b', { oflags: create });
    expect(endOf(() => wasi.write(other, 'x')).status).toBe(5);
    expect(wasi.call('fd_close', fd)).toBe(0);
    expect(wasi.write(other, '9876543210')).toBe(10);
  });
});

describe('/in', () => {
  const inputs = () => ({ 'b/c': bytes('deep'), a: bytes('flat') });
  test('shows its files and directories in order of name', () => {
    const wasi = new WasiHarness({ inputs: inputs() });
    expect(wasi.list(input)).toEqual(['.:3', '..:3', 'a:4', 'b:3']);
    expect(wasi.list(wasi.open(input, 'b', { oflags: directory, rights: readOnly }))).toEqual(['.:3', '..:3', 'c:4']);
    expect(wasi.read(wasi.open(input, './b//../b/c', { rights: readOnly }), 9)).toBe('deep');
  });
  test('cannot be changed in any way', () => {
    const wasi = new WasiHarness({ inputs: inputs() });
    expect(wasi.open(input, 'a')).toBe(-errno.rofs);
    expect(wasi.open(input, 'a', { rights: readOnly, oflags: truncate })).toBe(-errno.rofs);
    expect(wasi.open(input, 'new', { oflags: create })).toBe(-errno.rofs);
    expect(wasi.call('path_unlink_file', input, ...wasi.path('a'))).toBe(errno.rofs);
    expect(wasi.call('path_create_directory', input, ...wasi.path('d'))).toBe(errno.rofs);
    expect(wasi.call('path_remove_directory', input, ...wasi.path('b'))).toBe(errno.rofs);
    expect(wasi.call('path_rename', input, ...wasi.path('a'), output, ...wasi.path('x', 61_000))).toBe(errno.rofs);
    expect(wasi.call('path_filestat_set_times', input, 0, ...wasi.path('a'), 0n, 0n, 5)).toBe(errno.rofs);
    const fd = wasi.open(input, 'a', { rights: readOnly });
    expect(wasi.call('fd_filestat_set_size', fd, 0n)).toBe(errno.badf);
    expect(wasi.read(fd, 9)).toBe('flat');
  });
});

describe('directories', () => {
  test('are made, listed, renamed and removed', () => {
    const wasi = new WasiHarness();
    const mkdir = (path: string) => wasi.call('path_create_directory', output, ...wasi.path(path));
    const rmdir = (path: string) => wasi.call('path_remove_directory', output, ...wasi.path(path));
    const rename = (from: string, to: string) =>
      wasi.call('path_rename', output, ...wasi.path(from), output, ...wasi.path(to, 61_000));
    expect([mkdir('d'), mkdir('d/e'), mkdir('d'), mkdir('x/y')]).toEqual([0, 0, errno.exist, errno.noent]);
    wasi.write(wasi.open(output, 'd/e/f', { oflags: create }), 'F');
    expect(rmdir('d')).toBe(errno.notempty);
    expect(rmdir('d/e/f')).toBe(errno.notdir);
    expect(rename('d', 'd/e/g')).toBe(errno.inval);
    expect(rename('d', 'z')).toBe(0);
    expect(wasi.files()).toEqual({ 'z/e/f': 'F' });
    expect(wasi.stat(output, 'z/e/../../z/e')).toEqual([3, 0n]);
    expect(rename('z/e/f', 'z')).toBe(errno.isdir);
    expect(rename('z/e', 'z/e')).toBe(0);
    expect(mkdir('empty')).toBe(0);
    expect(rename('z/e', 'empty')).toBe(0);
    expect(wasi.files()).toEqual({ 'empty/f': 'F' });
    wasi.write(wasi.open(output, 'g', { oflags: create }), 'G');
    expect(rename('g', 'empty/f')).toBe(0);
    expect(wasi.files()).toEqual({ 'empty/f': 'G' });
    expect(rename('empty', 'empty/f')).toBe(errno.inval);
    expect(rename('gone', 'h')).toBe(errno.noent);
    expect(wasi.call('path_unlink_file', output, ...wasi.path('empty'))).toBe(errno.isdir);
    expect([rmdir('z'), rmdir('.')]).toEqual([0, errno.inval]);
    expect(wasi.list(output)).toEqual(['.:3', '..:3', 'empty:3']);
  });
  test('are listed whole through any buffer, also while entries go', () => {
    const wasi = new WasiHarness();
    const names = Array.from({ length: 30 }, (_, index) => `name-${'x'.repeat(index)}`);
    for (const name of names) wasi.call('fd_close', wasi.open(output, name, { oflags: create }));
    const expected = ['.:3', '..:3', ...names.map((name) => `${name}:4`)];
    for (const size of [64, 100, 333, 4096]) expect(wasi.list(output, size)).toEqual(expected);
    expect(wasi.call('fd_readdir', output, 2048, 24 + 1 + 24 + 2, 0n, 8)).toBe(0);
    wasi.call('path_unlink_file', output, ...wasi.path(names[0] ?? ''));
    expect(wasi.call('fd_readdir', output, 2048, 4096, 2n, 8)).toBe(0);
    expect(new TextDecoder().decode(new Uint8Array(wasi.memory.buffer, 2048 + 24, 6))).toBe('name-x');
  });
  test('that were removed while open take nothing new', () => {
    const wasi = new WasiHarness();
    wasi.call('path_create_directory', output, ...wasi.path('d'));
    const fd = wasi.open(output, 'd', { oflags: directory, rights: readOnly });
    expect(wasi.call('path_remove_directory', output, ...wasi.path('d'))).toBe(0);
    expect(wasi.open(fd, 'x', { oflags: create })).toBe(-errno.noent);
    expect(wasi.stat(fd, '../d')).toBe(-errno.noent);
  });
  test('cannot be left', () => {
    const wasi = new WasiHarness({ inputs: { 'a/b': bytes('x') } });
    for (const path of ['..', '../out', 'a/../../in', '/in', '/', '/etc/passwd']) {
      expect(wasi.stat(input, path)).toBe(-errno.notcapable);
    }
    const inner = wasi.open(input, 'a', { oflags: directory, rights: readOnly });
    expect(wasi.stat(inner, '../a/b')).toEqual([4, 1n]);
    expect(wasi.stat(inner, '../../x')).toBe(-errno.notcapable);
  });
});

describe('paths', () => {
  test('that make no sense are refused', () => {
    const wasi = new WasiHarness();
    expect(wasi.stat(output, '')).toBe(-errno.noent);
    expect(wasi.stat(output, 'a\0b')).toBe(-errno.inval);
    expect(wasi.open(output, 'x'.repeat(256), { oflags: create })).toBe(-errno.nametoolong);
    expect(wasi.open(output, 'é'.repeat(128), { oflags: create })).toBe(-errno.nametoolong);
    expect(wasi.open(output, 'x'.repeat(255), { oflags: create })).toBe(5);
    expect(wasi.stat(output, 'x/'.repeat(600))).toBe(-errno.nametoolong);
    expect(wasi.open(output, '__proto__', { oflags: create })).toBe(-errno.inval);
    new Uint8Array(wasi.memory.buffer).set([0xff, 0xfe], 60_000);
    expect(wasi.call('path_create_directory', output, 60_000, 2)).toBe(errno.ilseq);
    expect(wasi.stat(99, 'x')).toBe(-errno.badf);
    expect(wasi.stat(1, 'x')).toBe(-errno.notdir);
  });
  test('never get longer than the limit by renaming', () => {
    const wasi = new WasiHarness();
    const name = 'n'.repeat(200);
    let fd = output;
    for (let depth = 0; depth < 5; depth++) {
      expect(wasi.call('path_create_directory', fd, ...wasi.path(name))).toBe(0);
      fd = wasi.open(fd, name, { oflags: directory, rights: readOnly });
    }
    expect(wasi.call('path_create_directory', fd, ...wasi.path(name))).toBe(errno.nametoolong);
    expect(wasi.call('path_create_directory', output, ...wasi.path('top'))).toBe(0);
    const rename = wasi.call('path_rename', output, ...wasi.path(name), output, ...wasi.path(`top/${name}`, 61_000));
    expect(rename).toBe(0);
    const longer = `top/${'m'.repeat(250)}`;
    const again = wasi.call('path_rename', output, ...wasi.path(`top/${name}`), output, ...wasi.path(longer, 61_000));
    expect(again).toBe(errno.nametoolong);
  });
  test('have no links', () => {
    const wasi = new WasiHarness({ inputs: { a: bytes('x') } });
    expect(wasi.call('path_link', input, 0, ...wasi.path('a'), output, ...wasi.path('b', 61_000))).toBe(errno.notsup);
    expect(wasi.call('path_symlink', ...wasi.path('a'), output, ...wasi.path('b', 61_000))).toBe(errno.notsup);
    expect(wasi.call('path_readlink', input, ...wasi.path('a'), 0, 99, 8)).toBe(errno.inval);
    expect(wasi.call('path_readlink', input, ...wasi.path('b'), 0, 99, 8)).toBe(errno.noent);
  });
});

describe('descriptors', () => {
  test('are the lowest free ones, and end at 1024', () => {
    const wasi = new WasiHarness();
    expect(wasi.open(output, 'a', { oflags: create })).toBe(5);
    expect(wasi.open(output, 'a')).toBe(6);
    expect(wasi.call('fd_close', 5)).toBe(0);
    expect(wasi.call('fd_close', 5)).toBe(errno.badf);
    expect(wasi.open(output, 'a')).toBe(5);
    for (let fd = 7; fd < 1024; fd++) expect(wasi.open(output, 'a')).toBe(fd);
    expect(wasi.open(output, 'a')).toBe(-errno.mfile);
    expect(wasi.open(output, 'b', { oflags: create })).toBe(-errno.mfile);
    expect(wasi.files()).toEqual({ a: '' });
  });
  test('can be renumbered over others', () => {
    const wasi = new WasiHarness();
    const fd = wasi.open(output, 'a', { oflags: create });
    expect(wasi.call('fd_renumber', fd, 1)).toBe(0);
    expect(wasi.write(1, 'to the file')).toBe(11);
    expect(wasi.write(fd, 'x')).toBe(-errno.badf);
    expect(wasi.call('fd_renumber', 1, 77)).toBe(errno.badf);
    expect(wasi.call('fd_renumber', 1, 1)).toBe(0);
    expect(wasi.files()).toEqual({ a: 'to the file' });
    expect(wasi.host.output().stdout).toHaveLength(0);
  });
  test('tell what they are', () => {
    const wasi = new WasiHarness();
    expect(wasi.call('fd_prestat_get', input, 8)).toBe(0);
    expect([wasi.view.getUint8(8), wasi.view.getUint32(12, true)]).toEqual([0, 3]);
    expect(wasi.call('fd_prestat_dir_name', input, 8, 2)).toBe(errno.nametoolong);
    expect(wasi.call('fd_prestat_dir_name', input, 8, 3)).toBe(0);
    expect(new TextDecoder().decode(new Uint8Array(wasi.memory.buffer, 8, 3))).toBe('/in');
    expect(wasi.call('fd_prestat_get', 5, 8)).toBe(errno.badf);
    expect(wasi.call('fd_prestat_get', 0, 8)).toBe(errno.badf);
    const type = (fd: number) => (wasi.call('fd_fdstat_get', fd, 64) === 0 ? wasi.view.getUint8(64) : -1);
    expect([type(0), type(1), type(2), type(3), type(5)]).toEqual([0, 0, 0, 3, -1]);
    expect(wasi.call('fd_seek', 1, 0n, 0, 8)).toBe(errno.spipe);
    expect(wasi.call('fd_pwrite', 1, 16, 0, 0n, 8)).toBe(errno.spipe);
    expect(wasi.call('sock_recv', 0, 0, 0, 0, 0, 0)).toBe(errno.notsock);
    expect(wasi.call('sock_accept', 77, 0, 0)).toBe(errno.badf);
  });
  test('do not seek before the start or beyond what numbers can say', () => {
    const wasi = new WasiHarness();
    const fd = wasi.open(output, 'a', { oflags: create });
    expect(wasi.call('fd_seek', fd, -1n, 0, 8)).toBe(errno.inval);
    expect(wasi.call('fd_seek', fd, (1n << 63n) - 1n, 0, 8)).toBe(errno.inval);
    expect(wasi.call('fd_seek', fd, 0n, 3, 8)).toBe(errno.inval);
    expect(wasi.call('fd_seek', fd, 1n << 40n, 0, 8)).toBe(0);
    expect(wasi.read(fd, 10)).toBe('');
    expect(endOf(() => wasi.write(fd, 'x')).status).toBe(5);
    expect(wasi.files()).toEqual({ a: '' });
  });
});

describe('the output limit', () => {
  test('counts streams and files together and cuts the write that passes it', () => {
    const wasi = new WasiHarness({ outputBytes: 10 });
    wasi.write(1, 'abc');
    wasi.write(2, 'de');
    const fd = wasi.open(output, 'f', { oflags: create });
    wasi.write(fd, 'fg');
    const end = endOf(() => wasi.write(1, 'hijkl'));
    expect([end.status, end.exitCode]).toEqual([5, -1]);
    const { stdout, stderr } = wasi.host.output();
    expect([new TextDecoder().decode(stdout), new TextDecoder().decode(stderr)]).toEqual(['abchij', 'de']);
    expect(wasi.files()).toEqual({ f: 'fg' });
  });
  test('does not count overwriting, and gets back what is cut off or deleted', () => {
    const wasi = new WasiHarness({ outputBytes: 4 });
    const fd = wasi.open(output, 'f', { oflags: create });
    for (let round = 0; round < 10; round++) expect(wasi.write(fd, 'abcd', 0n)).toBe(4);
    wasi.call('fd_filestat_set_size', fd, 1n);
    expect(wasi.write(1, 'xyz')).toBe(3);
    wasi.call('fd_close', fd);
    wasi.call('path_unlink_file', output, ...wasi.path('f'));
    expect(wasi.write(1, '!')).toBe(1);
    expect(endOf(() => wasi.write(1, '?')).status).toBe(5);
  });
  test('refuses growth by size and by holes at once', () => {
    const wasi = new WasiHarness({ outputBytes: 100 });
    const fd = wasi.open(output, 'f', { oflags: create });
    expect(endOf(() => wasi.call('fd_filestat_set_size', fd, 101n)).status).toBe(5);
    expect(endOf(() => wasi.call('fd_filestat_set_size', fd, (1n << 63n) - 1n)).status).toBe(5);
    expect(endOf(() => wasi.call('fd_allocate', fd, 1n << 50n, 1n)).status).toBe(5);
    expect(wasi.call('fd_filestat_set_size', fd, 1n << 63n)).toBe(errno.inval);
    expect(wasi.call('fd_filestat_set_size', fd, 100n)).toBe(0);
    expect(endOf(() => wasi.write(fd, 'x', 100n)).status).toBe(5);
  });
  test('bounds the number of files too', () => {
    const wasi = new WasiHarness();
    let count = 0;
    for (;;) {
      const fd = wasi.open(output, `f${count}`, { oflags: create });
      if (fd === -errno.nospc) break;
      expect(fd).toBe(5);
      wasi.call('fd_close', fd);
      count++;
    }
    expect(count).toBe(16_384);
    wasi.call('path_unlink_file', output, ...wasi.path('f0'));
    expect(wasi.open(output, 'again', { oflags: create })).toBe(5);
  });
});

describe('clocks', () => {
  test('move by a step at each reading and by the length of each sleep, and derive from the seed', () => {
    const time = (wasi: WasiHarness, id: number) =>
      wasi.call('clock_time_get', id, 0n, 8) === 0 ? wasi.view.getBigUint64(8, true) : -1n;
    const one = new WasiHarness();
    expect([time(one, 1), time(one, 1), time(one, 2)]).toEqual([1_000_000n, 2_000_000n, 3_000_000n]);
    const wall = time(one, 0);
    expect(wall).toBeGreaterThan(1_577_836_800_000_000_000n);
    expect(time(new WasiHarness({ seed: new Uint8Array(32).fill(1) }), 0)).not.toBe(time(new WasiHarness(), 0));
    one.view.setUint8(512 + 8, 0);
    one.view.setUint32(512 + 16, 1, true);
    one.view.setBigUint64(512 + 24, 5_000_000_000n, true);
    one.view.setBigUint64(512, 77n, true);
    expect(one.call('poll_oneoff', 512, 1024, 1, 8)).toBe(0);
    expect(one.view.getUint32(8, true)).toBe(1);
    expect(one.view.getBigUint64(1024, true)).toBe(77n);
    expect(time(one, 1)).toBe(5_005_000_000n);
    expect(time(one, 0)).toBe(wall + 5_002_000_000n);
    expect(one.call('clock_time_get', 4, 0n, 8)).toBe(errno.inval);
  });
  test('do not move while descriptors are ready', () => {
    const wasi = new WasiHarness({ stdin: bytes('abc') });
    wasi.view.setUint32(512 + 16, 1, true);
    wasi.view.setBigUint64(512 + 24, 9_000_000_000n, true);
    wasi.view.setUint8(512 + 48 + 8, 1);
    wasi.view.setUint32(512 + 48 + 16, 0, true);
    wasi.view.setUint8(512 + 96 + 8, 2);
    wasi.view.setUint32(512 + 96 + 16, 99, true);
    expect(wasi.call('poll_oneoff', 512, 1024, 3, 8)).toBe(0);
    expect(wasi.view.getUint32(8, true)).toBe(2);
    expect(wasi.view.getBigUint64(1024 + 16, true)).toBe(3n);
    expect(wasi.view.getUint16(1024 + 32 + 8, true)).toBe(errno.badf);
    wasi.call('clock_time_get', 1, 0n, 8);
    expect(wasi.view.getBigUint64(8, true)).toBe(1_000_000n);
    expect(wasi.call('poll_oneoff', 512, 1024, 0, 8)).toBe(errno.inval);
  });
});

describe('work', () => {
  test('is charged for every call, by its bytes, and more for errors', () => {
    const wasi = new WasiHarness();
    const workOf = (call: () => unknown) => {
      const before = wasi.work;
      call();
      return wasi.work - before;
    };
    expect(workOf(() => wasi.call('sched_yield'))).toBe(hostCallWork.call);
    expect(workOf(() => wasi.call('fd_close', 99))).toBe(hostCallWork.call + hostCallWork.failure);
    const random = workOf(() => wasi.call('random_get', 0, 1000));
    expect(random).toBe(hostCallWork.call + 1000 * hostCallWork.randomByte);
    expect(workOf(() => wasi.write(1, 'abcde'))).toBe(hostCallWork.call + hostCallWork.vector + 2);
  });
  test('that is not there prevents the effect', () => {
    const wasi = new WasiHarness({ work: 10_000n });
    expect(endOf(() => wasi.call('random_get', 1000, 5000)).status).toBe(3);
    expect(new Uint8Array(wasi.memory.buffer).every((byte) => byte === 0)).toBe(true);
  });
});

describe('hostile pointers', () => {
  const functions = wasiPreview1Imports.filter((item) => item.kind === 'function');

  test('every call with any arguments gives an error number or ends the program', () => {
    let succeeded = 0;
    const faulted = new Set<string>();
    for (let seed = 1; seed <= 60; seed++) {
      const next = generator(seed * 7919);
      const wasi = new WasiHarness({
        args: ['argument'],
        env: { NAME: 'value' },
        stdin: bytes('some input'),
        inputs: { a: bytes('content'), 'd/e': bytes('deep') },
        outputBytes: 100_000,
      });
      const interesting = [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 64, 1024, 65_528, 65_535, 65_536, 0x7fff_ffff, -1, -2, -8, -65_536,
      ];
      const pick = (list: readonly number[]) => list[next() % list.length] ?? 0;
      const number = () => (next() % 4 === 0 ? next() | 0 : next() % 3 === 0 ? next() % 65_536 : pick(interesting));
      for (let round = 0; round < 1500; round++) {
        if (round % 50 === 0) {
          for (let index = 0; index < 4096; index += 4) wasi.view.setInt32(index, number(), true);
          new Uint8Array(wasi.memory.buffer).set(
            bytes(['a', 'd/e', 'new', '../..', 'd', './x/y', '//'][next() % 7] ?? ''),
            next() % 64,
          );
        }
        const { name, params } = functions[next() % functions.length] as (typeof functions)[number];
        const args = params.map((type) =>
          type === 'i32'
            ? number()
            : BigInt.asIntN(64, next() % 3 === 0 ? (BigInt(next()) << 32n) | BigInt(next()) : BigInt(number())),
        );
        try {
          const result = wasi.call(name, ...args);
          expect(Number.isInteger(result) && result >= 0 && result <= 76, `${name} gave ${result}`).toBe(true);
          if (result === 0) succeeded++;
          if (result === errno.fault) faulted.add(name);
        } catch (error) {
          if (!(error instanceof GuestEnd)) throw new Error(`${name}(${args.join()})`, { cause: error });
        }
        if (round % 500 === 0 && wasi.memory.buffer.byteLength < 4 * 65_536) wasi.memory.grow(1);
      }
      const { stdout, stderr, files } = wasi.host.output();
      const total = files.reduce((sum, [, content]) => sum + content.length, stdout.length + stderr.length);
      expect(total).toBeLessThanOrEqual(100_000);
    }
    // The fuzz reached the code behind the checks, and the checks.
    expect(succeeded).toBeGreaterThan(5000);
    expect(faulted.size).toBeGreaterThan(15);
  });

  test('every pointer of every call is checked', () => {
    // Arguments that are otherwise right; the pointer under test is put beyond the memory.
    const beyond = 0xffff_fff0;
    const cases: [string, (number | bigint)[], number[]][] = [
      ['args_get', [0, 512], [0, 1]],
      ['args_sizes_get', [0, 4], [0, 1]],
      ['environ_get', [0, 512], [0, 1]],
      ['environ_sizes_get', [0, 4], [0, 1]],
      ['clock_res_get', [0, 8], [1]],
      ['clock_time_get', [0, 0n, 8], [2]],
      ['fd_fdstat_get', [0, 8], [1]],
      ['fd_filestat_get', [5, 8], [1]],
      ['fd_pread', [5, 16, 1, 0n, 8], [1, 4]],
      ['fd_prestat_get', [3, 8], [1]],
      ['fd_prestat_dir_name', [3, 8, 3], [1]],
      ['fd_pwrite', [5, 16, 1, 0n, 8], [1, 4]],
      ['fd_read', [5, 16, 1, 8], [1, 3]],
      ['fd_readdir', [4, 512, 512, 0n, 8], [1, 4]],
      ['fd_seek', [5, 0n, 0, 8], [3]],
      ['fd_tell', [5, 8], [1]],
      ['fd_write', [5, 16, 1, 8], [1, 3]],
      ['path_create_directory', [4, 60_000, 1], [1]],
      ['path_filestat_get', [4, 0, 60_000, 1, 512], [2, 4]],
      ['path_filestat_set_times', [4, 0, 60_000, 1, 0n, 0n, 0], [2]],
      ['path_link', [4, 0, 60_000, 1, 4, 60_000, 1], [2, 5]],
      ['path_open', [4, 0, 60_000, 1, 0, 2n, 0n, 0, 8], [2, 8]],
      ['path_readlink', [4, 60_000, 1, 512, 512, 8], [1]],
      ['path_remove_directory', [4, 60_000, 1], [1]],
      ['path_rename', [4, 60_000, 1, 4, 60_000, 1], [1, 4]],
      ['path_symlink', [60_000, 1, 4, 60_000, 1], [0, 3]],
      ['path_unlink_file', [4, 60_000, 1], [1]],
      ['poll_oneoff', [512, 1024, 1, 8], [0, 1, 3]],
      ['random_get', [512, 1], [0]],
    ];
    for (const [name, args, pointers] of cases) {
      for (const pointer of pointers) {
        const wasi = new WasiHarness({
          args: ['b', 'c', 'd', 'e'],
          env: { a: 'b', c: 'd', e: 'f', g: 'h' },
        });
        expect(wasi.open(output, 'f', { oflags: create })).toBe(5);
        wasi.write(5, 'content');
        wasi.path('f');
        wasi.view.setUint32(16, 1024, true);
        wasi.view.setUint32(20, 8, true);
        const changed = args.map((value, index) => (index === pointer ? beyond : value));
        expect([name, pointer, wasi.call(name, ...changed)]).toEqual([name, pointer, errno.fault]);
      }
    }
  });
});
