import type { Id } from '@edumaster/kernel';

/** What others see where the person was. */
export const erasedName = 'Deleted user';

/** An address that nobody has (RFC 2606) and that no second person gets. */
export function erasedEmail(personId: Id<'user'>): string {
  return `${personId}@erased.invalid`;
}
