import { type CurriculumOptions, curriculumOf, FakeCatalog } from '@edumaster/catalog/testing';
import { FakeIdentity } from '@edumaster/identity/testing';
import { type Ctx, newId, silentLog } from '@edumaster/kernel';
import { FakeLearning } from '@edumaster/learning/testing';
import { FakePaymentProviders } from '@edumaster/payments/testing';
import { FakeTenancy } from '@edumaster/tenancy/testing';
import type { TestDatabase } from '@edumaster/testkit';
import '../errors.ts';
import type { CommerceSettings } from '../config.ts';
import type { Payment } from '../domain/order.ts';
import { SubmitRefunds } from '../jobs/submit-refunds.ts';
import { SweepPayments } from '../jobs/sweep-payments.ts';
import { ListPayments } from '../queries/list-payments.ts';
import { ReadPayment } from '../queries/read-payment.ts';
import { CheckOut } from '../use-cases/check-out.ts';
import { CheckPayment } from '../use-cases/check-payment.ts';
import { CloseRefund } from '../use-cases/close-refund.ts';
import { FollowDispute } from '../use-cases/follow-dispute.ts';
import { FollowPayment } from '../use-cases/follow-payment.ts';
import { NoteForeignRefund } from '../use-cases/note-foreign-refund.ts';
import { OpenPayment } from '../use-cases/open-payment.ts';
import { PlaceOrder } from '../use-cases/place-order.ts';
import { PromiseRefund } from '../use-cases/promise-refund.ts';
import { RequestRefund } from '../use-cases/request-refund.ts';
import { SettlePayment } from '../use-cases/settle-payment.ts';
import { SubmitRefund } from '../use-cases/submit-refund.ts';
import { TakeWebhook } from '../use-cases/take-webhook.ts';

export const testSettings: CommerceSettings = {
  EDUMASTER_MARKETPLACE_SHARE: 3_700,
  EDUMASTER_ACADEMY_SHARE: 10_000,
  EDUMASTER_CHECKOUT_MINUTES: 60,
  EDUMASTER_REFUND_DAYS: 30,
  EDUMASTER_REFUND_CONSUMED_PERCENT: 30,
};

type Parts = Pick<TestDatabase, 'db' | 'outbox' | 'jobs' | 'audit'>;

/** The module on a database, with a provider in memory and fakes of the modules below. */
export function commerceWorld({ db, outbox, jobs, audit }: Parts) {
  const catalog = new FakeCatalog();
  const learning = new FakeLearning();
  const tenancy = new FakeTenancy();
  const providers = new FakePaymentProviders();
  const promise = new PromiseRefund(outbox, jobs);
  const settle = new SettlePayment(db, outbox, promise);
  const close = new CloseRefund(db, outbox);
  const submit = new SubmitRefund(db, providers, close);
  const open = new OpenPayment(db, providers, new FakeIdentity());
  const place = new PlaceOrder(db, catalog, learning, tenancy, testSettings);
  const follow = new FollowPayment(
    db,
    settle,
    close,
    new NoteForeignRefund(db, promise),
    new FollowDispute(db, outbox, promise),
    silentLog,
  );
  const check = new CheckPayment(db, providers, follow);
  const world = {
    catalog,
    learning,
    providers,
    checkOut: new CheckOut(place, open, settle, providers),
    check,
    close,
    requestRefund: new RequestRefund(db, learning, audit, promise, testSettings),
    readPayment: new ReadPayment(db),
    listPayments: new ListPayments(db),
    settle,
    submit,
    submitRefunds: new SubmitRefunds(submit),
    sweep: new SweepPayments(db, check, submit, silentLog),
    takeWebhook: new TakeWebhook(providers, follow),
  };
  return { ...world, ...peopleOf(world) };
}

interface World {
  readonly catalog: FakeCatalog;
  readonly checkOut: CheckOut;
  readonly providers: FakePaymentProviders;
  readonly takeWebhook: TakeWebhook;
}

/** What buyers and the provider do. */
function peopleOf({ catalog, checkOut, providers, takeWebhook }: World) {
  const course = (ctx: Ctx, options: CurriculumOptions = {}) => {
    const offered = curriculumOf({ price: { amount: 4_999, currency: 'USD' }, ...options });
    catalog.addPublished(ctx, offered);
    return offered;
  };
  const buy = (ctx: Ctx, courses: readonly ReturnType<typeof course>[], key: string = newId()) =>
    checkOut.run(ctx, {
      courseIds: courses.map(({ courseId }) => courseId),
      idempotencyKey: key,
      origin: 'http://localhost:3000',
    });
  /** All that the provider has to tell of this payment so far, as it arrives. */
  const deliveries = async (ctx: Ctx, payment: Pick<Payment, 'id'>) => {
    const provider = providers.of(ctx.tenantId);
    const told = await Promise.all(
      provider.deliveries.map(async (delivery) => ({
        delivery,
        events: await provider.readWebhook(delivery),
      })),
    );
    return told
      .filter(({ events }) => events.some(({ paymentId }) => paymentId === payment.id))
      .map(({ delivery }) => delivery);
  };
  const deliver = async (ctx: Ctx, payment: Pick<Payment, 'id'>) => {
    for (const delivery of await deliveries(ctx, payment)) {
      await takeWebhook.run(ctx, { provider: 'fake', delivery });
    }
  };
  const pay = async (ctx: Ctx, payment: Payment) => {
    providers.of(ctx.tenantId).pay(payment.providerReference ?? '');
    await deliver(ctx, payment);
  };
  return { course, buy, pay, deliver, deliveries };
}
