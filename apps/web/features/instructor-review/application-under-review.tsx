import { Avatar } from '@edumaster/ui/avatar';
import { Badge } from '@edumaster/ui/badge';
import { Card } from '@edumaster/ui/card';
import { Notice } from '@edumaster/ui/notice';
import { useLocale, useTranslations } from 'next-intl';
import type { ReviewedApplication } from '#web/api/instructors.ts';
import { avatarInSize } from '#web/platform/avatar-address.ts';
import { InstructorDecision } from './instructor-decision.tsx';
import { PaperList } from './paper-list.tsx';
import { TaxCard } from './tax-card.tsx';

/** Everything that a moderator needs to decide, on one page. */
export function ApplicationUnderReview({ application }: { application: ReviewedApplication }) {
  const { userId, documents, taxDetails, check, details } = application;
  const t = useTranslations('instructorReview');
  const countries = new Intl.DisplayNames(useLocale(), { type: 'region' });
  return (
    <>
      <Heading application={application} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="min-w-0 space-y-6">
          <Card className="p-5 sm:p-6">
            <h2 className="font-display text-heading font-semibold">{t('about')}</h2>
            <p className="mt-2 max-w-prose leading-relaxed break-words whitespace-pre-line">
              {details?.bio}
            </p>
          </Card>
          <PaperList userId={userId} documents={documents} />
          <TaxCard
            userId={userId}
            masked={taxDetails}
            country={taxDetails ? countries.of(taxDetails.country) : undefined}
          />
        </div>
        <div className="space-y-6 lg:sticky lg:top-22">
          <InstructorDecision application={application} />
          <Missing application={application} />
          {check && <Hint check={check} />}
          <Contact application={application} />
        </div>
      </div>
    </>
  );
}

function Heading({ application }: { application: ReviewedApplication }) {
  const t = useTranslations('instructorReview');
  const { name, avatarUrl, details, status } = application;
  return (
    <div className="mt-4 mb-6 flex items-center gap-4">
      <Avatar name={name} imageUrl={avatarInSize(avatarUrl, 512)} className="size-16 text-xl" />
      <div className="min-w-0">
        <h1 className="font-display text-title font-semibold break-words">{name}</h1>
        <p className="mt-1 text-lg break-words text-ink-soft">{details?.headline}</p>
      </div>
      <Badge tone={status === 'verified' ? 'brand' : 'outline'} className="ms-auto">
        {t(`status.${status}`)}
      </Badge>
    </div>
  );
}

function Missing({ application: { missing } }: { application: ReviewedApplication }) {
  const t = useTranslations('instructorReview');
  const tParts = useTranslations('instructor.parts');
  if (missing.length === 0) return null;
  return (
    <Notice tone="accent">
      <p className="font-semibold">{t('missingTitle')}</p>
      <ul className="mt-1 list-disc ps-5">
        {missing.map((part) => (
          <li key={part}>{tParts(part)}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Hint({ check }: { check: NonNullable<ReviewedApplication['check']> }) {
  const t = useTranslations('instructorReview');
  const tones = { verified: 'brand', failed: 'danger', unsure: 'accent' } as const;
  return (
    <Card className="space-y-3 p-5">
      <div className="flex items-center justify-between gap-3">
        <h2 className="font-semibold">{t('check')}</h2>
        <Badge tone={tones[check.outcome]}>{t(check.outcome)}</Badge>
      </div>
      <p className="text-sm text-ink-faint">{`${check.provider}. ${t('checkHint')}`}</p>
      <ul className="space-y-1 text-sm">
        {check.checks.map(({ name, outcome, detail }) => (
          <li key={name} className="break-words">
            <span className="font-medium">{name}</span>
            {`: ${t(outcome as 'verified')}. ${detail}.`}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Contact({ application }: { application: ReviewedApplication }) {
  const t = useTranslations('instructorReview');
  const locale = useLocale();
  const { email, phone, details } = application;
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  const proof = t(phone.isVerified ? 'phoneVerified' : 'phoneUnverified');
  const rows = [
    { term: t('email'), text: email },
    { term: t('phone'), text: phone.number ? `${phone.number} (${proof})` : '–' },
    {
      term: t('country'),
      text: details ? (countries.of(details.country) ?? details.country) : '–',
    },
  ];
  return (
    <Card className="p-5">
      <h2 className="mb-3 font-semibold">{t('contact')}</h2>
      <dl className="space-y-3">
        {rows.map(({ term, text }) => (
          <div key={term}>
            <dt className="text-sm text-ink-faint">{term}</dt>
            <dd className="font-medium break-words">{text}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
