/** Schemas up to this version were never released and have no way up from here. */
export const droppedVersions = 1;

/**
 * The schema, one step per version after {@link droppedVersions}: a store of version n runs the steps from there on. A step
 * once released never changes.
 * Work and amounts are decimal text, because SQLite's integers are signed; hashes are 32-byte blobs.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE deals (
    deal_id BLOB PRIMARY KEY,
    terms TEXT NOT NULL,
    opened_block INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL,
    -- The job's template, tasks' root and task count, canonical CBOR.
    job BLOB,
    started INTEGER NOT NULL DEFAULT 0,
    answer_now INTEGER NOT NULL DEFAULT 0,
    -- 1 from the moment its answer is being made: no result is added any more.
    fixed INTEGER NOT NULL DEFAULT 0,
    ended INTEGER,
    ended_at_ms INTEGER,
    paid_wei TEXT NOT NULL DEFAULT '0',
    result_count INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX deals_open ON deals (opened_block) WHERE ended IS NULL;

  CREATE TABLE batches (
    batch_id INTEGER PRIMARY KEY,
    deal_id BLOB NOT NULL REFERENCES deals,
    signature BLOB NOT NULL
  ) STRICT;
  CREATE INDEX batches_of_deal ON batches (deal_id);

  CREATE TABLE results (
    deal_id BLOB NOT NULL REFERENCES deals,
    task_index INTEGER NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES batches ON DELETE CASCADE,
    position INTEGER NOT NULL,
    task_hash BLOB NOT NULL,
    output_hash BLOB NOT NULL,
    work TEXT NOT NULL,
    status INTEGER NOT NULL,
    output BLOB,
    output_cid TEXT,
    note TEXT,
    PRIMARY KEY (deal_id, task_index)
  ) STRICT;
  CREATE INDEX results_of_batch ON results (batch_id, position);

  CREATE TABLE answers (
    deal_id BLOB PRIMARY KEY REFERENCES deals,
    root BLOB NOT NULL,
    work TEXT NOT NULL,
    count INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE acceptances (
    deal_id BLOB PRIMARY KEY REFERENCES deals,
    root BLOB NOT NULL,
    work TEXT NOT NULL,
    signature BLOB NOT NULL,
    received_block INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE transactions (
    hash BLOB PRIMARY KEY,
    action TEXT NOT NULL,
    deal_ids TEXT NOT NULL,
    block_number INTEGER NOT NULL,
    gas_used INTEGER NOT NULL
  ) STRICT;
  `,
  `
  -- What tasks said whose answer can be disputed: a provider has to show it, and to run it again.
  CREATE TABLE tasks (
    deal_id BLOB NOT NULL REFERENCES deals,
    task_index INTEGER NOT NULL,
    batch_id INTEGER NOT NULL REFERENCES batches ON DELETE CASCADE,
    -- Canonical CBOR.
    task BLOB NOT NULL,
    PRIMARY KEY (deal_id, task_index)
  ) STRICT;
  CREATE INDEX tasks_of_batch ON tasks (batch_id);

  CREATE TABLE verifications (
    deal_id BLOB PRIMARY KEY,
    terms TEXT NOT NULL,
    root BLOB NOT NULL,
    work TEXT NOT NULL,
    answered_block INTEGER NOT NULL,
    stage TEXT NOT NULL DEFAULT 'pending',
    reason TEXT,
    -- Canonical CBOR.
    accusation BLOB,
    ended_at_ms INTEGER
  ) STRICT;
  CREATE INDEX verifications_open ON verifications (answered_block) WHERE ended_at_ms IS NULL;

  CREATE TABLE provider_addresses (
    provider TEXT PRIMARY KEY,
    -- JSON.
    addresses TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Work done on a tab, by requester (in lower case); amounts in wei.
  CREATE TABLE tabs (
    requester TEXT PRIMARY KEY,
    earned_wei TEXT NOT NULL DEFAULT '0',
    paid_wei TEXT NOT NULL DEFAULT '0',
    unpaid INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tabs_unpaid ON tabs (requester) WHERE unpaid = 1;

  CREATE TABLE tab_sessions (
    deal_id BLOB PRIMARY KEY REFERENCES deals,
    requester TEXT NOT NULL REFERENCES tabs,
    price_wei_per_gwu TEXT NOT NULL,
    work TEXT NOT NULL DEFAULT '0',
    used_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE tab_payments (
    requester TEXT NOT NULL REFERENCES tabs,
    key TEXT NOT NULL,
    -- As it was announced; canonical CBOR.
    payment BLOB NOT NULL,
    deal_id BLOB NOT NULL,
    announced_ms INTEGER NOT NULL,
    counted_wei TEXT,
    block_number INTEGER,
    settled INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (requester, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tab_payments_unsettled ON tab_payments (announced_ms) WHERE settled = 0;
  `,
  `
  -- Canonical CBOR of a VoucherRecord, by credit line.
  CREATE TABLE vouchers (
    line_id BLOB PRIMARY KEY,
    record BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Since when something is owed on a tab and nothing was paid, in Unix milliseconds; null: nothing is.
  ALTER TABLE tabs ADD COLUMN owed_since_ms INTEGER;
  UPDATE tabs SET owed_since_ms = (SELECT max(used_ms) FROM tab_sessions WHERE tab_sessions.requester = tabs.requester)
  WHERE unpaid = 1;
  DROP INDEX tabs_unpaid;
  ALTER TABLE tabs DROP COLUMN unpaid;
  CREATE INDEX tabs_owed ON tabs (owed_since_ms) WHERE owed_since_ms IS NOT NULL;
  `,
];
