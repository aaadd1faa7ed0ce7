import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { newId } from '@edumaster/kernel';
import type { WebhookDelivery } from '@edumaster/payments';
import { anOpenPayment, paymentContract, type PaymentWorld } from '@edumaster/payments/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { StripePayments } from './stripe-payments.ts';
import { StripeTwin } from './twin/index.ts';

const secretKey = 'sk_test_of_the_twin';
const webhookSecret = 'whsec_of_this_tenant';
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
    const status = answers.shift() ?? 200;
    deliveries.push({ headers: request.headers, rawBody, now: new Date() });
    response.writeHead(status).end();
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

async function aStripe() {
  const twin = new StripeTwin({ secretKey, latencyMilliseconds: 5 });
  await twin.start();
  cleanUps.push(() => twin.stop().catch(() => {}));
  const receiver = await aReceiver();
  const endpoint = twin.addEndpoint(receiver.url, [webhookSecret]);
  const tenantId = newId();
  const account = {
    tenantId,
    secretKey,
    baseUrl: twin.url,
    webhookSecrets: [webhookSecret],
    owner: 'tenant' as const,
    timeoutMilliseconds: 2_000,
  };
  const stripe = new StripePayments(account);
  return { twin, stripe, account, tenantId, endpoint, ...receiver };
}

async function openWorld(): Promise<PaymentWorld> {
  const { twin, stripe, account, tenantId, endpoint, deliveries } = await aStripe();
  const stranger = { ...account, tenantId: newId(), webhookSecrets: ['whsec_of_another'] };
  return {
    provider: stripe,
    stranger: new StripePayments(stranger),
    payment: (change) => anOpenPayment({ tenantId, ...change }),
    pay: async ({ providerReference }) => twin.pay(providerReference),
    decline: async ({ providerReference }) => twin.pay(providerReference, '4000000000000002'),
    expire: async ({ providerReference }) => twin.expire(providerReference),
    dispute: async ({ providerReference }, outcome) => {
      twin.dispute(providerReference);
      twin.closeDispute(providerReference, outcome);
    },
    deliveries: () => deliveries,
    sign: (rawBody, at) => {
      const headers = { 'stripe-signature': endpoint.sign(rawBody, at) };
      return { headers, rawBody, now: at };
    },
    signsTime: true,
    breakDown: async () => {
      await twin.stop();
      return () => twin.start();
    },
  };
}

paymentContract('Stripe', { open: openWorld, currencies: ['JPY', 'EUR', 'ISK'] });

async function typesOf(stripe: StripePayments, deliveries: readonly WebhookDelivery[]) {
  const read = await Promise.all(deliveries.map((delivery) => stripe.readWebhook(delivery)));
  return read.flat().map(({ eventId, type }) => ({ type, eventId }));
}

const patience = { timeout: 20_000 };

describe('Stripe', () => {
  test.each([429, 500, 503, 'hang'] as const)(
    'that answers %s is asked again later',
    async (fault) => {
      const { twin, stripe, tenantId } = await aStripe();
      const input = anOpenPayment({ tenantId });
      twin.breakNext(fault);
      await expect(stripe.open(input)).rejects.toMatchObject({ code: 'unavailable' });
      expect((await stripe.open(input)).providerReference).toMatch(/^cs_/);
    },
  );

  test('whose answer is lost has done it once', async () => {
    const { twin, stripe, tenantId } = await aStripe();
    const input = anOpenPayment({ tenantId });
    twin.breakNext('lose');
    await expect(stripe.open(input)).rejects.toMatchObject({ code: 'unavailable' });
    const opened = await stripe.open(input);
    expect([...twin.books.sessions.keys()]).toEqual([opened.providerReference]);
  });

  test('gives a refund once, also when it has forgotten the key', async () => {
    let ahead = 0;
    const twin = new StripeTwin({ secretKey, clock: () => new Date(Date.now() + ahead) });
    await twin.start();
    cleanUps.push(() => twin.stop());
    const tenantId = newId();
    const baseUrl = twin.url;
    const webhookSecrets = [webhookSecret];
    const account = { tenantId, secretKey, baseUrl, webhookSecrets, owner: 'tenant' as const };
    const stripe = new StripePayments(account);
    const { paymentId, ...rest } = anOpenPayment({ tenantId });
    const { providerReference } = await stripe.open({ paymentId, ...rest });
    twin.pay(providerReference);
    const transactionId = (await stripe.read(providerReference)).transactionId ?? '';
    const amount = { minorUnits: 1000n, currency: 'USD' };
    const ask = { refundId: newId(), paymentId, providerReference, transactionId, amount };
    const first = await stripe.refund(ask);
    ahead = 8 * 24 * 60 * 60 * 1000;
    expect(await stripe.refund(ask)).toEqual(first);
    expect((await stripe.read(providerReference)).refunded.minorUnits).toBe(1000n);
  });

  test('with a wrong key is the operator’s to mend: nothing counts as refused', async () => {
    const { account, tenantId } = await aStripe();
    const stripe = new StripePayments({ ...account, secretKey: 'sk_wrong' });
    await expect(stripe.open(anOpenPayment({ tenantId }))).rejects.toMatchObject({
      code: 'unavailable',
    });
  });

  test.each([
    [{ minorUnits: 10n, currency: 'USD' }, 'amount_too_small'],
    [{ minorUnits: 10n ** 11n, currency: 'USD' }, 'amount_too_large'],
    [{ minorUnits: 5000n, currency: 'ZZZ' }, 'currency_not_supported'],
    [{ minorUnits: 1001n, currency: 'KWD' }, 'other'],
  ])('refuses %o for a reason', async (amount, reason) => {
    const { stripe, tenantId } = await aStripe();
    const opening = stripe.open(anOpenPayment({ tenantId, amount }));
    await expect(opening).rejects.toMatchObject({ code: 'refused', reason });
  });

  test('keeps a payment open while a bank takes its time, and tells how it ends', async () => {
    const { twin, stripe, tenantId, deliveries } = await aStripe();
    const references = await Promise.all(
      [0, 1].map(async () => (await stripe.open(anOpenPayment({ tenantId }))).providerReference),
    );
    for (const reference of references) twin.payLater(reference);
    const stateOf = async (at: number) => (await stripe.read(references[at] ?? '')).state;
    expect([await stateOf(0), await stateOf(1)]).toEqual(['open', 'open']);
    twin.settle(references[0] ?? '', 'succeeded');
    twin.settle(references[1] ?? '', 'failed');
    expect([await stateOf(0), await stateOf(1)]).toEqual(['succeeded', 'failed']);
    await vi.waitFor(async () => {
      const types = (await typesOf(stripe, deliveries)).map(({ type }) => type);
      expect(types.toSorted()).toEqual(['payment_failed', 'payment_succeeded']);
    }, patience);
  });

  test('names a fact the same, however often and in whatever order it is told', async () => {
    const { twin, stripe, tenantId, endpoint, deliveries, answers } = await aStripe();
    const { paymentId, ...rest } = anOpenPayment({ tenantId });
    const { providerReference } = await stripe.open({ paymentId, ...rest });
    endpoint.copies = 3;
    endpoint.hold();
    twin.pay(providerReference);
    const transactionId = (await stripe.read(providerReference)).transactionId ?? '';
    const amount = { minorUnits: 4999n, currency: 'USD' };
    const refundId = newId();
    await stripe.refund({ refundId, paymentId, providerReference, transactionId, amount });
    answers.push(500, 503, 404);
    endpoint.release();
    await vi.waitFor(() => expect(deliveries.length).toBeGreaterThanOrEqual(12), patience);
    const told = await typesOf(stripe, deliveries);
    expect(new Set(told.map(({ eventId }) => eventId)).size).toBe(2);
    expect(new Set(told.map(({ type }) => type))).toEqual(
      new Set(['payment_succeeded', 'refund_succeeded']),
    );
  });

  test('tells of a refund that the bank refuses', async () => {
    const { twin, stripe, tenantId, deliveries } = await aStripe();
    const { paymentId, ...rest } = anOpenPayment({ tenantId });
    const { providerReference } = await stripe.open({ paymentId, ...rest });
    twin.pay(providerReference);
    twin.refundsTakeTime = true;
    const transactionId = (await stripe.read(providerReference)).transactionId ?? '';
    const amount = { minorUnits: 100n, currency: 'USD' };
    const ask = { refundId: newId(), paymentId, providerReference, transactionId, amount };
    const given = await stripe.refund(ask);
    expect(given.state).toBe('pending');
    twin.settleRefund(given.refundReference, 'failed');
    expect(await stripe.readRefund({ ...ask, ...given })).toMatchObject({
      state: 'failed',
      failure: { code: 'expired_or_canceled_card' },
    });
    await vi.waitFor(async () => {
      const types = (await typesOf(stripe, deliveries)).map(({ type }) => type);
      expect(types).toContain('refund_failed');
      expect(types).not.toContain('refund_succeeded');
    }, patience);
  });

  test('tells of what was given back in the dashboard, as nobody’s refund of ours', async () => {
    const { twin, stripe, tenantId, deliveries } = await aStripe();
    const input = anOpenPayment({ tenantId });
    const { providerReference } = await stripe.open(input);
    twin.pay(providerReference);
    twin.refundByHand(providerReference, 500n);
    await vi.waitFor(async () => {
      const read = await Promise.all(deliveries.map((delivery) => stripe.readWebhook(delivery)));
      expect(read.flat()).toContainEqual(
        expect.objectContaining({
          type: 'refund_succeeded',
          refundId: null,
          paymentId: input.paymentId,
          amount: { minorUnits: 500n, currency: 'USD' },
        }),
      );
    }, patience);
  });

  test('that asks a question has not begun a dispute', async () => {
    const { twin, stripe, tenantId, deliveries } = await aStripe();
    const { providerReference } = await stripe.open(anOpenPayment({ tenantId }));
    twin.pay(providerReference);
    twin.dispute(providerReference, 'inquiry');
    twin.closeDispute(providerReference, 'warning_closed');
    await vi.waitFor(() => expect(deliveries.length).toBeGreaterThanOrEqual(4), patience);
    const types = (await typesOf(stripe, deliveries)).map(({ type }) => type);
    expect(types).toEqual(['payment_succeeded']);
  });

  test('reports for all tenants that share an account, and for one to its own', async () => {
    const { twin, account, tenantId, deliveries } = await aStripe();
    const shared = new StripePayments({ ...account, tenantId: newId(), owner: 'installation' });
    const other = new StripePayments({ ...account, tenantId: newId() });
    const input = anOpenPayment({ tenantId });
    const { providerReference } = await new StripePayments(account).open(input);
    twin.pay(providerReference);
    await vi.waitFor(() => expect(deliveries.length).toBeGreaterThanOrEqual(2), patience);
    expect(await typesOf(shared, deliveries)).toHaveLength(1);
    expect(await typesOf(other, deliveries)).toEqual([]);
    await expect(other.read(providerReference)).rejects.toMatchObject({ reason: 'not_found' });
  });

  test('may change its signing secret while webhooks are under way', async () => {
    const { twin, stripe, account, tenantId, deliveries } = await aStripe();
    const both = [webhookSecret, 'whsec_new'];
    const { providerReference } = await stripe.open(anOpenPayment({ tenantId }));
    twin.pay(providerReference);
    await vi.waitFor(() => expect(deliveries.length).toBeGreaterThanOrEqual(2), patience);
    const changed = new StripePayments({ ...account, webhookSecrets: both });
    expect(await typesOf(changed, deliveries)).toHaveLength(1);
  });
});
