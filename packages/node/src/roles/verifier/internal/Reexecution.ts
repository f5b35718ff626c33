import { hashTask, type JobTask, type SuanliError, type TaskResult } from '@suanli/protocol';
import type { Hex } from 'viem';
import type { ReceivedTemplate } from '../../../store/Store.ts';
import type { Flight, TaskOwner, TaskTurn } from '../../../tasks/Flight.ts';
import type { TaskEngine } from '../../../tasks/TaskEngine.ts';

/** Whose outputs these are: dropped when a verification is over. */
export const reexecutionKeeper = 'verifier';

/** Runs tasks of an answered deal again, in this daemon's own sandboxes, where they take turns with deals and leases. */
export class Reexecution implements TaskOwner {
  readonly turn: TaskTurn;
  readonly template: ReceivedTemplate;
  readonly peer: string | undefined;
  readonly keeper = reexecutionKeeper;
  readonly #engine: TaskEngine;
  readonly #templateHash: Hex;
  readonly #signal: AbortSignal;
  readonly #outcomes = new Map<Flight, PromiseWithResolvers<TaskResult>>();
  #moduleHash: Hex | undefined;

  constructor(parameters: {
    engine: TaskEngine;
    turn: TaskTurn;
    template: ReceivedTemplate;
    templateHash: Hex;
    /** Who may have module and inputs. */
    peer: string;
    signal: AbortSignal;
  }) {
    this.#engine = parameters.engine;
    this.turn = parameters.turn;
    this.template = parameters.template;
    this.#templateHash = parameters.templateHash;
    this.peer = parameters.peer;
    this.#signal = parameters.signal;
  }

  /** @throws SuanliError what `TaskEngine.prepareJob` throws */
  async prepare(): Promise<void> {
    const from = this.peer as string;
    this.#moduleHash = await this.#engine.prepareJob(this.template, { from, signal: this.#signal });
  }

  /**
   * @throws SuanliError where the task has no outcome here
   * @throws the signal's reason
   */
  async run(task: JobTask): Promise<TaskResult> {
    const signal = this.#signal;
    signal.throwIfAborted();
    const settled = Promise.withResolvers<TaskResult>();
    const flight: Flight = {
      owner: this,
      task,
      taskHash: hashTask(this.#templateHash, task),
      controller: new AbortController(),
      state: 'queued',
      cancelled: false,
      result: undefined,
    };
    this.#outcomes.set(flight, settled);
    const onAbort = (): void => {
      this.#engine.drop(flight);
      flight.controller.abort(signal.reason);
      settled.reject(signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    this.#engine.add(flight);
    try {
      return await settled.promise;
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#outcomes.delete(flight);
    }
  }

  requireModule(): Hex {
    if (this.#moduleHash === undefined) throw new RangeError('not prepared');
    return this.#moduleHash;
  }

  complete(flight: Flight, result: TaskResult): void {
    flight.state = 'finished';
    this.#outcomes.get(flight)?.resolve(result);
  }

  async fail(flight: Flight, error: SuanliError): Promise<void> {
    this.#outcomes.get(flight)?.reject(error);
  }
}
