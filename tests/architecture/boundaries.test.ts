import { describe, expect, test } from 'vitest';
import { resolveImport, type SourceFile, sourceFiles, workspaceOf } from './source-files.ts';

/** Lowest first: a module may call those before it. Discovery lives on events alone. */
const order = [
  'identity',
  'tenancy',
  'media',
  'catalog',
  'learning',
  'commerce',
  'messaging',
  'moderation',
  'discovery',
];

/** Entries of a module and who may use them, besides the module itself. */
const entries: Readonly<Record<string, readonly RegExp[]>> = {
  index: [/^modules\//, /^apps\//, /^tests\//, /^bench\//],
  module: [/^apps\/server\//, /\.test\.ts$/, /^tests\//],
  contracts: [/^apps\/web\//, /^tests\//, /^bench\//],
  config: [/^apps\/server\//],
  testing: [/\.test\.ts$/, /\/testing\//, /^tests\//],
};

/** There are none, and there will be none: change the code, or the rule for everybody. */
const exceptions: readonly string[] = [];

const files = sourceFiles('packages', 'ports', 'adapters', 'modules', 'apps', 'tests', 'bench');

interface Edge {
  readonly file: SourceFile;
  readonly target: string;
}

const edges: readonly Edge[] = files.flatMap((file) =>
  file.imports.flatMap((specifier) => {
    const target = resolveImport(file, specifier);
    return target === undefined ? [] : [{ file, target }];
  }),
);

const across = edges.filter(({ file, target }) => workspaceOf(file.path) !== workspaceOf(target));

function violations(check: (edge: Edge) => boolean, of = across): string[] {
  return of
    .filter((edge) => !check(edge))
    .map(({ file, target }) => `${file.path} → ${target}`)
    .filter((violation) => !exceptions.includes(violation));
}

const isTest = (path: string) => path.endsWith('.test.ts') || path.startsWith('tests/');
const kindOf = (path: string) => path.split('/')[0];
const moduleOf = (path: string) => (kindOf(path) === 'modules' ? path.split('/')[1] : undefined);

describe('boundaries', () => {
  test('the check sees the imports of the code', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(across.length).toBeGreaterThan(100);
  });

  test('the list of exceptions is empty', () => {
    expect(exceptions).toEqual([]);
  });

  test('a module is used through its entries only, each by those who may', () => {
    const found = violations(({ file, target }) => {
      if (!moduleOf(target)) return true;
      const entry = target.split('/').slice(2).join('/');
      return entries[entry]?.some((allowed) => allowed.test(file.path)) ?? false;
    });
    expect(found).toEqual([]);
  });

  test('a module calls downward only, and discovery nobody', () => {
    const found = violations(({ file, target }) => {
      const [from, to] = [moduleOf(file.path), moduleOf(target)];
      if (!from || !to || isTest(file.path)) return true;
      if (!order.includes(from)) throw new Error(`${from} is not in the order of modules`);
      return from !== 'discovery' && order.indexOf(to) < order.indexOf(from);
    });
    expect(found).toEqual([]);
  });

  test('no folder reaches into another package past its entries', () => {
    const found = edges.filter(
      ({ file, target }) =>
        workspaceOf(file.path) !== workspaceOf(target) &&
        file.imports.some(
          (specifier) => specifier.startsWith('.') && leadsTo(file, specifier, target),
        ),
    );
    expect(found.map(({ file, target }) => `${file.path} → ${target}`)).toEqual([]);
  });

  test('packages and ports know nothing of what uses them', () => {
    const found = violations(({ file, target }) => {
      if (isTest(file.path) || file.path.startsWith('packages/testkit/')) return true;
      const [from, to] = [kindOf(file.path), kindOf(target)];
      if (from === 'packages') return to === 'packages' || to === 'ports';
      if (from === 'ports') return to === 'packages' || to === 'ports';
      if (from === 'adapters') return to !== 'modules' && to !== 'apps';
      if (from === 'modules') return to !== 'adapters' && to !== 'apps';
      return true;
    });
    expect(found).toEqual([]);
  });

  test('domain code is pure: no framework, no clock of the machine, no input or output', () => {
    const allowed = /^(@edumaster\/kernel|\.|node:crypto$|zod$)/;
    const domain = files.filter(
      ({ path }) => /^modules\/[^/]+\/domain\//.test(path) && !isTest(path),
    );
    const impure = domain.flatMap(({ path, imports, text }) => [
      ...imports
        .filter((specifier) => !isTypeOnly(text, specifier) && !allowed.test(specifier))
        .map((specifier) => `${path} → ${specifier}`),
      ...(/\bDate\.now\(|new Date\(\)|performance\.now/.test(text)
        ? [`${path} reads the clock`]
        : []),
    ]);
    expect(domain.length).toBeGreaterThan(0);
    expect(impure).toEqual([]);
  });
});

function leadsTo(file: SourceFile, specifier: string, target: string): boolean {
  return resolveImport(file, specifier) === target;
}

function isTypeOnly(text: string, specifier: string): boolean {
  const escaped = specifier.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(import|export) type [^;]*from '${escaped}'`).test(text);
}
