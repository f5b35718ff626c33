import type { EvidenceMessage } from '@suanli/protocol';
import type { MessageSession } from '../sessions/MessageSession.ts';

/** One stream of the evidence protocol: questions about answered deals, and what their provider shows, in order. */
export type EvidenceSession = MessageSession<EvidenceMessage>;
