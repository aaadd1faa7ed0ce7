import type { Id } from '@edumaster/kernel';
import type { z } from 'zod';
import type { userSchema } from '../contracts.ts';
import type { ShownImpersonation } from '../queries/read-impersonation.ts';
import type { Account } from '../queries/read-account.ts';

/** The person as the API shows them to themselves, with the roles in this tenant. */
export function presentUser(
  { person, memberships }: Account,
  tenantId: Id<'tenant'>,
): z.input<typeof userSchema> {
  const own = memberships.find((membership) => membership.tenantId === tenantId);
  return {
    id: person.id,
    email: person.email,
    name: person.name,
    ...(person.phoneNumber === null ? {} : { phoneNumber: person.phoneNumber }),
    ...(person.avatarUrl === null ? {} : { avatarUrl: person.avatarUrl }),
    roles: [...(own?.roles ?? [])],
    emailVerified: person.emailVerifiedAt !== null,
    accountStatus: person.status,
  };
}

export function presentMe(
  account: Account,
  tenantId: Id<'tenant'>,
  impersonation?: ShownImpersonation,
) {
  const memberships = account.memberships.map(({ tenantId: id, roles }) => ({
    tenantId: id,
    roles: [...roles],
  }));
  const shown = { ...presentUser(account, tenantId), memberships };
  if (!impersonation) return shown;
  const { by, reason, expiresAt } = impersonation;
  return { ...shown, impersonation: { by, reason, expiresAt: expiresAt.toISOString() } };
}
