/** Where a deal stands; the numbers are those of `DealStatus` in `DealTypes.sol`. */
export const DealStatus = {
  none: 0,
  pending: 1,
  waitingForResolution: 2,
  needsResolution: 3,
  resolving: 4,
  softResolution: 5,
  firmResolution: 6,
  finalized: 7,
  cancelled: 8,
} as const;

export type DealStatus = (typeof DealStatus)[keyof typeof DealStatus];

/** The name of a status, such as `waitingForResolution`. */
export function dealStatusName(status: DealStatus): keyof typeof DealStatus {
  for (const [name, value] of Object.entries(DealStatus)) {
    if (value === status) return name as keyof typeof DealStatus;
  }
  throw new RangeError(`no deal status ${String(status)}`);
}

/** True where nothing more can happen to the deal. */
export function isDealEnded(status: DealStatus): boolean {
  return status === DealStatus.finalized || status === DealStatus.cancelled;
}
