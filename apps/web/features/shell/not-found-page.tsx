import { buttonStyle } from '@edumaster/ui/button';
import { EmptyState } from '@edumaster/ui/empty-state';
import { Compass } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { PageBody } from './page-body.tsx';

export function NotFoundPage() {
  const t = useTranslations('errors');
  return (
    <PageBody>
      <title>{t('notFoundTitle')}</title>
      <EmptyState
        headingLevel="h1"
        icon={<Compass aria-hidden="true" />}
        title={t('notFoundTitle')}
        description={t('notFoundDescription')}
        action={
          <>
            <Link href="/" prefetch={false} className={buttonStyle()}>
              {t('backHome')}
            </Link>
            <Link
              href="/courses"
              prefetch={false}
              className={buttonStyle({ variant: 'secondary' })}
            >
              {t('browseCourses')}
            </Link>
          </>
        }
      />
    </PageBody>
  );
}
