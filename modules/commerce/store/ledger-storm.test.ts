import { type Id, newId, systemCtx } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Journal, Posting } from '../domain/journal.ts';
import * as journals from '../domain/journals.ts';
import { type SplitPart, splitSale, takeFrom, totalOf } from '../domain/split.ts';
import { inspectLedger } from '../inspect-ledger.ts';
import { commerceModule } from '../module.ts';
import { type Balance, postJournal, readBalances } from './ledger-store.ts';

const { name, migrations } = commerceModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

/** `LEDGER_OPERATIONS=100000` makes a storm of the everyday test. */
const operations = Number(process.env['LEDGER_OPERATIONS'] ?? 2_000);
const inOneTransaction = 50;

const currencies = ['USD', 'EUR', 'JPY', 'KWD'] as const;
const instructors = Array.from({ length: 6 }, () => newId<'user'>());

interface Sale {
  readonly currency: string;
  left: readonly SplitPart[];
}

const step = fc.record({
  kind: fc.constantFrom('buy', 'buy', 'buy', 'refund', 'split', 'payout', 'chargeback', 'convert'),
  amount: fc.bigInt({ min: 1n, max: 10n ** 9n }),
  share: fc.bigInt({ min: 0n, max: 10_000n }),
  pick: fc.nat(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A shop of the ledger's own words, with what its accounts must say kept beside it. */
class Shop {
  readonly expected = new Map<string, bigint>();
  readonly #sales: Sale[] = [];

  /** The facts of one step. */
  take(of: Step): readonly Journal[] {
    return this.#facts(of)
      .filter((fact) => fact !== undefined)
      .map((fact) => this.#keep(fact));
  }

  #facts({ kind, amount, share, pick }: Step): readonly (Journal | undefined)[] {
    const sourceId = newId();
    const currency = currencies[pick % currencies.length] ?? 'USD';
    if (kind === 'convert') {
      const to = { amount: (amount * 93n) / 100n, currency: currency === 'EUR' ? 'USD' : 'EUR' };
      const from = { amount, currency };
      return [journals.conversionJournal({ sourceId, account: 'buyer_clearing', from, to })];
    }
    if (kind === 'payout') {
      const instructorId = teacher(pick);
      const paid = { sourceId, instructorId, amount, currency };
      const isReturned = pick % 5 === 0;
      return [
        journals.payoutJournal(paid),
        isReturned ? journals.payoutFailedJournal(paid) : undefined,
      ];
    }
    const sale = this.#sales[pick % Math.max(1, this.#sales.length)];
    if (kind === 'buy' || kind === 'split' || !sale) {
      const count = kind === 'split' ? 2 + (pick % 4) : 1;
      return this.#sell({ sourceId, currency, amount, share, count, pick });
    }
    return this.#giveBack(sale, { sourceId, share, isDisputed: kind === 'chargeback', pick });
  }

  #sell(of: {
    sourceId: string;
    currency: string;
    amount: bigint;
    share: bigint;
    count: number;
    pick: number;
  }) {
    const { sourceId, currency, amount, share, count, pick } = of;
    const parts = Array.from({ length: count }, (_, index) => ({
      instructorId: teacher(pick + index),
      ...splitSale(amount + BigInt(index), { share, tax: amount / 7n }),
    }));
    this.#sales.push({ currency, left: parts });
    return [
      journals.saleJournal({ sourceId, currency, parts }),
      journals.providerFeeJournal({ sourceId, currency, amount: amount / 35n }),
    ];
  }

  #giveBack(
    sale: Sale,
    how: { sourceId: string; share: bigint; isDisputed: boolean; pick: number },
  ) {
    const { sourceId, share, isDisputed, pick } = how;
    const { currency, left } = sale;
    const rest = left.reduce((sum, part) => sum + totalOf(part), 0n);
    const amount = pick % 4 === 0 ? rest : (rest * share) / 10_000n;
    const parts = takeFrom(left, amount);
    const isKept = pick % 3 === 0;
    if (!isKept) sale.left = left.map((part, index) => minus(part, parts[index] ?? part));
    const of = { sourceId, currency, parts };
    if (isDisputed) {
      return [
        journals.disputeOpenedJournal({ sourceId, currency, amount }),
        isKept
          ? journals.disputeWonJournal({ sourceId, currency, amount })
          : journals.disputeLostJournal(of),
      ];
    }
    return [
      journals.refundJournal(of),
      isKept
        ? journals.refundReversedJournal(of)
        : journals.refundPaidJournal({ sourceId, currency, amount }),
    ];
  }

  #keep(fact: Journal): Journal {
    for (const posting of fact.postings) {
      const key = keyOf(posting);
      this.expected.set(key, (this.expected.get(key) ?? 0n) + posting.amount);
    }
    return fact;
  }
}

function teacher(pick: number): Id<'user'> {
  return instructors[pick % instructors.length] ?? newId<'user'>();
}

function minus(part: SplitPart, taken: SplitPart): SplitPart {
  return {
    ...part,
    instructor: part.instructor - taken.instructor,
    platform: part.platform - taken.platform,
    tax: part.tax - taken.tax,
  };
}

function keyOf({ account, ownerId, currency }: Omit<Posting, 'amount'>): string {
  return `${account}/${ownerId ?? ''}/${currency}`;
}

const asMap = (balances: readonly Balance[]) =>
  new Map(balances.map((balance) => [keyOf(balance), balance.amount]));

it(
  'after any operations every journal sums to zero, and balances can be made anew from them',
  async () => {
    const ctx = database.tenantCtx();
    const shop = new Shop();
    const fold = (fromStart: boolean) =>
      database.db.inSystemTx(systemCtx('a test sums up'), (tx) =>
        tx.rows({ text: 'select commerce.fold_ledger($1)', values: [fromStart] }),
      );
    const read = async () => asMap(await database.db.inTx(ctx, (tx) => readBalances(tx)));
    for (let done = 0; done < operations; done += inOneTransaction) {
      const facts = fc.sample(step, inOneTransaction).flatMap((one) => shop.take(one));
      await database.db.inTx(ctx, async (tx) => {
        for (const fact of facts) expect(await postJournal(tx, fact)).toBe(true);
      });
      if (done % 500 === 0) await fold(false);
    }
    const expected = new Map([...shop.expected].filter(([, amount]) => amount !== 0n));
    const total = new Map<string, bigint>();
    for (const [key, amount] of expected) {
      const currency = key.split('/').at(-1) ?? '';
      total.set(currency, (total.get(currency) ?? 0n) + amount);
    }
    expect([...total.values()].every((sum) => sum === 0n)).toBe(true);
    const summedUp = await read();
    expect(summedUp).toEqual(expected);
    await fold(true);
    expect(await read()).toEqual(expected);
    const inspection = await inspectLedger(database.owner);
    expect(inspection).toMatchObject({ balanced: true, unbalanced: 0, drifting: 0 });
    expect(inspection.journals).toBeGreaterThan(operations / 2);
  },
  60_000 + operations * 30,
);
