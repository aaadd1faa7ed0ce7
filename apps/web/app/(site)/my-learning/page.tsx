import { buttonStyle } from '@edumaster/ui/button';
import { EmptyState } from '@edumaster/ui/empty-state';
import { BookOpen } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { currentPerson, serverApi } from '#web/api/server-api.ts';
import { EnrollmentList } from '#web/features/my-learning/enrollment-list.tsx';
import { enrollmentPageSize } from '#web/features/my-learning/enrollment-page-size.ts';
import { PageBody, PageHeading } from '#web/features/shell/page-body.tsx';
import { SignInRequired } from '#web/features/shell/sign-in-required.tsx';
import { TranscriptSearchForm } from '#web/features/transcript/transcript-search-form.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('myLearning');
  return { title: t('title'), robots: { index: false } };
}

export default async function MyLearningPage() {
  const [t, person, api] = await Promise.all([
    getTranslations('myLearning'),
    currentPerson(),
    serverApi(),
  ]);
  if (!person) {
    return (
      <PageBody>
        <SignInRequired returnTo="/my-learning" />
      </PageBody>
    );
  }
  const page = await api.listEnrollments({
    params: { userId: person.id },
    query: { limit: enrollmentPageSize },
  });
  return (
    <PageBody>
      <PageHeading title={t('title')} lead={t('lead')} />
      {page.items.length > 0 && (
        <div className="mb-8">
          <TranscriptSearchForm />
        </div>
      )}
      {page.items.length > 0 ? (
        <ClientMessages namespaces={['shell', 'errors', 'myLearning', 'courseCard']}>
          <EnrollmentList userId={person.id} first={page.items} nextCursor={page.nextCursor} />
        </ClientMessages>
      ) : (
        <EmptyState
          icon={<BookOpen aria-hidden="true" />}
          title={t('emptyTitle')}
          description={t('emptyDescription')}
          action={
            <Link href="/courses" prefetch={false} className={buttonStyle()}>
              {t('browse')}
            </Link>
          }
        />
      )}
    </PageBody>
  );
}
