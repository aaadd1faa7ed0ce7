// Writes every workspace's tsconfig.json from its package.json, so that project
// references cannot drift from the declared dependencies. `--check` only compares.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');
/** Built by their own tools (Next.js), or run from source. */
const notBuiltByTsc = new Set(['apps/web', 'packages/ui', 'tests', 'bench']);
const folders = ['packages', 'ports', 'adapters', 'modules', 'apps'];

const workspaces = folders
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
  .filter((path) => existsSync(join(root, path, 'package.json')) && !notBuiltByTsc.has(path))
  .map((path) => ({ path, manifest: readJson(join(root, path, 'package.json')) }));
const pathOf = new Map(workspaces.map(({ path, manifest }) => [manifest.name, path]));

const wanted = new Map();
for (const { path, manifest } of workspaces) {
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const references = names
    .filter((name) => pathOf.has(name))
    .map((name) => ({ path: relative(join(root, path), join(root, pathOf.get(name))) }));
  wanted.set(`${path}/tsconfig.json`, {
    extends: '../../tsconfig.base.json',
    compilerOptions: { rootDir: '.', outDir: 'dist', tsBuildInfoFile: 'dist/.tsbuildinfo' },
    include: ['**/*.ts'],
    exclude: ['dist', 'node_modules', '**/*.test.ts'],
    references,
  });
}
wanted.set('tsconfig.json', {
  files: [],
  references: workspaces.map(({ path }) => ({ path })),
});

const stale = [...wanted].filter(([file, content]) => {
  const target = join(root, file);
  return !existsSync(target) || readFileSync(target, 'utf8') !== format(content);
});
if (process.argv.includes('--check')) {
  for (const [file] of stale)
    console.error(`${file} is stale: run "node scripts/sync-references.mjs"`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [file, content] of stale) writeFileSync(join(root, file), format(content));
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function format(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}
