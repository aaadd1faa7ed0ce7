import { getTranslations } from 'next-intl/server';
import Link from 'next/link';

export async function TeachInvitation() {
  const t = await getTranslations('home');
  return (
    <section
      aria-labelledby="teach"
      className="relative overflow-hidden rounded-card bg-[#0e5a47] px-6 py-12 text-white sm:px-12 sm:py-16"
    >
      <Rings />
      <div className="relative max-w-2xl">
        <h2 id="teach" className="font-display text-title font-semibold">
          {t('teachTitle')}
        </h2>
        <p className="mt-3 text-lg text-white/90">{t('teachText')}</p>
        <Link
          href="/studio"
          prefetch={false}
          className="mt-7 inline-flex min-h-13 items-center rounded-control bg-[#f0a030] px-6 font-semibold text-[#1d1a15] transition-colors hover:bg-[#f7b95f]"
        >
          {t('teachAction')}
        </Link>
      </div>
    </section>
  );
}

function Rings() {
  return (
    <svg
      viewBox="0 0 400 400"
      aria-hidden="true"
      className="absolute -end-24 -top-28 size-[34rem] text-white/10 max-sm:opacity-50"
      fill="none"
      stroke="currentColor"
    >
      {[60, 100, 140, 180].map((radius) => (
        <circle key={radius} cx="200" cy="200" r={radius} strokeWidth="18" />
      ))}
    </svg>
  );
}
