/** Numbers from 0 to 1 that look random, and are the same again for the same seed (mulberry32). */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Mutated {
  /** For a person who looks for the cause. */
  readonly how: string;
  readonly bytes: Buffer;
}

/** Damages a file in one way or several, or has it lie. @param other what it may be mixed with */
export function mutate(original: Buffer, other: Buffer, random: Random): Mutated {
  let bytes = original;
  const steps: string[] = [];
  const count = 1 + below(3, random);
  for (let step = 0; step < count && bytes.length > 0; step += 1) {
    const [how, change] = ways[below(ways.length, random)] ?? ['nothing', () => bytes];
    bytes = change(bytes, random, other);
    steps.push(how);
  }
  return { how: steps.join(', '), bytes };
}

type Way = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

const extremes = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

/** What browsers and unpackers look for. */
const intruders = [
  '<script>alert(document.domain)</script>',
  '<!DOCTYPE html><html><body onload="alert(1)">',
  '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
  'PK\x03\x04',
  'PK\x05\x06',
  '%PDF-1.7\n',
  '#EXTM3U\nfile:///etc/passwd\n',
  '#!/bin/sh\n',
];

const ways: readonly (readonly [string, Way])[] = [
  ['bits flipped', flipBits(Infinity)],
  ['bits of the head flipped', flipBits(512)],
  ['cut off', (bytes, random) => bytes.subarray(0, below(bytes.length, random))],
  [
    'noise put in',
    (bytes, random) => {
      const noise = Buffer.from(
        Array.from({ length: 1 + below(512, random) }, () => random() * 256),
      );
      return insert(bytes, below(bytes.length, random), noise);
    },
  ],
  [
    'a piece doubled',
    (bytes, random) => {
      const { from, to } = pieceOf(bytes, random);
      return insert(bytes, to, bytes.subarray(from, to));
    },
  ],
  [
    'a piece left out',
    (bytes, random) => {
      const { from, to } = pieceOf(bytes, random);
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
    },
  ],
  [
    'a piece of nothing',
    (bytes, random) => {
      const { from, to } = pieceOf(bytes, random);
      return Buffer.from(bytes).fill(0, from, to);
    },
  ],
  ['numbers of the head that lie', (bytes, random) => lie(bytes, random, 0)],
  [
    'numbers of the end that lie',
    (bytes, random) => lie(bytes, random, Math.max(0, bytes.length - 2048)),
  ],
  [
    'the end of another kind',
    (bytes, random, other) =>
      Buffer.concat([
        bytes.subarray(0, below(bytes.length, random)),
        other.subarray(below(other.length, random)),
      ]),
  ],
  ['another kind behind it', (bytes, _, other) => Buffer.concat([bytes, other])],
  [
    'something active in it',
    (bytes, random) => {
      const intruder = Buffer.from(intruders[below(intruders.length, random)] ?? '', 'latin1');
      const places = [0, below(bytes.length, random), bytes.length];
      return insert(bytes, places[below(places.length, random)] ?? 0, intruder);
    },
  ],
];

function flipBits(within: number): Way {
  return (bytes, random) => {
    const changed = Buffer.from(bytes);
    const count = 1 + below(32, random);
    for (let flip = 0; flip < count; flip += 1) {
      const at = below(Math.min(within, changed.length), random);
      changed[at] = (changed[at] ?? 0) ^ (1 << below(8, random));
    }
    return changed;
  };
}

/** Sizes, counts and times that cannot be, in both orders of bytes. */
function lie(bytes: Buffer, random: Random, from: number): Buffer {
  const changed = Buffer.from(bytes);
  const within = Math.min(2048, changed.length - from) - 4;
  if (within <= 0) return changed;
  const count = 1 + below(4, random);
  for (let one = 0; one < count; one += 1) {
    const value = extremes[below(extremes.length, random)] ?? 0;
    const at = from + below(within, random);
    if (random() < 0.3) changed.writeUInt16BE(value & 0xffff, at);
    else if (random() < 0.5) changed.writeUInt32BE(value, at);
    else changed.writeUInt32LE(value, at);
  }
  return changed;
}

function pieceOf(bytes: Buffer, random: Random): { from: number; to: number } {
  const from = below(bytes.length, random);
  const longest = Math.max(1, Math.floor(bytes.length / 4));
  return { from, to: Math.min(bytes.length, from + 1 + below(longest, random)) };
}

function insert(bytes: Buffer, at: number, more: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
}

/** A whole number from 0 on. */
export function below(limit: number, random: Random): number {
  return Math.floor(random() * limit);
}
