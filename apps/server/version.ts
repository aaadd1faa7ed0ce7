import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '@edumaster/kernel';

const manifest = join(packageRoot(import.meta.url), 'package.json');

/** Of this release. */
export const version: string = JSON.parse(readFileSync(manifest, 'utf8')).version;
