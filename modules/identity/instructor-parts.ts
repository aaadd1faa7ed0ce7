import { IdentityCheck } from '@edumaster/identity-check';
import { SandboxIdentityCheck } from '@edumaster/identity-check/fake';
import { Installation } from '@edumaster/module';
import type { Provider } from '@nestjs/common';
import { type IdentitySettings, identitySettingsToken } from './config.ts';
import { CheckApplicants } from './handlers/check-applicants.ts';
import { CountTeaching } from './handlers/count-teaching.ts';
import { FollowFiles } from './handlers/follow-files.ts';
import { ApplicantRoutes } from './http/applicant-routes.ts';
import { InstructorRoutes } from './http/instructor-routes.ts';
import './instructor-policy.ts';
import { CheckApplicantWorker } from './jobs/check-applicant-worker.ts';
import { DiscardDocuments } from './jobs/discard-documents.ts';
import { ReadApplication } from './queries/read-application.ts';
import { ReadInstructor } from './queries/read-instructor.ts';
import { ReadTaxDetails } from './queries/read-tax-details.ts';
import { TaxVault } from './secrets/tax-vault.ts';
import { AnnounceApplication } from './use-cases/announce-application.ts';
import { ApplyAsInstructor } from './use-cases/apply-as-instructor.ts';
import { ChangeInstructor } from './use-cases/change-instructor.ts';
import { ChangeTaxDetails } from './use-cases/change-tax-details.ts';
import { CheckApplicant } from './use-cases/check-applicant.ts';
import { DecideInstructor } from './use-cases/decide-instructor.ts';
import { KeepFile } from './use-cases/keep-file.ts';
import { RemoveFile } from './use-cases/remove-file.ts';
import { SendPhoneCode } from './use-cases/send-phone-code.ts';
import { VerifyPhone } from './use-cases/verify-phone.ts';

/** Who asks somebody else about papers; nobody, unless the operator says so. */
const identityCheck: Provider = {
  provide: IdentityCheck,
  inject: [identitySettingsToken, Installation],
  useFactory: (settings: IdentitySettings, { mode }: Installation) => {
    if (settings.EDUMASTER_IDENTITY_CHECK === 'manual') return undefined;
    if (mode === 'production') {
      throw new Error('EDUMASTER_IDENTITY_CHECK=sandbox asks nobody: it is for trying things out');
    }
    return new SandboxIdentityCheck();
  },
};

export const instructorRoutes = [InstructorRoutes, ApplicantRoutes];
export const instructorConsumers = [FollowFiles, CheckApplicants, CountTeaching];
export const instructorJobs = [CheckApplicantWorker];
export const instructorCrons = [DiscardDocuments];

/** Everything that onboarding instructors needs in the container. */
export const instructorProviders: readonly Provider[] = [
  identityCheck,
  TaxVault,
  ReadApplication,
  ReadInstructor,
  ReadTaxDetails,
  AnnounceApplication,
  ApplyAsInstructor,
  ChangeInstructor,
  ChangeTaxDetails,
  CheckApplicant,
  DecideInstructor,
  KeepFile,
  RemoveFile,
  SendPhoneCode,
  VerifyPhone,
  ...instructorRoutes,
  ...instructorConsumers,
  ...instructorJobs,
  ...instructorCrons,
];
