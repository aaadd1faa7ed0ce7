import type { Installation } from '@edumaster/module';
import { newId } from '@edumaster/kernel';
import { expect, it } from 'vitest';
import { SignedAddresses } from './signed-addresses.ts';

const installation: Installation = {
  mode: 'embedded',
  origin: 'http://localhost:3000',
  rootSecret: 'a root secret that only tests use, of more than 32 bytes',
  dataDir: '/nowhere',
};
const addresses = new SignedAddresses(installation, {
  EDUMASTER_DELIVERY_SIGNATURE: 'hmac-sha256',
});
const now = new Date('2026-03-01T12:00:00.400Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const tokenOf = (base: string) => base.split('/')[2] ?? '';

it('a token that was seen before ends all the same, and is of no use for another video', () => {
  const [video, other] = [newId(), newId()];
  const { base, expiresAt } = addresses.playback(video, now);
  const token = tokenOf(base);
  expect(expiresAt).toEqual(new Date('2026-03-01T12:10:00.000Z'));
  for (const _ of [1, 2]) {
    expect(addresses.checkPlayback(video, token, now)).toBe('valid');
    expect(addresses.checkPlayback(other, token, now)).toBe('altered');
    expect(addresses.checkPlayback(video, `${token}0`, now)).toBe('altered');
    expect(addresses.checkPlayback(video, token, after(600))).toBe('expired');
  }
});

it('all who begin in the same second get one address, in the next second another', () => {
  const video = newId();
  const at = (seconds: number) => addresses.playback(video, after(seconds)).base;
  expect(at(0.5)).toBe(at(0));
  expect(at(1)).not.toBe(at(0));
});
