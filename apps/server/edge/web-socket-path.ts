import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `sun_path` of unix(7) holds 108 bytes with the closing zero. */
const longestPath = 107;

/** The renderer's socket: beside the data, or in a short private folder when that is too long. */
export async function webSocketPath(dataDir: string): Promise<string> {
  const path = join(dataDir, 'web.sock');
  if (Buffer.byteLength(path) <= longestPath) return path;
  return join(await mkdtemp(join(tmpdir(), 'edumaster-')), 'web.sock');
}
