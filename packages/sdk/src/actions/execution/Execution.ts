import type { Address, Hex } from 'viem';

/** What a run costs at most, in gas, as the factory of its algorithm declares it. */
export interface GasBounds {
  /** Creating the run. */
  readonly creationGas: number;
  /** A call besides its steps. */
  readonly callGas: number;
  readonly stepGas: number;
  /** How many steps a call must take to be paid for, unless it is the last one. */
  readonly callSteps: number;
  /** Steps in all. */
  readonly steps: number;
}

/** The terms of a request for a run. */
export interface ExecutionTerms {
  readonly requester: Address;
  /** The vertical market: the factory of the algorithm. */
  readonly factory: Address;
  /** Who may answer; the zero address: anyone. */
  readonly provider: Address;
  /** keccak256 of the inputs. */
  readonly inputsHash: Hex;
  readonly paymentWei: bigint;
  /** What whoever answers locks, and whoever challenges. */
  readonly depositWei: bigint;
  /** What those who take a dispute on get per unit of gas, in wei of the token. */
  readonly gasPriceWei: bigint;
  /** The first block in which the request can no longer be answered. */
  readonly answerDeadlineBlock: bigint;
  readonly windowBlocks: number;
  readonly bounds: GasBounds;
}

/** Who says that the result has which hash; zeros: nobody has. */
export interface ResultClaim {
  readonly account: Address;
  /** keccak256 of the result. */
  readonly resultHash: Hex;
}

/** A request with all that became of it: what every later action names it by. {@link getExecution} reads it. */
export interface Execution {
  readonly id: Hex;
  readonly terms: ExecutionTerms;
  readonly answer: ResultClaim;
  readonly challenge: ResultClaim;
  /** The hash of what was computed on chain; zero before, and where the dispute was abandoned. */
  readonly computedHash: Hex;
}

/** What every action on a request takes. */
export interface ExecutionParameters {
  /** The request as it stands, from {@link getExecution}. */
  readonly execution: Execution;
}
