import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// Runs the benches whose names begin with the arguments; without arguments all of them.
const wanted = process.argv.slice(2);
const scripts = readdirSync(import.meta.dirname)
  .filter((name) => /^\d\w?-.*\.ts$/.test(name))
  .filter((name) => wanted.length === 0 || wanted.some((prefix) => name.startsWith(prefix)))
  .sort();

if (scripts.length === 0) {
  console.error(`There is no bench called ${wanted.join(', ')}.`);
  process.exitCode = 1;
}
for (const script of scripts) {
  console.log(`\n${script}`);
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, script)], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
