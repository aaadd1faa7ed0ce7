import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import type { Encoder } from '@edumaster/encoder';
import { failure, type Outcome, packageRoot, success } from '@edumaster/kernel';
import type { Sandbox } from '@edumaster/sandbox';
import { NodeAvEncoder } from './node-av-encoder.ts';

export interface FindNodeAvOptions {
  readonly sandbox: Sandbox;
}

export type NodeAvRefusal = 'not_installed' | 'does_not_start';

/** Looks whether node-av is installed and starts in the sandbox. */
export async function findNodeAv({
  sandbox,
}: FindNodeAvOptions): Promise<Outcome<Encoder, NodeAvRefusal>> {
  const [major = 0] = process.versions.node.split('.').map(Number);
  // On Node 20 it reads no packets, and says nothing.
  if (major < 24) return failure('does_not_start', `node-av needs Node 24, this is ${major}`);
  const library = locate();
  if (library === undefined)
    return failure('not_installed', 'the package node-av is not installed');
  const readable = [
    ...new Set([library, packageRoot(import.meta.url), dirname(realpathSync(process.execPath))]),
  ];
  const encoder = new NodeAvEncoder({ sandbox, readable });
  try {
    await encoder.version();
    return success(encoder);
  } catch (error) {
    return failure('does_not_start', error instanceof Error ? error.message : String(error));
  }
}

/** The folder `node_modules` that holds the library and the package of its binary. */
function locate(): string | undefined {
  try {
    const entry = createRequire(import.meta.url).resolve('node-av');
    const marker = `${sep}node_modules${sep}`;
    return entry.slice(0, entry.lastIndexOf(marker) + marker.length - 1);
  } catch {
    return undefined;
  }
}
