import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runHere } from './support/runHere.ts';
import { runProcess } from './support/runProcess.ts';
import { temporaryFolder } from './support/temporaryFolder.ts';

const privateKey = '59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d';
const address = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const codeOf = (out: string) => (JSON.parse(out) as { error: { code: string } }).error.code;

test('a created wallet is encrypted, readable by its owner alone, and never overwritten', async () => {
  const dataDir = temporaryFolder();
  const env = { SUANLI_DATA_DIR: dataDir, SUANLI_PASSWORD: 'correct horse' };
  const created = await runProcess(['wallet', 'create', '--json'], { env });
  expect(created.code, created.err).toBe(0);
  const wallet = JSON.parse(created.out) as { address: string; file: string };
  expect(wallet).toEqual({
    address: expect.stringMatching(/^0x[0-9a-fA-F]{40}$/),
    file: join(dataDir, 'keystore.json'),
  });
  expect(statSync(wallet.file).mode & 0o777).toBe(0o600);
  const keystore = JSON.parse(readFileSync(wallet.file, 'utf8')) as { version: number; crypto: { kdf: string } };
  expect(keystore).toMatchObject({ version: 3, crypto: { kdf: 'scrypt' } });

  const shown = await runHere(['wallet', 'address'], { env: { SUANLI_DATA_DIR: dataDir } });
  expect(shown.out).toBe(`${wallet.address}\n`);
  const again = await runHere(['wallet', 'create', '--json'], { env });
  expect(codeOf(again.out)).toBe('NODE_KEYSTORE_EXISTS');
});

test('an imported key keeps its address; its file is told to be deleted and never shown', async () => {
  const dataDir = temporaryFolder();
  const keyFile = join(dataDir, 'key.txt');
  const passwordFile = join(dataDir, 'password');
  writeFileSync(keyFile, `0x${privateKey}\n`);
  writeFileSync(passwordFile, 'correct horse\nsecond line\n');
  const argv = [
    'wallet',
    'import',
    '--private-key-file',
    keyFile,
    '--data-dir',
    dataDir,
    '--password-file',
    passwordFile,
  ];
  const imported = await runProcess(argv);
  expect(imported.code, imported.err).toBe(0);
  expect(imported.out).toBe(`${address}\n`);
  expect(imported.err).toContain(keyFile);
  expect(imported.out + imported.err).not.toContain(privateKey);

  // The first line of the file is the password.
  const { openKeystore } = await import('@suanli/node');
  const account = await openKeystore({ file: join(dataDir, 'keystore.json'), password: 'correct horse' });
  expect(account.address).toBe(address);
});

test('a key comes from standard input as well', async () => {
  const dataDir = temporaryFolder();
  const env = { SUANLI_DATA_DIR: dataDir, SUANLI_PASSWORD: 'correct horse' };
  const argv = ['wallet', 'import', '--private-key-file', '-', '--json'];
  const { out } = await runProcess(argv, { env, input: privateKey });
  expect(JSON.parse(out)).toMatchObject({ address });
});

test.each([
  ['', 'empty'],
  ['0x12', 'short'],
  ['0'.repeat(64), 'zero'],
  ['f'.repeat(64), 'beyond the order of the group'],
  [`${privateKey} ${privateKey}`, 'two keys'],
])('%j is no private key (%s), and is not repeated in the error', async (content) => {
  const dataDir = temporaryFolder();
  const file = join(dataDir, 'key.txt');
  writeFileSync(file, content);
  const env = { SUANLI_DATA_DIR: dataDir, SUANLI_PASSWORD: 'x' };
  const { out, err } = await runHere(['wallet', 'import', '--private-key-file', file, '--json'], { env });
  expect(codeOf(out)).toBe('CLI_PRIVATE_KEY_MALFORMED');
  if (content !== '') expect(out + err).not.toContain(content);
});

test('what is missing has a code of its own', async () => {
  const dataDir = temporaryFolder();
  const run = async (argv: string[], env: Record<string, string> = {}) =>
    codeOf((await runHere([...argv, '--json', '--data-dir', dataDir], { env })).out);
  expect(await run(['wallet', 'address'])).toBe('CLI_WALLET_MISSING');
  expect(await run(['wallet', 'balance', '--address', address])).toBe('CLI_DEPLOYMENT_MISSING');
  expect(await run(['wallet', 'import', '--private-key-file', join(dataDir, 'no')])).toBe('CLI_FILE_UNREADABLE');
  expect(await run(['wallet', 'create'], { SUANLI_PASSWORD_FILE: join(dataDir, 'no') })).toBe('CLI_FILE_UNREADABLE');
  // No terminal to ask on, and none is taken from the command line.
  expect(codeOf((await runProcess(['wallet', 'create', '--json', '--data-dir', dataDir])).out)).toBe(
    'NODE_PASSWORD_MISSING',
  );
  expect(await run(['wallet', 'create', '--password', 'x'])).toBe('CLI_OPTION_UNKNOWN');
  writeFileSync(join(dataDir, 'keystore.json'), '{}');
  expect(await run(['wallet', 'address'])).toBe('NODE_KEYSTORE_MALFORMED');
  writeFileSync(join(dataDir, 'deployment.json'), '{}');
  expect(await run(['wallet', 'balance', '--address', address])).toBe('DEPLOYMENT_INVALID');
});

// util-linux gives a process a terminal of its own.
describe.skipIf(!existsSync('/usr/bin/script'))('on a terminal', () => {
  async function typed(dataDir: string, answers: readonly string[]): Promise<{ code: number | null; screen: string }> {
    const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
    const { SUANLI_PASSWORD: _password, SUANLI_PASSWORD_FILE: _file, ...env } = process.env;
    const command = `'${process.execPath}' --disable-warning=ExperimentalWarning '${main}' wallet create --lang en --data-dir '${dataDir}'`;
    const child = spawn('/usr/bin/script', ['-qec', command, '/dev/null'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    let screen = '';
    let answered = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      screen += chunk.toString();
      // One answer for each question that has been asked.
      const asked = screen.split(/(?:New password|The same again): /).length - 1;
      if (asked > answered) child.stdin.write(answers[answered++] ?? '');
    });
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, screen };
  }

  test('a password is asked for twice and never shown, however fast it is typed', async () => {
    const dataDir = temporaryFolder();
    const { code, screen } = await typed(dataDir, ['hunter2\r', 'hunter2\r']);
    expect(code, screen).toBe(0);
    expect(screen).toMatch(/0x[0-9a-fA-F]{40}/);
    expect(screen).not.toContain('hunter');
  });

  test('two different ones, or none, write nothing', async () => {
    const dataDir = temporaryFolder();
    const different = await typed(dataDir, ['hunter2\r', 'hunter3\r']);
    expect(different.code).toBe(1);
    expect(different.screen).toContain('CLI_PASSWORD_MISMATCH');
    const interrupted = await typed(dataDir, ['\x03']);
    expect(interrupted.code).toBe(1);
    expect(interrupted.screen).toContain('CLI_PASSWORD_PROMPT_ENDED');
    expect(existsSync(join(dataDir, 'keystore.json'))).toBe(false);
  });
});
