import { newId } from '@edumaster/kernel';
import { describe, expect, it } from 'vitest';
import { isAmbiguous, slugOf } from './slug.ts';

describe('the slug of a title', () => {
  it.each([
    ['Bread for beginners', 'bread-for-beginners'],
    ['  C++ & Rust: 100% safe?! ', 'c-rust-100-safe'],
    ['Crème brûlée', 'creme-brulee'],
    ['../../etc/passwd', 'etc-passwd'],
    ['日本語', 'course'],
    ['---', 'course'],
  ])('%s → %s', (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });

  it('is cut without a hyphen at its end', () => {
    const slug = slugOf(`${'a'.repeat(79)} b`);
    expect(slug).toBe('a'.repeat(79));
  });

  it('never hides behind an id or a page', () => {
    expect(isAmbiguous(slugOf(newId()))).toBe(true);
    expect(isAmbiguous(slugOf('Search'))).toBe(true);
    expect(isAmbiguous(slugOf('Searching'))).toBe(false);
  });
});
