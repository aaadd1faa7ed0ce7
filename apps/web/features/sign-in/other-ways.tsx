import { buttonStyle } from '@edumaster/ui/button';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { SignInProvider } from '#web/api/identity.ts';

export interface OtherWaysProps {
  readonly uid: string;
  readonly providers: readonly SignInProvider[];
  readonly children?: ReactNode;
}

/** What one can do instead of filling in the form above. */
export function OtherWays({ uid, providers, children }: OtherWaysProps) {
  const t = useTranslations('signIn');
  if (!children && providers.length === 0) return null;
  return (
    <div className="mt-6">
      <p className="flex items-center gap-4 text-sm text-ink-faint before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
        {t('or')}
      </p>
      <div className="mt-6 grid gap-3">
        {children}
        {providers.map(({ id, name }) => (
          // Plain links: the server leads on to the provider.
          <a
            key={id}
            href={`/sign-in/${uid}/providers/${id}`}
            className={buttonStyle({ variant: 'secondary', size: 'lg', wide: true })}
          >
            <span className="truncate">{t('continueWith', { provider: name })}</span>
          </a>
        ))}
      </div>
    </div>
  );
}
