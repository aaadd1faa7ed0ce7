import { changeAccountStatus, readAccount, searchAccounts } from './contracts/admin-users.ts';
import { readAuditLog, readSecurityLog } from './contracts/audit-log.ts';
import { endImpersonation, startImpersonation } from './contracts/impersonation.ts';
import {
  acceptInvitation,
  inviteMember,
  listInvitations,
  readInvitation,
  resendInvitation,
  withdrawInvitation,
} from './contracts/invitations.ts';
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
import {
  confirmEmailChange,
  confirmMyEmailChange,
  readLink,
  requestEmailChange,
  requestEmailVerification,
  restoreEmail,
  verifyEmail,
  verifyMyEmail,
} from './contracts/email-addresses.ts';
import {
  changePassword,
  readMySecurity,
  requestPasswordReset,
  resetPassword,
} from './contracts/passwords.ts';
import { endMySession, endMySessions, listMySessions } from './contracts/sessions.ts';
import { finishSignUp, requestSignUp, signInWithPassword } from './contracts/sign-in.ts';
import { waysToSignIn } from './contracts/ways-to-sign-in.ts';
import {
  applyAsInstructor,
  changeInstructor,
  decideInstructor,
  readApplication,
  readInstructor,
  readMyApplication,
  removeMyDocument,
} from './contracts/instructors.ts';
import { removeMyAvatar, sendPhoneCode, verifyPhone } from './contracts/phone-verification.ts';
import { changeTaxDetails, readMyTaxDetails, readTaxDetails } from './contracts/tax-details.ts';

export { userSchema } from './contracts/accounts.ts';
export { changeMe, logIn, logOut, readMe, refresh, register, signInWithPassword };
export { finishSignUp, requestSignUp };
export { changePassword, readMySecurity, requestPasswordReset, resetPassword };
export { endMySession, endMySessions, listMySessions };
export {
  confirmEmailChange,
  confirmMyEmailChange,
  readLink,
  requestEmailChange,
  requestEmailVerification,
  restoreEmail,
  verifyEmail,
  verifyMyEmail,
};

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
  ...waysToSignIn,
  listMembers,
  changeMemberRoles,
  removeMember,
  inviteMember,
  listInvitations,
  resendInvitation,
  withdrawInvitation,
  readInvitation,
  acceptInvitation,
  searchAccounts,
  readAccount,
  changeAccountStatus,
  startImpersonation,
  endImpersonation,
  readAuditLog,
  readSecurityLog,
  requestSignUp,
  finishSignUp,
  requestPasswordReset,
  resetPassword,
  changePassword,
  readMySecurity,
  readLink,
  requestEmailVerification,
  verifyMyEmail,
  verifyEmail,
  requestEmailChange,
  confirmMyEmailChange,
  confirmEmailChange,
  restoreEmail,
  listMySessions,
  endMySession,
  endMySessions,
  applyAsInstructor,
  changeInstructor,
  decideInstructor,
  readApplication,
  readInstructor,
  readMyApplication,
  removeMyDocument,
  removeMyAvatar,
  sendPhoneCode,
  verifyPhone,
  changeTaxDetails,
  readMyTaxDetails,
  readTaxDetails,
};
