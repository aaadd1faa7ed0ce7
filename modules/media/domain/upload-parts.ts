const mebibyte = 1024 ** 2;

/** Small enough to be repeated without pain on a bad line, large enough to be few. */
const usualPartSize = 8 * mebibyte;

/** The limit of S3. */
const maxParts = 10_000;

/** Bytes of each part but the last. */
export function partSizeOf(size: number): number {
  const needed = Math.ceil(size / maxParts / mebibyte) * mebibyte;
  return Math.max(usualPartSize, needed);
}

interface Partition {
  readonly size: number;
  readonly partSize: number;
}

/** Parts are numbered from 1. */
export function partNumbers({ size, partSize }: Partition): number[] {
  return Array.from({ length: Math.ceil(size / partSize) }, (_, index) => index + 1);
}

/** How long a part must be; undefined when the file has no such part. */
export function lengthOfPart({ size, partSize }: Partition, number: number): number | undefined {
  const start = (number - 1) * partSize;
  if (!Number.isSafeInteger(number) || number < 1 || start >= size) return undefined;
  return Math.min(partSize, size - start);
}

export interface PartTag {
  readonly number: number;
  readonly etag: string;
}

interface PartProblem {
  readonly number: number;
  readonly problem: string;
}

/** Claimed parts that the file does not have. */
export function strangersAmong(
  { size, partSize }: Partition,
  claimed: readonly PartTag[],
): PartProblem[] {
  const count = Math.ceil(size / partSize);
  const numbers = new Set(claimed.map(({ number }) => number));
  return [...numbers]
    .filter((number) => number > count)
    .map((number) => ({ number, problem: 'does not belong to the file' }));
}

/** What keeps an upload from being complete: by part, what is the matter with it. */
export function problemsOfParts(
  partition: Partition,
  received: readonly PartTag[],
  claimed: readonly PartTag[],
): PartProblem[] {
  const arrived = new Map(received.map(({ number, etag }) => [number, etag]));
  const named = new Map(claimed.map(({ number, etag }) => [number, etag]));
  const expected = partNumbers(partition);
  const wrong = expected.flatMap((number) => {
    const etag = arrived.get(number);
    if (etag === undefined) return [{ number, problem: 'has not arrived' }];
    if (!named.has(number)) return [{ number, problem: 'is not named' }];
    if (named.get(number) !== etag) {
      return [{ number, problem: 'arrived with another etag' }];
    }
    return [];
  });
  return [...wrong, ...strangersAmong(partition, claimed)];
}

/** A tag as the store knows it: clients send it with the quotes of the header or without. */
export function bareTag(etag: string): string {
  return etag.replace(/^(?:W\/)?"(.*)"$/, '$1');
}
