import { useConsole } from '../../data/ConsoleContext.tsx';
import { useAccount } from '../../wallet/useWriter.ts';

/** Whose payments those of the connected account are: chain, bank and payer. */
export function usePlanOwner(): string {
  const { config } = useConsole();
  return `${config.chainId}:${config.deployment.bank}:${useAccount() ?? ''}`.toLowerCase();
}
