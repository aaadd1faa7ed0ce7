import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AlreadyRunning, EmbeddedPostgresError } from './index.ts';
import { eventually, isAlive, query, ServerFolder } from './testing/server-folder.ts';

let folder: ServerFolder;
beforeEach(() => {
  folder = new ServerFolder();
});
afterEach(() => folder.remove());

describe('a start', () => {
  test('makes a UTF-8 database with checksums that only the password opens', async () => {
    const server = await folder.start();
    expect(server.version).toBe('18.4');
    expect(
      await query(
        server.connection,
        `select current_setting('server_encoding') encoding, current_setting('data_checksums') sums,
                current_setting('listen_addresses') tcp, current_setting('fsync') fsync,
                (select datlocale from pg_database where datname = current_database()) locale`,
      ),
    ).toEqual([{ encoding: 'UTF8', sums: 'on', tcp: '', fsync: 'off', locale: 'C.UTF-8' }]);
    const intruder = { ...server.connection, password: 'guess' };
    await expect(query(intruder, 'select 1')).rejects.toThrow(/password authentication failed/);
  });

  test('leaves no readable secret behind', async () => {
    await folder.start();
    const secret = statSync(`${folder.dataDir}-password`);
    expect(secret.mode & 0o777).toBe(0o600);
    expect(secret.uid).toBe(process.getuid?.());
    expect(statSync(`${folder.dataDir}-socket`).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder.path).sort()).toEqual([
      'postgres',
      'postgres-password',
      'postgres-socket',
    ]);
  });

  test('brings the extensions that the product uses', async () => {
    const { connection } = await folder.start();
    const extensions = ['pg_trgm', 'unaccent', 'citext', 'pgcrypto', 'btree_gin', 'fuzzystrmatch'];
    for (const name of extensions) await query(connection, `create extension ${name}`);
    const words = await query(connection, `select similarity(unaccent('Kürs'), 'kurs') as same`);
    expect(words).toEqual([{ same: 1 }]);
  });

  test('keeps all data for the next one', async () => {
    const first = await folder.start();
    await query(first.connection, 'create table kept as select 42 as answer');
    await first.stop();
    const second = await folder.start();
    expect(second.connection).toEqual(first.connection);
    expect(await query(second.connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  test('works below a folder that the account of the server cannot enter', async () => {
    const closed = new ServerFolder(0o700);
    try {
      const first = await closed.start();
      await query(first.connection, 'create table kept as select 42 as answer');
      await first.stop();
      const isMoved = lstatSync(closed.dataDir).isSymbolicLink();
      expect(isMoved).toBe(process.getuid?.() === 0);
      const second = await closed.start();
      expect(await query(second.connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
      await expect(closed.start()).rejects.toThrow(AlreadyRunning);
    } finally {
      await closed.remove();
    }
  });

  test('works below a path too long for a socket, with spaces, a comma and quotes', async () => {
    const long = join(folder.path, `a "quoted", ${'long '.repeat(20)}path`);
    const deep = new ServerFolder();
    Object.defineProperty(deep, 'dataDir', { value: join(long, 'postgres') });
    try {
      const server = await deep.start();
      expect(Buffer.byteLength(server.connection.host)).toBeLessThan(80);
      expect(await query(server.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
      rmSync(server.connection.host, { recursive: true });
    } finally {
      await deep.remove();
    }
  });

  test('redoes an initdb that was interrupted', async () => {
    mkdirSync(join(folder.dataDir, 'base'), { recursive: true });
    writeFileSync(join(folder.dataDir, 'PG_VERSION'), '18\n');
    const { connection } = await folder.start();
    expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('refuses a folder with files that are not of initdb, and keeps them', async () => {
    mkdirSync(folder.dataDir);
    const thesis = join(folder.dataDir, 'thesis.odt');
    writeFileSync(thesis, 'years of work');
    await expect(folder.start()).rejects.toThrow(/was not made by EduMaster/);
    expect(readFileSync(thesis, 'utf8')).toBe('years of work');
  });

  test('refuses to empty a database whose marker is gone', async () => {
    const first = await folder.start();
    await first.stop();
    rmSync(join(folder.dataDir, 'edumaster-initdb-finished'));
    await expect(folder.start()).rejects.toThrow(EmbeddedPostgresError);
    expect(existsSync(join(folder.dataDir, 'PG_VERSION'))).toBe(true);
  });

  test('sets a new password when the file with it is gone', async () => {
    const first = await folder.start();
    await query(first.connection, 'create table kept as select 42 as answer');
    await first.stop();
    rmSync(`${folder.dataDir}-password`);
    const second = await folder.start();
    expect(second.connection.password).not.toBe(first.connection.password);
    expect(await query(second.connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  test('fails at once and names a setting that is wrong', async () => {
    await expect(folder.start({ work_mem: 'plenty' })).rejects.toThrow(
      /refuses a setting.*work_mem/,
    );
    // The refused start has let go of the directory.
    expect((await folder.start()).version).toBe('18.4');
  });
});

describe('a second start', () => {
  test('is refused in the same process, naming the holder', async () => {
    await folder.start();
    const refusal = await folder.start().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(AlreadyRunning);
    expect(refusal).toMatchObject({ pid: process.pid, dataDir: folder.dataDir });
  });

  test('is refused from another process, and the first goes on', async () => {
    const { connection } = await folder.start();
    const { answer } = await folder.startElsewhere();
    expect(answer.refused).toContain(`already running (process ${process.pid})`);
    expect(await query(connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('kill -9', () => {
  test.each([
    ['by the death signal of setpriv', undefined],
    ['by a watcher where there is no setpriv', { PATH: '/nonexistent' }],
  ])('of the program ends the server too, %s', async (_, environment) => {
    const { program, answer } = await folder.startElsewhere(environment);
    await query(answer, 'create table kept as select 42 as answer');
    const pid = folder.serverPid();
    program.kill('SIGKILL');
    await eventually('the server has ended', () => !isAlive(pid));
    const next = await folder.start();
    expect(await query(next.connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  test('of the program and a start in the same moment: the start waits for the old server', async () => {
    const { program, answer } = await folder.startElsewhere();
    await query(answer, 'create table kept as select 42 as answer');
    const closed = new Promise((resolve) => program.once('exit', resolve));
    program.kill('SIGKILL');
    await closed;
    const next = await folder.start();
    expect(await query(next.connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  test('of the server brings it back at the same socket, as often as it happens', async () => {
    const { connection } = await folder.start({}, 'durable');
    await query(connection, 'create table kept as select 42 as answer');
    for (let kill = 0; kill < 3; kill += 1) {
      const pid = folder.serverPid();
      process.kill(pid, 'SIGKILL');
      await eventually('another server has taken over', () => folder.serverPid() !== pid);
      await eventually('it answers', () => query(connection, 'select 1'));
    }
    expect(await query(connection, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });
});

describe('a stop', () => {
  test('ends the server and frees the directory, and may be asked for twice', async () => {
    const server = await folder.start();
    const pid = folder.serverPid();
    await Promise.all([server.stop(), server.stop()]);
    expect(isAlive(pid)).toBe(false);
    expect((await folder.start()).version).toBe('18.4');
  });

  test('while the server is being brought back leaves none', async () => {
    const server = await folder.start();
    const pid = folder.serverPid();
    process.kill(pid, 'SIGKILL');
    await eventually('the server has ended', () => !isAlive(pid));
    await server.stop();
    const { answer } = await folder.startElsewhere();
    expect(answer.refused).toBeUndefined();
  });
});
