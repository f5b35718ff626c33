import type { LeaseProof, LeaseSession, Network, ResourceType, SuanliClient } from '@suanli/sdk';
import type { Address } from 'viem';

/** The first or the second scenario. */
export type Scenario = 1 | 2;

/** An account of the demonstration. */
export interface DemoPerson {
  readonly client: SuanliClient;
  readonly address: Address;
}

/** Who rents: a person with a peer of its own. */
export interface DemoUser extends DemoPerson {
  readonly network: Network;
}

/** What a scenario holds while it goes on; the rest is on chain. */
export interface ScenarioState {
  session: LeaseSession | undefined;
  /** The tree that the provider holds for the openings. */
  commitment: LeaseProof | undefined;
}

/** An embedded market with a provider's daemon in a process of its own, and those who meet there. */
export interface UseRightWorld {
  readonly types: readonly ResourceType[];
  /** What the provider says that its device is. */
  readonly type: ResourceType;
  /** Runs the daemon. */
  readonly provider: DemoPerson & { readonly addresses: readonly string[] };
  /** Holds a part of the revenue right. */
  readonly investor: DemoPerson;
  readonly users: Readonly<Record<Scenario, DemoUser>>;
  readonly scenarios: Readonly<Record<Scenario, ScenarioState>>;
  readonly signal: AbortSignal;
  /** True where every wei that the bank owes is there, and all balances of those who take part add up to what they were. */
  isConserved(): Promise<boolean>;
  stop(): Promise<void>;
}
