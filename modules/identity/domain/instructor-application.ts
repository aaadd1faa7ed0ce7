import { failure, type Outcome, success } from '@edumaster/kernel';

export const instructorStatuses = ['pending', 'verified', 'rejected'] as const;

export type InstructorStatus = (typeof instructorStatuses)[number];

/** `none`: somebody who never applied. */
export type ApplicationState = 'none' | InstructorStatus;

export const applicationSteps = ['apply', 'approve', 'reject'] as const;

export type ApplicationStep = (typeof applicationSteps)[number];

/**
 * What may follow on what; everything else is refused. Applying again while it waits changes the
 * details; who was rejected may try again; a decision that is made again is the same decision.
 */
const transitions: Readonly<
  Record<ApplicationState, Partial<Record<ApplicationStep, InstructorStatus>>>
> = {
  none: { apply: 'pending' },
  pending: { apply: 'pending', approve: 'verified', reject: 'rejected' },
  verified: { approve: 'verified' },
  rejected: { apply: 'pending', reject: 'rejected' },
};

export function nextStatus(
  state: ApplicationState,
  step: ApplicationStep,
): Outcome<InstructorStatus, 'refused'> {
  const next = transitions[state][step];
  return next ? success(next) : failure('refused');
}

export const documentKinds = [
  'identity-front',
  'identity-back',
  'selfie',
  'address',
  'tax',
  'other',
] as const;

export type DocumentKind = (typeof documentKinds)[number];

export const applicationParts = [
  'details',
  'phone',
  'identity-document',
  'address-document',
  'tax-details',
] as const;

export type ApplicationPart = (typeof applicationParts)[number];

interface PartsThere {
  readonly hasDetails: boolean;
  readonly isPhoneVerified: boolean;
  readonly documentKinds: readonly DocumentKind[];
  readonly hasTaxDetails: boolean;
}

/** What an application still needs. A reviewer may decide without it, knowing what is not there. */
export function missingParts(there: PartsThere): readonly ApplicationPart[] {
  const isThere: Readonly<Record<ApplicationPart, boolean>> = {
    details: there.hasDetails,
    phone: there.isPhoneVerified,
    'identity-document': there.documentKinds.includes('identity-front'),
    'address-document': there.documentKinds.includes('address'),
    'tax-details': there.hasTaxDetails,
  };
  return applicationParts.filter((part) => !isThere[part]);
}
