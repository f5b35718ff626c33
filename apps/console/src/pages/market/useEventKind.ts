import type { UseRightEventRow } from '../../data/tables.ts';
import { useText } from '../../text/TextContext.tsx';
import type { Tone } from '../../ui/Badge.tsx';

const tones: Readonly<Record<string, Tone>> = {
  sold: 'good',
  renewed: 'good',
  listed: 'info',
  repriced: 'info',
  givenBack: 'warn',
};

/** How an event of a use right is called and coloured. */
export function useEventKind(): (event: UseRightEventRow) => { readonly label: string; readonly tone: Tone } {
  const { text } = useText();
  return ({ kind, automatic }) => ({
    label:
      kind === 'renewed' && automatic
        ? text.market.events.renewedAutomatically
        : ((text.market.events as Readonly<Record<string, string>>)[kind] ?? kind),
    tone: tones[kind] ?? 'neutral',
  });
}
