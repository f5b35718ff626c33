import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { generateNetworkKey } from '@suanli/network';

/** The key that names this peer, made at the first start: it holds no funds, but other peers know the provider by it. */
export async function openPeerKey(file: string): Promise<Uint8Array> {
  if (existsSync(file)) return readFileSync(file);
  const key = await generateNetworkKey();
  writeFileSync(file, key, { mode: 0o600, flag: 'wx' });
  return key;
}
