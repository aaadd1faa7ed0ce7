const mark = '\u0000';
const marked = /"\\u0000(\d+)"/g;

/** JSON in which a `bigint` is a whole number, as Stripe writes amounts and times. */
export function printJson(value: unknown): string {
  const text = JSON.stringify(
    value,
    (_, part: unknown) => (typeof part === 'bigint' ? `${mark}${part}` : part),
    2,
  );
  return text.replace(marked, '$1');
}
