import type { LeaseMessage } from '@suanli/protocol';
import type { MessageSession } from '../sessions/MessageSession.ts';

/** One stream of the lease protocol: one use right, from its owner's hello to the end of access. */
export type LeaseStream = MessageSession<LeaseMessage>;
