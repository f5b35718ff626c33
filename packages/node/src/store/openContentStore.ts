import { mkdirSync } from 'node:fs';
import { readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Modules and inputs that disputes may need, whole, each under its CID. */
export interface ContentStore {
  /** Keeps a content; nothing happens where it is kept already. */
  keep(cid: string, content: () => Promise<Uint8Array>): Promise<void>;
  /** Undefined where it is not kept. */
  get(cid: string): Promise<Uint8Array | undefined>;
  /** Drops all but some. */
  retain(cids: ReadonlySet<string>): Promise<void>;
}

/** Of any CID in text, and of nothing that leads out of the folder. */
const namePattern = /^[A-Za-z0-9]+$/;

/**
 * Opens a folder of contents. Other than fetched blocks, which go when space is short, they stay until they are dropped.
 *
 * Trust: the folder's owner. Contents were checked against their CIDs when they were fetched.
 */
export function openContentStore(folder: string): ContentStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const writing = new Map<string, Promise<void>>();

  const read = async (cid: string): Promise<Uint8Array | undefined> => {
    if (!namePattern.test(cid)) return undefined;
    return readFile(join(folder, cid)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
  };

  async function write(cid: string, content: () => Promise<Uint8Array>): Promise<void> {
    const kept = new Set(await readdir(folder));
    if (kept.has(cid)) return;
    const bytes = await content();
    // Whole under its name, or not there.
    const partial = join(folder, `${cid}.part`);
    await writeFile(partial, bytes, { mode: 0o600, flush: true });
    await rename(partial, join(folder, cid));
  }

  return {
    get: read,
    async keep(cid, content) {
      if (!namePattern.test(cid)) return;
      let run = writing.get(cid);
      if (!run) {
        run = write(cid, content).finally(() => writing.delete(cid));
        writing.set(cid, run);
      }
      await run;
    },
    async retain(cids) {
      for (const name of await readdir(folder)) {
        const cid = name.replace(/\.part$/, '');
        if (!cids.has(cid) && !writing.has(cid)) await unlink(join(folder, name)).catch(() => undefined);
      }
    },
  };
}
