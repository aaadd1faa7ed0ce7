import { beforeEach, describe, expect, test } from 'vitest';
import { checkOutcomes, type CheckRequest, type IdentityCheck } from './identity-check.ts';
import { IdentityCheckUnavailable } from './identity-check-unavailable.ts';

/** What a provider's test account answers in each way. */
export interface CheckSamples {
  readonly verified: CheckRequest;
  readonly failed: CheckRequest;
  readonly unsure: CheckRequest;
  /** One that the provider gives no answer to. */
  readonly unavailable: CheckRequest;
}

/** What every identity check must do. */
export function identityCheckContract(
  name: string,
  open: () => Promise<IdentityCheck>,
  samples: CheckSamples,
): void {
  describe(`the identity check ${name}`, () => {
    let provider: IdentityCheck;
    beforeEach(async () => {
      provider = await open();
    });

    test('says who answers', () => expect(provider.label).toMatch(/\S/));

    test.each(checkOutcomes)(
      'answers that somebody is %s, with what that rests on',
      async (outcome) => {
        const result = await provider.check(samples[outcome]);
        expect(result).toMatchObject({ outcome, reference: expect.stringMatching(/\S/) });
        expect(result.checks.length).toBeGreaterThan(0);
        for (const check of result.checks) {
          expect(checkOutcomes).toContain(check.outcome);
          expect(check.name).toMatch(/\S/);
          expect(check.detail).toMatch(/\S/);
        }
      },
    );

    test('is as sure as the least sure of its checks', async () => {
      for (const outcome of checkOutcomes) {
        const { checks } = await provider.check(samples[outcome]);
        const found = new Set(checks.map((check) => check.outcome));
        expect(outcome === 'verified' ? [...found] : found.has(outcome)).toEqual(
          outcome === 'verified' ? ['verified'] : true,
        );
      }
    });

    test('repeats neither numbers nor names', async () => {
      for (const outcome of checkOutcomes) {
        const answer = JSON.stringify(await provider.check(samples[outcome]));
        const { name: person, numbers } = samples[outcome];
        for (const secret of [person, ...Object.values(numbers)]) {
          expect(answer).not.toContain(secret);
        }
      }
    });

    test('without an answer says so, and nothing of the person', async () => {
      const asked = provider.check(samples.unavailable);
      await expect(asked).rejects.toBeInstanceOf(IdentityCheckUnavailable);
    });

    test('asked with a signal that was given already does not ask', async () => {
      const asked = provider.check(samples.verified, AbortSignal.abort());
      await expect(asked).rejects.toThrow(/abort/i);
    });
  });
}
