'use client';

import { Button } from '@edumaster/ui/button';
import { UserRoundSearch } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';

export interface SupportNoticeProps {
  readonly person: { readonly id: string; readonly name: string };
  readonly reason: string;
  readonly expiresAt: string;
}

export function SupportNotice({ person, reason, expiresAt }: SupportNoticeProps) {
  const t = useTranslations('support');
  const minutes = useMinutesUntil(expiresAt);
  const { isBusy, hasFailed, end } = useEnd(`/manage/users/${person.id}`);
  return (
    <aside
      aria-label={t('label')}
      className="sticky bottom-0 z-30 border-t-2 border-accent bg-accent-soft text-accent-ink shadow-float"
    >
      <div className="mx-auto flex max-w-[88rem] flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 sm:px-6">
        <UserRoundSearch aria-hidden="true" className="size-5 shrink-0 max-sm:hidden" />
        <div className="min-w-0 grow basis-52 text-sm">
          <p>
            <strong className="font-semibold">{t('actingAs', { name: person.name })}</strong>{' '}
            {minutes !== null && (minutes < 1 ? t('lastMinute') : t('left', { minutes }))}
          </p>
          <p className="line-clamp-2 break-words">{t('reason', { reason })}</p>
          <p role="alert" className="font-semibold empty:hidden">
            {hasFailed ? t('failed') : ''}
          </p>
        </div>
        <Button size="sm" busy={isBusy} onClick={() => void end()}>
          {t(isBusy ? 'ending' : 'end')}
        </Button>
      </div>
    </aside>
  );
}

/** Null until the browser counts: the server's clock and its own may differ. */
function useMinutesUntil(time: string): number | null {
  const [minutes, setMinutes] = useState<number | null>(null);
  useEffect(() => {
    const count = () => {
      const left = Date.parse(time) - Date.now();
      setMinutes(Math.max(0, Math.ceil(left / 60_000)));
      // It is over: the page is loaded anew as oneself.
      if (left <= 0) location.reload();
    };
    count();
    const timer = setInterval(count, 10_000);
    return () => clearInterval(timer);
  }, [time]);
  return minutes;
}

function useEnd(goOn: string) {
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  async function end() {
    setBusy(true);
    setFailed(false);
    try {
      await browserApi.endImpersonation();
      // Loads everything anew: nothing that was shown as the person stays in memory.
      location.assign(goOn);
    } catch {
      setFailed(true);
      setBusy(false);
    }
  }
  return { isBusy, hasFailed, end };
}
