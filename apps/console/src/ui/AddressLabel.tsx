import { useConsole } from '../data/ConsoleContext.tsx';
import { isSameAddress } from '../format/isSameAddress.ts';
import { shortAddress } from '../format/shortAddress.ts';
import { useText } from '../text/TextContext.tsx';
import { useAccountName } from '../wallet/accountNames.ts';
import { useAccount } from '../wallet/useWriter.ts';
import classes from './AddressLabel.module.css';
import { Badge } from './Badge.tsx';

/** An address, short, with what is known about it: whose it is, or which contract of the market. */
export function AddressLabel({ address }: { readonly address: string }) {
  const { text } = useText();
  const { config } = useConsole();
  const own = useAccount();
  const name = useAccountName(config, address);
  const contract = Object.entries(config.deployment).find(
    ([, value]) => typeof value === 'string' && isSameAddress(value, address),
  )?.[0];
  const isOwn = isSameAddress(address, own);
  return (
    <span className={classes.label}>
      <code title={address}>{shortAddress(address)}</code>
      {isOwn ? <Badge tone="good">{text.common.you}</Badge> : name !== undefined && <Badge>{name}</Badge>}
      {contract !== undefined && <Badge>{contract}</Badge>}
    </span>
  );
}
