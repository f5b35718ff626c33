// What `policy` of offers, requests and deals says: how answers come to be right, and how they are paid. See docs/architecture.md.

/** The requester's acceptance ends the deal; else its window passes. */
export const acceptPolicy = 0;

/** The answer waits for its window, in which anybody can dispute it. */
export const optimisticPolicy = 1;

/** A seat of a quorum: `Quorum` keeps it, not `Broker`. */
export const quorumPolicy = 2;

/** The work is put on a tab; the chain knows no such deal. */
export const tabPolicy = 3;
