import { describe, expect, it } from 'vitest';
import {
  applicationParts,
  applicationSteps,
  type ApplicationState,
  type ApplicationStep,
  instructorStatuses,
  missingParts,
  nextStatus,
} from './instructor-application.ts';

const states: readonly ApplicationState[] = ['none', ...instructorStatuses];

const allowed: readonly [ApplicationState, ApplicationStep, ApplicationState][] = [
  ['none', 'apply', 'pending'],
  ['pending', 'apply', 'pending'],
  ['pending', 'approve', 'verified'],
  ['pending', 'reject', 'rejected'],
  ['rejected', 'apply', 'pending'],
  ['rejected', 'reject', 'rejected'],
  ['verified', 'approve', 'verified'],
];

describe('an application', () => {
  it.each(allowed)('that is %s and which one does %s becomes %s', (state, step, next) => {
    expect(nextStatus(state, step)).toEqual({ ok: true, value: next });
  });

  const others = states.flatMap((state) =>
    applicationSteps
      .filter((step) => !allowed.some(([from, by]) => from === state && by === step))
      .map((step) => [state, step] as const),
  );

  it('has no other way', () => expect(others).toHaveLength(states.length * 3 - allowed.length));

  it.each(others)('that is %s refuses to %s', (state, step) => {
    expect(nextStatus(state, step)).toEqual({ ok: false, refusal: 'refused' });
  });

  it('says what is missing, each part by itself', () => {
    const nothing = {
      hasDetails: false,
      isPhoneVerified: false,
      documentKinds: ['identity-back', 'selfie', 'tax', 'other'],
      hasTaxDetails: false,
    } as const;
    expect(missingParts(nothing)).toEqual(applicationParts);
    const all = {
      hasDetails: true,
      isPhoneVerified: true,
      documentKinds: ['identity-front', 'address'],
      hasTaxDetails: true,
    } as const;
    expect(missingParts(all)).toEqual([]);
    expect(missingParts({ ...all, isPhoneVerified: false })).toEqual(['phone']);
    expect(missingParts({ ...all, documentKinds: ['address'] })).toEqual(['identity-document']);
  });
});
