import { createHmac, randomBytes } from 'node:crypto';
import type { Counters, Limit, Receipt, Taken } from '@edumaster/counters';

/** A place that is taken; oldest first in its list. */
interface Place {
  readonly id: string;
  readonly at: number;
}

type Places = readonly Place[];

/** By subject, in the order in which they were last let in. */
type Subjects = Map<string, Places>;

interface MemoryOptions {
  /** Milliseconds that only ever grow; by default those of the process. */
  readonly clock?: () => number;
  /** Subjects that are watched one by one, for each limit. */
  readonly watchedSubjects?: number;
}

/** What strangers share while more subjects come than can be watched. */
const sharedCounts = 1_024;

/**
 * Counts in this process: several processes count each for itself.
 *
 * Its memory is bounded, and a flood of subjects does not let anybody past a limit: what is still
 * counted is never dropped for something new. While the table of a limit is full, new subjects
 * share one of 1,024 counts, chosen by a hash that nobody outside can predict. That may refuse a
 * stranger too early in a flood, and never lets one in too often. A subject that is watched costs
 * about 150 bytes and 50 more for each place, of which it has no more than the limit.
 */
export class MemoryCounters implements Counters {
  readonly #clock: () => number;
  readonly #watchedSubjects: number;
  readonly #limits = new Map<string, Subjects>();
  readonly #hashKey = randomBytes(16);
  #lastId = 0;

  constructor({ clock = () => performance.now(), watchedSubjects = 50_000 }: MemoryOptions = {}) {
    this.#clock = clock;
    this.#watchedSubjects = watchedSubjects;
  }

  async take(limit: Limit, subject: string): Promise<Taken> {
    // Nothing is awaited in here: whoever looks at the same time would see the same place.
    const now = this.#clock();
    const windowStart = now - limit.windowSeconds * 1_000;
    const subjects = this.#subjectsOf(limit);
    dropOldest(subjects, windowStart);
    const key = this.#keyOf(subjects, subject, windowStart);
    const places = (subjects.get(key) ?? []).filter(({ at }) => at > windowStart);
    const inTheWay = places[places.length - limit.most];
    if (inTheWay) {
      return { ok: false, retryAfterSeconds: wholeSeconds(inTheWay.at - windowStart) };
    }
    this.#lastId += 1;
    const id = `${this.#lastId}`;
    // Anew at the end: the order of the table is that in which its subjects end to count.
    subjects.delete(key);
    subjects.set(key, [...places, { id, at: now }]);
    const remaining = limit.most - places.length - 1;
    return { ok: true, remaining, receipt: { limit, subject: key, id } };
  }

  async giveBack({ limit, subject, id }: Receipt): Promise<void> {
    const subjects = this.#subjectsOf(limit);
    const left = (subjects.get(subject) ?? []).filter((place) => place.id !== id);
    if (left.length > 0) subjects.set(subject, left);
    else subjects.delete(subject);
  }

  async forget(limit: Limit, subject: string): Promise<void> {
    this.#subjectsOf(limit).delete(`of ${subject}`);
  }

  #subjectsOf({ name }: Limit): Subjects {
    const known = this.#limits.get(name);
    if (known) return known;
    const subjects: Subjects = new Map();
    this.#limits.set(name, subjects);
    return subjects;
  }

  /** Who has begun to share a count stays with it, or a place that comes free would be a way out. */
  #keyOf(subjects: Subjects, subject: string, windowStart: number): string {
    const own = `of ${subject}`;
    if (subjects.has(own)) return own;
    const hash = createHmac('sha256', this.#hashKey).update(subject).digest();
    const shared = `shared ${hash.readUInt16BE() % sharedCounts}`;
    const isFull = subjects.size >= this.#watchedSubjects;
    return isFull || isCounted(subjects.get(shared), windowStart) ? shared : own;
  }
}

function isCounted(places: Places | undefined, windowStart: number): boolean {
  const newest = places?.at(-1);
  return newest !== undefined && newest.at > windowStart;
}

/**
 * All subjects of a limit have its window, so those who were let in longest ago end first: two
 * looks at the head of the table a call keep pace with one that comes.
 */
function dropOldest(subjects: Subjects, windowStart: number): void {
  for (let look = 0; look < 2; look += 1) {
    const [oldest] = subjects;
    if (!oldest) return;
    const [key, places] = oldest;
    if (isCounted(places, windowStart)) return;
    subjects.delete(key);
  }
}

function wholeSeconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1_000));
}
