import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  brokerDomain,
  hashOutput,
  type Receipt,
  receiptsOfBatch,
  SuanliError,
  verifyMerkleSumProof,
  verifyReceiptBatch,
} from '@suanli/protocol';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import { readDeployment } from '../../context/readDeployment.ts';
import { toJsonText } from '../../output/toJsonText.ts';
import { withStore } from './internal/jobTools.ts';

/** `suanli job receipts` */
export const jobReceipts: CommandDefinition<[id: string], { out?: string; verify?: boolean }> = {
  path: 'job receipts',
  arguments: [{ name: '<id>' }],
  options: [
    { flags: '--verify', text: 'receiptsVerify' },
    { flags: '--out <file>', text: 'receiptsOut' },
  ],
  run(context, { args: [id], options }) {
    const { cwd, terminal, text } = context;
    return withStore(context, async (store) => {
      const jobId = store.findJob(id);
      const record = await store.loadJob(jobId);
      if (!record) throw new SuanliError('JOB_NOT_FOUND', { parameters: { jobId } });
      const { chainId, broker } = readDeployment(context);
      const domain = brokerDomain({ chainId, broker });
      const providerOf = new Map(record.deals.map(({ dealId, announcement }) => [dealId, announcement.offer.provider]));
      const seen = new Set<number>();
      const kept = new Set<string>();
      const receipts: (Receipt & { readonly provider: string })[] = [];
      for (const batch of store.iterateReceipts(jobId)) {
        const provider = providerOf.get(batch.dealId);
        const wrong = (what: string) => new SuanliError('RECEIPT_WRONG', { parameters: { provider, what } });
        if (provider === undefined) throw wrong(`its deal ${batch.dealId} is not of this job`);
        // One signature stands for the whole batch; each receipt then has to prove that it is under it.
        if (options.verify === true) await verifyReceiptBatch({ batch, domain, provider });
        for (const receipt of receiptsOfBatch(batch)) {
          if (options.verify === true) {
            const { taskIndex, taskHash, outputHash } = receipt.leaf;
            if (!verifyMerkleSumProof(receipt.batch, receipt.leaf, receipt.proof))
              throw wrong(`task ${taskIndex}: proof`);
            if (record.taskHashes[taskIndex] !== taskHash) throw wrong(`task ${taskIndex}: task hash`);
            const output = await store.loadOutput(jobId, taskIndex);
            // The output that is kept is the first one that came.
            if (!seen.has(taskIndex) && output && hashOutput(output) !== outputHash)
              throw wrong(`task ${taskIndex}: output hash`);
          }
          seen.add(receipt.leaf.taskIndex);
          // A provider that was reconnected sends what it sent before.
          const key = `${receipt.dealId} ${receipt.leaf.taskIndex}`;
          if (!kept.has(key)) receipts.push({ ...receipt, provider });
          kept.add(key);
        }
      }
      if (receipts.length === 0) throw new SuanliError('CLI_RECEIPTS_MISSING', { parameters: { jobId } });
      const document = { version: 1, jobId, name: record.name, domain, verified: options.verify === true, receipts };
      if (options.verify === true) terminal.note(text.job.receiptsVerified(receipts.length));
      if (options.out === undefined) return { json: document, text: toJsonText(document) };
      const file = resolve(cwd, options.out);
      try {
        writeFileSync(file, toJsonText(document));
      } catch (cause) {
        throw new SuanliError('CLI_FILE_UNWRITABLE', { parameters: { file }, cause });
      }
      return {
        json: { jobId, file, receipts: receipts.length, verified: options.verify === true },
        text: `${text.job.receiptsWritten(receipts.length, file)}\n`,
      };
    });
  },
};
