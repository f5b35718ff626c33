/**
 * Runs where the sandbox runs, under the same flags, after the same `sever`, and tries to get out. Reads `{ file, port, severed }` as JSON
 * from descriptor 0 and writes the list of what worked to descriptor 1.
 */
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import http from 'node:http';
import inspector from 'node:inspector';
import net from 'node:net';
import tls from 'node:tls';
import { Worker } from 'node:worker_threads';
import { sever } from '../../src/wasm/internal/child/sever.ts';

interface Order {
  readonly file: string;
  readonly port: number;
  /** False: networking is left to JavaScript, so that only the kernel can stop it. */
  readonly severed: boolean;
}

const order = JSON.parse(fs.readFileSync(0, 'utf8')) as Order;
const worked: string[] = [];
const failed: string[] = [];

async function attempt(name: string, run: () => unknown): Promise<void> {
  try {
    await run();
    worked.push(name);
  } catch {
    failed.push(name);
  }
}

function connected(socket: net.Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
}

if (order.severed) sever();
const { file, port } = order;
const host = '127.0.0.1';
await attempt('net.connect', () => connected(net.connect(port, host)));
await attempt('new net.Socket', () => connected(new net.Socket().connect(port, host)));
if (order.severed) {
  await attempt('readFile', () => fs.readFileSync(file));
  await attempt('readFile of /etc/passwd', () => fs.readFileSync('/etc/passwd'));
  await attempt('promises.readFile', () => fs.promises.readFile(file));
  await attempt('readdir', () => fs.readdirSync('/'));
  await attempt('stat', () => fs.statSync(file));
  await attempt('writeFile', () => fs.writeFileSync(`${file}.new`, 'x'));
  await attempt('unlink', () => fs.unlinkSync(file));
  await attempt('import', () => import(file));
  await attempt('spawn', () => {
    const { error } = childProcess.spawnSync('/bin/true');
    if (error) throw error;
  });
  await attempt('exec', () => childProcess.execSync('true'));
  await attempt('fork', () => childProcess.fork(file));
  await attempt('worker', () => new Worker('0', { eval: true }));
  await attempt('worker with other permissions', () => {
    return new Worker('0', { eval: true, execArgv: ['--permission', '--allow-fs-read=*'] });
  });
  await attempt('listen', () => net.createServer().listen(0));
  await attempt('new net.Server', () => new net.Server().listen(0));
  await attempt('tls', () => tls.connect(port, host));
  await attempt('http', () => http.get({ host, port }));
  await attempt('dgram', () => dgram.createSocket('udp4'));
  await attempt('dns', () => dns.promises.lookup('localhost'));
  await attempt('dns.Resolver', () => new dns.Resolver().resolve4('localhost', () => {}));
  await attempt('fetch', () => fetch(`http://${host}:${port}/`));
  await attempt('WebSocket', () => new WebSocket(`ws://${host}:${port}/`));
  await attempt('binding', () => {
    const { binding } = process as unknown as { binding: (name: string) => unknown };
    return binding('tcp_wrap');
  });
  await attempt('builtin module', () => process.getBuiltinModule('node:net').connect(port, host));
  await attempt('dlopen', () => process.dlopen({ exports: {} }, file));
  await attempt('inspector', () => inspector.open(0));
  // biome-ignore lint/security/noGlobalEval: that it fails is what is tested
  await attempt('eval', () => globalThis.eval('1'));
  await attempt('undoing', () => Object.defineProperty(net.Socket.prototype, 'connect', { value: () => {} }));
  const names = Object.keys(process.env);
  await attempt(`environment ${names.join()}`, () => {
    if (names.length === 0) throw new Error('nothing there');
  });
}
fs.writeSync(1, JSON.stringify({ worked, failed }));
process.exit(0);
