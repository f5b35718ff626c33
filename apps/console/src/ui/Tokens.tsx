import { formatUnits } from 'viem';
import { formatTokens, TOKEN_SYMBOL } from '../format/formatTokens.ts';

/** An amount of tokens; the exact one as its title. */
export function Tokens({ wei }: { readonly wei: bigint }) {
  return (
    <span title={`${formatUnits(wei, 18)} ${TOKEN_SYMBOL}`} style={{ whiteSpace: 'nowrap' }}>
      {formatTokens(wei)} <small>{TOKEN_SYMBOL}</small>
    </span>
  );
}
