import { expect, test } from 'vitest';
import { chooseRunAs } from './run-as.ts';

const root = 'root:x:0:0:root:/root:/bin/bash';
const nobody = 'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin';
const postgres = 'postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash';
const isRoot = process.getuid?.() === 0;

test('root hands the server to postgres, else to nobody; others keep it', () => {
  const chosen = (...accounts: string[]) =>
    chooseRunAs('/absent/postgres', [root, ...accounts].join('\n'))?.name;
  expect(chosen(nobody, postgres)).toBe(isRoot ? 'postgres' : undefined);
  expect(chosen(nobody)).toBe(isRoot ? 'nobody' : undefined);
  if (isRoot) expect(() => chosen()).toThrow(/start EduMaster as a normal user/);
});

test('a directory of root is nobody else’s to keep', () => {
  const choose = () => chooseRunAs('/usr', [root, nobody].join('\n'))?.name;
  if (isRoot) expect(choose()).toBe('nobody');
  else expect(choose).toThrow(/belongs to the user root/);
});
