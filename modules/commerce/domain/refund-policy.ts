export interface RefundRules {
  readonly days: number;
  readonly consumedPercent: number;
}

interface Purchase {
  readonly paidAt: Date;
  /** Of each course of the order, in whole percent. */
  readonly completed: readonly number[];
}

const dayMilliseconds = 86_400_000;

/** Whether buyers get this back by themselves; otherwise why not. */
export function refusalOf(
  { paidAt, completed }: Purchase,
  { days, consumedPercent }: RefundRules,
  now: Date,
): 'refund_period_over' | 'too_much_consumed' | undefined {
  if (now.getTime() - paidAt.getTime() > days * dayMilliseconds) return 'refund_period_over';
  if (completed.some((percent) => percent > consumedPercent)) return 'too_much_consumed';
  return undefined;
}
