import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { withExactLength } from './exact-length.ts';

const bodyOf = (...pieces: string[]) => Readable.from(pieces.map((piece) => Buffer.from(piece)));

test('a body of the right length passes', async () => {
  expect(await text(withExactLength(bodyOf('abc', 'def', 'g'), 7))).toBe('abcdefg');
});

test.each([
  ['too long', ['abc', 'def', 'gh']],
  ['too short', ['abc', 'def']],
])('of one that is %s the announced bytes are never all given', async (_, pieces) => {
  let given = 0;
  const reading = async () => {
    for await (const piece of withExactLength(bodyOf(...pieces), 7)) given += piece.length;
  };
  await expect(reading()).rejects.toMatchObject({ code: 'wrong_length' });
  expect(given).toBeLessThan(7);
});

test('a sender that is given up is destroyed', async () => {
  const body = bodyOf('abc', 'def');
  const exact = withExactLength(body, 6);
  await exact[Symbol.asyncIterator]().next();
  exact.destroy();
  await new Promise((resolve) => body.once('close', resolve));
  expect(body.destroyed).toBe(true);
});
