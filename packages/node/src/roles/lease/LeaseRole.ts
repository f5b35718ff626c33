/** The lease role: serves the owners of use rights, and nobody else; see `createLeaseRole`. */
export interface LeaseRole {
  /** Accepts sessions. */
  start(): Promise<void>;
  /** Opens no more sessions and takes no more tasks; what runs may finish. */
  drain(): Promise<void>;
  /** Ends all sessions, and what still runs in them. */
  stop(): Promise<void>;
  /** Sessions whose owner has shown who it is. */
  readonly sessions: number;
  /** Use rights that have such a session. */
  readonly leases: number;
  /** Sessions of strangers, who have not shown who they are yet. */
  readonly strangers: number;
}
