import { describe, expect, test } from 'vitest';
import type { Mail, OutgoingMail } from './mail.ts';

export interface MailWorld {
  readonly mail: Mail;
  /** What has arrived, in order. Line ends are `\n`, and none is at the end of a text. */
  received(): Promise<readonly OutgoingMail[]>;
  /** Makes the other side unreachable. @returns how to bring it back */
  breakDown(): Promise<() => Promise<void>>;
}

/** What the other side does not take; a transport without another side takes everything. */
export interface Refusals {
  readonly forGood: string;
  readonly forNow: string;
}

const plain: OutgoingMail = {
  messageId: '0198c0de-0000-7000-8000-000000000001@learn.example',
  to: { address: 'ada@example.test', name: 'Ada Lovelace' },
  subject: 'Welcome',
  text: 'Hello Ada,\n\nhere is your link:\nhttps://learn.example/verify/abc',
  html: '<!doctype html><p>Hello Ada, <a href="https://learn.example/verify/abc">here</a> it is.</p>',
};

const full: OutgoingMail = {
  ...plain,
  messageId: 'second.message+1@learn.example',
  to: { address: 'zoe@example.test', name: 'Zoë "Zee" O’Brien, 学生' },
  fromName: 'Akademie für Brot <3',
  replyTo: { address: 'help@learn.example', name: 'Hilfe' },
  subject: 'Grüße: bestätige deine Adresse, bitte — 確認',
  text: `Zoë,\n\n.a line that begins with a dot\n${'long '.repeat(400)}end`,
  html: `<p>Zoë &amp; ${'word '.repeat(500)}</p>`,
};

const wrong: readonly [string, Partial<OutgoingMail>][] = [
  ['a line break in the subject', { subject: 'Hello\r\nBcc: everybody@example.test' }],
  ['a bare line feed in the subject', { subject: 'Hello\nX: y' }],
  ['a NUL in the subject', { subject: 'Hello\0' }],
  ['a line break in a name', { to: { ...plain.to, name: 'Ada\r\nBcc: x@example.test' } }],
  ['a line break in the address', { to: { address: 'ada@example.test\r\nRCPT TO:<x@y.test>' } }],
  ['two addresses', { to: { address: 'ada@example.test, eve@example.test' } }],
  ['an address with a name in it', { to: { address: 'Ada <ada@example.test>' } }],
  ['an address in a group', { to: { address: 'all:ada@example.test;' } }],
  ['no address', { to: { address: '' } }],
  ['an address without a domain', { to: { address: 'ada' } }],
  ['an endless address', { to: { address: `${'a'.repeat(300)}@example.test` } }],
  [
    'a line break in the address for answers',
    { replyTo: { address: 'a@b.test\r\nBcc: c@d.test' } },
  ],
  ['a line break in the name of the sender', { fromName: 'Academy\r\nBcc: c@d.test' }],
  ['a Message-ID that ends early', { messageId: 'a@b>\r\nBcc: c@d.test' }],
  ['no content', { text: '' }],
];

/** What every mail transport must do; `open` gives one on which nothing has arrived. */
export function mailContract(
  name: string,
  open: () => Promise<MailWorld>,
  refusals?: Refusals,
): void {
  describe(`the mail transport ${name}`, () => {
    test('carries a mail with all that it has', async () => {
      const { mail, received } = await open();
      await mail.send(plain);
      await mail.send(full);
      expect(await received()).toEqual([plain, full]);
    });

    test('gives a mail that is sent again the same Message-ID', async () => {
      const { mail, received } = await open();
      await mail.send(plain);
      await mail.send(plain);
      const ids = (await received()).map(({ messageId }) => messageId);
      expect(new Set(ids)).toEqual(new Set([plain.messageId]));
    });

    test.each(wrong)('refuses %s for good', async (_, change) => {
      const { mail, received } = await open();
      const sending = mail.send({ ...plain, ...change });
      await expect(sending).rejects.toMatchObject({ name: 'MailError', code: 'refused' });
      expect(await received()).toEqual([]);
    });

    test('asks to try again while the other side is away, and goes on when it is back', async () => {
      const { mail, received, breakDown } = await open();
      const comeBack = await breakDown();
      await expect(mail.send(plain)).rejects.toMatchObject({ code: 'unavailable' });
      await comeBack();
      await mail.send(plain);
      expect(await received()).toHaveLength(1);
    });

    if (refusals) refusalContract(open, refusals);
  });
}

function refusalContract(open: () => Promise<MailWorld>, { forGood, forNow }: Refusals): void {
  test('tells a refusal from a delay, and names no address', async () => {
    const { mail, received } = await open();
    const refusal = await failureOf(mail.send({ ...plain, to: { address: forGood } }));
    const delay = await failureOf(mail.send({ ...plain, to: { address: forNow } }));
    expect([refusal.code, delay.code]).toEqual(['refused', 'unavailable']);
    expect(refusal.text).not.toContain(forGood);
    expect(delay.text).not.toContain(forNow);
    await mail.send(plain);
    expect(await received()).toEqual([plain]);
  });
}

async function failureOf(sending: Promise<void>): Promise<{ code: unknown; text: string }> {
  try {
    await sending;
  } catch (error) {
    const { code, stack, cause } = error as Error & { code: unknown };
    return { code, text: `${stack} ${JSON.stringify(error)} ${String(cause)}` };
  }
  throw new Error('it was sent');
}
