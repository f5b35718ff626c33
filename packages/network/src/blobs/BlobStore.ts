import type { Blockstore } from 'interface-blockstore';

/** The parts of an `interface-blockstore` 7 that blobs use, such as `MemoryBlockstore` or `FsBlockstore`. */
export type BlobStore = Pick<Blockstore, 'get' | 'put' | 'has' | 'delete'>;
