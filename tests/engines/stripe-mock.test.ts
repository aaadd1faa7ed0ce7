import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { newId } from '@edumaster/kernel';
import { anOpenPayment } from '@edumaster/payments/testing';
import { StripePayments } from '@edumaster/stripe';
import { StripeTwin } from '@edumaster/stripe/twin';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StripeMock, startStripeMock } from './start-stripe-mock.ts';

const secretKey = 'sk_test_123';

interface Exchange {
  readonly request: string;
  readonly mock: { readonly status: number; readonly body: unknown };
  readonly twin: { readonly status: number; readonly body: unknown };
}

let mock: StripeMock;
const twin = new StripeTwin({ secretKey });
const exchanges: Exchange[] = [];

/** Sends everything to both, and gives back what the twin says. */
const both = createServer(async (request, response) => {
  const body = await text(request);
  const [fromMock, fromTwin] = await Promise.all([
    ask(mock.url, request, body),
    ask(twin.url, request, body),
  ]);
  exchanges.push({ request: `${request.method} ${request.url}`, mock: fromMock, twin: fromTwin });
  response.writeHead(fromTwin.status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(fromTwin.body));
});

async function ask(url: string, request: IncomingMessage, body: string) {
  const { authorization = '', 'content-type': type, 'idempotency-key': key } = request.headers;
  const answer = await fetch(`${url}${request.url}`, {
    method: request.method ?? 'GET',
    headers: {
      authorization,
      ...(type ? { 'content-type': type } : {}),
      ...(typeof key === 'string' ? { 'idempotency-key': key } : {}),
    },
    ...(body === '' ? {} : { body }),
  });
  return { status: answer.status, body: (await answer.json()) as unknown };
}

beforeAll(async () => {
  mock = await startStripeMock();
  await twin.start();
  both.listen(0, '127.0.0.1');
  await once(both, 'listening');
  await useEverything();
});

afterAll(async () => {
  both.closeAllConnections();
  both.close();
  await twin.stop();
  await mock.dispose();
});

/** Every request that the adapter can make. */
async function useEverything(): Promise<void> {
  const bound = both.address();
  const port = bound && typeof bound === 'object' ? bound.port : 0;
  const baseUrl = `http://127.0.0.1:${port}`;
  const tenantId = newId();
  const webhookSecrets = ['whsec_engines'];
  const stripe = new StripePayments({
    tenantId,
    secretKey,
    webhookSecrets,
    baseUrl,
    owner: 'tenant',
  });
  const { paymentId, ...rest } = anOpenPayment({ tenantId, locale: 'pt-BR' });
  const { providerReference } = await stripe.open({ paymentId, ...rest });
  twin.pay(providerReference);
  const { transactionId } = await stripe.read(providerReference);
  const amount = { minorUnits: 100n, currency: 'USD' };
  const ask = { refundId: newId(), paymentId, providerReference, amount };
  const given = await stripe.refund({ ...ask, transactionId: transactionId ?? '' });
  await stripe.readRefund({ ...ask, ...given });
  // Asks for the payment of a dispute.
  const endpoint = twin.addEndpoint('http://127.0.0.1:9/', webhookSecrets);
  const dispute = {
    id: 'evt_1',
    object: 'event',
    type: 'charge.dispute.created',
    created: 1,
    data: {
      object: {
        object: 'dispute',
        id: 'dp_1',
        amount: 100,
        currency: 'usd',
        reason: 'general',
        status: 'needs_response',
        payment_intent: transactionId,
        evidence_details: null,
      },
    },
  };
  const rawBody = Buffer.from(JSON.stringify(dispute));
  const now = new Date();
  const headers = { 'stripe-signature': endpoint.sign(rawBody, now) };
  await stripe.readWebhook({ headers, rawBody, now });
}

describe('stripe-mock', () => {
  test('takes every request that the adapter makes', () => {
    expect(exchanges.map(({ request }) => request.replace(/(cs|pi|re)_\w+/g, '$1'))).toEqual([
      'POST /v1/checkout/sessions',
      'GET /v1/checkout/sessions/cs?expand%5B%5D=payment_intent.latest_charge.balance_transaction',
      'GET /v1/refunds?payment_intent=pi&limit=100',
      'POST /v1/refunds',
      'GET /v1/refunds/re',
      'GET /v1/checkout/sessions?payment_intent=pi',
    ]);
    const refused = exchanges.filter((exchange) => exchange.mock.status !== 200);
    expect(refused).toEqual([]);
  });

  test('refuses what Stripe does not know, so that the test above means something', async () => {
    const answer = await fetch(`${mock.url}/v1/refunds`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secretKey}` },
      body: new URLSearchParams({ payment_intent: 'pi_1', amounts: '100' }),
    });
    expect(answer.status).toBe(400);
  });

  test('answers with all that the twin answers with', () => {
    const invented = exchanges.flatMap(({ request, mock: real, twin: ours }) =>
      inventedMembers(ours.body, real.body).map((member) => `${request}: ${member}`),
    );
    expect(invented).toEqual([]);
  });
});

/** Members of the twin's answer that are not in Stripe's, or are of another type there. */
function inventedMembers(ours: unknown, real: unknown, at = ''): readonly string[] {
  if (ours === null || real === null || at.endsWith('.metadata')) return [];
  if (Array.isArray(ours) && Array.isArray(real)) {
    return ours.length > 0 && real.length > 0 ? inventedMembers(ours[0], real[0], `${at}[]`) : [];
  }
  if (typeof ours !== typeof real) return [`${at} is ${typeof ours}, not ${typeof real}`];
  if (typeof ours !== 'object') return [];
  const theirs = real as Readonly<Record<string, unknown>>;
  return Object.entries(ours as object).flatMap(([name, value]) =>
    name in theirs
      ? inventedMembers(value, theirs[name], `${at}.${name}`)
      : [`${at}.${name} is not there`],
  );
}
