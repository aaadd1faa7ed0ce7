import { useTranslations } from 'next-intl';
import type { Price } from '#web/api/courses.ts';
import { formatPrice } from '#web/platform/format.ts';

export function CoursePrice({ price, locale }: { price: Price; locale: string }) {
  const t = useTranslations('courseCard');
  if (price.amount === 0) return <span className="text-brand-ink">{t('free')}</span>;
  const isReduced = price.listAmount !== undefined && price.listAmount > price.amount;
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      {formatPrice(price, locale)}
      {isReduced && (
        <>
          <span className="sr-only">{t('listPrice')}</span>
          <s className="text-[0.85em] font-normal text-ink-faint">
            {formatPrice({ amount: price.listAmount ?? 0, currency: price.currency }, locale)}
          </s>
        </>
      )}
    </span>
  );
}
