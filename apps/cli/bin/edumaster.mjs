#!/usr/bin/env node
// Runs the command on the project's own Node, whichever Node npx was started with.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../..');
const program = join(root, 'apps/cli/dist/index.js');
const node = join(root, 'node_modules/.bin/node');

if (!existsSync(program)) {
  console.error(
    'The edumaster command is not built yet. Run "npm start" once, or "npm run build".',
  );
  process.exit(1);
}
const { status, signal } = spawnSync(
  existsSync(node) ? node : process.execPath,
  [program, ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } },
);
process.exitCode = status ?? (signal ? 130 : 1);
