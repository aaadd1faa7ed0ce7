import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { inCheckout } from './checkout.mjs';

const shared = ['package-lock.json', 'tsconfig.json', 'tsconfig.base.json'];
const compiled = ['packages', 'ports', 'adapters', 'modules', 'apps/server', 'apps/cli'];
const outputFolders = new Set(['node_modules', 'dist']);
/** Read while the program runs, or by people. */
const uncompiledExtensions = new Set(['.md', '.sql', '.proto', '.tsbuildinfo']);

/** Hash over all that the compiler reads: of contents, since a checkout changes every time stamp. */
export function serverFingerprint() {
  return hashOf([...shared, ...compiled.flatMap(filesBelow)]);
}

/**
 * Hash over all that the pages are built from. Of a module that is its top folder, where the
 * contracts lie: half a minute is too much for a changed use case.
 */
export function webFingerprint() {
  const modules = list('modules').flatMap(({ name }) => filesIn(join('modules', name)));
  return hashOf([...shared, ...modules, ...filesBelow('packages'), ...filesBelow('apps/web')]);
}

function filesBelow(folder) {
  const folders = list(folder).filter((entry) => entry.isDirectory());
  return [
    ...filesIn(folder),
    ...folders
      .filter(({ name }) => !name.startsWith('.') && !outputFolders.has(name))
      .flatMap(({ name }) => filesBelow(join(folder, name))),
  ];
}

function filesIn(folder) {
  return list(folder)
    .filter((entry) => entry.isFile() && isCompiled(entry.name))
    .map(({ name }) => join(folder, name));
}

function list(folder) {
  const path = inCheckout(folder);
  return existsSync(path) ? readdirSync(path, { withFileTypes: true }) : [];
}

function isCompiled(name) {
  const isTest = /\.test\.tsx?$/.test(name);
  // next-env.d.ts is written by each build.
  return !isTest && name !== 'next-env.d.ts' && !uncompiledExtensions.has(extname(name));
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files.toSorted()) {
    const content = readFileSync(inCheckout(file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
