import { ApiProblem } from '@edumaster/http/client';

export type LinkFailure =
  'linkOver' | 'notYours' | 'passwordWrong' | 'emailTaken' | 'tooMany' | 'failed';

const byCode: Readonly<Record<string, LinkFailure>> = {
  link_expired: 'linkOver',
  link_of_another_account: 'notYours',
  password_wrong: 'passwordWrong',
  email_taken: 'emailTaken',
  too_many_requests: 'tooMany',
};

/** The sentence that says what went wrong with a link of a mail. */
export function linkFailure(error: unknown): LinkFailure {
  return (error instanceof ApiProblem && byCode[error.problem.code]) || 'failed';
}
