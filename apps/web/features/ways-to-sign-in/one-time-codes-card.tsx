'use client';

import { Badge } from '@edumaster/ui/badge';
import { Button } from '@edumaster/ui/button';
import { Dialog, DialogContent } from '@edumaster/ui/dialog';
import { toast } from '@edumaster/ui/toaster';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { OneTimeCodes } from '#web/api/identity.ts';
import { SettingsCard } from '../account/settings-card.tsx';
import { CodeSetUp, type OfferedSecret } from './code-set-up.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { RecoveryCodeList } from './recovery-code-list.tsx';

export interface OneTimeCodesCardProps {
  readonly first: OneTimeCodes;
  readonly hasPassword: boolean;
}

/** What a dialog of the card shows, one after the other. */
type Shown =
  | { readonly what: 'secret'; readonly offered: OfferedSecret }
  | { readonly what: 'recovery'; readonly codes: readonly string[] };

const off: OneTimeCodes = { isOn: false, since: null, recoveryCodesLeft: 0 };

export function OneTimeCodesCard({ first, hasPassword }: OneTimeCodesCardProps) {
  const t = useTranslations('waysToSignIn');
  const [codes, setCodes] = useState(first);
  const [shown, setShown] = useState<Shown | null>(null);
  const showRecovery = (made: readonly string[]) => {
    setCodes(({ since }) => ({
      isOn: true,
      since: since ?? new Date().toISOString(),
      recoveryCodesLeft: made.length,
    }));
    setShown({ what: 'recovery', codes: made });
  };
  return (
    <SettingsCard
      title={t('codesTitle')}
      lead={t('codesLead')}
      state={
        <Badge tone={codes.isOn ? 'brand' : 'neutral'}>
          {t(codes.isOn ? 'codesOn' : 'codesOff')}
        </Badge>
      }
    >
      {codes.isOn ? (
        <CodesAreOn
          codes={codes}
          hasPassword={hasPassword}
          onRenewed={showRecovery}
          onOff={() => setCodes(off)}
        />
      ) : (
        <ConfirmDialog
          trigger={<Button variant="secondary">{t('codesTurnOn')}</Button>}
          title={t('codesSetUpTitle')}
          text={t('codesSetUpText')}
          action={t('continue')}
          hasPassword={hasPassword}
          onConfirm={async (body) => {
            const offered = await browserApi.setUpOneTimeCodes({ body });
            setShown({ what: 'secret', offered });
            return true;
          }}
        />
      )}
      <CodeDialog shown={shown} onClose={() => setShown(null)} onConfirmed={showRecovery} />
    </SettingsCard>
  );
}

interface CodesAreOnProps {
  readonly codes: OneTimeCodes;
  readonly hasPassword: boolean;
  readonly onRenewed: (codes: readonly string[]) => void;
  readonly onOff: () => void;
}

function CodesAreOn({ codes, hasPassword, onRenewed, onOff }: CodesAreOnProps) {
  const t = useTranslations('waysToSignIn');
  const format = useFormatter();
  const { since, recoveryCodesLeft } = codes;
  const date = since && format.dateTime(new Date(since), { dateStyle: 'medium' });
  return (
    <>
      <p>
        {date && t('codesSince', { date })} {t('codesLeft', { count: recoveryCodesLeft })}
      </p>
      <div className="mt-5 flex flex-wrap gap-3">
        <ConfirmDialog
          trigger={<Button variant="secondary">{t('recoveryRenew')}</Button>}
          title={t('recoveryRenewTitle')}
          text={t('recoveryRenewText')}
          action={t('continue')}
          hasPassword={hasPassword}
          onConfirm={async (body) => {
            onRenewed((await browserApi.renewRecoveryCodes({ body })).recoveryCodes);
            return true;
          }}
        />
        <ConfirmDialog
          trigger={<Button variant="ghost">{t('codesTurnOff')}</Button>}
          title={t('codesTurnOffTitle')}
          text={t('codesTurnOffText')}
          action={t('codesTurnOff')}
          tone="danger"
          hasPassword={hasPassword}
          onConfirm={async (body) => {
            await browserApi.turnOffOneTimeCodes({ body });
            toast.success(t('codesTurnedOff'));
            onOff();
            return true;
          }}
        />
      </div>
    </>
  );
}

interface CodeDialogProps {
  readonly shown: Shown | null;
  readonly onClose: () => void;
  readonly onConfirmed: (codes: readonly string[]) => void;
}

function CodeDialog({ shown, onClose, onConfirmed }: CodeDialogProps) {
  const t = useTranslations('waysToSignIn');
  const isRecovery = shown?.what === 'recovery';
  return (
    <Dialog open={shown !== null} onOpenChange={(opens) => !opens && onClose()}>
      <DialogContent
        title={t(isRecovery ? 'recoveryTitle' : 'codesSetUpTitle')}
        description={t(isRecovery ? 'recoveryText' : 'codesSetUpText')}
        closeLabel={t('close')}
      >
        {shown?.what === 'secret' && (
          <CodeSetUp offered={shown.offered} onConfirmed={onConfirmed} />
        )}
        {shown?.what === 'recovery' && (
          <div className="space-y-6">
            <RecoveryCodeList codes={shown.codes} />
            <Button wide onClick={onClose}>
              {t('kept')}
            </Button>
          </div>
        )}
      </DialogContent>
    </Dialog>
  );
}
