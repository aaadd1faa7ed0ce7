import { buttonStyle } from '@edumaster/ui/button';
import { Card } from '@edumaster/ui/card';
import { CircleCheck, CircleX, Clock3, Undo2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Payment } from '#web/api/commerce.ts';
import { formatPrice } from '#web/platform/format.ts';
import { AwaitPayment } from './await-payment.tsx';

/** How a payment went, and the way on. */
export function PaymentResult({ payment }: { readonly payment: Payment }) {
  const parts: Record<Payment['status'], (props: { payment: Payment }) => ReactNode> = {
    pending: Pending,
    success: Paid,
    partially_refunded: Paid,
    disputed: Paid,
    failed: Failed,
    refunded: Refunded,
  };
  const Part = parts[payment.status];
  return (
    <Card className="p-6 sm:p-8">
      <Part payment={payment} />
    </Card>
  );
}

interface OutcomeProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
}

function Outcome({ icon, title, children }: OutcomeProps) {
  return (
    <>
      <span aria-hidden="true" className="[&_svg]:size-10">
        {icon}
      </span>
      <h1 className="mt-4 font-display text-title font-semibold">{title}</h1>
      <div className="mt-3 space-y-6">{children}</div>
    </>
  );
}

function Paid({ payment }: { payment: Payment }) {
  const t = useTranslations('checkout.result');
  const locale = useLocale();
  const [course] = payment.courses;
  return (
    <Outcome icon={<CircleCheck className="text-brand" />} title={t('paidTitle')}>
      <p className="text-ink-soft">
        {t('paidText', { price: formatPrice(payment.amount, locale) })}
      </p>
      <ul className="list-disc space-y-1 pl-5 font-semibold">
        {payment.courses.map(({ id, title }) => (
          <li key={id} className="break-words">
            {title}
          </li>
        ))}
      </ul>
      <Link
        href={payment.courses.length === 1 && course ? `/learn/${course.id}` : '/my-learning'}
        prefetch={false}
        className={buttonStyle({ size: 'lg' })}
      >
        {t('start')}
      </Link>
    </Outcome>
  );
}

function Pending({ payment }: { payment: Payment }) {
  const t = useTranslations('checkout.result');
  return (
    <Outcome icon={<Clock3 className="text-accent-ink" />} title={t('pendingTitle')}>
      <AwaitPayment paymentId={payment.id} />
      {payment.redirectUrl && (
        <a href={payment.redirectUrl} className={buttonStyle({ variant: 'secondary' })}>
          {t('goOnPaying')}
        </a>
      )}
    </Outcome>
  );
}

function Failed({ payment }: { payment: Payment }) {
  const t = useTranslations('checkout.result');
  const [course] = payment.courses;
  return (
    <Outcome icon={<CircleX className="text-danger-ink" />} title={t('failedTitle')}>
      <p className="text-ink-soft">{t('failedText')}</p>
      <Link
        href={course ? `/checkout?courseId=${course.id}` : '/courses'}
        prefetch={false}
        className={buttonStyle({ size: 'lg' })}
      >
        {t('tryAgain')}
      </Link>
    </Outcome>
  );
}

function Refunded({ payment }: { payment: Payment }) {
  const t = useTranslations('checkout.result');
  const locale = useLocale();
  return (
    <Outcome icon={<Undo2 className="text-ink-soft" />} title={t('refundedTitle')}>
      <p className="text-ink-soft">
        {t('refundedText', { price: formatPrice(payment.refunded, locale) })}
      </p>
      <Link href="/my-learning" prefetch={false} className={buttonStyle({ variant: 'secondary' })}>
        {t('yourCourses')}
      </Link>
    </Outcome>
  );
}
