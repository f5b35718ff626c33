import { isSuanliError } from '@suanli/protocol';
import type { PriceStatement } from '@suanli/sdk';
import { z } from 'zod';
import type { MinedTransaction } from '../../chain/ProviderChain.ts';
import type { SupplyChain } from '../../chain/SupplyChain.ts';
import type { Store } from '../../store/Store.ts';
import type { Logger } from '../../telemetry/createLogger.ts';
import { repeatUntilStopped } from './internal/repeatUntilStopped.ts';

/** Keeps what this provider supplies published, so that the price of its type follows it. */
export interface SupplyPublisher {
  /** Looks at intervals until {@link stop}. */
  start(): void;
  stop(): Promise<void>;
  /** One look: releases bonds that are over, and publishes what is not, once per epoch. */
  tick(): Promise<void>;
}

export interface SupplyPublisherDependencies {
  readonly chain: SupplyChain;
  readonly store: Pick<Store, 'meta' | 'setMeta'>;
  readonly logger: Logger;
  /** Told of each mined transaction. */
  readonly onTransaction?: (action: string, transaction: MinedTransaction) => void;
  /** Unix milliseconds. Default `Date.now`. */
  readonly nowMs?: () => number;
}

export interface SupplyPublisherOptions {
  /** The resources (VIDs) that the machine serves, which share what it can do evenly. */
  readonly resources: readonly bigint[];
  /** Metered instructions per second of the whole machine. */
  readonly workPerSecond: number;
  /** For how many epochs a statement holds: 1 to 24. */
  readonly epochs: number;
  /** The most that the statements of one epoch lock, in all. */
  readonly maxBondWei: bigint;
  /** The most that statements cost within 24 hours. */
  readonly maxFeeWeiPerDay: bigint;
  /** What stays free in the bank: for stakes and deposits. */
  readonly reserveWei: bigint;
  readonly intervalMs: number;
}

/** What statements of the last day cost. */
const feesSchema = z.array(z.strictObject({ id: z.coerce.bigint(), atMs: z.number(), feeWei: z.coerce.bigint() }));
type Fees = z.output<typeof feesSchema>;

const feesKey = 'supply.fees';
const dayMs = 86_400_000;
const gwu = 10n ** 9n;
const gwei = 10n ** 9n;
const basisPoints = 10_000n;
const maxWorkPerEpoch = 2n ** 64n - 1n;
/** Bonds that are released in one transaction. */
const releasesAtOnce = 32;

const min = (...values: readonly bigint[]): bigint => values.reduce((least, each) => (each < least ? each : least));

/**
 * Makes the publisher. What it does follows from the chain alone: a resource is published where the chain says that it is not,
 * and never while a transaction of the account is under way, so that a restart at any point publishes nothing twice. The
 * contract takes a resource's next statement in the epoch in which the last one has ended, and counts it from its start, so there
 * is no gap. The store has what the statements of the last day cost; one that it does not know, since the process died after
 * it was sent, counts as published now.
 */
export function createSupplyPublisher(
  dependencies: SupplyPublisherDependencies,
  options: SupplyPublisherOptions,
): SupplyPublisher {
  const { chain, store, logger } = dependencies;
  const { resources } = options;
  const count = BigInt(resources.length);
  const nowMs = dependencies.nowMs ?? Date.now;
  /** The epoch for which all that can be done is done. */
  let settledEpoch: number | undefined;
  /** The epoch in which the statements were last looked at. */
  let scannedEpoch: number | undefined;
  /** Those that lock a bond, since then. */
  let statements: readonly Pick<PriceStatement, 'statementId' | 'feeWei'>[] = [];
  const withheld = new Map<bigint, string>();

  function fees(): Fees {
    const kept = store.meta(feesKey);
    return kept === undefined ? [] : feesSchema.parse(JSON.parse(kept));
  }

  const isOfDay = ({ atMs }: Fees[number]): boolean => atMs > nowMs() - dayMs;

  /** Notes what statements have cost; what is older than a day and not on chain any more is forgotten. */
  function noteFees(statements: readonly Pick<PriceStatement, 'statementId' | 'feeWei'>[]): void {
    const known = fees();
    const knownIds = new Set(known.map(({ id }) => id));
    const liveIds = new Set(statements.map(({ statementId }) => statementId));
    const next = [
      ...known.filter((fee) => isOfDay(fee) || liveIds.has(fee.id)),
      ...statements
        .filter(({ statementId }) => !knownIds.has(statementId))
        .map(({ statementId: id, feeWei }) => ({ id, atMs: nowMs(), feeWei })),
    ];
    store.setMeta(
      feesKey,
      JSON.stringify(next.map(({ id, atMs, feeWei }) => ({ id: String(id), atMs, feeWei: String(feeWei) }))),
    );
  }

  /** Says once why a resource is not published; it is looked at again, since all reasons can pass. */
  function withhold(resourceId: bigint, reason: string): false {
    if (withheld.get(resourceId) !== reason) logger.warn({ resourceId, reason }, 'no supply is published');
    withheld.set(resourceId, reason);
    return false;
  }

  async function release(supplies: readonly PriceStatement[], epoch: number): Promise<void> {
    const over = supplies.filter(({ releaseEpoch }) => releaseEpoch <= epoch).map(({ statementId }) => statementId);
    for (let i = 0; i < over.length; i += releasesAtOnce) {
      const transaction = await chain.release(over.slice(i, i + releasesAtOnce));
      dependencies.onTransaction?.('releaseStatements', transaction);
    }
    if (over.length > 0) logger.info({ statements: over.length }, 'bonds of supply released');
  }

  /** Publishes one resource where it is not; false where that has to be tried again. */
  async function publish(resourceId: bigint): Promise<boolean> {
    const terms = await chain.terms(resourceId);
    const { epoch, bondWeiPerGwu } = terms;
    if (terms.suppliedUntil > epoch) return true;
    const { availableWei, consents } = await chain.balance();
    if (!consents) return withhold(resourceId, 'the price curve has no consent to lock bonds');
    const feeOf = (bondWei: bigint) => (bondWei * BigInt(terms.feeBasisPoints) + basisPoints - 1n) / basisPoints;
    /** As the contract rounds it. */
    const bondOf = (work: bigint) => ((work * bondWeiPerGwu + gwu * gwei - 1n) / (gwu * gwei)) * gwei;
    const workOf = (bondWei: bigint) => (bondWei < gwei ? 0n : ((bondWei - gwei) * gwu) / bondWeiPerGwu);

    // A chain whose first blocks came all at once.
    if (terms.epochSeconds === 0) return withhold(resourceId, 'how long an epoch takes is not known yet');
    const can = BigInt(Math.floor((options.workPerSecond * terms.epochSeconds) / resources.length));
    const wanted = min(can, terms.capacityWork, maxWorkPerEpoch);
    if (wanted === 0n) return withhold(resourceId, 'nothing can be supplied: it has no device, or none that is proved');
    const spareWei = availableWei > options.reserveWei ? availableWei - options.reserveWei : 0n;
    // Each has its part of the limits, so that none takes what the others need.
    const bondLimits = [
      options.maxBondWei / count,
      (spareWei * basisPoints) / (basisPoints + BigInt(terms.feeBasisPoints)),
    ];
    if (terms.feeBasisPoints > 0) {
      bondLimits.push(((options.maxFeeWeiPerDay / count) * basisPoints) / BigInt(terms.feeBasisPoints));
    }
    const workPerEpoch = min(wanted, workOf(min(...bondLimits)));
    if (workPerEpoch === 0n) {
      return withhold(resourceId, 'the limits of bond or fee, or the balance in the bank, do not pay for any');
    }
    const spentWei = fees()
      .filter(isOfDay)
      .reduce((sum, { feeWei }) => sum + feeWei, 0n);
    if (spentWei + feeOf(bondOf(workPerEpoch)) > options.maxFeeWeiPerDay) {
      return withhold(resourceId, 'what statements may cost in a day is spent');
    }
    const { statementId, untilEpoch, bondWei, feeWei, ...transaction } = await chain.publish({
      resourceId,
      workPerEpoch,
      epochs: options.epochs,
    });
    statements = [...statements, { statementId, feeWei }];
    noteFees(statements);
    withheld.delete(resourceId);
    dependencies.onTransaction?.('publishSupply', transaction);
    logger.info({ resourceId, workPerEpoch, untilEpoch, bondWei, feeWei }, 'supply published');
    return true;
  }

  async function tick(): Promise<void> {
    const epoch = await chain.epoch();
    if (epoch === settledEpoch || (await chain.pendingTransactions()) > 0) return;
    if (epoch !== scannedEpoch) {
      const supplies = (await chain.statements()).filter(({ kind }) => kind === 'supply');
      statements = supplies;
      noteFees(statements);
      await release(supplies, epoch);
      scannedEpoch = epoch;
    }
    let isSettled = true;
    for (const resourceId of resources) {
      try {
        if (!(await publish(resourceId))) isSettled = false;
      } catch (error) {
        isSettled = false;
        // What the chain refuses of one is no reason not to publish the others; an outage is.
        if (!isSuanliError(error) || error.code.startsWith('CHAIN_')) throw error;
        withhold(resourceId, error.code);
      }
    }
    if (isSettled) settledEpoch = epoch;
  }

  const repetition = repeatUntilStopped(tick, {
    intervalMs: options.intervalMs,
    onError: (error) => logger.warn({ err: error }, 'the supply could not be published'),
  });

  return {
    ...repetition,
    tick,
  };
}
