import { describe, expect, test } from 'vitest';
import type { PaymentProvider, WebhookDelivery } from '../payment-provider.ts';
import { eventOf, openAndPay, type PaymentWorld } from './payment-world.ts';

const refused = { name: 'PaymentError', code: 'signature_refused' };

/** A delivery that says that something was paid, as it arrived. */
async function aDelivery(world: PaymentWorld): Promise<WebhookDelivery> {
  const { input } = await openAndPay(world);
  await eventOf(world, input.paymentId, 'payment_succeeded');
  for (const delivery of world.deliveries()) {
    const events = await world.provider.readWebhook(delivery);
    if (events.some(({ type }) => type === 'payment_succeeded')) return delivery;
  }
  throw new Error('it is among the deliveries');
}

/** Who may tell us that somebody has paid. */
export function webhookContract(open: () => Promise<PaymentWorld>): void {
  describe('webhooks', () => {
    test('say the same each time that they are read', async () => {
      const world = await open();
      const delivery = await aDelivery(world);
      const [first, second] = [
        await world.provider.readWebhook(delivery),
        await world.provider.readWebhook(delivery),
      ];
      expect(second).toEqual(first);
    });

    test('of 500 that are not as the provider sent them, none is accepted', async () => {
      const world = await open();
      const delivery = await aDelivery(world);
      const forged = forgeries(delivery);
      expect(forged.length).toBeGreaterThanOrEqual(500);
      expect(await acceptedOf(world.provider, forged)).toEqual([]);
    }, 60_000);

    test('of another tenant are refused', async () => {
      const world = await open();
      const delivery = await aDelivery(world);
      await expect(world.stranger.readWebhook(delivery)).rejects.toMatchObject(refused);
    });

    test('that were sent more than 300 seconds ago are refused', async () => {
      const world = await open();
      if (!world.signsTime) return;
      const delivery = await aDelivery(world);
      const sentAt = new Date();
      const signed = world.sign(delivery.rawBody, sentAt);
      const after = (seconds: number) => ({
        ...signed,
        now: new Date(sentAt.getTime() + seconds * 1000),
      });
      expect(await world.provider.readWebhook(after(298))).not.toEqual([]);
      await expect(world.provider.readWebhook(after(302))).rejects.toMatchObject(refused);
      await expect(world.provider.readWebhook(after(-302))).rejects.toMatchObject(refused);
    });

    test.each(['', '{', '[]', 'null', '"text"', '{"a":1}', '\u{1F4A5}'])(
      'that are signed and say %j concern nobody, or cannot be read',
      async (text) => {
        const { provider, sign } = await open();
        const now = new Date();
        const reading = provider.readWebhook(sign(Buffer.from(text), now));
        const outcome = await reading.then(
          (events) => (events.length === 0 ? 'nothing' : 'something'),
          ({ code }) => String(code),
        );
        expect(['nothing', 'malformed']).toContain(outcome);
      },
    );
  });
}

async function acceptedOf(
  provider: PaymentProvider,
  deliveries: readonly Forgery[],
): Promise<readonly string[]> {
  const accepted: string[] = [];
  for (const { what, delivery } of deliveries) {
    const code = await provider.readWebhook(delivery).then(
      () => 'accepted',
      (error: { code?: unknown }) => String(error.code),
    );
    if (code !== 'signature_refused') accepted.push(`${what}: ${code}`);
  }
  return accepted;
}

interface Forgery {
  readonly what: string;
  readonly delivery: WebhookDelivery;
}

/** Bodies with one byte changed, missing or added, and each of the headers that carry the proof. */
function forgeries(delivery: WebhookDelivery): readonly Forgery[] {
  const { rawBody, headers } = delivery;
  const bodies = Array.from({ length: 450 }, (_, index) => {
    const at = Math.trunc((index * rawBody.length) / 450);
    const changed = Buffer.from(rawBody);
    changed[at] = (changed[at] ?? 0) ^ (1 << (index % 8));
    return { what: `byte ${at} changed`, delivery: { ...delivery, rawBody: changed } };
  });
  const lengths = [
    Buffer.alloc(0),
    Buffer.from(rawBody).subarray(1),
    Buffer.from(rawBody).subarray(0, -1),
    Buffer.concat([rawBody, Buffer.from(' ')]),
    Buffer.concat([Buffer.from('\uFEFF'), rawBody]),
    Buffer.concat([rawBody, rawBody]),
  ].map((body) => ({
    what: `a body of ${body.length}`,
    delivery: { ...delivery, rawBody: body },
  }));
  const proofs = Object.keys(headers).filter(isProof);
  const perHeader = Math.ceil(60 / Math.max(1, proofs.length));
  const changedHeaders = proofs.flatMap((name) =>
    Array.from({ length: perHeader }, (_, index) => ({
      what: `${name} as forgery ${index}`,
      delivery: { ...delivery, headers: { ...headers, [name]: forged(headers[name], index) } },
    })),
  );
  return [...bodies, ...lengths, ...changedHeaders];
}

/** Headers that the transport adds, and those that only describe, are no proof. */
function isProof(name: string): boolean {
  return /signature|transmission-(id|time|sig)|fake-time/.test(name);
}

function forged(value: WebhookDelivery['headers'][string], index: number): string | undefined {
  // Of Stripe's signatures v0 is no proof: it may say anything.
  const [text = '', ...rest] = String(value).split(',v0=');
  const changed = forgedProof(text, index);
  return changed ? [changed, ...rest].join(',v0=') : changed;
}

function forgedProof(text: string, index: number): string | undefined {
  if (index === 0) return undefined;
  if (index === 1) return '';
  if (index === 2) return text.slice(0, -1);
  if (index === 3) return [...text].reverse().join('');
  if (index === 4) return 'v1=';
  // Hexadecimal and Base64 differ in what a changed letter means: never only in case, nor in padding.
  const at = (index * 7) % Math.max(1, text.length - 4);
  const letter = text.charAt(at);
  const other = letter === '7' ? '3' : /\d/.test(letter) ? '7' : '#';
  return `${text.slice(0, at)}${other}${text.slice(at + 1)}`;
}
