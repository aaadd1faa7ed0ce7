'use client';

import { useTranslations } from 'next-intl';

const password = 'learn-by-doing';
const accounts = [
  { role: 'demoStudent', email: 'student@demo.test' },
  { role: 'demoInstructor', email: 'instructor@demo.test' },
  { role: 'demoModerator', email: 'moderator@demo.test' },
  { role: 'demoAdmin', email: 'admin@demo.test' },
] as const;

export interface DemoAccountsProps {
  readonly onChoose: (account: { email: string; password: string }) => void;
}

/** Shown only when the API says that these accounts exist here. */
export function DemoAccounts({ onChoose }: DemoAccountsProps) {
  const t = useTranslations('signIn');
  return (
    <section
      aria-labelledby="demo"
      className="mt-8 rounded-card border border-dashed border-line-strong/60 p-5"
    >
      <h2 id="demo" className="font-semibold">
        {t('demoTitle')}
      </h2>
      <p className="mt-1 text-sm text-ink-soft">{t('demoText', { password })}</p>
      <ul className="mt-4 grid gap-2 min-[26rem]:grid-cols-2">
        {accounts.map(({ role, email }) => (
          <li key={email}>
            <button
              type="button"
              onClick={() => onChoose({ email, password })}
              className="min-h-11 w-full rounded-control border border-line bg-surface px-3 py-2 text-start transition-colors hover:border-brand hover:bg-brand-soft"
            >
              <span className="block text-sm font-semibold">{t(role)}</span>
              <span className="block truncate text-xs text-ink-soft">{email}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
