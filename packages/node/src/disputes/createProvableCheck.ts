import { commitInput } from '@suanli/machine';
import { encodeTaskInput, encodeTemplateInput, hashJobTemplate, SuanliError } from '@suanli/protocol';
import { bytesToHex, type Hex, zeroHash } from 'viem';
import type { ReceivedTemplate } from '../store/Store.ts';
import type { TraceFactory } from './TraceFactory.ts';

/**
 * Checks that a provable template commits to the program and the input that it has.
 *
 * @throws SuanliError `JOB_NOT_PROVABLE`, `JOB_PROGRAM_MISMATCH`, `JOB_INPUT_MISMATCH`, `MACHINE_…` for a module that can be no program
 */
export type ProvableCheck = (
  template: ReceivedTemplate,
  contents: {
    readonly module: Uint8Array;
    /** All of the template's `inputs`. */
    readonly files: Readonly<Record<string, Uint8Array>>;
  },
  signal: AbortSignal,
) => Promise<void>;

/** Templates that are remembered to be right; each deal of a job has the same one, and so has each session about it. */
const mostKnown = 1_024;

/**
 * Makes the check out of traces, which make the program: in a thread, since that takes long where a module is large, and one after the other,
 * since strangers ask for it.
 */
export function createProvableCheck(openTrace: TraceFactory): ProvableCheck {
  const known = new Set<Hex>();
  let queue: Promise<unknown> = Promise.resolve();

  return async (template, { module, files }, signal) => {
    const { provable, limits } = template;
    if (!provable) throw new SuanliError('JOB_NOT_PROVABLE');
    const templateHash = hashJobTemplate(template);
    const check = async (): Promise<void> => {
      if (known.has(templateHash)) return;
      signal.throwIfAborted();
      // Any task would do: the program is the same, and of its input there is nothing to be said yet.
      const taskInput = encodeTaskInput({}, {});
      const trace = await openTrace(
        {
          module,
          limits,
          templateInput: encodeTemplateInput(template, files),
          taskInput,
          seed: zeroHash,
          committed: {
            programRoot: provable.programRoot,
            templateInput: provable.input,
            taskInput: bytesToHex(commitInput(taskInput).commitment),
          },
        },
        { signal },
      );
      await trace.close();
      known.add(templateHash);
      for (const oldest of known) {
        if (known.size <= mostKnown) break;
        known.delete(oldest);
      }
    };
    const turn = queue.then(check, check);
    queue = turn.catch(() => undefined);
    await turn;
  };
}
