import { useText } from '../../text/TextContext.tsx';
import { Badge, type Tone } from '../../ui/Badge.tsx';

const tones: Readonly<Record<string, Tone>> = { issued: 'info', committed: 'info', passed: 'good', expired: 'bad' };

/** How a proof ended, or how far it is. */
export function ProofVerdict({ stage }: { readonly stage: string }) {
  const { text } = useText();
  return (
    <Badge tone={tones[stage] ?? 'neutral'}>
      {(text.proof.stage as Readonly<Record<string, string>>)[stage] ?? stage}
    </Badge>
  );
}
