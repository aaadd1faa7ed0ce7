import { createHash } from 'node:crypto';
import type { CheckOutcome, CheckRequest, CheckResult, IdentityCheck } from './identity-check.ts';
import { IdentityCheckUnavailable } from './identity-check-unavailable.ts';

/** What a number ends with decides what is said of it. */
export const testEndings: Readonly<Record<string, CheckOutcome>> = {
  '0000': 'failed',
  '1111': 'unsure',
};

/** Who is called like this gets no answer. */
export const unavailableName = 'No Answer';

/**
 * Asks nobody. It answers by the endings of the numbers, letters left out: `…0000` fails, `…1111` is
 * unsure, anything else counts as verified. Its label says what it is wherever its answer is shown.
 */
export class SandboxIdentityCheck implements IdentityCheck {
  readonly label = 'Sandbox: nobody was asked';

  async check(request: CheckRequest, signal?: AbortSignal): Promise<CheckResult> {
    signal?.throwIfAborted();
    if (request.name === unavailableName) throw new IdentityCheckUnavailable('as asked for');
    const numbers = Object.entries(request.numbers).map(([name, number]) => ({
      name,
      outcome: outcomeOf(number),
      detail: 'Decided by how the number ends',
    }));
    const hasPapers = request.documents.length > 0;
    const papers = {
      name: 'documents',
      outcome: hasPapers ? ('verified' as const) : ('unsure' as const),
      detail: hasPapers ? 'There are some; nobody read them' : 'There are none',
    };
    const checks = [...numbers, papers];
    return { outcome: worstOf(checks), checks, reference: referenceOf(request) };
  }
}

function outcomeOf(number: string): CheckOutcome {
  const digits = number.replace(/\D/g, '');
  return testEndings[digits.slice(-4)] ?? 'verified';
}

function worstOf(checks: readonly { readonly outcome: CheckOutcome }[]): CheckOutcome {
  const outcomes = checks.map(({ outcome }) => outcome);
  if (outcomes.includes('failed')) return 'failed';
  return outcomes.includes('unsure') ? 'unsure' : 'verified';
}

function referenceOf(request: CheckRequest): string {
  const hash = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  return `sandbox-${hash.slice(0, 16)}`;
}
