import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSuanliError } from '@suanli/protocol';
import { afterAll, describe, expect, test } from 'vitest';
import { describeConfig, loadConfig, readPassword, redactConfig } from '../src/index.ts';
import { codeOf } from './support/codeOf.ts';

const folder = mkdtempSync(join(tmpdir(), 'suanli-config-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const fileOf = (text: string): string => {
  const file = join(folder, `${files++}.yaml`);
  writeFileSync(file, text);
  return file;
};
const problemsOf = (load: () => unknown): readonly string[] => {
  try {
    load();
  } catch (error) {
    if (isSuanliError(error, 'NODE_CONFIG_INVALID')) return error.metaMessages;
    throw error;
  }
  throw new Error('was accepted');
};

describe('the configuration', () => {
  test('a flag wins over the environment, that over the file, that over the default', () => {
    const file = fileOf(
      'provider:\n  slots: 3\n  price: 0.5\ntelemetry:\n  port: 1000\nchain:\n  rpcUrl: http://file:1\n',
    );
    const env = { SUANLI_PROVIDER_SLOTS: '4', SUANLI_CHAIN_RPC_URL: 'http://env:1', SUANLI_TELEMETRY_PORT: '' };
    const config = loadConfig({ flags: { 'provider.slots': '5' }, env, file });
    expect(config.provider.slots).toBe(5);
    expect(config.chain.rpcUrl).toBe('http://env:1');
    expect(config.provider.price).toBe(500_000_000_000_000_000n);
    expect(config.telemetry.port).toBe(1000);
    expect(config.provider.offerVolume).toBe(1_000);
    expect(loadConfig({ env: { SUANLI_CONFIG: file } }).provider.slots).toBe(3);
  });

  test('reads units from text and from numbers', () => {
    const { provider, chain, network } = loadConfig({
      env: {
        SUANLI_PROVIDER_TASK_MEMORY: '64 MiB',
        SUANLI_PROVIDER_MAX_WORK: '2.5 Gwu',
        SUANLI_CHAIN_POLL_INTERVAL: '2 s',
        SUANLI_NETWORK_LISTEN: '/ip4/1.2.3.4/tcp/1, /ip4/1.2.3.4/tcp/2/ws',
        SUANLI_PROVIDER_ENABLED: 'false',
      },
      flags: { 'provider.offerLifetime': 20_000, 'provider.stake': '1.25' },
    });
    expect(provider.taskMemory).toBe(67_108_864);
    expect(provider.maxWork).toBe(2_500_000_000n);
    expect(chain.pollInterval).toBe(2_000);
    expect(network.listen).toEqual(['/ip4/1.2.3.4/tcp/1', '/ip4/1.2.3.4/tcp/2/ws']);
    expect(provider.enabled).toBe(false);
    expect(provider.offerLifetime).toBe(20_000);
    expect(provider.stake).toBe(1_250_000_000_000_000_000n);
  });

  test('names every wrong and unknown option at once', () => {
    const file = fileOf(
      'provider:\n  slots: 0\n  colour: red\nchain:\n  rpcUrl: ftp://x\nweather: fine\npassword: secret\n',
    );
    const problems = problemsOf(() =>
      loadConfig({ env: {}, file, flags: { 'provider.price': '-1', 'provider.sluts': 1, password: 'secret' } }),
    );
    for (const path of [
      'provider.slots',
      'provider.colour',
      'chain.rpcUrl',
      'weather',
      'provider.price',
      'provider.sluts',
    ]) {
      expect(problems.filter((line) => line.startsWith(`${path}: `))).toHaveLength(1);
    }
    expect(problems.filter((line) => line.startsWith('password: not taken from'))).toHaveLength(2);
    expect(problems.join('\n')).not.toContain('secret');
  });

  test('a file that is missing, broken or no map is told apart', async () => {
    expect(await codeOf(() => loadConfig({ env: {}, file: join(folder, 'none.yaml') }))).toBe('NODE_CONFIG_UNREADABLE');
    expect(await codeOf(() => loadConfig({ env: {}, file: fileOf('a: [1') }))).toBe('NODE_CONFIG_SYNTAX');
    expect(await codeOf(() => loadConfig({ env: {}, file: fileOf('a: 1\na: 2') }))).toBe('NODE_CONFIG_SYNTAX');
    expect(await codeOf(() => loadConfig({ env: {}, file: fileOf('- 1') }))).toBe('NODE_CONFIG_INVALID');
    expect(await codeOf(() => loadConfig({ env: {}, file: fileOf('') }))).toBe('resolved');
  });

  test('every option says its meaning, default and production advice', () => {
    const options = describeConfig();
    expect(options.length).toBeGreaterThan(30);
    for (const { path, description } of options) {
      expect(description, path).toMatch(/(Default|No default).*Production: /);
    }
  });

  test('prints no password and no key of an RPC address', () => {
    const config = loadConfig({
      env: { SUANLI_PASSWORD: 'hunter2', SUANLI_CHAIN_RPC_URL: 'https://me:word@rpc.example/v2/apikey?token=abc' },
    });
    const text = JSON.stringify(redactConfig(config));
    for (const secret of ['hunter2', 'word@', 'apikey', 'abc']) expect(text).not.toContain(secret);
    expect(text).toContain('rpc.example');
    expect(readPassword(config)).toBe('hunter2');
  });

  test('the password comes from the environment or a file', async () => {
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, 'open sesame\nsecond line\n');
    expect(readPassword({ passwordFile })).toBe('open sesame');
    expect(await codeOf(() => readPassword({}))).toBe('NODE_PASSWORD_MISSING');
    expect(await codeOf(() => readPassword({ passwordFile: join(folder, 'none') }))).toBe('NODE_PASSWORD_UNREADABLE');
  });
});
