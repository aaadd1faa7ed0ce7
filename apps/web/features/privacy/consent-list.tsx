'use client';

import { Button } from '@edumaster/ui/button';
import { Checkbox } from '@edumaster/ui/checkbox';
import { toast } from '@edumaster/ui/toaster';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { Consent } from '#web/api/identity.ts';
import { accountFailure } from '../account/account-failure.ts';

/** What a person agreed to, and taking it back. */
export function ConsentList({ first }: { first: readonly Consent[] }) {
  const tAccount = useTranslations('account');
  const [consents, setConsents] = useState(first);
  async function decide(purpose: Consent['purpose'], isGiven: boolean) {
    try {
      const { items } = await browserApi.decideConsent({ params: { purpose }, body: { isGiven } });
      setConsents(items);
      toast.success(tAccount('saved'));
    } catch (error) {
      toast.error(tAccount(accountFailure(error)));
    }
  }
  return (
    <ul className="space-y-5">
      {consents.map((consent) => (
        <li key={consent.purpose}>
          {consent.purpose === 'terms' ? (
            <Terms consent={consent} onAgree={() => void decide('terms', true)} />
          ) : (
            <News consent={consent} onDecide={(isGiven) => void decide('news', isGiven)} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Terms({ consent, onAgree }: { consent: Consent; onAgree: () => void }) {
  const t = useTranslations('privacy');
  const format = useFormatter();
  const { isGiven, version, currentVersion, decidedAt, url } = consent;
  const isCurrent = isGiven && version === currentVersion;
  return (
    <div>
      <p className="font-semibold">{t('terms')}</p>
      <p className="text-sm text-ink-soft">
        {isCurrent && decidedAt !== null
          ? t('termsHint', {
              version: currentVersion,
              date: format.dateTime(new Date(decidedAt), { dateStyle: 'medium' }),
            })
          : t('termsNone')}
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-4">
        {url !== null && (
          <a href={url} rel="noreferrer" target="_blank" className="text-brand-ink underline">
            {t('termsOpen')}
          </a>
        )}
        {!isCurrent && (
          <Button size="sm" variant="secondary" onClick={onAgree}>
            {t('termsAgree')}
          </Button>
        )}
      </div>
    </div>
  );
}

interface NewsProps {
  readonly consent: Consent;
  readonly onDecide: (isGiven: boolean) => void;
}

function News({ consent, onDecide }: NewsProps) {
  const t = useTranslations('privacy');
  return (
    <Checkbox
      label={t('news')}
      hint={t('newsHint')}
      checked={consent.isGiven}
      onCheckedChange={onDecide}
    />
  );
}
