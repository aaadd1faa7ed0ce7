import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { AppError, id } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { checkOut, listUserPayments, readPayment, refundPayment } from '../contracts.ts';
import { minorUnitsOf } from '../money-at-edge.ts';
import { ListPayments } from '../queries/list-payments.ts';
import { ReadPayment } from '../queries/read-payment.ts';
import { CheckOut } from '../use-cases/check-out.ts';
import { RequestRefund } from '../use-cases/request-refund.ts';
import { presentCheckout, presentPayment, presentRefund } from './present-payment.ts';
import { SiteOrigin } from './site-origin.ts';

@Injectable()
export class PaymentRoutes {
  constructor(
    private readonly buying: CheckOut,
    private readonly reading: ReadPayment,
    private readonly listing: ListPayments,
    private readonly refunding: RequestRefund,
    private readonly site: SiteOrigin,
  ) {}

  @Route(checkOut)
  async checkOut(call: Call<typeof checkOut>): Promise<HandlerAnswer<typeof checkOut>> {
    const { ctx, body, idempotencyKey, request } = call;
    if (body.couponCode !== undefined) {
      const errors = [{ path: 'couponCode', message: 'is not a coupon of this place' }];
      throw new AppError('validation_failed', { errors });
    }
    const payment = await this.buying.run(ctx, {
      courseIds: body.courseIds.map((courseId) => id<'course'>(courseId)),
      idempotencyKey,
      origin: this.site.of(request),
      ...(body.provider === undefined ? {} : { provider: body.provider }),
    });
    return presentCheckout(payment);
  }

  @Route(readPayment)
  async read({
    ctx,
    params,
  }: Call<typeof readPayment>): Promise<HandlerAnswer<typeof readPayment>> {
    return presentPayment(await this.reading.run(ctx, { paymentId: id(params.id) }));
  }

  @Route(listUserPayments)
  async list({
    ctx,
    params,
    query,
  }: Call<typeof listUserPayments>): Promise<HandlerAnswer<typeof listUserPayments>> {
    const page = await this.listing.run(ctx, { ...query, userId: id(params.userId) });
    return { ...page, items: page.items.map(presentPayment) };
  }

  @Route(refundPayment)
  async refund(call: Call<typeof refundPayment>): Promise<HandlerAnswer<typeof refundPayment>> {
    const { ctx, params, body, idempotencyKey } = call;
    const { amount, reason } = body;
    const part = amount && { minorUnits: minorUnitsOf(amount), currency: amount.currency };
    const refund = await this.refunding.run(ctx, {
      paymentId: id(params.id),
      reason,
      ...(part ? { amount: part } : {}),
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    });
    return presentRefund(refund);
  }
}
