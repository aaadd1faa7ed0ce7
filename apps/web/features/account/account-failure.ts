import { ApiProblem } from '@edumaster/http/client';

export type AccountFailure =
  'wrongPassword' | 'signInAgain' | 'tooMany' | 'inAnothersName' | 'failed';

const byCode: Readonly<Record<string, AccountFailure>> = {
  password_wrong: 'wrongPassword',
  sign_in_again: 'signInAgain',
  too_many_requests: 'tooMany',
  refused_while_impersonating: 'inAnothersName',
};

/** The sentence that says why an account could not be changed. */
export function accountFailure(error: unknown): AccountFailure {
  return (error instanceof ApiProblem && byCode[error.problem.code]) || 'failed';
}
