import { eventually } from '@edumaster/testkit';
import { describe, expect, inject, test } from 'vitest';
import { latestMail, mailsTo } from '../running-server/read-mailbox.ts';
import { demoVisitor, newVisitor, type Visitor } from '../running-server/visitor.ts';

const url = inject('edumasterUrl');
const card = { cardNumber: '4242 4242 4242 4242', expiry: '12/40', cvc: '123' };

async function paidCourse(by: Visitor) {
  return eventually('a paid course in the search', async () => {
    const { items } = await by.api.searchCourses({ query: { price: 'paid', limit: 5 } });
    return items[0];
  });
}

const headersOf = (key: string) => ({ headers: { 'idempotency-key': key } });

async function order(by: Visitor, courseId: string, key = crypto.randomUUID()) {
  return by.api.checkOut({ body: { courseIds: [courseId] } }, headersOf(key));
}

async function pay(by: Visitor, redirectUrl: string | null, cardNumber = card.cardNumber) {
  const answer = await by.send(new URL(`${redirectUrl}/pay`).pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ ...card, cardNumber }),
  });
  return answer.status;
}

const untilPayment = (by: Visitor, id: string, wanted: string) =>
  eventually(`the payment to be ${wanted}`, async () => {
    const payment = await by.api.readPayment({ params: { id } });
    return payment.status === wanted ? payment : undefined;
  });

const enrollmentIn = async (by: Visitor, courseId: string) => {
  const { items } = await by.api.listUserEnrollments({
    params: { userId: by.userId },
    query: { limit: 100 },
  });
  return items.find((item) => item.courseId === courseId);
};

const untilEnrollment = (by: Visitor, courseId: string, wanted: string) =>
  eventually(`the enrollment to be ${wanted}`, async () => {
    const enrollment = await enrollmentIn(by, courseId);
    return enrollment?.status === wanted ? enrollment : undefined;
  });

describe('a course that costs money', () => {
  test('is bought: declined, paid, had, with a receipt; and given back within the rules', async () => {
    const buyer = await newVisitor(url);
    const course = await paidCourse(buyer);
    const bought = await order(buyer, course.id);
    expect(bought).toMatchObject({
      status: 'pending',
      amount: { currency: course.price.currency },
    });
    expect(bought.amount.amount).toBe(course.price.amount);
    expect(await pay(buyer, bought.redirectUrl, '4000 0000 0000 0002')).toBe(402);
    expect(await pay(buyer, bought.redirectUrl)).toBe(200);
    expect(await pay(buyer, bought.redirectUrl)).toBe(200);
    const payment = await untilPayment(buyer, bought.paymentId, 'success');
    expect(payment).toMatchObject({ provider: 'sandbox', orderId: bought.orderId });
    await untilEnrollment(buyer, course.id, 'active');
    const { email } = await buyer.api.readMe();
    const receipt = await latestMail(url, email, { about: 'receipt' });
    expect(receipt.text).toContain(course.title);

    const again = await order(buyer, course.id).catch((error: unknown) => error);
    expect(again).toMatchObject({ status: 409, problem: { code: 'course_already_owned' } });

    const params = { id: bought.paymentId };
    const refund = await buyer.api.refundPayment({ params, body: { reason: 'Not for me' } });
    expect(refund.amount).toEqual(bought.amount);
    await untilPayment(buyer, bought.paymentId, 'refunded');
    await untilEnrollment(buyer, course.id, 'revoked');
    await latestMail(url, email, { about: 'money back' });
    const nothingLeft = buyer.api.refundPayment({ params, body: { reason: 'Again' } });
    await expect(nothingLeft).rejects.toMatchObject({ status: 409 });

    const second = await order(buyer, course.id);
    await pay(buyer, second.redirectUrl);
    await untilEnrollment(buyer, course.id, 'active');
    const receipts = (await mailsTo(url, email)).filter(({ subject }) => /receipt/.test(subject));
    expect(receipts.length).toBeLessThanOrEqual(2);
  });

  test('paid twice by two orders is had once, and the second payment goes back by itself', async () => {
    const buyer = await newVisitor(url);
    const course = await paidCourse(buyer);
    const [first, second] = [await order(buyer, course.id), await order(buyer, course.id)];
    await pay(buyer, first.redirectUrl);
    await untilPayment(buyer, first.paymentId, 'success');
    await pay(buyer, second.redirectUrl);
    await untilPayment(buyer, second.paymentId, 'refunded');
    await untilEnrollment(buyer, course.id, 'active');
  });

  test('that the buyer’s bank asks back is disputed', async () => {
    const buyer = await newVisitor(url);
    const course = await paidCourse(buyer);
    const bought = await order(buyer, course.id);
    await pay(buyer, bought.redirectUrl, '4000 0000 0000 0259');
    await untilPayment(buyer, bought.paymentId, 'disputed');
  });
});

describe('the Idempotency-Key', () => {
  test('is demanded, and 50 at once are one order and 50 equal answers', async () => {
    const buyer = await newVisitor(url);
    const course = await paidCourse(buyer);
    const key = crypto.randomUUID();
    const send = (body: object, headers: Record<string, string>) =>
      buyer.send('/api/v1/checkout', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    const body = { courseIds: [course.id] };
    expect((await send(body, {})).status).toBe(422);
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const answer = await send(body, { 'idempotency-key': key });
        return `${answer.status} ${await answer.text()}`;
      }),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^201 /);
    const { items } = await buyer.api.listUserPayments({
      params: { userId: buyer.userId },
      query: {},
    });
    expect(items).toHaveLength(1);
    const other = await send(
      { courseIds: [course.id], provider: 'sandbox' },
      { 'idempotency-key': key },
    );
    expect(other.status).toBe(422);
    const tampered = { ...body, amount: { amount: 1, currency: 'USD' } };
    expect((await send(tampered, { 'idempotency-key': crypto.randomUUID() })).status).toBe(422);
  });
});

describe('what is told at the webhook address', () => {
  test('counts only with the provider’s signature', async () => {
    const stranger = await newVisitor(url);
    const send = (provider: string, headers: Record<string, string> = {}) =>
      stranger.send(`/api/v1/payments/webhooks/${provider}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"type":"payment_succeeded"}',
      });
    expect((await send('sandbox')).status).toBe(400);
    expect((await send('sandbox', { 'sandbox-signature': 't=1,v1=00' })).status).toBe(400);
    expect((await send('unheard-of')).status).toBe(404);
  });
});

test('payments are their buyer’s, and those of who runs the place', async () => {
  const [buyer, other] = [await newVisitor(url), await newVisitor(url)];
  const admin = await demoVisitor(url, 'admin');
  const course = await paidCourse(buyer);
  const { paymentId } = await order(buyer, course.id);
  const params = { id: paymentId };
  await expect(other.api.readPayment({ params })).rejects.toMatchObject({ status: 404 });
  expect(await admin.api.readPayment({ params })).toMatchObject({ status: 'pending' });
  const list = { params: { userId: buyer.userId }, query: {} };
  await expect(other.api.listUserPayments(list)).rejects.toMatchObject({ status: 403 });
  expect((await admin.api.listUserPayments(list)).items).toHaveLength(1);
});
