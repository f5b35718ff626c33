import { useConsole } from '../data/ConsoleContext.tsx';
import { isSameAddress } from '../format/isSameAddress.ts';
import { shortAddress } from '../format/shortAddress.ts';
import { useText } from '../text/TextContext.tsx';
import { useAccount } from '../wallet/useWriter.ts';
import { Badge } from './Badge.tsx';

/** An address, short, with what is known about it: that it is the reader's own, or a contract of the market. */
export function AddressLabel({ address }: { readonly address: string }) {
  const { text } = useText();
  const { config } = useConsole();
  const own = useAccount();
  const contract = Object.entries(config.deployment).find(
    ([, value]) => typeof value === 'string' && isSameAddress(value, address),
  )?.[0];
  return (
    <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: '2px 6px', alignItems: 'center' }}>
      <code title={address}>{shortAddress(address)}</code>
      {isSameAddress(address, own) && <Badge tone="good">{text.common.you}</Badge>}
      {contract !== undefined && <Badge>{contract}</Badge>}
    </span>
  );
}
