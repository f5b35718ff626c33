/** Where a proposal to the DAO stands; the numbers are those of the Governor's `ProposalState`. */
export const ProposalState = {
  /** The vote has not begun. */
  pending: 0,
  /** The vote is open. */
  active: 1,
  cancelled: 2,
  /** More against than for, or no quorum. */
  defeated: 3,
  /** Passed, and to be queued. */
  succeeded: 4,
  /** Waits in the timelock, or waited there long enough to be executed. */
  queued: 5,
  expired: 6,
  executed: 7,
} as const;

export type ProposalState = (typeof ProposalState)[keyof typeof ProposalState];
/** The name of a state, such as `active`. */
export type ProposalStateName = keyof typeof ProposalState;

/** The name of a state.
 * @example proposalStateName(1) // 'active'
 */
export function proposalStateName(state: number): ProposalStateName {
  for (const [name, value] of Object.entries(ProposalState)) {
    if (value === state) return name as ProposalStateName;
  }
  throw new RangeError(`no proposal state ${String(state)}`);
}
