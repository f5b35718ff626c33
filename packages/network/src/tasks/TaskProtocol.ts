import type { TaskMessage } from '@suanli/protocol';
import type { MessageProtocol } from '../sessions/MessageProtocol.ts';

/** The task protocol, `/suanli/task/1.0.0`: a requester dials, a provider handles. */
export type TaskProtocol = MessageProtocol<TaskMessage>;
