import type { z } from 'zod';
import type { readMyApplication } from '../contracts/instructors.ts';
import type { taxDetails } from '../contracts/tax-details.ts';
import type { ApplicationContents } from '../queries/read-application.ts';
import type { TaxDetails } from '../queries/read-tax-details.ts';

type Presented = z.input<typeof readMyApplication.response>;

/** What the applicant and the reviewer see alike. */
export function presentParts({
  contact,
  instructor,
  documents,
  tax,
  missing,
}: ApplicationContents): Omit<Presented, 'status' | 'mayApply'> {
  return {
    details: instructor ? presentDetails(instructor) : null,
    phone: { number: contact.phoneNumber, isVerified: contact.phoneVerifiedAt !== null },
    documents: documents.map(({ mediaId, kind, storedAt }) => ({
      id: mediaId,
      kind,
      storedAt: storedAt.toISOString(),
    })),
    taxDetails: tax ? presentTax(tax) : null,
    missing: [...missing],
  };
}

function presentDetails(
  instructor: NonNullable<ApplicationContents['instructor']>,
): NonNullable<Presented['details']> {
  const { headline, bio, country, reason, submittedAt, decidedAt } = instructor;
  const times = {
    submittedAt: submittedAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  };
  return { headline, bio, country, reason, ...times };
}

export function presentTax({
  numbers,
  updatedAt,
  ...rest
}: TaxDetails): z.input<typeof taxDetails> {
  return { ...rest, numbers: [...numbers], updatedAt: updatedAt.toISOString() };
}
