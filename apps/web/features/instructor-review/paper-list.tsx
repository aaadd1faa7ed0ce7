'use client';

import { Button } from '@edumaster/ui/button';
import { Card } from '@edumaster/ui/card';
import { Dialog, DialogContent, DialogTrigger } from '@edumaster/ui/dialog';
import { Eye } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { csrfHeader } from '#web/api/browser-api.ts';
import type { ApplicantDocument } from '#web/api/instructors.ts';

export interface PaperListProps {
  readonly userId: string;
  readonly documents: readonly ApplicantDocument[];
}

export function PaperList({ userId, documents }: PaperListProps) {
  const t = useTranslations('instructorReview');
  return (
    <Card className="p-5 sm:p-6">
      <h2 className="font-display text-heading font-semibold">{t('papers')}</h2>
      {documents.length === 0 ? (
        <p className="mt-2 text-ink-soft">{t('noPapers')}</p>
      ) : (
        <>
          <p className="mt-1 text-sm text-ink-faint">{t('papersHint')}</p>
          <ul className="mt-3 divide-y divide-line">
            {documents.map((document) => (
              <li key={document.id}>
                <Paper userId={userId} document={document} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

interface PaperProps {
  readonly userId: string;
  readonly document: ApplicantDocument;
}

function Paper({ userId, document }: PaperProps) {
  const t = useTranslations('instructorReview');
  const tKinds = useTranslations('instructor.documents');
  const tShell = useTranslations('shell');
  const format = useFormatter();
  const kind = tKinds(document.kind);
  const when = format.dateTime(new Date(document.storedAt), { dateStyle: 'medium' });
  return (
    <div className="flex flex-wrap items-center gap-3 py-3">
      <div className="min-w-0 grow basis-48">
        <p className="font-medium">{kind}</p>
        <p className="text-sm text-ink-faint">{tKinds('received', { when })}</p>
      </div>
      <Dialog>
        <DialogTrigger asChild>
          <Button variant="secondary" size="sm" aria-label={t('lookAt', { kind })}>
            <Eye aria-hidden="true" />
            {t('look')}
          </Button>
        </DialogTrigger>
        <DialogContent title={kind} closeLabel={tShell('close')} className="max-w-3xl">
          <OpenedPaper
            address={`/api/v1/instructors/${userId}/documents/${document.id}`}
            filename={document.kind}
          />
        </DialogContent>
      </Dialog>
    </div>
  );
}

interface Opened {
  readonly url: string;
  readonly isPicture: boolean;
}

/**
 * Fetched when it is looked at, and not before: each request is a look. A picture is drawn from
 * memory and nothing of it stays; a PDF is left to whatever the moderator trusts.
 */
function OpenedPaper({ address, filename }: { address: string; filename: string }) {
  const t = useTranslations('instructorReview');
  const [opened, setOpened] = useState<Opened | 'failed' | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    let url: string | undefined;
    async function open() {
      const init = { headers: csrfHeader, signal: leaving.signal };
      const answer = await fetch(address, init);
      if (!answer.ok) throw new Error(`the paper was refused with ${answer.status}`);
      const content = await answer.blob();
      if (leaving.signal.aborted) return;
      url = URL.createObjectURL(content);
      setOpened({ url, isPicture: content.type.startsWith('image/') });
    }
    open().catch(() => !leaving.signal.aborted && setOpened('failed'));
    return () => {
      leaving.abort();
      if (url) URL.revokeObjectURL(url);
    };
  }, [address]);
  if (opened === null) return <p role="status">{t('opening')}</p>;
  if (opened === 'failed') return <p role="alert">{t('failedToDecide')}</p>;
  return (
    <div className="space-y-4">
      {opened.isPicture ? (
        <img src={opened.url} alt={t('picture')} className="max-h-[65vh] rounded-control" />
      ) : (
        <p>{t('isPdf')}</p>
      )}
      <a
        href={opened.url}
        download={`${filename}.${opened.isPicture ? 'jpg' : 'pdf'}`}
        className="font-semibold text-brand-ink underline underline-offset-4"
      >
        {t('download')}
      </a>
    </div>
  );
}
