import { AppError, listStateMachines, type StateMachine } from '@edumaster/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderState } from './order-state.ts';
import { paymentState } from './payment-state.ts';
import { payoutState } from './payout-state.ts';
import { refundState } from './refund-state.ts';
import { subscriptionState } from './subscription-state.ts';

type AnyMachine = StateMachine<string, string>;

const machines = [
  orderState,
  paymentState,
  refundState,
  payoutState,
  subscriptionState,
] as unknown as readonly AnyMachine[];

/** Every word that any machine knows, and some that none does. */
const words = [
  ...new Set(
    machines.flatMap(({ transitions }) => Object.values(transitions)).flatMap(Object.keys),
  ),
  'toString',
  '__proto__',
  '',
];

function following(machine: AnyMachine, state: string, event: string): string | undefined {
  const row = machine.transitions[state] ?? {};
  return Object.hasOwn(row, event) ? row[event] : undefined;
}

describe.each(machines.map((machine) => [machine.name, machine] as const))('%s', (_, machine) => {
  it('follows its table under any events, and refuses whatever is not in it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 40 }), (events) => {
        let state = machine.initial;
        for (const event of events) {
          const expected = following(machine, state, event);
          expect(machine.allows(state, event)).toBe(expected !== undefined);
          if (expected === undefined) {
            const before = state;
            expect(() => machine.next(before, event)).toThrow(AppError);
            continue;
          }
          expect(machine.sources(event)).toContain(state);
          state = machine.next(state, event);
          expect(state).toBe(expected);
        }
      }),
      { numRuns: 500 },
    );
  });
});

it('money that is back, or was never taken, is never paid again', () => {
  expect(refundState.transitions.succeeded).toEqual({});
  expect(orderState.allows('refunded', 'pay')).toBe(false);
  expect(orderState.allows('cancelled', 'pay')).toBe(false);
  expect(payoutState.allows('paid', 'reschedule')).toBe(false);
  expect(listStateMachines().length).toBeGreaterThanOrEqual(machines.length);
});
