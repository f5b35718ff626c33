import type { LeaseMessage } from '@suanli/protocol';
import type { MessageProtocol } from '../sessions/MessageProtocol.ts';

/** The lease protocol, `/suanli/lease/1.0.0`: the owner of a use right dials, the provider of its resource handles. */
export type LeaseProtocol = MessageProtocol<LeaseMessage>;
