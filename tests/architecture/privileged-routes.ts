import type { RouteContract } from '@edumaster/http/contract';
import { permissionNamed } from '@edumaster/policy';

/** Roles that somebody has without anybody's trust, or that are about their own things. */
const ordinary: ReadonlySet<string> = new Set([
  'anyone',
  'signed-in',
  'student',
  'member',
  'instructor',
]);

/** Whether only those who run a tenant may use it. */
export function isPrivileged({ permission }: Pick<RouteContract, 'permission'>): boolean {
  const roles = permissionNamed(permission).grants.map(({ role }) => role);
  return roles.length > 0 && roles.every((role) => !ordinary.has(role) && role !== 'system');
}

export function isWriting({ method }: Pick<RouteContract, 'method'>): boolean {
  return method !== 'GET';
}

/** As the binder decides it. */
export function isOpenToSupport({ method, whileImpersonating }: RouteContract): boolean {
  return (whileImpersonating ?? (method === 'GET' ? 'allowed' : 'refused')) === 'allowed';
}
