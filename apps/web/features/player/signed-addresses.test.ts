import { describe, expect, test } from 'vitest';
import { folderOf, renewAddress, SignedAddresses } from './signed-addresses.ts';

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

describe('the addresses of a viewing', () => {
  const address = (signature: string) => `https://a.test/v/${signature}/media/master.m3u8`;
  const segment = (signature: string) => `https://a.test/v/${signature}/media/360p.mp4`;
  const at = (second: number) => new Date(second * 1000).toISOString();

  test('are renewed once, before the first request that they would not outlive', async () => {
    let now = 0;
    let renewals = 0;
    const addresses: SignedAddresses = new SignedAddresses(
      async () => {
        renewals += 1;
        addresses.learn({ address: address('second'), expiresAt: at(1200) });
      },
      () => now,
    );
    addresses.learn({ address: address('first'), expiresAt: at(600) });
    now = 590_000;
    expect(await addresses.newest(segment('first'))).toBe(segment('first'));
    now = 596_000;
    const both = [addresses.newest(segment('first')), addresses.newest(segment('first'))];
    expect(await Promise.all(both)).toEqual([segment('second'), segment('second')]);
    expect(renewals).toBe(1);
  });

  test('stay the old ones when new ones are refused', async () => {
    const addresses = new SignedAddresses(
      () => Promise.reject(new Error('403')),
      () => 600_000,
    );
    addresses.learn({ address: address('first'), expiresAt: at(1) });
    expect(await addresses.newest(segment('first'))).toBe(segment('first'));
  });
});
