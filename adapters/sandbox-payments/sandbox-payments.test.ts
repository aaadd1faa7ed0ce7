import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { sendProblem } from '@edumaster/http/server';
import { newId, silentLog } from '@edumaster/kernel';
import type { OpenedPayment, WebhookDelivery } from '@edumaster/payments';
import { anOpenPayment, paymentContract, type PaymentWorld } from '@edumaster/payments/testing';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openSandboxPayments } from './index.ts';
import { SandboxWebhooks } from './sandbox-webhooks.ts';

const rootSecret = 'a secret of thirty-two characters';
const cleanUps: (() => Promise<unknown> | void)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** Our own webhook address, and what arrived there. */
async function aReceiver(clock: () => Date) {
  const deliveries: WebhookDelivery[] = [];
  const hosts: (string | undefined)[] = [];
  const answers: number[] = [];
  const server: Server = createServer(async (request, response) => {
    const rawBody = await buffer(request);
    hosts.push(request.headers.host);
    deliveries.push({ headers: request.headers, rawBody, now: clock() });
    response.writeHead(answers.shift() ?? 200).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(() => new Promise((resolve) => server.close(resolve)));
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  return { deliveries, hosts, answers, connectTo: `http://127.0.0.1:${port}` };
}

async function aSandbox() {
  let ahead = 0;
  const clock = () => new Date(Date.now() + ahead);
  const receiver = await aReceiver(clock);
  const folder = await mkdtemp(join(tmpdir(), 'edumaster-sandbox-payments-'));
  cleanUps.push(() => rm(folder, { recursive: true }));
  const { connectTo } = receiver;
  const open = () =>
    openSandboxPayments({
      mode: 'embedded',
      folder,
      rootSecret,
      connectTo,
      log: silentLog,
      disputeMilliseconds: 0,
      clock,
    });
  const service = open();
  service.start();
  cleanUps.push(() => service.stop());
  const app = fastify();
  app.setErrorHandler(sendProblem);
  service.mount(app);
  const later = (milliseconds: number) => {
    ahead += milliseconds;
  };
  const tenantId = newId();
  return { ...receiver, app, service, open, later, tenantId, clock, folder };
}

const good = { cardNumber: '4242 4242 4242 4242', expiry: '12/34', cvc: '123' };

function post(app: FastifyInstance, opened: OpenedPayment, payload: object, action = 'pay') {
  const { pathname } = new URL(opened.redirectUrl);
  return app.inject({ method: 'POST', url: `${pathname}/${action}`, payload });
}

async function openWorld(): Promise<PaymentWorld> {
  const sandbox = await aSandbox();
  const { app, service, tenantId, deliveries, later } = sandbox;
  const provider = service.of(tenantId);
  return {
    provider,
    stranger: service.of(newId()),
    payment: (change) => anOpenPayment({ tenantId, ...change }),
    pay: async (opened) => expect((await post(app, opened, good)).statusCode).toBe(200),
    decline: async (opened) => {
      const declined = await post(app, opened, { ...good, cardNumber: '4000000000000002' });
      expect(declined.statusCode).toBe(402);
      expect(declined.json().code).toBe('card_declined');
    },
    expire: async () => later(2 * 60 * 60 * 1000),
    deliveries: () => deliveries,
    sign: (rawBody, at) => {
      const signature = new SandboxWebhooks(rootSecret, tenantId).sign(rawBody, at);
      return { headers: { 'sandbox-signature': signature }, rawBody, now: at };
    },
    signsTime: true,
  };
}

paymentContract('sandbox', { open: openWorld, currencies: ['JPY', 'KWD', 'EUR'] });

describe('the sandbox', () => {
  test('is refused in production', () => {
    const options = { folder: '/nowhere', rootSecret, connectTo: 'http://x', log: silentLog };
    expect(() => openSandboxPayments({ ...options, mode: 'production' })).toThrow('production');
  });

  test('remembers over a restart what was paid, and what is still to be told', async () => {
    const { app, service, open, tenantId, deliveries, answers, later } = await aSandbox();
    answers.push(...Array.from({ length: 40 }, () => 503));
    const opened = await service.of(tenantId).open(anOpenPayment({ tenantId }));
    await post(app, opened, good);
    await vi.waitFor(() => expect(deliveries.length).toBeGreaterThan(0));
    await service.stop();
    answers.splice(0);
    later(10 * 60 * 1000);
    const again = open();
    again.start();
    cleanUps.push(() => again.stop());
    const reading = await again.of(tenantId).read(opened.providerReference);
    expect(reading).toMatchObject({ state: 'succeeded' });
    await vi.waitFor(() => expect(deliveries.length).toBeGreaterThan(1), { timeout: 20_000 });
    const events = await Promise.all(
      deliveries.map((delivery) => again.of(tenantId).readWebhook(delivery)),
    );
    expect(new Set(events.flat().map(({ eventId }) => eventId)).size).toBe(1);
  });

  test('tells the address until it answers with success, under its own name', async () => {
    const { app, service, tenantId, deliveries, answers, hosts } = await aSandbox();
    answers.push(500, 404, 302);
    const opened = await service.of(tenantId).open(anOpenPayment({ tenantId }));
    await post(app, opened, good);
    await vi.waitFor(() => expect(deliveries).toHaveLength(4), { timeout: 30_000 });
    expect(new Set(hosts)).toEqual(new Set(['academy.localhost:3000']));
  });

  test('lets two processes decide one after the other', async () => {
    const { service, open, app, tenantId } = await aSandbox();
    const other = open();
    const otherApp = fastify();
    other.mount(otherApp);
    const opened = await service.of(tenantId).open(anOpenPayment({ tenantId }));
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => post(index % 2 ? app : otherApp, opened, good)),
    );
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    const readings = await Promise.all(
      [service, other].map((one) => one.of(tenantId).read(opened.providerReference)),
    );
    expect(new Set(readings.map(({ transactionId }) => transactionId)).size).toBe(1);
  });

  test('plays the bank: a disputed card is disputed, and somebody decides', async () => {
    const { app, service, tenantId, deliveries } = await aSandbox();
    const provider = service.of(tenantId);
    const opened = await provider.open(anOpenPayment({ tenantId }));
    await post(app, opened, { ...good, cardNumber: '4000 0000 0000 0259' });
    const types = async () =>
      (await Promise.all(deliveries.map((one) => provider.readWebhook(one))))
        .flat()
        .map(({ type }) => type);
    const deadline = { timeout: 20_000 };
    await vi.waitFor(async () => expect(await types()).toContain('dispute_opened'), deadline);
    const lost = await post(app, opened, { outcome: 'lost' }, 'dispute');
    expect(lost.statusCode).toBe(200);
    await vi.waitFor(async () => expect(await types()).toContain('dispute_lost'), deadline);
    expect((await post(app, opened, { outcome: 'won' }, 'dispute')).statusCode).toBe(409);
  });
});

describe('the payment page', () => {
  test.each([
    [{ cardNumber: '4242 4242 4242 4241' }, 'cardNumber'],
    [{ cardNumber: 'abc' }, 'cardNumber'],
    [{ expiry: '01/20' }, 'expiry'],
    [{ expiry: '13/34' }, 'expiry'],
    [{ cvc: '12' }, 'cvc'],
    [{ cvc: 123 }, 'cvc'],
    [{ amount: 1 }, 'amount'],
  ])('refuses %j field by field', async (change, path) => {
    const { app, service, tenantId } = await aSandbox();
    const opened = await service.of(tenantId).open(anOpenPayment({ tenantId }));
    const answer = await post(app, opened, { ...good, ...change });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ code: 'validation_failed', errors: [{ path }] });
  });

  test('is at an address without a query, and shows what is paid for', async () => {
    const { app, service, tenantId } = await aSandbox();
    const opened = await service.of(tenantId).open(anOpenPayment({ tenantId }));
    const { search, pathname } = new URL(opened.redirectUrl);
    expect(search).toBe('');
    const page = await app.inject(pathname);
    expect(page.body).toContain('$49.99');
    expect(page.body).toContain('Grüße &#38; &#60;Bread&#62; for beginners');
    expect(page.body).not.toMatch(/<script|<Bread>/);
  });

  test('works as a form: what is wrong is said, a repeat has no effect', async () => {
    const { app, service, tenantId, deliveries } = await aSandbox();
    const input = anOpenPayment({ tenantId });
    const opened = await service.of(tenantId).open(input);
    const { pathname } = new URL(opened.redirectUrl);
    const submit = (change: object) =>
      app.inject({
        method: 'POST',
        url: `${pathname}/pay`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ ...good, ...change }).toString(),
      });
    const wrong = await submit({ expiry: '01/20' });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('aria-describedby="expiry-error"');
    const declined = await submit({ cardNumber: '4000000000000002' });
    expect(declined.statusCode).toBe(402);
    expect(declined.body).toContain('role="alert"');
    for (const answer of [await submit({}), await submit({})]) {
      expect(answer.statusCode).toBe(303);
      expect(answer.headers.location).toBe(input.returnUrl);
    }
    await vi.waitFor(() => expect(deliveries).toHaveLength(1), { timeout: 20_000 });
  });

  test('that nobody opened is not there, and one that is over takes nothing', async () => {
    const { app, service, tenantId, later } = await aSandbox();
    const never = { redirectUrl: `http://x/sandbox-payments/sandbox_${'0'.repeat(40)}` };
    const opened = await service.of(tenantId).open(anOpenPayment({ tenantId }));
    expect((await post(app, { ...opened, ...never }, good)).statusCode).toBe(404);
    later(2 * 60 * 60 * 1000);
    const late = await post(app, opened, good);
    expect(late.statusCode).toBe(409);
    expect(late.json().code).toBe('payment_page_closed');
  });
});
