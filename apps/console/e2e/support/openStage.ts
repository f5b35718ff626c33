import { createSuanliClient, type SuanliClient } from '@suanli/sdk';
import { privateKeyToAccount } from 'viem/accounts';
import { type RunningMarket, startUp } from '../../../../packages/cli/src/up/startUp.ts';
import { startChromium } from './chromium.ts';
import { type OpenVisitorOptions, openVisitor, type Visitor } from './Visitor.ts';

/** A whole market with nothing on it, and a browser. */
export interface Stage extends AsyncDisposable {
  readonly market: RunningMarket;
  /** A page of its own, with nothing stored from before. */
  visit(options?: OpenVisitorOptions): Promise<Visitor>;
  /** The sdk as an account of the market, past the console. */
  clientOf(name: string): SuanliClient;
}

/** Starts chain, providers, indexer, console and browser. */
export async function openStage(options: { readonly providers: number; readonly signal: AbortSignal }): Promise<Stage> {
  const { providers, signal } = options;
  const stack = new AsyncDisposableStack();
  try {
    const market = stack.adopt(
      await startUp({ port: 0, rpcPort: 0, indexerPort: 0, empty: true, providers }, { signal }),
      (open) => open.stop(),
    );
    const browser = stack.adopt(await startChromium(), (open) => open.close());
    return {
      market,
      visit: (visitor) => openVisitor(browser, market.consoleUrl, visitor),
      clientOf: (name) => {
        const account = market.accounts.find((each) => each.name === name);
        if (!account) throw new Error(`no account is named ${name}`);
        return createSuanliClient({
          deployment: market.deployment,
          rpcUrl: market.rpcUrl,
          account: privateKeyToAccount(account.privateKey),
          pollingIntervalMs: 100,
        });
      },
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}
