import { type Ctx, type Id, id, newId } from '@edumaster/kernel';

/** Two tenants, so that every test can ask what the second one sees. */
export const tenants = {
  /** The marketplace. */
  first: id<'tenant'>('01900000-0000-7000-8000-000000000001'),
  second: id<'tenant'>('01900000-0000-7000-8000-000000000002'),
} as const;

export interface CtxOptions {
  readonly tenant?: keyof typeof tenants;
  /** By default nobody in particular. */
  readonly userId?: Id<'user'>;
  readonly roles?: readonly string[];
  readonly now?: Date;
}

/** The Ctx of a signed-in person. */
export function tenantCtx(options: CtxOptions = {}): Ctx {
  const { tenant = 'first', userId = newId<'user'>(), roles = [], now = new Date() } = options;
  return {
    tenantId: tenants[tenant],
    actor: { kind: 'user', userId, roles },
    correlationId: newId(),
    locale: 'en',
    now,
  };
}
