'use client';

import { LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';

/** The server ends the session by a request without a body, which a plain form cannot send. */
export function SignOutButton() {
  const t = useTranslations('shell');
  const [hasFailed, setFailed] = useState(false);
  async function signOut() {
    const next = await endSession().catch(() => undefined);
    setFailed(next === undefined);
    // Loads a page anew: nothing that was shown to the person stays in memory.
    if (next !== undefined) location.assign(next);
  }
  return (
    <>
      <button
        type="button"
        onClick={() => void signOut()}
        className="flex min-h-11 w-full items-center gap-2.5 rounded-control px-3 font-medium text-ink-soft hover:bg-sunken hover:text-ink"
      >
        <LogOut aria-hidden="true" className="size-4 rtl:rotate-180" />
        {t('signOut')}
      </button>
      <p role="status" className="px-3 text-sm text-danger-ink empty:hidden">
        {hasFailed ? t('loadMoreFailed') : ''}
      </p>
    </>
  );
}

/** @returns where to go on; an issuer of somebody else's has to be told too, and sends back here */
async function endSession(): Promise<string | undefined> {
  const answer = await fetch('/auth/sign-out', { method: 'POST' });
  if (!answer.ok) return undefined;
  if (answer.status === 204) return '/';
  const { redirectTo } = (await answer.json()) as { readonly redirectTo: string };
  return redirectTo;
}
