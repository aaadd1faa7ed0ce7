import { type Ctx, type Id, newId } from '@edumaster/kernel';

type CtxOf = (options: {
  readonly userId?: Id<'user'>;
  readonly roles?: readonly string[];
  readonly tenant?: 'first' | 'second';
}) => Ctx;

/** Those who meet over a course. */
export function testPeople(tenantCtx: CtxOf) {
  const userId = newId<'user'>();
  return {
    userId,
    instructor: tenantCtx({ userId, roles: ['instructor'] }),
    otherInstructor: tenantCtx({ roles: ['instructor'] }),
    moderator: tenantCtx({ roles: ['moderator'] }),
    admin: tenantCtx({ roles: ['admin'] }),
    student: tenantCtx({ roles: ['student'] }),
    /** Everything that a person can be, but in another tenant. */
    foreigner: tenantCtx({ userId, tenant: 'second', roles: ['instructor', 'owner', 'admin'] }),
  };
}
