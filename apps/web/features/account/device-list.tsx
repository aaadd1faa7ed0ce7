'use client';

import { AlertDialog } from '@edumaster/ui/alert-dialog';
import { Badge } from '@edumaster/ui/badge';
import { Button } from '@edumaster/ui/button';
import { Card } from '@edumaster/ui/card';
import { toast } from '@edumaster/ui/toaster';
import { Laptop, Smartphone, Terminal } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { SignedInDevice } from '#web/api/identity.ts';
import { accountFailure } from './account-failure.ts';

export interface DeviceListProps {
  readonly first: readonly SignedInDevice[];
  /** The time of the page: the browser's clock may be wrong. */
  readonly now: string;
}

/** Where somebody is signed in, and signing out from afar. */
export function DeviceList({ first, now }: DeviceListProps) {
  const t = useTranslations('account');
  const [devices, setDevices] = useState(first);
  const others = devices.filter(({ isCurrent }) => !isCurrent);
  const attempt = async (work: () => Promise<unknown>, done?: string): Promise<boolean> => {
    try {
      await work();
      if (done !== undefined) toast.success(done);
      return true;
    } catch (error) {
      toast.error(t(accountFailure(error)));
      return false;
    }
  };
  async function signOut({ id, device }: SignedInDevice) {
    const work = () => browserApi.endMySession({ params: { id } });
    const isDone = await attempt(work, t('deviceSignedOut', { device }));
    if (isDone) setDevices((known) => known.filter((one) => one.id !== id));
  }
  async function endAll(keepCurrent: boolean) {
    const work = () => browserApi.endMySessions({ body: { keepCurrent } });
    const isDone = await attempt(work, keepCurrent ? t('othersEnded') : undefined);
    if (!isDone) return;
    if (keepCurrent) setDevices((known) => known.filter(({ isCurrent }) => isCurrent));
    // Loads the page anew: nothing that was shown to the person stays in memory.
    else location.assign('/');
  }
  return (
    <div className="space-y-6">
      <Card>
        <ul className="divide-y divide-line">
          {devices.map((device) => (
            <DeviceRow key={device.id} device={device} now={now} onSignOut={signOut} />
          ))}
        </ul>
      </Card>
      {others.length === 0 && <p className="text-ink-soft">{t('onlyThis')}</p>}
      <EndAll hasOthers={others.length > 0} onEnd={(keep) => void endAll(keep)} />
    </div>
  );
}

interface DeviceRowProps {
  readonly device: SignedInDevice;
  readonly now: string;
  readonly onSignOut: (device: SignedInDevice) => Promise<void>;
}

function DeviceRow({ device, now, onSignOut }: DeviceRowProps) {
  const t = useTranslations('account');
  const format = useFormatter();
  const [isBusy, setBusy] = useState(false);
  const { isCurrent, hosts, place, createdAt, lastSeenAt } = device;
  const Icon = iconOf(device);
  async function signOut() {
    setBusy(true);
    await onSignOut(device);
    setBusy(false);
  }
  const seen = format.relativeTime(new Date(lastSeenAt), new Date(now));
  const since = format.dateTime(new Date(createdAt), { dateStyle: 'medium' });
  return (
    <li className="flex flex-wrap items-center gap-4 p-5">
      <span className="grid size-11 shrink-0 place-items-center rounded-full bg-sunken text-ink-soft">
        <Icon aria-hidden="true" className="size-5" />
      </span>
      <div className="min-w-48 grow basis-0">
        <p className="flex flex-wrap items-center gap-2 font-semibold">
          {device.device}
          {isCurrent && <Badge tone="brand">{t('thisDevice')}</Badge>}
          {device.kind === 'program' && <Badge tone="outline">{t('program')}</Badge>}
        </p>
        <p className="mt-0.5 text-sm break-words text-ink-soft">
          {t('lastSeen', { time: seen })} · {t('signedIn', { date: since })}
        </p>
        <p className="text-sm break-words text-ink-soft">
          {t('from', { place })} · {t('on', { hosts: format.list(hosts) })}
        </p>
      </div>
      {!isCurrent && (
        <Button
          variant="secondary"
          size="sm"
          busy={isBusy}
          aria-label={t('signOutDeviceOf', { device: device.device })}
          onClick={() => void signOut()}
        >
          {t('signOutDevice')}
        </Button>
      )}
    </li>
  );
}

function iconOf({ kind, device }: SignedInDevice) {
  if (kind === 'program') return Terminal;
  return /iPhone|iPad|Android/.test(device) ? Smartphone : Laptop;
}

interface EndAllProps {
  readonly hasOthers: boolean;
  readonly onEnd: (keepCurrent: boolean) => void;
}

function EndAll({ hasOthers, onEnd }: EndAllProps) {
  const t = useTranslations('account');
  const tShell = useTranslations('shell');
  return (
    <div className="flex flex-wrap gap-3">
      {hasOthers && (
        <AlertDialog
          trigger={<Button variant="secondary">{t('endOthers')}</Button>}
          title={t('endOthersTitle')}
          description={t('endOthersText')}
          confirmLabel={t('endOthers')}
          cancelLabel={tShell('cancel')}
          onConfirm={() => onEnd(true)}
        />
      )}
      <AlertDialog
        trigger={
          <Button variant="ghost" className="text-danger-ink">
            {t('endAll')}
          </Button>
        }
        title={t('endAllTitle')}
        description={t('endAllText')}
        confirmLabel={t('endAll')}
        cancelLabel={tShell('cancel')}
        onConfirm={() => onEnd(false)}
      />
    </div>
  );
}
