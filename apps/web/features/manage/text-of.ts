/** A field of the address: the first of several, empty when there is none. */
export function textOf(given: string | string[] | undefined): string {
  return (Array.isArray(given) ? given[0] : given)?.trim() ?? '';
}
