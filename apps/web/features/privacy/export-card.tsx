'use client';

import { ApiProblem } from '@edumaster/http/client';
import { Button, buttonStyle } from '@edumaster/ui/button';
import { Notice } from '@edumaster/ui/notice';
import { Spinner } from '@edumaster/ui/spinner';
import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { PersonalExport } from '#web/api/identity.ts';

const lookAgainMs = 2_000;

/** Asks for the file with everything, waits for it, and offers it. */
export function ExportCard({ first }: { first: readonly PersonalExport[] }) {
  const t = useTranslations('privacy');
  const tAccount = useTranslations('account');
  const [failure, setFailure] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const { data: files = first, refetch } = useQuery({
    queryKey: ['personal-exports'],
    queryFn: async () => (await browserApi.listExports()).items,
    initialData: [...first],
    refetchInterval: ({ state }) => (isWaiting(state.data ?? []) ? lookAgainMs : false),
  });
  async function ask() {
    setFailure(null);
    setAsking(true);
    try {
      await browserApi.requestExport();
      await refetch();
    } catch (error) {
      const isRefused = error instanceof ApiProblem && [409, 429].includes(error.status);
      setFailure(isRefused ? t('exportRefused') : tAccount('failed'));
    }
    setAsking(false);
  }
  const waits = isWaiting(files);
  return (
    <div className="space-y-5">
      <div role="alert">{failure !== null && <Notice tone="danger">{failure}</Notice>}</div>
      <div role="status">
        {waits && (
          <p className="flex items-center gap-3 text-ink-soft">
            <Spinner /> {t('exportWaiting')}
          </p>
        )}
      </div>
      {files.length === 0 && <p className="text-ink-soft">{t('exportNone')}</p>}
      <ul className="divide-y divide-line empty:hidden">
        {files
          .filter(({ status }) => status !== 'requested')
          .map((file) => (
            <ExportRow key={file.id} file={file} />
          ))}
      </ul>
      {!waits && (
        <Button variant="secondary" busy={isAsking} onClick={() => void ask()}>
          {t(isAsking ? 'exportAsking' : 'exportAsk')}
        </Button>
      )}
    </div>
  );
}

function ExportRow({ file }: { file: PersonalExport }) {
  const t = useTranslations('privacy');
  const format = useFormatter();
  const dateOf = (time: string | null) =>
    time === null ? '' : format.dateTime(new Date(time), { dateStyle: 'medium' });
  if (file.status !== 'ready') {
    const sentence = file.status === 'expired' ? 'exportExpired' : 'exportFailed';
    return (
      <li className="py-3 text-sm text-ink-soft">
        {t(sentence, { date: dateOf(file.requestedAt) })}
      </li>
    );
  }
  const kilobytes = Math.max(1, Math.round((file.size ?? 0) / 1_000));
  const size = format.number(kilobytes, { style: 'unit', unit: 'kilobyte' });
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3">
      <p className="text-sm text-ink-soft">
        {t('exportOf', { date: dateOf(file.readyAt), size })} ·{' '}
        {t('exportUntil', { date: dateOf(file.expiresAt) })}
      </p>
      <a
        href={`/api/v1/me/exports/${file.id}/file`}
        download
        className={buttonStyle({ size: 'sm' })}
      >
        <Download aria-hidden="true" /> {t('exportDownload')}
      </a>
    </li>
  );
}

function isWaiting(files: readonly PersonalExport[]): boolean {
  return files.some(({ status }) => status === 'requested');
}
