import { type Files, FilesError, FileStores } from '@edumaster/files';
import { describe, expect, it } from 'vitest';
import { SourceCopies } from './source-copies.ts';

/** A store that is far away: it counts what it copies, and what of it is still there. */
function farAway(failure?: Error) {
  const seen = { copied: 0, there: 0 };
  const files = {
    async withLocalFile<Result>(key: string, use: (path: string) => Promise<Result>) {
      seen.copied += 1;
      await Promise.resolve();
      if (failure) throw failure;
      seen.there += 1;
      try {
        return await use(`/scratch/${seen.copied}/${key}`);
      } finally {
        seen.there -= 1;
      }
    },
  } as unknown as Files;
  return { seen, copies: new SourceCopies(new FileStores({ ingest: files, delivery: files })) };
}

/** Uses a copy until it is told to stop. */
function using(copies: SourceCopies, key: string) {
  const begun = Promise.withResolvers<string>();
  const stop = Promise.withResolvers<void>();
  const done = copies.withLocalFile(key, async (path) => {
    begun.resolve(path);
    await stop.promise;
    return path;
  });
  return { begun: begun.promise, stop: stop.resolve, done };
}

describe('the copy of an uploaded video', () => {
  it('is one for all who use it at a time, and gone with the last of them', async () => {
    const { seen, copies } = farAway();
    const [first, second] = [using(copies, 'a'), using(copies, 'a')];
    expect(await first.begun).toBe(await second.begun);
    first.stop();
    await first.done;
    const third = using(copies, 'a');
    expect(await third.begun).toBe(await second.begun);
    second.stop();
    await second.done;
    expect(seen).toEqual({ copied: 1, there: 1 });
    third.stop();
    expect(await third.done).toBe('/scratch/1/a');
    expect(seen).toEqual({ copied: 1, there: 0 });
  });

  it('is made anew for who comes later, and another one of another video', async () => {
    const { seen, copies } = farAway();
    await copies.withLocalFile('a', async () => {});
    const other = using(copies, 'b');
    await other.begun;
    await copies.withLocalFile('a', async () => {});
    expect(seen).toEqual({ copied: 3, there: 1 });
    other.stop();
    await other.done;
    expect(seen.there).toBe(0);
  });

  it('goes when its user fails, and the failure is theirs alone', async () => {
    const { seen, copies } = farAway();
    const other = using(copies, 'a');
    const failing = copies.withLocalFile('a', () => Promise.reject(new Error('mine')));
    await expect(failing).rejects.toThrow('mine');
    expect(seen.there).toBe(1);
    other.stop();
    await other.done;
    expect(seen.there).toBe(0);
  });

  it('that cannot be had fails for all who wait for it, and is tried again after them', async () => {
    const { seen, copies } = farAway(new FilesError('no_space', 'no room'));
    const waiting = [1, 2].map(() => copies.withLocalFile('a', async () => {}));
    for (const one of waiting) await expect(one).rejects.toMatchObject({ code: 'no_space' });
    expect(seen.copied).toBe(1);
    await expect(copies.withLocalFile('a', async () => {})).rejects.toThrow('no room');
    expect(seen.copied).toBe(2);
  });
});
