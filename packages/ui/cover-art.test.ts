import { expect, test } from 'vitest';
import { coverArt, coverHues } from './cover-art.ts';

test('a title always has the same cover, so that server and browser agree', () => {
  expect(coverArt('Watercolour basics', 'art')).toEqual(coverArt('Watercolour basics', 'art'));
});

test('courses of one category share their colours and differ in their drawing', () => {
  const first = coverArt('Watercolour basics', 'art');
  const second = coverArt('Oil painting for the patient', 'art');
  expect(second.ground).toBe(first.ground);
  expect(second.shapes).not.toEqual(first.shapes);
});

test('white initials are readable on every ground', () => {
  const seeds = Array.from({ length: 200 }, (_, index) => `person ${index}`);
  for (const seed of seeds) expect(contrastWithWhite(coverHues(seed).deep)).toBeGreaterThan(4.5);
});

test('no measure is broken, whatever the title', () => {
  for (const title of ['', 'ñ', '日本語の文法', 'x'.repeat(300)]) {
    const { shapes } = coverArt(title, 'languages');
    expect(shapes.length).toBeGreaterThan(3);
    for (const { path } of shapes) expect(path).not.toMatch(/NaN|undefined|Infinity/);
  }
});

function contrastWithWhite(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0) + 0.05);
}
