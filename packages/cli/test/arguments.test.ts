import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allCommands } from '../src/commands/allCommands.ts';
import { parseAmount } from '../src/input/parseAmount.ts';
import { en } from '../src/text/en.ts';
import { zh } from '../src/text/zh.ts';
import { seededRandom } from './support/random.ts';
import { runHere } from './support/runHere.ts';
import { runProcess } from './support/runProcess.ts';
import { temporaryFolder } from './support/temporaryFolder.ts';

const codeOf = (out: string) => (JSON.parse(out) as { error: { code: string } }).error.code;

describe('help', () => {
  test('of the program names every command with its line', async () => {
    const { code, out, err } = await runProcess(['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const { path } of allCommands) {
      expect(out).toContain(`  ${path} `);
      expect(out).toContain(en.commands[path].summary);
    }
  });

  test('of every command has a description, its options and examples that start with it', async () => {
    for (const definition of allCommands.filter(({ passesThrough }) => passesThrough !== 'withHelp')) {
      const { code, out } = await runHere([...definition.path.split(' '), '--help']);
      expect(code).toBe(0);
      expect(out.split('\n')[0]).toBe(en.commands[definition.path].summary);
      expect(out).toContain(`Usage:  suanli ${definition.path}`);
      for (const { flags, text } of definition.options ?? []) {
        expect(out).toContain(flags);
        expect(out).toContain(en.options[text]);
      }
      const { examples } = en.commands[definition.path];
      expect(examples.length, definition.path).toBeGreaterThan(0);
      for (const [command] of examples) {
        expect(command.startsWith(`suanli ${definition.path}`), command).toBe(true);
        expect(out).toContain(command);
      }
    }
  });

  test('comes in the language of the flag, the variable, the configuration and the locale, in this order', async () => {
    const dataDir = temporaryFolder();
    const line = async (argv: string[], env: Record<string, string>) =>
      (await runHere([...argv, 'job', '--help'], { env: { SUANLI_DATA_DIR: dataDir, ...env } })).out.split('\n')[0];
    const english = en.commands.job.summary;
    const chinese = zh.commands.job.summary;
    expect(await line([], {})).toBe(english);
    expect(await line([], { LANG: 'zh_CN.UTF-8' })).toBe(chinese);
    expect(await line([], { LANG: 'zh_CN.UTF-8', LC_ALL: 'C' })).toBe(english);
    writeFileSync(join(dataDir, 'config.yaml'), 'lang: zh\n');
    expect(await line([], {})).toBe(chinese);
    expect(await line([], { SUANLI_LANG: 'en', LANG: 'zh_CN' })).toBe(english);
    expect(await line(['--lang=zh'], { SUANLI_LANG: 'en' })).toBe(chinese);
    expect(await line(['--lang', 'en'], { SUANLI_LANG: 'zh' })).toBe(english);
    // A wrong configuration is no reason to withhold help.
    writeFileSync(join(dataDir, 'config.yaml'), 'lang: [');
    expect(await line([], {})).toBe(english);
  });
});

describe('wrong arguments', () => {
  const cases: [argv: string[], code: string][] = [
    [['frobnicate'], 'CLI_COMMAND_UNKNOWN'],
    [['wallet', 'frobnicate'], 'CLI_COMMAND_UNKNOWN'],
    [['wallet'], 'CLI_COMMAND_INCOMPLETE'],
    [['wallet', 'withdraw'], 'CLI_COMMAND_INCOMPLETE'],
    [['wallet', 'balance', '--frobnicate'], 'CLI_OPTION_UNKNOWN'],
    [['wallet', 'balance', '--address'], 'CLI_OPTION_VALUE_MISSING'],
    [['wallet', 'balance', '--address', '0x12'], 'CLI_ADDRESS_INVALID'],
    // A checksum that is wrong in one letter.
    [['wallet', 'balance', '--address', '0x70997970C51812dc3A010C7d01b50e0d17dc79c8'], 'CLI_ADDRESS_INVALID'],
    [['wallet', 'transfer', '--amount', '1'], 'CLI_OPTION_MISSING'],
    [['wallet', 'deposit'], 'CLI_ARGUMENT_MISSING'],
    [['wallet', 'deposit', '1', '2'], 'CLI_ARGUMENTS_TOO_MANY'],
    ...['0', '0.0', '1,5', '1e3', '-1', '.5', '1.', '0.0000000000000000001', '79228162515', 'one', ''].map(
      (amount): [string[], string] => [['wallet', 'deposit', '--', amount], 'CLI_AMOUNT_INVALID'],
    ),
    [['wallet', 'import'], 'CLI_OPTION_MISSING'],
    [['job', 'run'], 'CLI_ARGUMENT_MISSING'],
    [['job', 'run', 'x.yaml', '--window-blocks', '-1'], 'CLI_NUMBER_INVALID'],
    [['job', 'fetch', '0x12', '--task', '1.5'], 'CLI_NUMBER_INVALID'],
    [['provider', 'start', '--set', 'provider.slots'], 'CLI_SETTING_INVALID'],
    [['wallet', 'address', '--lang', 'fr'], 'CLI_CHOICE_INVALID'],
    [['wallet', 'address', '--rpc-url', 'ftp://x'], 'CLI_CONFIG_INVALID'],
  ];
  test.each(cases)('%j gives %s', async (argv, code) => {
    const dataDir = temporaryFolder();
    const at = argv.indexOf('--');
    const globals = ['--json', '--data-dir', dataDir];
    const words = at < 0 ? [...argv, ...globals] : [...argv.slice(0, at), ...globals, ...argv.slice(at)];
    const result = await runHere(words);
    expect(codeOf(result.out)).toBe(code);
    expect(result.code).toBe(1);
    expect(result.err).toContain(`[${code}]`);
  });

  test('a process ends with 1, one JSON document on stdout, people’s words on stderr, no stack, no colours', async () => {
    const { code, out, err } = await runProcess(['--json', 'wallet', 'frobnicate']);
    expect(code).toBe(1);
    expect(out.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(out)).toEqual({
      error: {
        code: 'CLI_COMMAND_UNKNOWN',
        message: expect.stringContaining('suanli wallet frobnicate'),
        next: expect.stringContaining('--help'),
        details: [],
        retryable: false,
      },
    });
    expect(err).not.toContain('\x1b');
    expect(err).not.toMatch(/\n\s+at /);
  });

  test('the error speaks the language that was asked for, and shows its stack when told to', async () => {
    const chinese = await runHere(['--lang', 'zh', 'frobnicate']);
    expect(chinese.err).toContain('没有命令');
    const verbose = await runHere(['frobnicate', '--verbose']);
    expect(verbose.err).toMatch(/\n\s+at /);
  });

  test('without a command the help comes, and a group without one is an error', async () => {
    const bare = await runHere([]);
    expect(bare.code).toBe(0);
    expect(bare.out).toContain('Usage:');
    const group = await runHere(['job']);
    expect({ code: group.code, out: group.out }).toEqual({ code: 1, out: '' });
    expect(group.err).toContain('run <job.yaml>');
  });
});

describe('configuration', () => {
  test('a flag wins over a variable, that over the file, that over the default', async () => {
    const { loadCliConfig } = await import('../src/config/loadCliConfig.ts');
    const dataDir = temporaryFolder();
    const load = (flags: object, env: Record<string, string> = {}) =>
      loadCliConfig({ flags: { dataDir, ...flags }, env, cwd: '/somewhere' });
    expect(load({})).toMatchObject({
      dataDir,
      rpcUrl: 'http://127.0.0.1:8545',
      deploymentFile: join(dataDir, 'deployment.json'),
      peers: [],
    });
    writeFileSync(
      join(dataDir, 'config.yaml'),
      'rpcUrl: http://file:1\ndeployment: market.json\npeers: [/ip4/192.0.2.1/tcp/1]\n',
    );
    expect(load({})).toMatchObject({
      rpcUrl: 'http://file:1',
      deploymentFile: join(dataDir, 'market.json'),
      peers: ['/ip4/192.0.2.1/tcp/1'],
    });
    const env = { SUANLI_RPC_URL: 'http://variable:1', SUANLI_PEERS: '/a, /b', SUANLI_DEPLOYMENT: 'd.json' };
    expect(load({}, env)).toMatchObject({
      rpcUrl: 'http://variable:1',
      deploymentFile: '/somewhere/d.json',
      peers: ['/a', '/b'],
    });
    const flagged = load({ rpcUrl: 'http://flag:1', peer: ['/c'] }, env);
    expect(flagged).toMatchObject({ rpcUrl: 'http://flag:1', peers: ['/c'] });
    expect([...flagged.given].sort()).toEqual(['peers', 'rpcUrl']);
    expect(loadCliConfig({ flags: {}, env: { SUANLI_DATA_DIR: 'x' }, cwd: '/somewhere' }).dataDir).toBe('/somewhere/x');
  });

  test.each([
    ['a: [', 'CLI_CONFIG_SYNTAX'],
    ['[]', 'CLI_CONFIG_INVALID'],
    ['rpcUrl: 5', 'CLI_CONFIG_INVALID'],
    ['peer: x', 'CLI_CONFIG_INVALID'],
    ['rpcUrl: http://a\nrpcUrl: http://b', 'CLI_CONFIG_SYNTAX'],
  ])('the file %j gives %s', async (content, code) => {
    const dataDir = temporaryFolder();
    writeFileSync(join(dataDir, 'config.yaml'), content);
    const { out } = await runHere(['job', 'status', '--json', '--data-dir', dataDir]);
    expect(codeOf(out)).toBe(code);
  });
});

describe('provider config', () => {
  test('what the command line knows gives way to the provider’s own file, a given flag does not', async () => {
    const dataDir = temporaryFolder();
    const config = async (...argv: string[]) => {
      const { code, out, err } = await runHere(['provider', 'config', '--json', '--data-dir', dataDir, ...argv]);
      expect(code, err).toBe(0);
      const { options } = JSON.parse(out) as { options: { name: string; value: unknown; description: string }[] };
      for (const { description } of options) expect(description).not.toBe('');
      return Object.fromEntries(options.map(({ name, value }) => [name, value]));
    };
    expect(await config()).toMatchObject({
      dataDir: join(dataDir, 'node'),
      keystoreFile: join(dataDir, 'keystore.json'),
      'chain.deploymentFile': join(dataDir, 'deployment.json'),
      'chain.rpcUrl': 'http://127.0.0.1:8545',
    });
    writeFileSync(join(dataDir, 'provider.yaml'), 'chain: { rpcUrl: "http://own:1" }\nprovider: { slots: 3 }\n');
    writeFileSync(join(dataDir, 'config.yaml'), 'rpcUrl: http://shared:1\npeers: [/ip4/192.0.2.1/tcp/1]\n');
    expect(await config()).toMatchObject({
      'chain.rpcUrl': 'http://own:1',
      'network.bootstrap': ['/ip4/192.0.2.1/tcp/1'],
      'provider.slots': 3,
    });
    expect(await config('--rpc-url', 'http://flag:1', '--set', 'provider.slots=5')).toMatchObject({
      'chain.rpcUrl': 'http://flag:1',
      'provider.slots': 5,
    });
  });

  test('a wrong setting is named', async () => {
    const { out } = await runHere([
      ...['provider', 'config', '--json', '--data-dir', temporaryFolder()],
      ...['--set', 'provider.slots=none', '--set', 'provider.colour=red'],
    ]);
    const { error } = JSON.parse(out) as { error: { code: string; details: string[] } };
    expect(error.code).toBe('NODE_CONFIG_INVALID');
    expect(error.details.some((line) => line.startsWith('provider.slots: expected'))).toBe(true);
    expect(error.details.some((line) => line.startsWith('provider.colour: unknown option'))).toBe(true);
  });
});

test('test says what it is, and runs nothing', async () => {
  const { out, code } = await runProcess(['test', '--help']);
  expect(out).toContain('suanli test [arguments...]');
  expect(code).toBe(0);
});

test('bench hands its words on as they are', async () => {
  const { out, err } = await runProcess(['bench', '--help']);
  expect(out + err).toContain('usage: suanli bench');
});

test('conformance hands its words on as they are', async () => {
  const { out, err, code } = await runProcess(['conformance', '--faster']);
  expect(out + err).toContain('usage: suanli conformance');
  expect(code).toBe(1);
});

test('whatever words are given, what comes back is a result or an error with a code', async () => {
  const random = seededRandom(20);
  const dataDir = temporaryFolder();
  const excluded = new Set([
    'bench',
    'conformance',
    'test',
    'demo',
    'demo dispute',
    'demo use-right',
    'demo payments',
    'doctor',
  ]);
  const words = [
    ...new Set(allCommands.flatMap(({ path }) => (excluded.has(path) ? [] : path.split(' ')))),
    ...allCommands.flatMap(({ options = [] }) => options.map(({ flags }) => flags.split(' ')[0] ?? '')),
    ...['--help', '--quiet', '--verbose', '--no-color', '--lang', 'zh', '--peer', '--version', '--=', '--json=1'],
    ...[
      '0',
      '1.5',
      '-1',
      '',
      ' ',
      '0x12',
      `0x${'1'.repeat(40)}`,
      'a=b',
      '../x',
      '世界',
      '\u0000',
      '%',
      'x'.repeat(5_000),
    ],
  ];
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const paths = allCommands.filter(({ path }) => !excluded.has(path)).map(({ path }) => path.split(' '));
  const codes = new Set<string>();
  for (let i = 0; i < 400; i++) {
    const start = random() < 0.7 ? (paths[Math.floor(random() * paths.length)] ?? []) : [];
    const argv = [...start, ...Array.from({ length: Math.floor(random() * 5) }, () => pick(words))];
    const { code, out, err } = await runHere(['--json', '--data-dir', dataDir, ...argv], { cwd: dataDir });
    const shown = JSON.stringify(argv).slice(0, 300);
    expect([0, 1], shown).toContain(code);
    if (code === 0) continue;
    codes.add(codeOf(out));
    expect(codeOf(out), `${shown}\n${err}`).not.toBe('CLI_UNEXPECTED');
    expect(out.trimEnd()).not.toContain('\n');
  }
  expect(codes.size).toBeGreaterThan(8);
});

test('an amount is a positive number of wei, or refused', () => {
  const random = seededRandom(21);
  const parse = parseAmount('x');
  let read = 0;
  for (let i = 0; i < 3_000; i++) {
    const length = Math.floor(random() * 24);
    const text = Array.from({ length }, () => '00123456789..-e, x'[Math.floor(random() * 18)]).join('');
    try {
      const wei = parse(text);
      expect(wei > 0n && wei < 1n << 96n, text).toBe(true);
      expect(text).toMatch(/^\d+(\.\d+)?$/);
      read++;
    } catch (error) {
      expect(error).toMatchObject({ code: 'CLI_AMOUNT_INVALID' });
    }
  }
  expect(read).toBeGreaterThan(50);
});
