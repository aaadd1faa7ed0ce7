import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { routesOf } from '@edumaster/http/server';
import { mailedPages } from '@edumaster/identity/testing';
import { factPages } from '@edumaster/messaging';
import { modules } from '@edumaster/server';
import { describe, expect, test } from 'vitest';
import { root, sourceFiles } from './source-files.ts';

/** `/sign-in/[uid]/finish` for each page of the web, without the groups. */
const pages = globSync('**/page.tsx', { cwd: join(root, 'apps/web/app') }).map((file) => {
  const folders = dirname(file).split('/');
  return `/${folders.filter((name) => !/^(\.|\(.*\))$/.test(name)).join('/')}`;
});

/** What a browser is led on by: redirects of the modules beside their contracts. */
const redirects = sourceFiles('modules').flatMap(({ text }) =>
  [...text.matchAll(/\bapp\.get\(\s*'(\/[^']*)'/g)].map(([, path = '']) => path),
);

const routes = modules.flatMap(({ routes: types }) =>
  types.flatMap((type) =>
    routesOf(Object.create(type.prototype)).flatMap(({ contract }) =>
      contract.method === 'GET' ? [contract.path] : [],
    ),
  ),
);

/** Parameters are called as each side likes. */
const shapeOf = (path: string) => path.replaceAll(/\[[^\]]+\]|:\w+/g, '*');
const existing = new Set([...pages, ...redirects, ...routes].map(shapeOf));

describe('the links of mails', () => {
  const mails = [
    ...Object.entries(mailedPages),
    ...Object.entries(factPages).map(([template, page]) => [template, [page]] as const),
  ];

  test.each(mails)('lead somewhere: %s', (_template, leads) => {
    expect(leads.length).toBeGreaterThan(0);
    expect(leads.filter((page) => !existing.has(shapeOf(page)))).toEqual([]);
  });

  test('are checked for every mail that there is', () => {
    const english = sourceFiles('modules/messaging/templates/english');
    const index = english.find(({ path }) => path.endsWith('/index.ts'))?.text ?? '';
    const [, written = ''] = /mails: \{([^}]*)\}/.exec(index) ?? [];
    const templates = [...written.matchAll(/^\s*'?([a-z-]+)'?[:,]/gm)].map(([, name]) => name);
    expect(templates.length).toBeGreaterThan(5);
    expect(mails.map(([template]) => template).sort()).toEqual(templates.sort());
  });

  test('are in no text by themselves', () => {
    const english = sourceFiles('modules/messaging/templates/english');
    const own = english.filter(({ text }) => /['"`]\/[a-z]|https?:/.test(text));
    expect(own.map(({ path }) => path)).toEqual([]);
  });
});
