import type { TaskStatus } from '@suanli/protocol';

/** Thrown by a host call to end the program; no guest can catch it. */
export class GuestEnd {
  readonly status: TaskStatus;
  readonly exitCode: number;

  constructor(status: TaskStatus, exitCode: number) {
    this.status = status;
    this.exitCode = exitCode;
  }
}

const exitedNormally: typeof TaskStatus.completed = 0;
const exitedWithCode: typeof TaskStatus.exited = 1;
const outOfWork: typeof TaskStatus.outOfWork = 3;
const outputLimit: typeof TaskStatus.outputLimit = 5;

export function endOfExit(exitCode: number): GuestEnd {
  return new GuestEnd(exitCode === 0 ? exitedNormally : exitedWithCode, exitCode);
}

export const endOfWork = new GuestEnd(outOfWork, -1);
export const endOfOutput = new GuestEnd(outputLimit, -1);
