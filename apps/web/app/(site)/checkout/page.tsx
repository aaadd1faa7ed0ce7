import { buttonStyle } from '@edumaster/ui/button';
import { EmptyState } from '@edumaster/ui/empty-state';
import { BookOpen, CircleCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { currentPerson, serverApi, unlessStatus } from '#web/api/server-api.ts';
import { OrderSummary } from '#web/features/checkout/order-summary.tsx';
import { activeEnrollment } from '#web/features/courses/active-enrollment.ts';
import { PageBody, PageHeading } from '#web/features/shell/page-body.tsx';
import { SignInRequired } from '#web/features/shell/sign-in-required.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkout');
  return { title: t('title'), robots: { index: false } };
}

export default async function CheckoutPage({ searchParams }: PageProps<'/checkout'>) {
  const { courseId } = await searchParams;
  const id = typeof courseId === 'string' ? courseId : '';
  const [person, api] = await Promise.all([currentPerson(), serverApi()]);
  if (!person) {
    return (
      <PageBody>
        <SignInRequired returnTo={`/checkout?${new URLSearchParams({ courseId: id })}`} />
      </PageBody>
    );
  }
  const course = id && (await unlessStatus(api.getCourse({ params: { id } }), [403, 404, 422]));
  if (!course) return <Nothing reason="nothing" address="/courses" />;
  const enrollment = await activeEnrollment(course.id);
  if (enrollment) return <Nothing reason="had" address={`/learn/${course.id}`} />;
  if (course.price.amount === 0)
    return <Nothing reason="free" address={`/courses/${course.slug}`} />;
  return <Order course={course} />;
}

async function Order({ course }: Parameters<typeof OrderSummary>[0]) {
  const t = await getTranslations('checkout');
  return (
    <PageBody className="max-w-2xl">
      <PageHeading title={t('title')} lead={t('lead')} />
      <ClientMessages namespaces={['checkout']}>
        <OrderSummary course={course} />
      </ClientMessages>
    </PageBody>
  );
}

interface NothingProps {
  readonly reason: 'had' | 'free' | 'nothing';
  /** Where one goes on instead. */
  readonly address: string;
}

async function Nothing({ reason, address }: NothingProps) {
  const t = await getTranslations('checkout');
  const Icon = reason === 'had' ? CircleCheck : BookOpen;
  return (
    <PageBody>
      <EmptyState
        headingLevel="h1"
        icon={<Icon aria-hidden="true" />}
        title={t(`${reason}Title`)}
        description={t(`${reason}Text`)}
        action={
          <Link href={address} prefetch={false} className={buttonStyle()}>
            {t(reason === 'nothing' ? 'browse' : 'toCourse')}
          </Link>
        }
      />
    </PageBody>
  );
}
