import { Db, type Home } from '@edumaster/database';
import type { CronHandler } from '@edumaster/jobs';
import { type Ctx, Log, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { type Left, leftAlone } from '../store/left-alone.ts';
import { CheckPayment } from '../use-cases/check-payment.ts';
import { SubmitRefund } from '../use-cases/submit-refund.ts';

/**
 * Goes after what nobody tells us of: payments whose webhook was lost, and refunds whose job died.
 * One that cannot be asked now is asked again; it keeps nobody else waiting.
 */
@Injectable()
export class SweepPayments implements CronHandler {
  readonly name = 'commerce.sweep-payments';
  readonly schedule = '* * * * *';

  constructor(
    private readonly db: Db,
    private readonly check: CheckPayment,
    private readonly submit: SubmitRefund,
    private readonly log: Log,
  ) {}

  async run(signal: AbortSignal, home: Home): Promise<void> {
    const ctx = systemCtx('Payments and refunds that wait are found in every tenant of a home');
    const { payments, refunds } = await this.db.inSystemTxAt(home, ctx, (tx) =>
      leftAlone(tx, { now: ctx.now, limit: 200 }),
    );
    for (const { id: paymentId, ...of } of payments) {
      signal.throwIfAborted();
      await this.#attempt(of, (of) => this.check.run(of, { paymentId }));
    }
    for (const { id: refundId, ...of } of refunds) {
      signal.throwIfAborted();
      await this.#attempt(of, (of) => this.submit.run(of, { refundId }));
    }
  }

  async #attempt({ tenantId }: Omit<Left, 'id'>, work: (ctx: Ctx) => Promise<void>): Promise<void> {
    const { correlationId, now, reason } = systemCtx(`cron ${this.name}`);
    const actor = { kind: 'system', reason } as const;
    try {
      await work({ tenantId, actor, correlationId, locale: 'en', now });
    } catch (error) {
      this.log.warn({ err: error, tenantId }, 'a payment could not be asked for');
    }
  }
}
