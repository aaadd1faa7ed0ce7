import type { SystemTx } from '@edumaster/database';
import { AppError } from '@edumaster/kernel';
import { type ApplicationPart, missingParts } from '../domain/instructor-application.ts';
import { type ApplicantDocument, documentsOf } from '../store/applicant-documents.ts';
import { findInstructor, type Instructor } from '../store/instructors.ts';
import type { MembershipKey } from '../store/memberships.ts';
import { findContact, type PersonContact } from '../store/phones-and-pictures.ts';
import { findTaxDetails, type SealedTaxDetails } from '../store/tax-details.ts';

/** Everything that belongs to somebody's application. */
export interface ApplicationParts {
  readonly contact: PersonContact;
  /** Undefined for somebody who has not applied. */
  readonly instructor: Instructor | undefined;
  readonly documents: readonly ApplicantDocument[];
  readonly tax: SealedTaxDetails | undefined;
  readonly missing: readonly ApplicationPart[];
}

/** @throws AppError `instructor_not_found` for somebody who is not there at all */
export async function applicationParts(
  tx: SystemTx,
  key: MembershipKey,
): Promise<ApplicationParts> {
  const contact = await findContact(tx, key.personId);
  if (!contact) throw new AppError('instructor_not_found');
  const instructor = await findInstructor(tx, key);
  const documents = await documentsOf(tx, key);
  const tax = await findTaxDetails(tx, key);
  const missing = missingParts({
    hasDetails: instructor !== undefined,
    isPhoneVerified: contact.phoneVerifiedAt !== null,
    documentKinds: documents.map(({ kind }) => kind),
    hasTaxDetails: tax !== undefined,
  });
  return { contact, instructor, documents, tax, missing };
}
