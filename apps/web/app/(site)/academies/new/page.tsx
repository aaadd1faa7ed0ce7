import { buttonStyle } from '@edumaster/ui/button';
import { EmptyState } from '@edumaster/ui/empty-state';
import { MailWarning } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { currentPerson, currentTenant } from '#web/api/server-api.ts';
import { NewAcademyForm } from '#web/features/academies/new-academy-form.tsx';
import { PageBody, PageHeading } from '#web/features/shell/page-body.tsx';
import { SignInRequired } from '#web/features/shell/sign-in-required.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';
import { pageOrigin } from '#web/platform/page-origin.ts';

const here = '/academies/new';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('academies');
  return { title: t('title'), description: t('lead'), robots: { index: false } };
}

export default async function NewAcademyPage() {
  const [t, person, tenant] = await Promise.all([
    getTranslations('academies'),
    currentPerson(),
    currentTenant(),
  ]);
  if (tenant.kind !== 'marketplace') notFound();
  if (!person) {
    return (
      <PageBody>
        <SignInRequired returnTo={here} />
      </PageBody>
    );
  }
  if (!person.emailVerified) {
    return (
      <PageBody>
        <EmptyState
          headingLevel="h1"
          icon={<MailWarning aria-hidden="true" />}
          title={t('unverifiedTitle')}
          description={t('unverifiedText', { email: person.email })}
          action={
            <Link href="/account/security" prefetch={false} className={buttonStyle()}>
              {t('toSecurity')}
            </Link>
          }
        />
      </PageBody>
    );
  }
  const { host } = new URL(await pageOrigin());
  return (
    <PageBody>
      <div className="mx-auto max-w-2xl">
        <PageHeading title={t('title')} lead={t('lead')} />
        <ClientMessages namespaces={['academies']}>
          <NewAcademyForm platformHost={host} />
        </ClientMessages>
      </div>
    </PageBody>
  );
}
