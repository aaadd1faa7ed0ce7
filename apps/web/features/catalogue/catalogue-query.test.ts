import { expect, test } from 'vitest';
import { catalogueAddress, readCatalogueQuery, searchOf } from './catalogue-query.ts';

test('a filter that does not exist is ignored instead of failing the page', () => {
  const query = readCatalogueQuery({
    level: 'wizard',
    price: 'cheap',
    sort: 'random',
    q: ' knots ',
  });
  expect(query).toEqual({ q: 'knots', category: '', level: '', price: '', sort: '' });
});

test('a repeated parameter counts once', () => {
  expect(readCatalogueQuery({ q: ['a', 'b'] }).q).toBe('a');
});

test('the newest come first until words are searched', () => {
  expect(searchOf(readCatalogueQuery({})).sort).toBe('newest');
  expect(searchOf(readCatalogueQuery({ q: 'knots' })).sort).toBe('relevance');
  expect(searchOf(readCatalogueQuery({ q: 'knots', sort: 'popular' })).sort).toBe('popular');
});

test('an address holds only what was chosen', () => {
  expect(catalogueAddress({ q: 'a & b', category: '', level: 'beginner' })).toBe(
    '/courses?q=a+%26+b&level=beginner',
  );
  expect(catalogueAddress({})).toBe('/courses');
});
