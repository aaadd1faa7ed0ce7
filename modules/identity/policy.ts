import { definePermission } from '@edumaster/policy';

const admin = { role: 'admin' };
const moderator = { role: 'moderator' };
const owner = { role: 'owner' };
const staff = { role: 'staff' };

/** Who is in the marketplace, academy or organization of the host. */
export const listMembers = definePermission('member.list', [admin, owner, staff]);

/** Addresses are for those who answer for a tenant; its staff knows names. */
export const readMemberAddresses = definePermission('member.read-address', [admin, owner]);

/** Which roles somebody may give and take is the table of `domain/role-change.ts`. */
export const changeMemberRoles = definePermission('member.change-roles', [admin, owner]);
export const removeMember = definePermission('member.remove', [admin, owner, staff]);
export const inviteMember = definePermission('member.invite', [admin, owner, staff]);

/** Accounts belong to the installation, so only the marketplace has roles that reach them. */
export const readAccounts = definePermission('account.read', [admin, moderator]);

/** Whose status somebody may change to what is the table of `domain/status-change.ts`. */
export const changeAccountStatus = definePermission('account.change-status', [admin, moderator]);

export const impersonate = definePermission('account.impersonate', [admin]);

export const readAuditLog = definePermission('audit-log.read', [admin, owner]);
