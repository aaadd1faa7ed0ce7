import { expect, inject, test } from 'vitest';
import { latestMail, mailsTo } from '../running-server/read-mailbox.ts';
import { json, visitor } from '../running-server/visitor.ts';

const url = inject('edumasterUrl');
const nobody = visitor(url);

const newAddress = () => `${crypto.randomUUID()}@example.test`;
const password = 'a long enough password';

const askForPassword = (email: string) =>
  nobody.send('/api/v1/auth/password-resets', json('POST', { email }));

test('whoever registers gets a mail whose link is of the platform’s public address', async () => {
  const email = newAddress();
  await nobody.api.register({ body: { email, password, name: 'Mia Mail' } });
  const mail = await latestMail(url, email);
  expect(mail.subject).toBe('Confirm your address at EduMaster');
  expect(mail.text).toContain('Hello Mia Mail,');
  expect(new URL(mail.link ?? '').origin).toBe(url);
  expect(mail.html).toContain(mail.link);
});

test('a name that would advertise is left out of the mail', async () => {
  const email = newAddress();
  const name = 'Win at www.evil.example';
  await nobody.api.register({ body: { email, password, name } });
  const { text, html } = await latestMail(url, email);
  expect(text).toContain('Hello,');
  expect(`${text}${html}`).not.toContain('evil');
});

test('a link to a new password comes once each time it is asked for, and to nobody unknown', async () => {
  const [email, unknown] = [newAddress(), newAddress()];
  await nobody.api.register({ body: { email, password, name: 'Mia Mail' } });
  await latestMail(url, email);
  for (const address of [unknown, email]) {
    expect((await askForPassword(address)).status).toBe(202);
  }
  await latestMail(url, email, { about: 'Choose a new password' });
  const received = await mailsTo(url, email);
  expect(received.map(({ subject }) => subject)).toEqual([
    'Choose a new password at EduMaster',
    'Confirm your address at EduMaster',
  ]);
  // Asked for before the other one, so it would have come before it.
  expect(await mailsTo(url, unknown)).toEqual([]);
});

test('the mailbox is for the person at the machine', async () => {
  const address = '/dev/mail/messages.json';
  const forwarded: Record<string, string>[] = [
    { 'x-forwarded-for': '203.0.113.9' },
    { forwarded: 'for=203.0.113.9' },
    { via: '1.1 gateway' },
  ];
  for (const headers of forwarded) {
    const response = await nobody.send(address, { headers });
    expect([headers, response.status]).toEqual([headers, 403]);
  }
  const page = await nobody.send('/dev/mail');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
});
