import { randomFillSync } from 'node:crypto';

declare const idOf: unique symbol;

/** A UUIDv7 in lower case that names one kind of thing, so that ids of two kinds cannot be mixed up. */
export type Id<Kind extends string> = string & { readonly [idOf]: Kind };

/** Of any version: what callers ask for is merely not there when nobody made it here. */
const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether the text is a UUID in its canonical lower-case form. */
export function isId(value: string): boolean {
  return uuidPattern.test(value);
}

/** Takes a text over as an id; a text that is not a UUID is a bug of the caller. */
export function id<Kind extends string>(value: string): Id<Kind> {
  if (!isId(value)) throw new Error(`not a UUID: ${JSON.stringify(value)}`);
  return value as Id<Kind>;
}

/** Asking the system for a few bytes costs as much as for some thousand. */
const random = new Uint8Array(4096);
let used = random.length;

function randomBytes(count: number): Uint8Array {
  if (used + count > random.length) {
    randomFillSync(random);
    used = 0;
  }
  used += count;
  return random.subarray(used - count, used);
}

/**
 * A new UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits.
 * Ids made later sort later, which keeps the indexes of growing tables dense.
 */
export function newId<Kind extends string>(now: number = Date.now()): Id<Kind> {
  const bytes = new Uint8Array(16);
  bytes.set(randomBytes(10), 6);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(now / 0x1_0000));
  view.setUint16(4, now % 0x1_0000);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = Buffer.from(bytes).toString('hex');
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return `${groups.join('-')}-${hex.slice(20)}` as Id<Kind>;
}
