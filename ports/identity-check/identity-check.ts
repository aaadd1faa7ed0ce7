export const checkOutcomes = ['verified', 'failed', 'unsure'] as const;

/** `unsure`: a person has to look. */
export type CheckOutcome = (typeof checkOutcomes)[number];

export interface CheckedDocument {
  /** What it shows, for example `identity-front`. */
  readonly kind: string;
  /** By which the document is known to us. */
  readonly reference: string;
}

export interface CheckRequest {
  /** ISO 3166-1, two letters. */
  readonly country: string;
  /** As it stands in the papers. */
  readonly name: string;
  readonly documents: readonly CheckedDocument[];
  /** By their kind, such as `pan`, without signs between. */
  readonly numbers: Readonly<Record<string, string>>;
}

export interface SingleCheck {
  /** What was compared, for example `pan`. */
  readonly name: string;
  readonly outcome: CheckOutcome;
  /** For the one who decides; never a number or what stands in a paper. */
  readonly detail: string;
}

export interface CheckResult {
  readonly outcome: CheckOutcome;
  readonly checks: readonly SingleCheck[];
  /** By which the provider finds it again. */
  readonly reference: string;
}

/**
 * Asks somebody else whether papers and numbers are real and belong to the person. Its answer is a
 * hint for the one who decides and decides nothing itself.
 */
export abstract class IdentityCheck {
  /** Who answers, as it is shown beside the answer. */
  abstract readonly label: string;

  /** @throws IdentityCheckUnavailable when there is no answer now: nothing follows from that */
  abstract check(request: CheckRequest, signal?: AbortSignal): Promise<CheckResult>;
}
