/** What people are asked to agree to. */
export const consentPurposes = ['terms', 'news'] as const;

export type ConsentPurpose = (typeof consentPurposes)[number];

/** One decision; the newest of a purpose counts. */
export interface Consent {
  readonly purpose: ConsentPurpose;
  /** Of the text that it was about. */
  readonly version: string;
  readonly isGiven: boolean;
  readonly decidedAt: Date;
}

/** Whether it can be taken back: without terms there is no account, only its erasure. */
export function isRevocable(purpose: ConsentPurpose): boolean {
  return purpose !== 'terms';
}

/** The newest decision of each purpose. @param consents newest first */
export function currentConsents(consents: readonly Consent[]): readonly Consent[] {
  return consentPurposes.flatMap((purpose) => {
    const newest = consents.find((consent) => consent.purpose === purpose);
    return newest ? [newest] : [];
  });
}
