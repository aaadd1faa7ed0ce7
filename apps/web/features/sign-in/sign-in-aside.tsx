import { getTranslations } from 'next-intl/server';

/** Fills the other half of a wide screen. */
export async function SignInAside() {
  const t = await getTranslations('signIn');
  return (
    <aside className="relative flex flex-col justify-end overflow-hidden bg-[#0e5a47] p-14 text-white max-lg:hidden">
      <svg
        viewBox="0 0 600 800"
        preserveAspectRatio="xMidYMid slice"
        aria-hidden="true"
        className="absolute inset-0 size-full"
      >
        <circle cx="470" cy="210" r="92" fill="#f0a030" />
        <path
          d="M0 470C140 380 250 420 360 480S540 560 600 500V800H0Z"
          fill="#2a8a6e"
          opacity="0.7"
        />
        <path d="M0 560C120 500 260 520 380 590S560 640 600 610V800H0Z" fill="#1c7258" />
        <path d="M0 670C160 610 300 640 420 690S570 730 600 715V800H0Z" fill="#0a4435" />
      </svg>
      <figure className="relative max-w-md">
        <blockquote className="font-display text-3xl leading-snug font-semibold text-balance">
          {t('quote')}
        </blockquote>
        <figcaption className="mt-4 text-white/90">{t('quoteBy')}</figcaption>
      </figure>
    </aside>
  );
}
