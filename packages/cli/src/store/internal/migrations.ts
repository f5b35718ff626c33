/**
 * The schema, one step per version: a store of version n runs the steps from n on. A step once released never changes.
 * `record` and `batch` are canonical CBOR; the columns beside them repeat what lists need.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE jobs (
    job_id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    phase TEXT NOT NULL,
    cancelled INTEGER NOT NULL,
    tasks INTEGER NOT NULL,
    record BLOB NOT NULL
  ) STRICT;
  CREATE INDEX jobs_by_age ON jobs (created_at_ms);

  CREATE TABLE receipts (
    receipts_id INTEGER PRIMARY KEY,
    job_id BLOB NOT NULL REFERENCES jobs,
    batch BLOB NOT NULL
  ) STRICT;
  CREATE INDEX receipts_of_job ON receipts (job_id);

  -- The first output of a task stays: it is the one that the job's result speaks of.
  CREATE TABLE outputs (
    job_id BLOB NOT NULL REFERENCES jobs,
    task_index INTEGER NOT NULL,
    output BLOB NOT NULL,
    PRIMARY KEY (job_id, task_index)
  ) STRICT;

  CREATE TABLE locks (
    name TEXT PRIMARY KEY,
    pid INTEGER NOT NULL,
    -- When that process started, as the system counts it: a process id alone may be used again.
    started TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
];
