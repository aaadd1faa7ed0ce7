import { expect, it } from 'vitest';
import { suggestedAddress } from './suggested-address.ts';

it.each([
  ['Nora’s School', 'noras-school'],
  ['  Über & Größe  ', 'uber-gro-e'],
  ['Acme', 'acme'],
  ['漢字', ''],
  ['a'.repeat(60), 'a'.repeat(40)],
])('%j becomes %j', (name, address) => {
  expect(suggestedAddress(name)).toBe(address);
});
