import { type Actor, AppError, type Ctx } from '@edumaster/kernel';

/**
 * Who is allowed, and for which resources: a role of the membership, everybody (`anyone`), or
 * every signed-in person (`signed-in`).
 */
export interface Grant<Resource> {
  readonly role: string;
  /** Narrows the grant to some resources; without it the grant holds for all. */
  readonly only?: (userId: string, resource: Resource) => boolean;
}

/** A permission such as `course.publish` and those who have it; everybody else is denied. */
export interface Permission<Resource = undefined> {
  readonly name: string;
  readonly grants: readonly Grant<Resource>[];
}

const permissions = new Map<string, Permission<never>>();

/** Declares a permission; two with one name are a bug. */
export function definePermission<Resource = undefined>(
  name: string,
  grants: readonly Grant<Resource>[],
): Permission<Resource> {
  if (permissions.has(name)) throw new Error(`permission ${name} is declared twice`);
  const permission = { name, grants };
  permissions.set(name, permission);
  return permission;
}

/** Everybody, signed in or not. */
export const publicAccess = definePermission('public', [{ role: 'anyone' }]);

/** Every signed-in person; what they may see is decided by the object. */
export const signedInAccess = definePermission('signed-in', [{ role: 'signed-in' }]);

/** The declared permission of this name; a route that names another does not start. */
export function permissionNamed(name: string): Permission<never> {
  const permission = permissions.get(name);
  if (!permission) throw new Error(`permission ${name} is declared in no policy`);
  return permission;
}

/** Every declared permission, by name. */
export function listPermissions(): ReadonlyArray<Permission<never>> {
  return [...permissions.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether the actor may do this to that resource. */
export function may<Resource>(
  actor: Actor,
  permission: Permission<Resource>,
  resource: Resource,
): boolean {
  const userId = actor.kind === 'user' ? actor.userId : '';
  return grantsOf(actor, permission).some((grant) => !grant.only || grant.only(userId, resource));
}

/**
 * Whether the actor has a role that may do this to some resource: all that can be said before the
 * resource is read.
 */
export function mayAttempt(actor: Actor, permission: Permission<never>): boolean {
  return grantsOf(actor, permission).length > 0;
}

/** @throws AppError `unauthenticated` or `forbidden` */
export function authorize<Resource>(
  ctx: Pick<Ctx, 'actor'>,
  permission: Permission<Resource>,
  resource: Resource,
): void {
  if (!may(ctx.actor, permission, resource)) throw refusal(ctx.actor);
}

/** @throws AppError `unauthenticated` or `forbidden` */
export function authorizeAttempt(ctx: Pick<Ctx, 'actor'>, permission: Permission<never>): void {
  if (!mayAttempt(ctx.actor, permission)) throw refusal(ctx.actor);
}

function grantsOf<Resource>(
  actor: Actor,
  permission: Permission<Resource>,
): readonly Grant<Resource>[] {
  const held = rolesOf(actor);
  return permission.grants.filter((grant) => held.includes(grant.role));
}

function rolesOf(actor: Actor): readonly string[] {
  if (actor.kind === 'user') return ['anyone', 'signed-in', ...actor.roles];
  return actor.kind === 'system' ? ['system'] : ['anyone'];
}

function refusal(actor: Actor): AppError {
  return new AppError(actor.kind === 'anonymous' ? 'unauthenticated' : 'forbidden');
}
