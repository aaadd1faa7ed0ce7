import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { currentPerson, serverApi } from '#web/api/server-api.ts';
import { PageHeading } from '#web/features/shell/page-body.tsx';
import { InstructorApplication } from '#web/features/teach/instructor-application.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';
import { countriesIn } from '#web/platform/countries.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('instructor');
  return { title: t('title'), robots: { index: false } };
}

/** The layout asks who is not signed in to do so. */
export default async function InstructorPage() {
  const [t, locale, person] = await Promise.all([
    getTranslations('instructor'),
    getLocale(),
    currentPerson(),
  ]);
  if (!person) return null;
  const api = await serverApi();
  const application = await api.getMyApplication();
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <div className="max-w-3xl">
        <ClientMessages namespaces={['shell', 'errors', 'instructor']}>
          <InstructorApplication initial={application} countries={countriesIn(locale)} />
        </ClientMessages>
      </div>
    </>
  );
}
