/**
 * How a task ended, as it stands in a receipt (one byte on chain).
 *
 * Every one of these is deterministic and charged for: the work was done. What is not deterministic (a provider's crash,
 * its wall-clock limit) is a {@link TaskFailureKind}, has no receipt and costs nothing.
 */
export const TaskStatus = {
  /** The program returned or exited with code 0. */
  completed: 0,
  /** The program exited with another code. */
  exited: 1,
  /** The program trapped: unreachable, division by zero, out-of-bounds access, … */
  trapped: 2,
  /** The program used up the task's work limit. */
  outOfWork: 3,
  /** The program's calls nested deeper than the stack guard allows. */
  stackOverflow: 4,
  /** The program wrote more than the task's output limit. */
  outputLimit: 5,
} as const;

export type TaskStatus = (typeof TaskStatus)[keyof typeof TaskStatus];

/** The name of a status, such as `completed`. */
export function taskStatusName(status: TaskStatus): keyof typeof TaskStatus {
  for (const [name, value] of Object.entries(TaskStatus)) {
    if (value === status) return name as keyof typeof TaskStatus;
  }
  throw new RangeError(`no task status ${String(status)}`);
}

/** Who is at fault where a task has no receipt: it is not paid and goes to another provider. */
export type TaskFailureKind = 'provider' | 'infrastructure';
