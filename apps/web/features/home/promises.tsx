import { BadgeCheck, Gauge, TimerReset } from 'lucide-react';
import { getTranslations } from 'next-intl/server';

export async function Promises() {
  const t = await getTranslations('home');
  const items = [
    { icon: TimerReset, title: t('promiseResumeTitle'), text: t('promiseResume') },
    { icon: BadgeCheck, title: t('promiseReviewTitle'), text: t('promiseReview') },
    { icon: Gauge, title: t('promisePaceTitle'), text: t('promisePace') },
  ];
  return (
    <section aria-labelledby="promises">
      <h2 id="promises" className="sr-only">
        {t('promises')}
      </h2>
      <ul className="grid gap-px overflow-hidden rounded-card border border-line bg-line md:grid-cols-3">
        {items.map(({ icon: Icon, title, text }) => (
          <li key={title} className="bg-surface p-6 sm:p-8">
            <Icon aria-hidden="true" className="size-7 text-brand" strokeWidth={1.75} />
            <h3 className="mt-4 font-display text-lg font-semibold">{title}</h3>
            <p className="mt-1.5 text-ink-soft">{text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
