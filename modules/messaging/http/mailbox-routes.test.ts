import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sendProblem } from '@edumaster/http/server';
import { type OpenMailbox, openMailbox } from '@edumaster/mailbox';
import type { Installation } from '@edumaster/module';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MailboxRoutes } from './mailbox-routes.ts';

let folder: string;
let kept: OpenMailbox;
let app: FastifyInstance;

const installation: Installation = {
  mode: 'embedded',
  origin: 'http://localhost:3000',
  rootSecret: 'a root secret that nobody needs here, long enough all the same',
  dataDir: '/nonexistent',
};

const settings = {
  EDUMASTER_SMTP_URL: undefined,
  EDUMASTER_MAIL_FROM: undefined,
  EDUMASTER_HOST: undefined,
};

async function serve(mode: Installation['mode']): Promise<FastifyInstance> {
  const server = fastify();
  server.setErrorHandler(sendProblem);
  new MailboxRoutes({ ...installation, mode }, settings, kept.mailbox).mount(server);
  await server.ready();
  return server;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edumaster-mailbox-routes-'));
  kept = openMailbox({ folder });
  app = await serve('embedded');
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const host = 'localhost:3000';
const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url, headers: { host, ...headers } });

const hostile = '<img src=x onerror=alert(1)>"\'&';

const keep = (number = 1) =>
  kept.mail.send({
    messageId: `${number}@localhost`,
    to: { address: `person-${number}@example.test`, name: hostile },
    fromName: hostile,
    subject: `${number} ${hostile}`,
    text: `Hello ${hostile}\n\nhttp://localhost:3000/verify?token=abc.\n`,
    html: `<html><head><title>x</title></head><body>Number ${number}</body></html>`,
  });

const newest = async () => (await kept.mailbox.list())[0]?.id ?? '';

describe('the mailbox page', () => {
  it('says that nothing is there, and for whom', async () => {
    expect((await get('/dev/mail')).body).toContain('No messages');
    const { body } = await get(`/dev/mail?to=${encodeURIComponent(hostile)}`);
    expect(body).toContain('Mailbox of &lt;img');
    expect(body).not.toContain('<img');
  });

  it('lists the newest first, and one person’s alone', async () => {
    for (const number of [1, 2, 3]) await keep(number);
    const { body } = await get('/dev/mail');
    const order = [...body.matchAll(/class="what">(\d)/g)].map(([, number]) => number);
    expect(order).toEqual(['3', '2', '1']);
    const own = await get('/dev/mail?to=PERSON-2@example.test');
    expect([...own.body.matchAll(/class="what">(\d)/g)].map(([, number]) => number)).toEqual(['2']);
  });

  it('escapes everything that a message brings along, and allows no script', async () => {
    await keep();
    for (const url of ['/dev/mail', `/dev/mail/${await newest()}`]) {
      const { body, headers } = await get(url);
      expect(body).not.toContain('<img');
      expect(body).not.toMatch(/<script|\sstyle=|\son\w+=["'][^&]/);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self';/);
      expect(headers['cache-control']).toBe('no-store');
    }
  });

  it('shows the HTML of a mail in a frame without rights, its links in a window of their own', async () => {
    await keep();
    const id = await newest();
    const page = await get(`/dev/mail/${id}`);
    expect(page.body).toMatch(/<iframe[^>]+sandbox="allow-popups allow-popups-to-escape-sandbox"/);
    expect(page.body).toContain('href="http://localhost:3000/verify?token=abc"');
    const { body, headers } = await get(`/dev/mail/${id}/content`);
    expect(body).toContain('<base target="_blank">');
    expect(body).toContain('Number 1');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/sandbox allow-popups allow-popups-to-escape-sandbox$/);
    expect(policy).not.toMatch(/script|https?:|\*/);
    expect(headers['x-frame-options']).toBe('SAMEORIGIN');
  });

  it('shows a text message without a frame', async () => {
    await kept.sms.send({ messageId: 'a', to: '+4930123456', text: '918273 is your code' });
    const id = await newest();
    const { body } = await get(`/dev/mail/${id}`);
    expect(body).toContain('918273 is your code');
    expect(body).not.toContain('<iframe');
    expect((await get(`/dev/mail/${id}/content`)).statusCode).toBe(404);
  });

  it.each(['/dev/mail/nothing', '/dev/mail/..%2f..%2fsecret', '/dev/mail/nothing/content'])(
    'has nothing at %s',
    async (url) => {
      expect((await get(url)).statusCode).toBe(404);
    },
  );

  it('is given as JSON with the link, for tests and scripts', async () => {
    for (const number of [1, 2]) await keep(number);
    const response = await get('/dev/mail/messages.json?to=person-1@example.test');
    expect(response.json()).toEqual({
      items: [
        {
          id: expect.any(String),
          kind: 'mail',
          messageId: '1@localhost',
          to: { address: 'person-1@example.test', name: hostile },
          fromName: hostile,
          subject: `1 ${hostile}`,
          text: expect.stringContaining('Hello'),
          html: expect.stringContaining('Number 1'),
          link: 'http://localhost:3000/verify?token=abc',
          keptAt: expect.stringMatching(/Z$/),
        },
      ],
    });
  });
});

describe('emptying the mailbox', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  it.each([
    ['DELETE', '/dev/mail', {}, 204],
    ['DELETE', '/dev/mail', { 'sec-fetch-site': 'same-origin' }, 204],
    ['POST', '/dev/mail/deletion', { ...form, origin: `http://${host}` }, 303],
    ['POST', '/dev/mail/deletion', form, 303],
  ] as const)('%s %s %j does it', async (method, url, headers, status) => {
    await keep();
    const payload = method === 'POST' ? 'x=1' : undefined;
    const response = await app.inject({
      method,
      url,
      headers: { host, ...headers },
      ...(payload ? { payload } : {}),
    });
    expect(response.statusCode).toBe(status);
    expect(await kept.mailbox.list()).toEqual([]);
  });

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'http://acme.localhost:3000' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:3001' },
  ])('is not for a page that says %j', async (headers) => {
    await keep();
    for (const [method, url] of [
      ['DELETE', '/dev/mail'],
      ['POST', '/dev/mail/deletion'],
    ] as const) {
      const response = await app.inject({ method, url, headers: { host, ...headers } });
      expect(response.statusCode).toBe(403);
    }
    expect(await kept.mailbox.list()).toHaveLength(1);
  });
});

describe('everybody else', () => {
  const urls = ['/dev/mail', '/dev/mail/messages.json', '/dev/mail/style.css', '/dev/mail/x'];

  it.each(urls)('is refused %s', async (url) => {
    await keep();
    const strange = await get(url, { host: 'evil.example' });
    const forwarded = await get(url, { 'x-forwarded-for': '203.0.113.9' });
    const far = await app.inject({ url, headers: { host }, remoteAddress: '203.0.113.9' });
    for (const { statusCode, body } of [strange, forwarded, far]) {
      expect(statusCode).toBe(403);
      expect(body).not.toContain('person-1');
    }
  });

  it('finds nothing in production', async () => {
    await keep();
    const production = await serve('production');
    for (const url of [...urls, `/dev/mail/${await newest()}`]) {
      expect((await production.inject({ url, headers: { host } })).statusCode).toBe(404);
    }
    await production.close();
  });
});
