import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { visitor } from '../running-server/visitor.ts';
import { accounts, password, signedIn } from './accounts.ts';
import { processesAt } from './processes.ts';
import { edumaster } from './programs.ts';
import { useVictim } from './victim.ts';

const victim = useVictim();
const production = {
  EDUMASTER_MODE: 'production',
  EDUMASTER_ORIGIN: 'https://learn.example.test',
  EDUMASTER_SECRET: 'a secret that only this test knows, long enough',
};

const run = (args: string, input?: string) =>
  edumaster(args.split(' '), { env: victim.settings(), ...(input ? { input } : {}) });

describe('edumaster', () => {
  test.each([
    '',
    'up',
    'doctor',
    'mail',
    'mail test',
    'migrate',
    'seed',
    'user',
    'user create',
    'user roles',
    'tenant',
    'tenant list',
    'tenant create',
    'tenant tier',
    'tenant database',
  ])('%s --help says how it is used', async (command) => {
    const { status, stdout, stderr } = await run(`${command} --help`.trim());
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`Usage: ${`edumaster ${command}`.trim()}`);
    expect(stdout.split('\n').length).toBeGreaterThan(5);
  });

  test.each([
    { args: 'nonsense', hint: /unknown command 'nonsense'/ },
    { args: 'user nonsense', hint: /unknown command 'nonsense'/ },
    { args: 'doctor --nonsense', hint: /unknown option '--nonsense'/ },
    { args: 'user create nora@example.test', hint: /'--name <name>' not specified/ },
    { args: 'user roles nora@example.test emperor', hint: /Unknown: emperor\. Known: .*student/ },
    { args: 'seed', hint: /'--demo' not specified/ },
  ])('$args is refused with status 1, and shows the help', async ({ args, hint }) => {
    const { status, stderr } = await run(args);
    expect(status).toBe(1);
    expect(stderr).toMatch(hint);
    expect(stderr).toMatch(/^Usage: edumaster/m);
  });

  test('seed --demo is refused in production, before anything is made', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'edumaster-seed-'));
    const env = { ...production, EDUMASTER_DATA_DIR: dataDir };
    const { status, stderr } = await edumaster(['seed', '--demo'], { env });
    const made = await readdir(dataDir);
    await rm(dataDir, { recursive: true });
    expect(status).toBe(1);
    expect(stderr).toContain('Demo data is refused with EDUMASTER_MODE=production');
    expect(made).toEqual([]);
  });
});

describe('beside a running server', () => {
  test('doctor finds everything well, for people and for monitors', async () => {
    const { status, stdout } = await run('doctor --json');
    expect(status).toBe(0);
    const found = JSON.parse(stdout);
    expect(found).toMatchObject({
      healthy: true,
      versions: { edumaster: '0.1.0', node: expect.stringMatching(/^24\./) },
      queue: { waiting: 0, running: 0, failed: 0 },
      ledger: { balanced: true, unbalanced: 0, incomplete: 0, drifting: 0 },
    });
    expect(found.versions.postgres).toMatch(/^18\./);
    const consumers = found.events.map(({ consumer }: { consumer: string }) => consumer);
    expect(consumers).toContain('discovery.index-courses');
    for (const { unread, parked } of found.events) expect([unread, parked]).toEqual([0, 0]);

    const forPeople = await run('doctor');
    expect(forPeople.status).toBe(0);
    expect(forPeople.stdout).toContain('All is well.');
    expect(forPeople.stdout).toContain(`answers on port ${victim.port}`);
  });

  test('doctor says what is not well', async () => {
    const env = { ...victim.settings(), PORT: '1' };
    const { status, stdout } = await edumaster(['doctor'], { env });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^✗ server +does not answer on port 1$/m);
    expect(stdout).toMatch(/^✓ database/m);
    expect(stdout).toContain('Something is not well.');
  });

  test('migrate may be run twice', async () => {
    for (let time = 1; time <= 2; time += 1) {
      const { status, stdout } = await run('migrate');
      expect([status, stdout]).toEqual([0, 'The database is up to date.\n']);
    }
  });

  test('an account is created, logs in, and is given other roles', async () => {
    const body = { email: 'new@example.test', password: 'typed where nobody looks' };
    const created = await run(`user create ${body.email} --name Newton`, `${body.password}\n`);
    expect([created.status, created.stderr]).toEqual([0, '']);
    expect(created.stdout).not.toContain(body.password);
    const before = await visitor(victim.url).api.logIn({ body });
    expect(before.user).toMatchObject({ name: 'Newton', roles: ['student'] });

    const changed = await run(`user roles ${body.email} student,instructor`);
    expect([changed.status, changed.stderr]).toEqual([0, '']);
    const after = await visitor(victim.url).api.logIn({ body });
    expect(after.user.roles.toSorted()).toEqual(['instructor', 'student']);

    const again = await run(
      `user create ${body.email} --name Other --roles student`,
      'another one',
    );
    expect(again.status).toBe(0);
    expect((await visitor(victim.url).api.logIn({ body })).user.roles).toEqual(['student']);
  });

  test('what cannot be done is refused with a reason, and without a stack', async () => {
    const nobody = await run('user roles nobody@example.test student');
    expect(nobody.status).toBe(1);
    expect(nobody.stderr).toBe('There is no such account\n');
    const none = await run('user create none@example.test --name None', '\n');
    expect(none.status).toBe(1);
    expect(none.stderr).toBe('No password was given.\n');
    const wrong = await run('user create no-address --name Wrong', 'short');
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toContain('email must be an e-mail address');
    expect(wrong.stderr).toContain('password must have at least 8 characters');
    expect(wrong.stderr).not.toMatch(/^ +at /m);
    const academy = await run('user roles ida@example.test student --academy nowhere');
    expect(academy.status).toBe(1);
    expect(academy.stderr).toBe('There is no academy called nowhere.\n');
  });

  test('the server is left alone by all of that', async () => {
    expect(victim.server.child.exitCode).toBeNull();
    await signedIn(victim.url, 'moderator');
  });
});

describe('without a server', () => {
  test('doctor says so with status 1 and starts nothing; accounts can still be made', async () => {
    expect(await victim.stop()).toBe(0);
    const { status, stdout } = await run('doctor --json');
    expect(status).toBe(1);
    const { healthy, findings } = JSON.parse(stdout);
    expect(healthy).toBe(false);
    const wrong = findings.filter(({ ok }: { ok: boolean }) => !ok);
    expect(wrong.map(({ name }: { name: string }) => name)).toEqual(['server', 'database']);
    for (const { advice } of wrong) expect(advice).toContain('npm start');

    const { email } = accounts.instructor;
    const changed = await run(`user roles ${email} instructor,moderator`);
    expect([changed.status, changed.stderr]).toEqual([0, '']);
    expect(processesAt(victim.dataDir)).toEqual([]);
    await victim.start();
    const { user } = await visitor(victim.url).api.logIn({ body: { email, password } });
    expect(user.roles.toSorted()).toEqual(['instructor', 'moderator']);
  });
});
