import { join } from 'node:path';
import { packageRoot } from '@edumaster/kernel';
import type { ModuleManifest } from '@edumaster/module';
import type { SettingsOf } from '@edumaster/settings';
import { identitySettings, identitySettingsToken } from './config.ts';
import { ConsentTexts } from './consent-texts.ts';
import './errors.ts';
import './policy.ts';
import { AdminUserRoutes } from './http/admin-user-routes.ts';
import { AuditLogRoutes } from './http/audit-log-routes.ts';
import { ImpersonationRoutes } from './http/impersonation-routes.ts';
import { InvitationAnswerRoutes, InvitationRoutes } from './http/invitation-routes.ts';
import { MemberRoutes } from './http/member-routes.ts';
import { EndSupportSessions } from './jobs/end-support-sessions.ts';
import { ListInvitations } from './queries/list-invitations.ts';
import { ListMembers } from './queries/list-members.ts';
import { ReadAuditLog } from './queries/read-audit-log.ts';
import { ReadImpersonation } from './queries/read-impersonation.ts';
import { ReadInvitation } from './queries/read-invitation.ts';
import { ReadSecurityLog } from './queries/read-security-log.ts';
import { SearchAccounts } from './queries/search-accounts.ts';
import { AcceptInvitation } from './use-cases/accept-invitation.ts';
import { ChangeAccountStatus } from './use-cases/change-account-status.ts';
import { ChangeMember } from './use-cases/change-member.ts';
import { EndImpersonation } from './use-cases/end-impersonation.ts';
import { EndImpersonations } from './use-cases/end-impersonations.ts';
import { InviteMember } from './use-cases/invite-member.ts';
import { ResendInvitation } from './use-cases/resend-invitation.ts';
import { SendInvitation } from './use-cases/send-invitation.ts';
import { StartImpersonation } from './use-cases/start-impersonation.ts';
import { WithdrawInvitation } from './use-cases/withdraw-invitation.ts';
import { AccountRoutes } from './http/account-routes.ts';
import { StartExports } from './handlers/start-exports.ts';
import { IdentityRoutes } from './http/identity-routes.ts';
import { IssuerRoutes } from './http/issuer-routes.ts';
import { PrivacyRoutes } from './http/privacy-routes.ts';
import { SignInRoutes } from './http/sign-in-routes.ts';
import { accountParts, accountRoutes } from './account-parts.ts';
import {
  instructorConsumers,
  instructorCrons,
  instructorJobs,
  instructorProviders,
  instructorRoutes,
} from './instructor-parts.ts';
import { Identity } from './index.ts';
import { issuerParts } from './issuer-parts.ts';
import { IdentityFacade } from './identity-facade.ts';
import { ExportMaker } from './jobs/make-export.ts';
import { RotateKeys } from './jobs/rotate-keys.ts';
import { SweepExpired } from './jobs/sweep-expired.ts';
import { SweepExports } from './jobs/sweep-exports.ts';
import { OneTimeMessages } from './messages/one-time-messages.ts';
import { ExportFiles } from './store/export-files.ts';
import { AccountData } from './queries/account-data.ts';
import { ListConsents } from './queries/list-consents.ts';
import { ListExports } from './queries/list-exports.ts';
import { ReadAccount } from './queries/read-account.ts';
import { ReadExportFile } from './queries/read-export-file.ts';
import { ReadOneTimeMessage } from './queries/read-one-time-message.ts';
import { signInParts, signInPlainRoutes, signInRoutes } from './sign-in-parts.ts';
import { SigningKeys } from './signing-keys.ts';
import { ChangeProfile } from './use-cases/change-profile.ts';
import { CheckPassword } from './use-cases/check-password.ts';
import { CreateAccount } from './use-cases/create-account.ts';
import { DecideConsent } from './use-cases/decide-consent.ts';
import { EraseAccount } from './use-cases/erase-account.ts';
import { EraseOwnAccount } from './use-cases/erase-own-account.ts';
import { JoinTenant } from './use-cases/join-tenant.ts';
import { LogIn } from './use-cases/log-in.ts';
import { MakeExport } from './use-cases/make-export.ts';
import { OpenWebSession } from './use-cases/open-web-session.ts';
import { ProvisionPerson } from './use-cases/provision-person.ts';
import { RegisterPerson } from './use-cases/register-person.ts';
import { RequestExport } from './use-cases/request-export.ts';
import { SeatOwner } from './use-cases/seat-owner.ts';
import { SetRoles } from './use-cases/set-roles.ts';
import { SignInWithPassword } from './use-cases/sign-in-with-password.ts';
import { SignOut } from './use-cases/sign-out.ts';
import { StartWebSignIn } from './use-cases/start-web-sign-in.ts';

export { inspectIssuer } from './external-issuer/inspect-issuer.ts';

class IdentityContainer {}

const running = [
  ListMembers,
  SearchAccounts,
  ReadAuditLog,
  ReadSecurityLog,
  ReadImpersonation,
  ListInvitations,
  ReadInvitation,
  ChangeMember,
  InviteMember,
  SendInvitation,
  ResendInvitation,
  WithdrawInvitation,
  AcceptInvitation,
  ChangeAccountStatus,
  StartImpersonation,
  EndImpersonation,
  EndImpersonations,
  EndSupportSessions,
];
const runningRoutes = [
  MemberRoutes,
  InvitationRoutes,
  InvitationAnswerRoutes,
  AdminUserRoutes,
  ImpersonationRoutes,
  AuditLogRoutes,
];

const reading = [ReadAccount];
const accounts = [CheckPassword, CreateAccount, RegisterPerson, JoinTenant, LogIn, ChangeProfile];
const messages = [OneTimeMessages, ReadOneTimeMessage];
const operating = [ProvisionPerson, SeatOwner, SetRoles];
const browsers = [SignInWithPassword, StartWebSignIn, OpenWebSession, SignOut];
const useCases = [...accounts, ...operating, ...browsers];
const privacy = [
  ExportFiles,
  AccountData,
  RequestExport,
  MakeExport,
  ListExports,
  ReadExportFile,
  EraseAccount,
  EraseOwnAccount,
  ListConsents,
  DecideConsent,
  PrivacyRoutes,
  StartExports,
  ExportMaker,
  SweepExports,
];
const edges = [AccountRoutes, SignInRoutes, IdentityRoutes, SweepExpired];

/**
 * Besides what every module gets, the container must provide `KnownHosts`, which tenancy does.
 */
export const identityModule: ModuleManifest<typeof identitySettings> = {
  name: 'identity',
  migrations: join(packageRoot(import.meta.url), 'migrations'),
  home: 'platform',
  settings: identitySettings,
  container: (settings) => ({
    module: IdentityContainer,
    global: true,
    providers: [
      { provide: identitySettingsToken, useValue: settings },
      { provide: Identity, useClass: IdentityFacade },
      ...reading,
      ...messages,
      ...accountParts,
      ...useCases,
      ...privacy,
      { provide: ConsentTexts, useValue: consentTextsOf(settings) },
      ...signInParts(settings),
      ...edges,
      ...running,
      ...runningRoutes,
      ...instructorProviders,
      // Last: another issuer takes the place of some of the above.
      ...issuerParts(settings),
    ],
    exports: [Identity, SigningKeys],
  }),
  routes: [
    AccountRoutes,
    SignInRoutes,
    ...accountRoutes,
    ...signInRoutes,
    PrivacyRoutes,
    ...runningRoutes,
    ...instructorRoutes,
  ],
  plainRoutes: [IssuerRoutes, IdentityRoutes, ...signInPlainRoutes],
  consumers: [StartExports, ...instructorConsumers],
  jobs: [ExportMaker, ...instructorJobs],
  crons: [SweepExpired, RotateKeys, EndSupportSessions, SweepExports, ...instructorCrons],
  personalData: [],
};

function consentTextsOf(settings: SettingsOf<typeof identitySettings>): ConsentTexts {
  const { EDUMASTER_TERMS_URL: url, EDUMASTER_TERMS_VERSION: version } = settings;
  return new ConsentTexts(url === undefined ? null : { url, version });
}
