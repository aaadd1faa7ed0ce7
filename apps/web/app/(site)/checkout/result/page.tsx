import { buttonStyle } from '@edumaster/ui/button';
import { EmptyState } from '@edumaster/ui/empty-state';
import { ReceiptText } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { currentPerson, serverApi, unlessStatus } from '#web/api/server-api.ts';
import { PaymentResult } from '#web/features/checkout/payment-result.tsx';
import { PageBody } from '#web/features/shell/page-body.tsx';
import { SignInRequired } from '#web/features/shell/sign-in-required.tsx';
import { ClientMessages } from '#web/i18n/client-messages.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('checkout.result');
  return { title: t('title'), robots: { index: false } };
}

export default async function CheckoutResultPage({ searchParams }: PageProps<'/checkout/result'>) {
  const { paymentId } = await searchParams;
  const id = typeof paymentId === 'string' ? paymentId : '';
  const [t, person, api] = await Promise.all([
    getTranslations('checkout.result'),
    currentPerson(),
    serverApi(),
  ]);
  if (!person) {
    const returnTo = `/checkout/result?${new URLSearchParams({ paymentId: id })}`;
    return (
      <PageBody>
        <SignInRequired returnTo={returnTo} />
      </PageBody>
    );
  }
  const payment = await unlessStatus(api.readPayment({ params: { id } }), [404, 422]);
  if (payment) {
    return (
      <PageBody className="max-w-2xl">
        <ClientMessages namespaces={['checkout']}>
          <PaymentResult payment={payment} />
        </ClientMessages>
      </PageBody>
    );
  }
  return (
    <PageBody>
      <EmptyState
        headingLevel="h1"
        icon={<ReceiptText aria-hidden="true" />}
        title={t('unknownTitle')}
        description={t('unknownText')}
        action={
          <Link href="/my-learning" prefetch={false} className={buttonStyle()}>
            {t('yourCourses')}
          </Link>
        }
      />
    </PageBody>
  );
}
