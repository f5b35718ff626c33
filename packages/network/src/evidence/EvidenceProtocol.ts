import type { EvidenceMessage } from '@suanli/protocol';
import type { MessageProtocol } from '../sessions/MessageProtocol.ts';

/** The evidence protocol, `/suanli/evidence/1.0.0`: a verifier dials, the provider of an answered deal handles. */
export type EvidenceProtocol = MessageProtocol<EvidenceMessage>;
