import { buttonStyle } from '@edumaster/ui/button';
import { useTranslations } from 'next-intl';
import Link from 'next/link';

/** To the checkout, which knows who is signed in. */
export function BuyLink({ courseId }: { readonly courseId: string }) {
  const t = useTranslations('course');
  return (
    <Link
      href={`/checkout?courseId=${courseId}`}
      prefetch={false}
      className={buttonStyle({ size: 'lg', wide: true })}
    >
      {t('buy')}
    </Link>
  );
}
