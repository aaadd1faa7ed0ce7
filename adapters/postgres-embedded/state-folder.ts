import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder under the system's own, for what cannot stay in the checkout: every account may pass
 * through it, only ours may write.
 * @param name what is kept there
 */
export function stateFolder(name: string): string {
  const isRoot = process.getuid?.() === 0;
  const folder = join(isRoot ? '/var/lib' : join(homedir(), '.local/state'), 'edumaster', name);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  return folder;
}

/** Names a thing where its path cannot be written out: sockets, folders elsewhere. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
