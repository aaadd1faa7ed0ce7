import { ApiProblem } from '@edumaster/http/client';
import { browserApi } from '#web/api/browser-api.ts';
import type { SendEvents } from './progress-outbox.ts';

/** Statuses after which the same request may succeed later. */
const passing = new Set([401, 408, 425, 429]);

/** `keepalive` lets the request outlive the page; a beacon could not carry the CSRF header. */
export const sendProgress: SendEvents = async (events, { isLeaving }) => {
  try {
    await browserApi.recordProgress({ body: { events: [...events] } }, { keepalive: isLeaving });
    return 'accepted';
  } catch (error) {
    const isFinal = error instanceof ApiProblem && error.status < 500 && !passing.has(error.status);
    if (isFinal) return 'refused';
    throw error;
  }
};
