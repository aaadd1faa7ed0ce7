import { expect, test } from 'vitest';
import { folderOf, renewAddress } from './signed-addresses.ts';

test('the folder of a manifest ends before its file and query', () => {
  expect(folderOf('https://x.test/v/old/m1/master.m3u8?a=/b')).toBe('https://x.test/v/old/m1/');
});

test('a segment named by the old manifest is fetched under the new signature', () => {
  const [old, newest] = ['https://x.test/v/old/m1/', 'https://x.test/v/new/m1/'];
  expect(renewAddress(`${old}720p/seg-7.m4s`, [old, newest], newest)).toBe(
    `${newest}720p/seg-7.m4s`,
  );
  expect(renewAddress(`${newest}720p/seg-8.m4s`, [old, newest], newest)).toBe(
    `${newest}720p/seg-8.m4s`,
  );
});

test('an address elsewhere is left alone', () => {
  expect(renewAddress('https://cdn.test/a.m4s', ['https://x.test/v/'], 'https://x.test/w/')).toBe(
    'https://cdn.test/a.m4s',
  );
});
