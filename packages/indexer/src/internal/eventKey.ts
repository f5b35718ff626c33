/** Where an event stands on the chain. */
interface EventPosition {
  readonly block: { readonly number: bigint };
  readonly log: { readonly logIndex: number };
}

/**
 * The id of the row that an event makes, so that rows sort as their events happened.
 *
 * @param offset Names the event that came so many logs before (negative) or after.
 */
export function eventKey({ block, log }: EventPosition, offset = 0): string {
  return `${block.number.toString().padStart(12, '0')}-${String(log.logIndex + offset).padStart(6, '0')}`;
}
