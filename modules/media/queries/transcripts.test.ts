import { type Ctx, id, newId } from '@edumaster/kernel';
import { useDatabase } from '@edumaster/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Cue } from '../domain/cue.ts';
import type { CaptionPlace } from '../index.ts';
import { mediaModule } from '../module.ts';
import { type NewCaption, insertCaption } from '../store/caption-store.ts';
import { newVideo } from '../testing/new-video.ts';
import { CaptionWriter } from '../use-cases/caption-writer.ts';
import { Transcripts } from './transcripts.ts';

const { name, migrations } = mediaModule;
const database = useDatabase({ migrations: [{ module: name, folder: migrations }] });

const said = (...texts: readonly string[]): Cue[] =>
  texts.map((text, index) => ({ startMs: index * 2_000, endMs: index * 2_000 + 1_900, text }));

describe('transcripts', () => {
  let ctx: Ctx;
  let loops: string;
  let closures: string;
  let transcripts: Transcripts;

  async function caption(mediaId: string, cues: readonly Cue[], row: Partial<NewCaption> = {}) {
    const { status = 'published' } = row;
    await database.db.inTx(ctx, async (tx) => {
      const track = { id: newId(), assetId: mediaId, language: 'en', label: 'English' };
      const beginning = { origin: 'uploaded', copiedFrom: null, updatedBy: null } as const;
      const made = await insertCaption(tx, { ...track, ...beginning, ...row, status });
      await new CaptionWriter(database.outbox).write(tx, made, { cues, status, by: null });
    });
  }

  const search = async (
    q: string,
    {
      mediaIds = [loops, closures],
      by = ctx,
      ...rest
    }: {
      mediaIds?: readonly string[];
      by?: Ctx;
      after?: CaptionPlace;
      limit?: number;
    } = {},
  ) => {
    const page = { limit: 10, ...rest, mediaIds: mediaIds.map((one) => id<'media'>(one)), q };
    const hits = await transcripts.search(by, page);
    return hits.map((hit) => ({
      ...hit,
      text: hit.parts.map((part) => (part.isHit ? `[${part.text}]` : part.text)).join(''),
    }));
  };
  const texts = async (...args: Parameters<typeof search>) =>
    (await search(...args)).map(({ text }) => text);

  beforeAll(async () => {
    transcripts = new Transcripts(database.db);
    ctx = database.tenantCtx({ roles: ['instructor'] });
    loops = await newVideo(database.db, ctx);
    closures = await newVideo(database.db, ctx);
    await caption(
      loops,
      said('A loop repeats, and', 'loops may be endless.', 'Then <b>stop</b> it.', 'Été à Paris'),
    );
    await caption(closures, said('A closure', 'closes over a loop variable'));
    await caption(closures, said('Eine Schleife', 'läuft'), { language: 'de', label: 'Deutsch' });
    await caption(closures, said('un secret loop'), { language: 'fr', status: 'draft' });
    await caption(loops, said('機械学習を始めましょう'), { language: 'ja', status: 'unreviewed' });
  });

  it('are found by words and beginnings of words, in the order of the videos and of time', async () => {
    expect(await texts('loop')).toEqual([
      'A [loop] repeats, and',
      '[loops] may be endless.',
      'closes over a [loop] variable',
    ]);
    expect(await texts('loop', { mediaIds: [closures, loops] })).toEqual([
      'closes over a [loop] variable',
      'A [loop] repeats, and',
      '[loops] may be endless.',
    ]);
    expect(await texts('ETE')).toEqual(['[Été] à Paris']);
    expect(await texts('学習')).toEqual(['機械[学習]を始めましょう']);
    expect(await texts('stop')).toEqual(['Then <b>[stop]</b> it.']);
    expect(await search('schleife')).toMatchObject([{ language: 'de', startMs: 0 }]);
  });

  it('are found over the border of two cues, once', async () => {
    expect(await texts('repeats endless')).toEqual([
      'A loop [repeats], and loops may be [endless].',
    ]);
    expect(await texts('closure variable')).toEqual(['A [closure] closes over a loop [variable]']);
    expect(await texts('repeats paris')).toEqual([]);
  });

  it('are not found in drafts, in videos that are not asked for, or by signs', async () => {
    expect(await texts('secret')).toEqual([]);
    expect(await texts('loop', { mediaIds: [] })).toEqual([]);
    expect(await texts('schleife', { mediaIds: [loops] })).toEqual([]);
    expect(await texts("'); drop --")).toEqual([]);
    expect(await texts('…')).toEqual([]);
  });

  it('go page by page, each hit once', async () => {
    const all = await search('l');
    const found: string[] = [];
    let after: CaptionPlace | undefined;
    do {
      const [hit] = await search('l', { limit: 1, ...(after ? { after } : {}) });
      after = hit?.place;
      if (hit) found.push(hit.text);
    } while (after);
    expect(found.length).toBeGreaterThan(3);
    expect(found).toEqual(all.map(({ text }) => text));
  });

  it('of one tenant are nothing to another, who cannot touch the table either', async () => {
    const stranger = database.tenantCtx({ tenant: 'second', roles: ['admin', 'owner'] });
    expect(await texts('loop', { by: stranger })).toEqual([]);
    expect(await transcripts.read(stranger, { mediaId: loops })).toBeUndefined();
    const peek = database.db.inTx(ctx, (tx) =>
      tx.rows({ text: 'select * from media.caption_words' }),
    );
    await expect(peek).rejects.toThrow(/permission denied/);
  });

  it('are found by an index that contains the tenant', async () => {
    const many = await newVideo(database.db, ctx);
    await caption(
      many,
      said(...Array.from({ length: 5_000 }, (_, index) => `word${index} spoken`)),
    );
    await database.owner.query('analyze media.caption_words');
    const { rows } = await database.owner.query<{ 'QUERY PLAN': string }>(
      `explain select 1 from media.caption_words w
       where w.tenant_id = $1 and w.asset_id = any ($2)
         and w.document @@ to_tsquery('pg_catalog.simple', $3)`,
      [ctx.tenantId, [many], `'word4321':*`],
    );
    const plan = rows.map((line) => line['QUERY PLAN']).join('\n');
    expect(plan).toMatch(
      /caption_words_by_word\b.*\n +Index Cond: \(\(tenant_id = .* AND \(document @@/,
    );
    expect(await texts('word4321', { mediaIds: [many] })).toEqual(['[word4321] spoken']);
  });

  it('are read in the language asked for, the nearest, or any', async () => {
    const read = async (language?: string) =>
      (await transcripts.read(ctx, { mediaId: closures, language }))?.language;
    expect(await read('de')).toBe('de');
    expect(await read('EN-us')).toBe('en');
    expect(await read('es')).toBe('de');
    expect(await read()).toBe('de');
    // A draft is there for nobody.
    expect(await read('fr')).toBe('de');
    const transcript = await transcripts.read(ctx, { mediaId: loops, language: 'ja' });
    expect(transcript?.tracks).toEqual([
      { language: 'en', label: 'English', isAutomatic: false },
      { language: 'ja', label: 'English', isAutomatic: true },
    ]);
    expect(transcript?.cues).toMatchObject([{ startMs: 0, text: '機械学習を始めましょう' }]);
    const silent = await newVideo(database.db, ctx);
    expect(await transcripts.read(ctx, { mediaId: silent })).toBeUndefined();
  });
});
