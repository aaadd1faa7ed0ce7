/** What a paper of an applicant shows. */
export const documentKinds = [
  'identity-front',
  'identity-back',
  'selfie',
  'address',
  'tax',
  'other',
] as const;

export type DocumentKind = (typeof documentKinds)[number];
