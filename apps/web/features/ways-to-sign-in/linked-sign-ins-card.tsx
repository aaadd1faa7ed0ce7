'use client';

import { Button } from '@edumaster/ui/button';
import { Notice } from '@edumaster/ui/notice';
import { toast } from '@edumaster/ui/toaster';
import { CircleCheck, Link2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { LinkedSignIn, SignInProvider } from '#web/api/identity.ts';
import { SettingsCard } from '../account/settings-card.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { FailureLine } from './failure-line.tsx';
import { useWayTimes, WayList, WayRow } from './way-list.tsx';
import type { WaysFailure } from './ways-failure.ts';

export interface LinkedSignInsCardProps {
  readonly first: readonly LinkedSignIn[];
  readonly providers: readonly SignInProvider[];
  readonly hasPassword: boolean;
  readonly now: string;
  /** What became of an account that the browser has just come back from. */
  readonly outcome: { readonly isLinked: boolean; readonly failure: WaysFailure | null };
}

export function LinkedSignInsCard(props: LinkedSignInsCardProps) {
  const { first, providers, hasPassword, now, outcome } = props;
  const t = useTranslations('waysToSignIn');
  const [linked, setLinked] = useState(first);
  const { isLinked, failure } = outcome;
  return (
    <SettingsCard title={t('linkedTitle')} lead={t('linkedLead')}>
      <div className="mb-5 empty:hidden">
        {isLinked && (
          <Notice tone="brand" role="status" icon={<CircleCheck aria-hidden="true" />}>
            {t('linkDone')}
          </Notice>
        )}
        {failure && <FailureLine failure={{ of: 'ways', because: failure }} />}
      </div>
      <WayList
        none={t('linkedNone')}
        rows={linked.map((link) => (
          <LinkRow
            key={link.id}
            link={link}
            now={now}
            hasPassword={hasPassword}
            onUnlinked={() => setLinked((known) => known.filter(({ id }) => id !== link.id))}
          />
        ))}
      />
      <div className="mt-5 flex flex-wrap gap-3 empty:hidden">
        {providers.map(({ id, name }) => (
          <ConfirmDialog
            key={id}
            trigger={<Button variant="secondary">{t('link', { provider: name })}</Button>}
            title={t('linkTitle', { provider: name })}
            text={t('linkText', { provider: name })}
            action={t('linkGo')}
            hasPassword={hasPassword}
            onConfirm={async (confirmation) => {
              const body = { provider: id, ...confirmation };
              const { redirectTo } = await browserApi.linkSignIn({ body });
              location.assign(redirectTo);
              // It stays until the page is left.
              return false;
            }}
          />
        ))}
      </div>
    </SettingsCard>
  );
}

interface LinkRowProps {
  readonly link: LinkedSignIn;
  readonly now: string;
  readonly hasPassword: boolean;
  readonly onUnlinked: () => void;
}

function LinkRow({ link, now, hasPassword, onUnlinked }: LinkRowProps) {
  const t = useTranslations('waysToSignIn');
  const { id, provider, email } = link;
  const { made, used } = useWayTimes(link, now);
  return (
    <WayRow
      icon={Link2}
      actions={
        <ConfirmDialog
          trigger={
            <Button variant="ghost" size="sm" aria-label={t('unlinkOf', { provider, email })}>
              {t('unlink')}
            </Button>
          }
          title={t('unlinkTitle', { provider })}
          text={t('unlinkText', { email })}
          action={t('unlink')}
          tone="danger"
          hasPassword={hasPassword}
          onConfirm={async (body) => {
            await browserApi.unlinkSignIn({ params: { id }, body });
            toast.success(t('unlinked'));
            onUnlinked();
            return true;
          }}
        />
      }
    >
      <p className="font-semibold break-words">{provider}</p>
      <p className="break-words text-ink-soft">{email}</p>
      <p className="text-sm text-ink-soft">{t('linkedSince', { made, used })}</p>
    </WayRow>
  );
}
