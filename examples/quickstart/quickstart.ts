// Runs the hello job over a market. The environment says which one: SUANLI_DEPLOYMENT (file), SUANLI_RPC_URL,
// SUANLI_PEERS (multiaddrs with commas between), SUANLI_PRIVATE_KEY (of an account with tokens in the bank).
// #region quickstart
import { readFile } from 'node:fs/promises';
import { parseDeployment, parseJobSpec } from '@suanli/protocol';
import { createJob, createMemoryJobStore, createNetwork, createSuanliClient, fetchOutput, runJob } from '@suanli/sdk';
import type { Hex } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';

const { SUANLI_DEPLOYMENT = '', SUANLI_RPC_URL = '', SUANLI_PEERS = '', SUANLI_PRIVATE_KEY } = process.env;
const example = new URL('../hello-c/', import.meta.url);

const deployment = parseDeployment(await readFile(SUANLI_DEPLOYMENT, 'utf8'));
const account = privateKeyToAccount(SUANLI_PRIVATE_KEY as Hex);
const client = createSuanliClient({ deployment, rpcUrl: SUANLI_RPC_URL, account });
const network = await createNetwork({ domain: client.domain, bootstrap: SUANLI_PEERS.split(',') });
await network.start();
const spec = parseJobSpec(await readFile(new URL('job.yaml', example), 'utf8'));
const job = await createJob({ network }, { spec, readFile: (path) => readFile(new URL(path, example)) });
const store = createMemoryJobStore();
const { state, paidWei } = await runJob({ client, network, store }, { job });
const { stdout } = await fetchOutput(store, { jobId: job.jobId, taskIndex: 0 });
console.log(`${state}, paid ${paidWei} wei\n${new TextDecoder().decode(stdout)}`);
await network.stop();
// #endregion
