import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeptMessage, OutgoingMail } from '@edumaster/mail';
import { mailContract } from '@edumaster/mail/contract-suite';
import { smsContract } from '@edumaster/sms/contract-suite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMailbox } from './index.ts';

let root: string;
let count = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'edumaster-mailbox-'));
});
afterAll(() => rm(root, { recursive: true }));

function open(limit?: number) {
  const folder = join(root, String((count += 1)));
  const opened = openMailbox({ folder, ...(limit === undefined ? {} : { limit }) });
  /** Puts a file where the folder belongs, which no right of root overcomes. */
  const breakDown = async () => {
    const aside = `${folder}.aside`;
    await rename(folder, aside).catch(() => {});
    await writeFile(folder, '');
    return async () => {
      await rm(folder);
      await rename(aside, folder).catch(() => {});
    };
  };
  return { folder, breakDown, ...opened };
}

const mailNumber = (number: number): OutgoingMail => ({
  messageId: `${number}@learn.example`,
  to: { address: `person-${number % 3}@example.test` },
  subject: `Mail ${number}`,
  text: 'Hello',
  html: '<p>Hello</p>',
});

function asSent(kept: KeptMessage): OutgoingMail {
  const { messageId, to, fromName, replyTo, subject, text, html } = kept;
  const sender = { ...(fromName ? { fromName } : {}), ...(replyTo ? { replyTo } : {}) };
  return { messageId, to, ...sender, subject, text, html: html ?? '' };
}

mailContract('to the mailbox', async () => {
  const { mailbox, ...world } = open();
  return {
    ...world,
    received: async () => [...(await mailbox.list())].reverse().map(asSent),
  };
});

smsContract('to the mailbox', async () => {
  const { mailbox, ...world } = open();
  return {
    ...world,
    received: async () =>
      [...(await mailbox.list())].reverse().map(({ messageId, to, text }) => ({
        messageId,
        to: to.address,
        text,
      })),
  };
});

const subjects = (messages: readonly KeptMessage[]) => messages.map(({ subject }) => subject);

describe('the mailbox', () => {
  test('that nothing came to is empty, and can be cleared', async () => {
    const { mailbox } = open();
    await mailbox.clear();
    expect(await mailbox.list()).toEqual([]);
    expect(await mailbox.find('000001790000000-0123456789abcdef01234567')).toBeUndefined();
  });

  test('shows a mail that was sent twice once', async () => {
    const { mail, mailbox } = open();
    await mail.send(mailNumber(1));
    await mail.send(mailNumber(2));
    await mail.send(mailNumber(1));
    expect(subjects(await mailbox.list()).sort()).toEqual(['Mail 1', 'Mail 2']);
  });

  test('finds the messages of one person, in any case, and one by its id', async () => {
    const { mail, sms, mailbox } = open();
    for (const number of [1, 2, 3]) await mail.send(mailNumber(number));
    await sms.send({ messageId: 'a', to: '+4930123456', text: '123456' });
    const [found, ...others] = await mailbox.list({ to: 'PERSON-2@example.test' });
    expect(others).toEqual([]);
    expect(await mailbox.find(found?.id ?? '')).toEqual(found);
    expect(subjects(await mailbox.list({ to: '+4930123456' }))).toEqual(['']);
    expect(await mailbox.list({ to: 'nobody@example.test' })).toEqual([]);
  });

  test('keeps the newest of many, sent at the same time by two programs', async () => {
    const first = open(20);
    const second = openMailbox({ folder: first.folder, limit: 20 });
    const numbers = Array.from({ length: 60 }, (_, index) => index);
    await Promise.all(
      numbers.map((number) => (number % 2 ? first : second).mail.send(mailNumber(number))),
    );
    await first.mail.send(mailNumber(60));
    expect(await first.mailbox.list()).toHaveLength(20);
    expect(subjects(await second.mailbox.list())).toContain('Mail 60');
  });

  test('is for its owner alone, whole files only, and empty after clearing', async () => {
    const { folder, mail, mailbox } = open();
    await mail.send(mailNumber(1));
    const [name = ''] = await readdir(folder);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(join(folder, name), 'utf8'))).toMatchObject({ kind: 'mail' });
    await mailbox.clear();
    expect(await readdir(folder)).toEqual([]);
  });

  test('passes over files that are not its own, or broken', async () => {
    const { folder, mail, mailbox } = open();
    await mail.send(mailNumber(1));
    await writeFile(join(folder, '000000000000001-0123456789abcdef01234567.json'), '{"id":');
    await writeFile(join(folder, 'notes.json'), '{}');
    expect(subjects(await mailbox.list())).toEqual(['Mail 1']);
  });

  test.each(['../secret', '..%2fsecret', 'a/b', '', '000001790000000-0123456789abcdef01234567/..'])(
    'has no message %j',
    async (id) => {
      const { mail, mailbox } = open();
      await mail.send(mailNumber(1));
      expect(await mailbox.find(id)).toBeUndefined();
    },
  );
});
