/**
 * What somebody typed as a search for the beginnings of words, in the form of Postgres' `to_tsquery`:
 * `jo web` is `'jo':* & 'web':*`. Nothing but letters and digits comes through, so nothing in it can
 * mean anything to the parser. Empty when there is no word in it.
 */
export function searchWords(typed: string): string {
  const words = typed.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return words.map((word) => `'${word}':*`).join(' & ');
}
