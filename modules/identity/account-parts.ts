import { EmailRoutes } from './http/email-routes.ts';
import { PasswordRoutes } from './http/password-routes.ts';
import { SessionRoutes } from './http/session-routes.ts';
import { SignUpRoutes } from './http/sign-up-routes.ts';
import { AccountChanges } from './messages/account-changes.ts';
import { ListSignIns } from './queries/list-sign-ins.ts';
import { ReadLink } from './queries/read-link.ts';
import { ReadSecurity } from './queries/read-security.ts';
import { AdmitProgram } from './use-cases/admit-program.ts';
import { ChangePassword } from './use-cases/change-password.ts';
import { ChangePhone } from './use-cases/change-phone.ts';
import { ConfirmEmailChange } from './use-cases/confirm-email-change.ts';
import { ConfirmPerson } from './use-cases/confirm-person.ts';
import { EndAllSignIns } from './use-cases/end-all-sign-ins.ts';
import { EndSignIn } from './use-cases/end-sign-in.ts';
import { FinishSignUp } from './use-cases/finish-sign-up.ts';
import { NewOrTakenAccount } from './use-cases/new-or-taken-account.ts';
import { NoteBrowser } from './use-cases/note-browser.ts';
import { ProveLinkHolder } from './use-cases/prove-link-holder.ts';
import { RequestEmailChange } from './use-cases/request-email-change.ts';
import { RequestEmailVerification } from './use-cases/request-email-verification.ts';
import { RequestPasswordReset } from './use-cases/request-password-reset.ts';
import { RequestSignUp } from './use-cases/request-sign-up.ts';
import { ResetPassword } from './use-cases/reset-password.ts';
import { RestoreEmail } from './use-cases/restore-email.ts';
import { TakeAccount } from './use-cases/take-account.ts';
import { VerifyEmail } from './use-cases/verify-email.ts';

export const accountRoutes = [PasswordRoutes, EmailRoutes, SessionRoutes, SignUpRoutes];

const signingUp = [RequestSignUp, FinishSignUp, NewOrTakenAccount, TakeAccount];
const passwords = [RequestPasswordReset, ResetPassword, ChangePassword, ConfirmPerson];
const verification = [ProveLinkHolder, RequestEmailVerification, VerifyEmail];
const addresses = [RequestEmailChange, ConfirmEmailChange, RestoreEmail];
const devices = [AdmitProgram, NoteBrowser, EndSignIn, EndAllSignIns];
const shared = [AccountChanges, ChangePhone, ListSignIns, ReadLink, ReadSecurity];

/** Accounts of persons: signing up, passwords, addresses, and where somebody is signed in. */
export const accountParts = [
  ...accountRoutes,
  ...signingUp,
  ...passwords,
  ...verification,
  ...addresses,
  ...devices,
  ...shared,
];
