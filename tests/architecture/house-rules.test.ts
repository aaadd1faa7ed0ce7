import { describe, expect, test } from 'vitest';
import { sourceFiles } from './source-files.ts';

const files = sourceFiles('packages', 'ports', 'adapters', 'modules', 'apps');
const code = files.filter(({ path }) => !path.endsWith('.test.ts'));

describe('house rules', () => {
  test('process.env is read in one place', () => {
    const readers = code
      .filter(({ text }) => /\bprocess\.env\b/.test(text))
      .map(({ path }) => path);
    expect(readers).toEqual(['packages/settings/index.ts']);
  });

  test('whence a request comes is asked of `callerOf`: its own address is that of a proxy', () => {
    const readers = code
      .filter(({ text }) => /\brequest\.ip\b|\{[^}]*\bip\b[^}]*\}: FastifyRequest/.test(text))
      .map(({ path }) => path);
    expect(readers).toEqual(['packages/http/server/caller.ts']);
  });

  test('no file is longer than 400 lines', () => {
    const long = files.filter(({ text }) => text.split('\n').length > 401);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  test('no path says how instead of what', () => {
    const vague = /(^|[/-])(utils?|helpers?|common|base|manager|misc|v2)([./-]|$)/;
    expect(files.filter(({ path }) => vague.test(path)).map(({ path }) => path)).toEqual([]);
  });

  test('files are named in kebab-case', () => {
    // Next.js reads folders such as [courseId], (learner) and _components by their form.
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|d|config))?\.tsx?$/;
    const odd = files.filter(({ path }) => !kebab.test(path.split('/').at(-1) ?? ''));
    expect(odd.map(({ path }) => path)).toEqual([]);
  });

  test('no `any` and no `!`-assertion hides a type', () => {
    const hiding = code.filter(({ text }) => /(:|as|<)\s*any\b(?!\w)/.test(withoutComments(text)));
    expect(hiding.map(({ path }) => path)).toEqual([]);
  });

  test('no everyday test asserts how long something takes: a busy machine is no failure', () => {
    const everyday = ['architecture', 'isolation', 'api', 'e2e'].map((name) => `tests/${name}`);
    const timed = [...files, ...sourceFiles(...everyday)].filter(({ text }) =>
      /expect\((performance|Date)\.now\(\) - .*\.toBeLess/.test(text),
    );
    expect(timed.map(({ path }) => path)).toEqual([]);
  });

  test('money never passes through a float', () => {
    const money = code.filter(
      ({ path }) =>
        /^(modules\/commerce|ports\/payments|adapters\/[^/]*payments?)\//.test(path) &&
        !path.includes('/testing/'),
    );
    expect(money.length).toBeGreaterThan(5);
    // Amounts are bigint there. One file makes numbers of them, for the edge.
    const edge = 'modules/commerce/money-at-edge.ts';
    const rounding = /\b(parseFloat|toFixed|toPrecision)\s*\(|\bMath\.(round|floor|ceil)\b/;
    // Adapters read times and versions as numbers, too.
    const narrowing = /\bparseInt\s*\(|(?<!Number\.)\bNumber\s*\(|\bMath\.trunc\b/;
    const floating = money.filter(({ path, text }) => {
      const said = withoutComments(text);
      const isNarrowed = !path.startsWith('adapters/') && narrowing.test(said);
      return path !== edge && (rounding.test(said) || isNarrowed);
    });
    expect(floating.map(({ path }) => path)).toEqual([]);
  });

  test('every module has a README', async () => {
    const { existsSync, readdirSync } = await import('node:fs');
    const { join } = await import('node:path');
    const { root } = await import('./source-files.ts');
    const missing = ['modules', 'ports', 'adapters', 'packages', 'apps']
      .flatMap((kind) => readdirSync(join(root, kind)).map((name) => `${kind}/${name}`))
      .filter((folder) => existsSync(join(root, folder, 'package.json')))
      .filter((folder) => !existsSync(join(root, folder, 'README.md')));
    expect(missing).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
}
