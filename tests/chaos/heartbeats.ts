import { ApiProblem } from '@edumaster/http/client';
import type { Visitor } from '../running-server/visitor.ts';
import type { PublishedCourse } from './template.ts';

export interface Heartbeat {
  readonly courseId: string;
  readonly videoId: string;
  readonly timestamp: number;
  readonly eventId: string;
  readonly clientTime: string;
}

const senders = 4;
const firstTime = Date.now() - 3_600_000;

/** The heartbeats of one learner, each some hundredths of a second after the one before. */
export class HeartbeatStream {
  readonly #learner: Visitor;
  readonly #course: PublishedCourse;
  readonly #acknowledged: Heartbeat[] = [];
  #count = 0;

  constructor(learner: Visitor, course: PublishedCourse) {
    this.#learner = learner;
    this.#course = course;
  }

  get acknowledged(): readonly Heartbeat[] {
    return this.#acknowledged;
  }

  /**
   * Sends on several connections at once until none answers any more.
   * @param onAcknowledged called after each, with how many there were since the call
   */
  async sendUntilGone(onAcknowledged: (count: number) => void): Promise<void> {
    let count = 0;
    const send = async () => {
      for (;;) {
        const body = this.#next();
        const isTaken = await this.#learner.api.recordProgress({ body }).then(
          () => true,
          (error: unknown) => {
            if (error instanceof ApiProblem) throw error;
            return false;
          },
        );
        if (!isTaken) return;
        this.#acknowledged.push(body);
        onAcknowledged((count += 1));
      }
    };
    await Promise.all(Array.from({ length: senders }, send));
  }

  /** Sends all of them again. @returns how many were new to the server: the lost ones */
  async resend(): Promise<number> {
    let lost = 0;
    for (let start = 0; start < this.#acknowledged.length; start += 100) {
      const events = this.#acknowledged.slice(start, start + 100);
      lost += (await this.#learner.api.recordProgress({ body: { events } })).accepted;
    }
    return lost;
  }

  /** The time of the player decides their order, since they overtake each other on their way. */
  #next(): Heartbeat {
    this.#count += 1;
    return {
      courseId: this.#course.courseId,
      videoId: this.#course.lectureId,
      timestamp: this.#count / 100,
      eventId: `beat-${this.#count}`,
      clientTime: new Date(firstTime + this.#count).toISOString(),
    };
  }
}
