import { changeAccountStatus, readAccount, searchAccounts } from './contracts/admin-users.ts';
import { readAuditLog, readSecurityLog } from './contracts/audit-log.ts';
import { endImpersonation, startImpersonation } from './contracts/impersonation.ts';
import { changeMemberRoles, listMembers, removeMember } from './contracts/members.ts';
import { changeMe, logIn, logOut, readMe, refresh, register } from './contracts/accounts.ts';
import {
  decideConsent,
  eraseMe,
  listConsents,
  listExports,
  readExport,
  requestExport,
} from './contracts/privacy.ts';
import { signInWithPassword, signUp } from './contracts/sign-in.ts';

export { userSchema } from './contracts/accounts.ts';
export { changeMe, logIn, logOut, readMe, refresh, register, signInWithPassword, signUp };

/** Every route of identity; types the client too. */
export const identityContracts = {
  requestExport,
  listExports,
  readExport,
  eraseMe,
  listConsents,
  decideConsent,
  register,
  logIn,
  refresh,
  logOut,
  readMe,
  changeMe,
  signInWithPassword,
  signUp,
  listMembers,
  changeMemberRoles,
  removeMember,
  searchAccounts,
  readAccount,
  changeAccountStatus,
  startImpersonation,
  endImpersonation,
  readAuditLog,
  readSecurityLog,
};
