import { cn } from '@edumaster/ui/class-names';
import { useTranslations } from 'next-intl';
import Link from 'next/link';

const queues = [
  { name: 'courses', href: '/moderation' },
  { name: 'instructors', href: '/moderation/instructors' },
] as const;

/** Courses and people wait apart. */
export function ReviewQueues({ current }: { current: (typeof queues)[number]['name'] }) {
  const t = useTranslations('instructorReview');
  return (
    <nav aria-label={t('queues')} className="mb-6 flex gap-1 border-b border-line">
      {queues.map(({ name, href }) => (
        <Link
          key={name}
          href={href}
          prefetch={false}
          aria-current={name === current ? 'page' : undefined}
          className={cn(
            '-mb-px flex min-h-11 items-center border-b-2 border-transparent px-3 font-medium text-ink-soft hover:text-ink',
            'aria-[current=page]:border-brand aria-[current=page]:text-brand-ink',
          )}
        >
          {t(name)}
        </Link>
      ))}
    </nav>
  );
}
