import { expect, test } from 'vitest';
import type { ConsoleConfig } from '../src/config/ConsoleConfig.ts';
import { parseConsoleConfig } from '../src/config/parseConsoleConfig.ts';

const address = `0x${'1'.repeat(40)}`;
const contracts = [
  'accessManager',
  'token',
  'bank',
  'broker',
  'resourceTypes',
  'hardware',
  'resource',
  'useRight',
  'revenueRight',
  'market',
  'computeProof',
  'ranking',
  'machine',
  'disputes',
  'quorum',
  'executionMarket',
  'creditLine',
  'lottery',
  'priceCurve',
  'timelock',
  'governor',
];
const deployment = {
  chainId: 31_337,
  deployedBlock: '7',
  ...Object.fromEntries(contracts.map((name) => [name, address])),
};
const valid = {
  chainId: 31_337,
  rpcUrl: 'http://127.0.0.1:8545',
  indexerUrl: '/indexer/',
  deployment,
  bootstrap: ['/ip4/127.0.0.1/tcp/4801/ws/p2p/12D3KooW'],
  burnerAccounts: [{ name: 'Provider', privateKey: `0x${'2'.repeat(64)}` }],
};
const base = 'http://localhost:4800/market';

function configOf(value: unknown): ConsoleConfig {
  const parsed = parseConsoleConfig(value, base);
  if ('config' in parsed) return parsed.config;
  throw new Error(`${parsed.invalidField} is invalid`);
}

test('a configuration is read, with addresses relative to the page', () => {
  const config = configOf(valid);
  expect(config.indexerUrl).toBe('http://localhost:4800/indexer');
  expect(config.rpcUrl).toBe('http://127.0.0.1:8545');
  expect(config.deployment.deployedBlock).toBe(7n);
  expect(config.burnerAccounts).toHaveLength(1);
});

test('accounts whose keys everybody knows are offered on the embedded chain alone', () => {
  const elsewhere = { ...valid, chainId: 1, deployment: { ...deployment, chainId: 1 } };
  expect(configOf(elsewhere).burnerAccounts).toEqual([]);
});

test.each([
  ['config.json', null],
  ['chainId', { ...valid, chainId: '31337' }],
  ['rpcUrl', { ...valid, rpcUrl: 'javascript:alert(1)' }],
  ['indexerUrl', { ...valid, indexerUrl: undefined }],
  ['deployment', { ...valid, deployment: undefined }],
  ['deployment.chainId', { ...valid, deployment: { ...deployment, chainId: 1 } }],
  ['deployment.market', { ...valid, deployment: { ...deployment, market: '0x12' } }],
  ['deployment.deployedBlock', { ...valid, deployment: { ...deployment, deployedBlock: 'x' } }],
  ['bootstrap', { ...valid, bootstrap: 'here' }],
  ['burnerAccounts[0].privateKey', { ...valid, burnerAccounts: [{ name: 'Provider', privateKey: '0x12' }] }],
])('a wrong %s is named', (field, value) => {
  expect(parseConsoleConfig(value, base)).toEqual({ invalidField: field });
});
