/** Adults read 238 words of plain English a minute (Brysbaert 2019); learning goes slower. */
const wordsPerMinute = 200;

/** Estimated time to read an article; null for an empty one. */
export function readingSeconds(body: string | null): number | null {
  const words = body?.match(/\S+/g)?.length ?? 0;
  return words === 0 ? null : Math.ceil((words / wordsPerMinute) * 60);
}
