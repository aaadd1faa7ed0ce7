import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';

export const root = resolve(import.meta.dirname, '../..');

const skippedFolders = new Set(['node_modules', 'dist', '.next', '.data', '.state', '.git']);

export interface SourceFile {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
  /** As written: `./domain/course.ts`, `@edumaster/media`, `zod`. */
  readonly imports: readonly string[];
}

/** Every TypeScript file below these folders. */
export function sourceFiles(...folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) => filesBelow(join(root, folder))).map(readSource);
}

/** The workspace folder that a file lies in: `modules/catalog`, or `tests` and `bench` as a whole. */
export function workspaceOf(path: string): string {
  const [kind = '', name = ''] = path.split('/');
  return kind === 'tests' || kind === 'bench' ? kind : `${kind}/${name}`;
}

/**
 * What an import leads to: a path from the root for our own code, undefined for a library.
 */
export function resolveImport(from: SourceFile, specifier: string): string | undefined {
  if (specifier.startsWith('.')) {
    return relative(root, resolve(root, dirname(from.path), specifier));
  }
  const [, name, entry] = /^@edumaster\/([^/]+)(?:\/(.+))?$/.exec(specifier) ?? [];
  const folder = name && workspaceFolders().get(name);
  return folder ? `${folder}/${entry ?? 'index'}` : undefined;
}

let folders: Map<string, string> | undefined;

/** Folder of each workspace by the name after `@edumaster/`. */
export function workspaceFolders(): ReadonlyMap<string, string> {
  folders ??= new Map(
    ['packages', 'ports', 'adapters', 'modules', 'apps'].flatMap((kind) =>
      readdirSync(join(root, kind))
        .map((name) => `${kind}/${name}`)
        .filter((folder) => existsSync(join(root, folder, 'package.json')))
        .map((folder) => [packageName(folder), folder] as const),
    ),
  );
  return folders;
}

function packageName(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  return String(manifest.name).replace('@edumaster/', '');
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : filesBelow(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

function readSource(file: string): SourceFile {
  const text = readFileSync(file, 'utf8');
  const { module } = parseSync(file, text);
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry.moduleRequest ? [entry.moduleRequest.value] : [])),
  );
  const dynamic = module.dynamicImports.map(({ moduleRequest }) =>
    text.slice(moduleRequest.start, moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
  );
  const imports = module.staticImports.map(({ moduleRequest }) => moduleRequest.value);
  return { path: relative(root, file), text, imports: [...imports, ...exported, ...dynamic] };
}
