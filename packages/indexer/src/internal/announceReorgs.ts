/** What this needs to know of Ponder's database. */
interface PonderGlobals {
  readonly PONDER_DATABASE: { readonly adminQB: { readonly raw: { execute(sql: string): Promise<unknown> } } };
  readonly PONDER_NAMESPACE_BUILD: { readonly schema: string };
}

/** In a checkpoint, the number of the block stands behind 10 digits of its time and 16 of the chain's id. */
const BLOCK_NUMBER = '27, 16';

/**
 * Ponder keeps answers of `/sql/*` until it announces that a table of theirs has changed, but announces nothing of what a
 * reorganisation of the chain takes back; so they would stay as they were. This announces all tables whenever the latest
 * block's number does not grow.
 */
export async function announceReorgs(): Promise<void> {
  const { PONDER_DATABASE, PONDER_NAMESPACE_BUILD } = globalThis as unknown as PonderGlobals;
  const { schema } = PONDER_NAMESPACE_BUILD;
  await PONDER_DATABASE.adminQB.raw.execute(`
CREATE OR REPLACE FUNCTION "${schema}".announce_reorg() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.latest_checkpoint <> OLD.latest_checkpoint
    AND substr(NEW.latest_checkpoint, ${BLOCK_NUMBER}) <= substr(OLD.latest_checkpoint, ${BLOCK_NUMBER})
  THEN
    PERFORM pg_notify('${schema}_live_query', (
      SELECT json_agg(table_name)::text FROM information_schema.tables
      WHERE table_schema = '${schema}' AND left(table_name, 1) <> '_'
    ));
  END IF;
  RETURN NULL;
END; $$;`);
  await PONDER_DATABASE.adminQB.raw.execute(`
CREATE OR REPLACE TRIGGER announce_reorg AFTER UPDATE ON "${schema}"."_ponder_checkpoint"
FOR EACH ROW EXECUTE PROCEDURE "${schema}".announce_reorg();`);
}
