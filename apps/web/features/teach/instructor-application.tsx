'use client';

import { Notice } from '@edumaster/ui/notice';
import { useTranslations } from 'next-intl';
import type { Application, ApplicationPart } from '#web/api/instructors.ts';
import type { Country } from '#web/platform/countries.ts';
import { ApplicationStatus } from './application-status.tsx';
import { DetailsForm } from './details-form.tsx';
import { DocumentStep } from './document-step.tsx';
import { PhoneStep } from './phone-step.tsx';
import { Step } from './step.tsx';
import { TaxStep } from './tax-step.tsx';
import { useApplication } from './use-application.ts';

export interface InstructorApplicationProps {
  readonly initial: Application;
  readonly countries: readonly Country[];
}

/** Everything that it takes to teach, in one place and in any order. */
export function InstructorApplication({ initial, countries }: InstructorApplicationProps) {
  const t = useTranslations('instructor');
  const known = useApplication(initial);
  const { application } = known;
  const has = (...parts: readonly ApplicationPart[]) =>
    parts.every((part) => !application.missing.includes(part));
  const isOpen = application.mayApply || application.status === 'pending';
  if (!isOpen && application.details === null) {
    return (
      <div className="space-y-6">
        <ApplicationStatus application={application} />
        {application.status === 'none' && <Notice tone="accent">{t('cannotApply')}</Notice>}
      </div>
    );
  }
  return (
    <div className="space-y-6">
      <div aria-live="polite">
        <ApplicationStatus application={application} />
      </div>
      <ol className="space-y-5">
        {application.status !== 'verified' && (
          <Step
            number={1}
            title={t('details.title')}
            lead={t('details.lead')}
            isDone={has('details') && application.status === 'pending'}
          >
            <DetailsForm known={known} countries={countries} />
          </Step>
        )}
        <Step number={2} title={t('phone.title')} lead={t('phone.lead')} isDone={has('phone')}>
          <PhoneStep {...known} />
        </Step>
        <Step
          number={3}
          title={t('documents.title')}
          lead={t('documents.lead')}
          isDone={has('identity-document', 'address-document')}
        >
          <DocumentStep {...known} />
        </Step>
        <Step number={4} title={t('tax.title')} lead={t('tax.lead')} isDone={has('tax-details')}>
          <TaxStep known={known} countries={countries} />
        </Step>
      </ol>
    </div>
  );
}
