import { ApiProblem } from '@edumaster/http/client';

/** Why an academy could not be opened: beside the address, or above the form. */
export type OpeningFailure =
  | { readonly field: 'address'; readonly reason: 'taken' | 'invalid' }
  | { readonly field: null; readonly reason: 'notVerified' | 'tooOften' | 'failed' }
  | { readonly field: null; readonly reason: 'tooMany'; readonly most: number };

export function openingFailure(error: unknown): OpeningFailure {
  if (!(error instanceof ApiProblem)) return { field: null, reason: 'failed' };
  const { code, errors = [] } = error.problem;
  if (code === 'subdomain_taken') return { field: 'address', reason: 'taken' };
  if (errors.some(({ path }) => path === 'subdomain')) {
    return { field: 'address', reason: 'invalid' };
  }
  if (code === 'too_many_tenants') {
    const { most } = error.problem as { most?: unknown };
    return { field: null, reason: 'tooMany', most: Number(most ?? 0) };
  }
  if (code === 'verified_email_needed') return { field: null, reason: 'notVerified' };
  return { field: null, reason: error.status === 429 ? 'tooOften' : 'failed' };
}
