import { describe, expect, test } from 'vitest';
import { resolveImport, sourceFiles, workspaceOf } from './source-files.ts';

const files = sourceFiles('packages', 'ports', 'adapters', 'modules', 'apps').filter(
  ({ path }) => !path.endsWith('.test.ts'),
);

/** The first way back to where it began, or undefined. */
function findCycle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const visit = (node: string, way: string[]): string[] | undefined => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next, [...way, node]);
      if (cycle) return cycle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const cycle = visit(node, []);
    if (cycle) return cycle;
  }
  return undefined;
}

describe('no cycle', () => {
  test('the search finds one that is there', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
    ]);
    expect(findCycle(graph)).toEqual(['b', 'c', 'b']);
  });

  test('between files', () => {
    const known = new Set(files.map(({ path }) => path));
    const withEnding = (target: string) =>
      [target, `${target}.ts`, `${target}.tsx`].find((path) => known.has(path));
    const graph = new Map(
      files.map((file) => [
        file.path,
        file.imports.flatMap((specifier) => {
          const target = resolveImport(file, specifier);
          return (target && withEnding(target)) ?? [];
        }),
      ]),
    );
    expect(findCycle(graph)).toBeUndefined();
  });

  test('between workspaces', () => {
    const graph = new Map<string, string[]>();
    for (const file of files) {
      const from = workspaceOf(file.path);
      const targets = file.imports
        .map((specifier) => resolveImport(file, specifier))
        .filter((target) => target !== undefined)
        .map(workspaceOf)
        .filter((to) => to !== from);
      graph.set(from, [...(graph.get(from) ?? []), ...targets]);
    }
    expect(findCycle(graph)).toBeUndefined();
  });
});
