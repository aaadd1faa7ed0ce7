import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { newId } from '@edumaster/kernel';
import type { WebhookDelivery } from '@edumaster/payments';
import { anOpenPayment, paymentContract, type PaymentWorld } from '@edumaster/payments/testing';
import { selfSigned } from '@edumaster/testkit';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { PaypalPayments } from './paypal-payments.ts';
import { PaypalTwin } from './twin/index.ts';

const clientId = 'client-of-the-twin';
const clientSecret = 'secret-of-the-twin';
const webhookId = '9XL90610J3647323C';
const certificate = selfSigned('messageverificationcerts.paypal.test', 'rsa');
const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** Our webhook address, which answers as it is told, else with 200. */
async function aReceiver() {
  const deliveries: WebhookDelivery[] = [];
  const answers: number[] = [];
  const server = createServer(async (request, response) => {
    const rawBody = await buffer(request);
    deliveries.push({ headers: request.headers, rawBody, now: new Date() });
    response.writeHead(answers.shift() ?? 200).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const bound = server.address();
  const port = bound && typeof bound === 'object' ? bound.port : 0;
  return { deliveries, answers, url: `http://127.0.0.1:${port}/` };
}

async function aPaypal() {
  const twin = new PaypalTwin({ clientId, clientSecret, certificate, latencyMilliseconds: 5 });
  await twin.start();
  cleanUps.push(() => twin.stop().catch(() => {}));
  const receiver = await aReceiver();
  const listener = twin.addListener(receiver.url, webhookId);
  const tenantId = newId();
  const account = {
    tenantId,
    clientId,
    clientSecret,
    webhookId,
    baseUrl: twin.url,
    owner: 'tenant' as const,
    timeoutMilliseconds: 2_000,
  };
  return { twin, listener, account, tenantId, paypal: new PaypalPayments(account), ...receiver };
}

async function openWorld(): Promise<PaymentWorld> {
  const { twin, paypal, account, tenantId, listener, deliveries } = await aPaypal();
  const stranger = { ...account, tenantId: newId(), webhookId: '1AB00000C0000000D' };
  return {
    provider: paypal,
    stranger: new PaypalPayments(stranger),
    payment: (change) => anOpenPayment({ tenantId, ...change }),
    pay: async ({ providerReference }) => twin.approve(providerReference),
    decline: async ({ providerReference }) => {
      twin.approve(providerReference);
      twin.declineCapture(providerReference);
      const { paymentId, amount } = await paypal.read(providerReference);
      const capture = paypal.capture({ paymentId, providerReference, amount });
      await expect(capture).rejects.toMatchObject({ code: 'refused', reason: 'declined' });
    },
    dispute: async ({ providerReference }, outcome) => {
      twin.dispute(providerReference);
      const favoured = outcome === 'won' ? 'SELLER' : 'BUYER';
      twin.closeDispute(providerReference, `RESOLVED_${favoured}_FAVOUR`);
    },
    deliveries: () => deliveries,
    sign: (rawBody, at) => ({ headers: listener.headersOf(rawBody, at), rawBody, now: at }),
    signsTime: true,
    breakDown: async () => {
      await twin.stop();
      return () => twin.start();
    },
  };
}

paymentContract('PayPal', { open: openWorld, currencies: ['JPY', 'EUR'] });

const patience = { timeout: 20_000 };

async function paid(world: Awaited<ReturnType<typeof aPaypal>>) {
  const { twin, paypal, tenantId } = world;
  const { paymentId, amount, ...rest } = anOpenPayment({ tenantId });
  const { providerReference } = await paypal.open({ paymentId, amount, ...rest });
  twin.approve(providerReference);
  const { transactionId } = await paypal.capture({ paymentId, providerReference, amount });
  return { paymentId, providerReference, amount, transactionId: transactionId ?? '' };
}

async function factsOf(paypal: PaypalPayments, deliveries: readonly WebhookDelivery[]) {
  const read = await Promise.all(deliveries.map((delivery) => paypal.readWebhook(delivery)));
  return new Set(read.flat().map(({ type }) => type));
}

describe('PayPal', () => {
  test.each([429, 500, 503, 'hang'] as const)(
    'that answers %s is asked again later',
    async (fault) => {
      const { twin, paypal, tenantId } = await aPaypal();
      const input = anOpenPayment({ tenantId });
      twin.breakNext(fault);
      await expect(paypal.open(input)).rejects.toMatchObject({ code: 'unavailable' });
      expect((await paypal.open(input)).providerReference).toMatch(/\S/);
    },
  );

  test('whose answer is lost has done it once', async () => {
    const { twin, paypal, tenantId } = await aPaypal();
    const input = anOpenPayment({ tenantId });
    twin.breakNext('lose');
    await expect(paypal.open(input)).rejects.toMatchObject({ code: 'unavailable' });
    const { providerReference } = await paypal.open(input);
    expect([...twin.books.orders.keys()]).toEqual([providerReference]);
  });

  test('that takes its token back gets another one, without a failure', async () => {
    const { twin, paypal, tenantId } = await aPaypal();
    await paypal.open(anOpenPayment({ tenantId }));
    twin.breakNext(401);
    expect((await paypal.open(anOpenPayment({ tenantId }))).redirectUrl).toContain('token=');
  });

  test('with wrong credentials is the operator’s to mend', async () => {
    const { account, tenantId } = await aPaypal();
    const paypal = new PaypalPayments({ ...account, clientSecret: 'wrong-secret' });
    const opening = paypal.open(anOpenPayment({ tenantId }));
    await expect(opening).rejects.toMatchObject({ code: 'unavailable' });
  });

  test.each([
    [{ minorUnits: 5000n, currency: 'INR' }, 'currency_not_supported'],
    [{ minorUnits: 5001n, currency: 'HUF' }, 'other'],
  ])('refuses %o for a reason', async (amount, reason) => {
    const { paypal, tenantId } = await aPaypal();
    const opening = paypal.open(anOpenPayment({ tenantId, amount }));
    await expect(opening).rejects.toMatchObject({ code: 'refused', reason });
  });

  test.each([
    ['another host', (url: string) => url.replace(/127\.0\.0\.1:\d+/, 'paypal.com.evil.test')],
    ['another port', (url: string) => url.replace(/:\d+/, ':1')],
    ['PayPal’s own, where a twin is set', () => 'https://api.paypal.com/v1/notifications/certs/x'],
    ['a user in front', (url: string) => url.replace('http://', 'http://a:b@')],
    ['no address', () => 'CERT'],
  ])('takes no certificate from %s', async (_, change) => {
    const world = await aPaypal();
    await paid(world);
    const { paypal, deliveries } = world;
    await vi.waitFor(() => expect(deliveries.length).toBeGreaterThan(0), patience);
    const [delivery] = deliveries;
    if (!delivery) throw new Error('there is one');
    const url = change(String(delivery.headers['paypal-cert-url']));
    const forged = { ...delivery, headers: { ...delivery.headers, 'paypal-cert-url': url } };
    await expect(paypal.readWebhook(forged)).rejects.toMatchObject({ code: 'signature_refused' });
  });

  test('does not believe a body that is signed: it asks what there is', async () => {
    const world = await aPaypal();
    const { listener, paypal } = world;
    const { transactionId, amount } = await paid(world);
    const claim = {
      id: 'WH-1',
      event_type: 'PAYMENT.CAPTURE.COMPLETED',
      create_time: new Date().toISOString(),
      resource: { id: transactionId, amount: { currency_code: 'USD', value: '999999.00' } },
    };
    const rawBody = Buffer.from(JSON.stringify(claim));
    const now = new Date();
    const headers = listener.headersOf(rawBody, now);
    const [event] = await paypal.readWebhook({ headers, rawBody, now });
    expect(event).toMatchObject({ type: 'payment_succeeded', amount });
  });

  test('tells of a refund that fails, each time the same', async () => {
    const world = await aPaypal();
    const { twin, paypal, deliveries, listener, answers } = world;
    const payment = await paid(world);
    twin.refundsTakeTime = true;
    const given = await paypal.refund({ ...payment, refundId: newId() });
    expect(given.state).toBe('pending');
    listener.copies = 3;
    answers.push(500, 503);
    twin.settleRefund(given.refundReference, 'FAILED');
    await vi.waitFor(async () => {
      expect(deliveries.length).toBeGreaterThanOrEqual(5);
      expect(await factsOf(paypal, deliveries)).toEqual(
        new Set(['payment_approved', 'payment_succeeded', 'refund_failed']),
      );
    }, patience);
  });

  test('reports for all tenants that share an account, and for one to its own', async () => {
    const world = await aPaypal();
    const { account, deliveries } = world;
    const shared = new PaypalPayments({ ...account, tenantId: newId(), owner: 'installation' });
    const other = new PaypalPayments({ ...account, tenantId: newId() });
    const { providerReference } = await paid(world);
    await vi.waitFor(() => expect(deliveries.length).toBeGreaterThanOrEqual(2), patience);
    expect((await factsOf(shared, deliveries)).size).toBe(2);
    expect((await factsOf(other, deliveries)).size).toBe(0);
    await expect(other.read(providerReference)).rejects.toMatchObject({ reason: 'not_found' });
  });
});
