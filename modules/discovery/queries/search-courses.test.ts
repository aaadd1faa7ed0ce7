import { type Ctx, newId } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Card } from '../domain/card.ts';
import type { Filters, Sort } from '../domain/search.ts';
import { discoveryModule } from '../module.ts';
import { cardOf } from '../testing/card.ts';
import { ListCourse } from '../use-cases/list-course.ts';
import { RaisePopularity } from '../use-cases/raise-popularity.ts';
import { UnlistCourse } from '../use-cases/unlist-course.ts';
import { SearchCourses } from './search-courses.ts';
import { SuggestCourses } from './suggest-courses.ts';

const { name, migrations } = discoveryModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

interface Search extends Filters {
  readonly q?: string;
  readonly sort?: Sort;
  readonly cursor?: string;
  readonly limit?: number;
}

function search(ctx: Ctx, { q = '', sort = 'relevance', cursor, limit, ...filters }: Search) {
  return new SearchCourses(database.db).run(ctx, { q, sort, cursor, limit, filters });
}

async function titlesOf(ctx: Ctx, wanted: Search): Promise<string[]> {
  return (await search(ctx, wanted)).items.map(({ card }) => card.title);
}

async function list(ctx: Ctx, ...cards: readonly Partial<Card>[]): Promise<Card[]> {
  const full = cards.map(cardOf);
  const listing = new ListCourse(database.db);
  for (const card of full) await listing.run(ctx, { card });
  return full;
}

async function enroll(ctx: Ctx, courseId: string, times: number): Promise<void> {
  const popularity = new RaisePopularity(database.db);
  for (let count = 0; count < times; count += 1) await popularity.run(ctx, { courseId });
}

const usd = (amount: number) => ({ amount, currency: 'USD' });
const sorted = (texts: readonly string[]) => [...texts].sort();

const grace = newId();

describe('a search', () => {
  let ctx: Ctx;
  let byTitle: ReadonlyMap<string, Card>;

  beforeAll(async () => {
    ctx = database.tenantCtx();
    const cards = await list(
      ctx,
      {
        title: 'Baking bread',
        tags: ['baking'],
        category: 'food',
        categoryName: 'Food and drink',
        price: usd(5000),
        discount: { percent: 50, endsAt: null },
        lectureTitles: ['Sourdough'],
        publishedAt: '2026-01-03T00:00:00.000Z',
      },
      {
        title: 'Node.js in depth',
        level: 'advanced',
        price: usd(3000),
        discount: { percent: 50, endsAt: '2026-01-01T00:00:00.000Z' },
        instructor: { id: grace, name: 'Grace Hopper' },
        publishedAt: '2026-01-02T00:00:00.000Z',
      },
      {
        title: 'Crème brûlée',
        description: 'Baking with a flame, node by node.',
        category: 'food',
        language: 'fr',
        publishedAt: '2026-01-01T00:00:00.000Z',
      },
    );
    byTitle = new Map(cards.map((card) => [card.title, card]));
    await enroll(ctx, byTitle.get('Crème brûlée')?.courseId ?? '', 3);
    await enroll(ctx, byTitle.get('Baking bread')?.courseId ?? '', 1);
  });

  it.each([
    ['bread', ['Baking bread']],
    ['brea', ['Baking bread']],
    ['BREAD bak', ['Baking bread']],
    ['sourdough', ['Baking bread']],
    ['drink', ['Baking bread']],
    ['hopper', ['Node.js in depth']],
    ['node.js', ['Node.js in depth']],
    ['creme', ['Crème brûlée']],
    ['brûlée', ['Crème brûlée']],
    ['flame', ['Crème brûlée']],
    ['bread node', []],
    ['read', []],
  ])('for %s finds %j', async (q, titles) => {
    expect(await titlesOf(ctx, { q })).toEqual(titles);
  });

  it('shows a word of the title before one of the description, however popular', async () => {
    expect(await titlesOf(ctx, { q: 'node' })).toEqual(['Node.js in depth', 'Crème brûlée']);
    expect(await titlesOf(ctx, { q: 'baking' })).toEqual(['Baking bread', 'Crème brûlée']);
  });

  it.each([`?!.,;:'"()&|*<->`, "'", '\\', ':*', `'a':* & !`, '%00', '<->', '☃', '\ud800'])(
    'for the nonsense %j finds nothing or something, without an error',
    async (q) => {
      expect((await search(ctx, { q })).total).toBeGreaterThanOrEqual(0);
    },
  );

  it('for punctuation only finds nothing, and for blanks everything', async () => {
    expect(await search(ctx, { q: '?!' })).toMatchObject({ items: [], total: 0, nextCursor: null });
    expect(await search(ctx, { q: '  ' })).toMatchObject({ total: 3 });
  });

  it.each([
    [{ category: 'food' }, ['Baking bread', 'Crème brûlée']],
    [{ tag: 'baking' }, ['Baking bread']],
    [{ instructor: grace }, ['Node.js in depth']],
    [{ instructor: grace, category: 'food' }, []],
    [{ level: 'advanced' }, ['Node.js in depth']],
    [{ language: 'fr' }, ['Crème brûlée']],
    [{ price: 'free' }, ['Crème brûlée']],
    [{ price: 'paid' }, ['Baking bread', 'Node.js in depth']],
    [{ maxPrice: 2500 }, ['Baking bread', 'Crème brûlée']],
    [{ minPrice: 2501 }, ['Node.js in depth']],
    [{ minPrice: 1, maxPrice: 2500 }, ['Baking bread']],
    [{ category: 'food', language: 'en' }, ['Baking bread']],
    [{ category: 'food', q: 'flame' }, ['Crème brûlée']],
    [{ rating: 4 }, []],
    [{ category: `' or true --` }, []],
  ] as const)('with %j finds %j', async (filters, titles) => {
    const { items, total } = await search(ctx, filters);
    expect(sorted(items.map(({ card }) => card.title))).toEqual(titles);
    expect(total).toBe(titles.length);
  });

  it.each([
    ['popular', ['Crème brûlée', 'Baking bread', 'Node.js in depth']],
    ['relevance', ['Crème brûlée', 'Baking bread', 'Node.js in depth']],
    ['newest', ['Baking bread', 'Node.js in depth', 'Crème brûlée']],
    ['price_asc', ['Crème brûlée', 'Baking bread', 'Node.js in depth']],
    ['price_desc', ['Node.js in depth', 'Baking bread', 'Crème brûlée']],
  ] as const)('in the order %s', async (sort, titles) => {
    expect(await titlesOf(ctx, { sort })).toEqual(titles);
  });

  it('by rating, from which the facet and the filter count', async () => {
    const courseId = byTitle.get('Node.js in depth')?.courseId;
    const rate =
      'update discovery.course_cards set rating_sum = $2, rating_count = $3 where course_id = $1';
    await database.owner.query(rate, [courseId, 9, 2]);
    expect((await titlesOf(ctx, { sort: 'rating' }))[0]).toBe('Node.js in depth');
    expect(await titlesOf(ctx, { rating: 4.5 })).toEqual(['Node.js in depth']);
    const { facets } = await search(ctx, {});
    expect(facets.rating).toHaveLength(4);
    expect(facets.rating).toContainEqual({ value: '4.5', count: 1 });
    await database.owner.query(rate, [courseId, 0, 0]);
  });

  it('counts what each value of a filter would give with the other filters', async () => {
    const { facets, total } = await search(ctx, { category: 'food', price: 'paid' });
    expect(total).toBe(1);
    expect(facets).toEqual({
      category: [
        { value: 'food', count: 1 },
        { value: 'programming', count: 1 },
      ],
      level: [{ value: 'beginner', count: 1 }],
      language: [{ value: 'en', count: 1 }],
      price: [
        { value: 'free', count: 1 },
        { value: 'paid', count: 1 },
      ],
      rating: [],
    });
  });

  it.each(['relevance', 'popular', 'newest', 'price_asc', 'price_desc', 'rating'] as const)(
    'page by page in the order %s gives each course once',
    async (sort) => {
      const titles: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await search(ctx, { sort, limit: 1, ...(cursor ? { cursor } : {}) });
        titles.push(...page.items.map(({ card }) => card.title));
        cursor = page.nextCursor;
      } while (cursor);
      expect(titles).toEqual(await titlesOf(ctx, { sort }));
    },
  );

  it('by words goes page by page too', async () => {
    const first = await search(ctx, { q: 'bak', limit: 1 });
    const second = await search(ctx, { q: 'bak', limit: 1, cursor: first.nextCursor ?? '' });
    const found = [...first.items, ...second.items].map(({ card }) => card.title);
    expect(found).toEqual(['Baking bread', 'Crème brûlée']);
    expect(second.nextCursor).toBeNull();
  });

  it('refuses the cursor of another order', async () => {
    const { nextCursor } = await search(ctx, { sort: 'newest', limit: 1 });
    const other = search(ctx, { sort: 'popular', cursor: nextCursor ?? '' });
    await expect(other).rejects.toMatchObject({ code: 'validation_failed' });
    const forged = Buffer.from('["newest",1,"x"]').toString('base64url');
    await expect(search(ctx, { sort: 'newest', cursor: forged })).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });

  it('suggests titles by the beginning of their words only', async () => {
    const suggest = (q: string) => new SuggestCourses(database.db).run(ctx, { q });
    expect((await suggest('br')).map(({ title }) => title)).toEqual([
      'Crème brûlée',
      'Baking bread',
    ]);
    expect(await suggest('flame')).toEqual([]);
    expect(await suggest('*')).toEqual([]);
  });

  it('of the second tenant finds nothing of the first', async () => {
    const stranger = database.tenantCtx({ tenant: 'second', roles: ['owner', 'admin'] });
    expect(await search(stranger, {})).toMatchObject({ items: [], total: 0 });
    expect(await search(stranger, { q: 'bread' })).toMatchObject({ items: [], total: 0 });
    expect(await new SuggestCourses(database.db).run(stranger, { q: 'br' })).toEqual([]);
    await new UnlistCourse(database.db).run(stranger, {
      courseId: byTitle.get('Baking bread')?.courseId ?? '',
    });
    expect(await titlesOf(ctx, { q: 'bread' })).toEqual(['Baking bread']);
  });

  it('is the only way: the application may not touch the table', async () => {
    const peek = database.db.inTx(ctx, (tx) =>
      tx.rows({ text: 'select * from discovery.course_cards' }),
    );
    await expect(peek).rejects.toThrow(/permission denied/);
  });
});

describe('a listed course', () => {
  it('is replaced by its next version, and never by an older one', async () => {
    const ctx = database.tenantCtx();
    const [card] = await list(ctx, { title: 'Weaving one', version: 2 });
    await list(ctx, { ...card, title: 'Weaving two', version: 3 });
    await list(ctx, { ...card, title: 'Weaving zero', version: 1 });
    expect(await titlesOf(ctx, { q: 'weaving' })).toEqual(['Weaving two']);
    expect(await titlesOf(ctx, { q: 'one' })).toEqual([]);
  });

  it('keeps its place among the newest when it gets another version', async () => {
    const ctx = database.tenantCtx();
    const tag = `tag-${newId()}`;
    const [older] = await list(
      ctx,
      { title: 'Older', tags: [tag], publishedAt: '2025-01-01T00:00:00.000Z' },
      { title: 'Newer', tags: [tag], publishedAt: '2025-01-02T00:00:00.000Z' },
    );
    await list(ctx, { ...older, version: 2, publishedAt: '2025-01-03T00:00:00.000Z' });
    expect(await titlesOf(ctx, { tag, sort: 'newest' })).toEqual(['Newer', 'Older']);
  });

  it('knows its enrollments, also those that were counted before it was listed', async () => {
    const ctx = database.tenantCtx();
    const card = cardOf({ title: 'Knitting' });
    await enroll(ctx, card.courseId, 2);
    await list(ctx, card);
    await enroll(ctx, card.courseId, 1);
    const { items } = await search(ctx, { q: 'knitting' });
    expect(items).toMatchObject([{ enrollmentCount: 3 }]);
  });

  it('loses no enrollment that is counted while it is listed', async () => {
    const ctx = database.tenantCtx();
    const card = cardOf({ title: 'Spinning' });
    await Promise.all([
      ...Array.from({ length: 4 }, () => enroll(ctx, card.courseId, 1)),
      list(ctx, card),
      ...Array.from({ length: 4 }, () => enroll(ctx, card.courseId, 1)),
    ]);
    expect((await search(ctx, { q: 'spinning' })).items).toMatchObject([{ enrollmentCount: 8 }]);
  });

  it('is counted by every search that shows it, also by one at the very moment', async () => {
    const ctx = database.tenantCtx();
    const cards = Array.from({ length: 40 }, (_, index) => ({ title: `Juggling ${index}` }));
    let listed = false;
    const listing = list(ctx, ...cards).finally(() => {
      listed = true;
    });
    const odd: unknown[] = [];
    while (!listed) {
      const { items, total } = await search(ctx, { q: 'juggling', limit: 100 });
      if (items.length !== total) odd.push({ shown: items.length, total });
    }
    await listing;
    expect(odd).toEqual([]);
    expect((await search(ctx, { q: 'juggling', limit: 100 })).total).toBe(40);
  });

  it('is found no longer once it is archived', async () => {
    const ctx = database.tenantCtx();
    const [card] = await list(ctx, { title: 'Pottery' });
    await new UnlistCourse(database.db).run(ctx, { courseId: card?.courseId ?? '' });
    expect(await titlesOf(ctx, { q: 'pottery' })).toEqual([]);
  });
});
