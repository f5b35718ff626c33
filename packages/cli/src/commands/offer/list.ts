import { setTimeout as delay } from 'node:timers/promises';
import { formatWork, isSuanliError, type OfferAnnouncement } from '@suanli/protocol';
import type { OfferStanding, SuanliClient } from '@suanli/sdk';
import type { CommandDefinition } from '../../CommandDefinition.ts';
import type { CommandContext } from '../../context/CommandContext.ts';
import { openClient } from '../../context/openClient.ts';
import { openNetwork } from '../../context/openNetwork.ts';
import { parseWholeNumber } from '../../input/parseWholeNumber.ts';
import { formatDuration } from '../../output/formatDuration.ts';
import { formatTable } from '../../output/formatTable.ts';
import { formatTokens } from '../../output/formatTokens.ts';
import { shortHex } from '../../output/shortHex.ts';

interface Row {
  readonly announcement: OfferAnnouncement;
  /** Undefined where the chain did not say. */
  readonly standing: OfferStanding | undefined;
}

const watchIntervalMs = 5_000;
const standingsAtOnce = 8;

/** `suanli offer list` */
export const offerList: CommandDefinition<[], { watch?: boolean; wait?: number }> = {
  path: 'offer list',
  options: [
    { flags: '--watch', text: 'offerWatch' },
    { flags: '--wait <ms>', text: 'offerWait', parse: parseWholeNumber('--wait', 0, 600_000) },
  ],
  async run(context, { options }) {
    const { terminal, signal } = context;
    const client = await openClient(context);
    const { network, close } = await openNetwork(context, client);
    try {
      const waited = AbortSignal.any([signal, AbortSignal.timeout(options.wait ?? 3_000)]);
      await network.offers.refresh({ signal: waited });
      if (network.offers.list().length === 0) await firstOffer(network.offers, waited);
      let rows = await standingsOf(client, network.offers.list());
      while (options.watch === true && !signal.aborted) {
        if (!terminal.json) {
          // A terminal shows one table that changes; a file gets one table after another.
          if (terminal.out.isTTY === true) terminal.out.write('\x1b[H\x1b[2J');
          terminal.out.write(formatOffers(context, rows));
        }
        await delay(watchIntervalMs, undefined, { signal }).catch(() => undefined);
        if (!signal.aborted) rows = await standingsOf(client, network.offers.list());
      }
      const watched = options.watch === true && !terminal.json;
      return { json: { offers: rows.map(offerJson) }, text: watched ? '' : formatOffers(context, rows) };
    } finally {
      await close();
    }
  },
};

function firstOffer(offers: { subscribe(listener: () => void): () => void }, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      signal.removeEventListener('abort', done);
      unsubscribe();
      resolve();
    };
    const unsubscribe = offers.subscribe(done);
    signal.addEventListener('abort', done, { once: true });
  });
}

async function standingsOf(client: SuanliClient, announcements: readonly OfferAnnouncement[]): Promise<Row[]> {
  const { getOfferStanding } = await import('@suanli/sdk');
  const rows: Row[] = [];
  for (let i = 0; i < announcements.length; i += standingsAtOnce) {
    const part = announcements.slice(i, i + standingsAtOnce).map(async (announcement) => ({
      announcement,
      standing: await getOfferStanding(client, { offer: announcement.offer }).catch((error: unknown) => {
        // The offers are worth showing without the chain as well.
        if (isSuanliError(error)) return undefined;
        throw error;
      }),
    }));
    rows.push(...(await Promise.all(part)));
  }
  return rows;
}

function offerJson({ announcement: { offer, capability }, standing }: Row): Record<string, unknown> {
  return { ...offer, capability, remaining: standing?.remaining ?? null, funded: standing?.funded ?? null };
}

function formatOffers(context: CommandContext, rows: readonly Row[]): string {
  const { text, terminal } = context;
  if (rows.length === 0) return `${text.offer.none}\n`;
  const nowMs = Date.now();
  const areForHolders = rows.some(({ announcement }) => announcement.capability.minRequesterBalanceWei !== undefined);
  return formatTable({
    columns: [
      { title: text.table.provider },
      { title: text.table.price, align: 'right' },
      { title: text.table.slots, align: 'right' },
      { title: text.table.memory, align: 'right' },
      { title: text.table.speed, align: 'right' },
      { title: text.table.maxWork, align: 'right' },
      { title: text.table.volume, align: 'right' },
      { title: text.table.expires, align: 'right' },
      ...(areForHolders ? [{ title: text.offer.forHolders, align: 'right' as const }] : []),
    ],
    rows: rows.map(({ announcement: { offer, capability }, standing }) => {
      const leftMs = Math.max(0, Number(offer.expiresAt) * 1_000 - nowMs);
      const volume = standing === undefined ? '?' : `${standing.remaining}/${offer.volume}`;
      return [
        shortHex(offer.provider),
        formatTokens(offer.priceWeiPerGwu),
        String(capability.slots),
        `${Math.floor(capability.memoryPages / 16)} MiB`,
        `${((capability.workPerSecond * capability.slots) / 1e9).toPrecision(3)} Gwu/s`,
        formatWork(offer.maxWork),
        standing?.funded === false ? terminal.style('yellow', text.offer.unfunded) : volume,
        formatDuration(leftMs),
        ...(areForHolders ? [formatTokens(capability.minRequesterBalanceWei ?? 0n)] : []),
      ];
    }),
    style: terminal.style,
  });
}
