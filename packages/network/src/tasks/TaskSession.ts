import type { TaskMessage } from '@suanli/protocol';
import type { MessageSession } from '../sessions/MessageSession.ts';

/** One stream of the task protocol: many tasks and deals in flight, in both directions, in order. */
export type TaskSession = MessageSession<TaskMessage>;
