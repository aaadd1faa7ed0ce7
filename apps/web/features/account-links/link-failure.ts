import { ApiProblem } from '@edumaster/http/client';
import { type Waiting, waitingOf } from '#web/platform/waiting.ts';

type Sentence = 'linkOver' | 'notYours' | 'passwordWrong' | 'emailTaken' | 'tooMany' | 'failed';

/** A sentence of the messages, or how long to wait. */
export type LinkFailure = Sentence | Waiting;

const byCode: Readonly<Record<string, Sentence>> = {
  link_expired: 'linkOver',
  link_of_another_account: 'notYours',
  password_wrong: 'passwordWrong',
  email_taken: 'emailTaken',
  too_many_requests: 'tooMany',
};

/** The sentence that says what went wrong with a link of a mail. */
export function linkFailure(error: unknown): LinkFailure {
  return (
    waitingOf(error) ?? ((error instanceof ApiProblem && byCode[error.problem.code]) || 'failed')
  );
}
